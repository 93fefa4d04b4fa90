"""Worker processes, each with a pipe of its own: one that hangs, crashes or eats memory takes only the file it works on.

`concurrent.futures` cannot stop a worker that hangs, and loses its whole pool with one that crashes. The library pebble can do
both, but its workers share one pipe under a lock, and what is waiting in it cannot be bounded; a loop of our own over one pipe
a worker needs no lock that a killed process could hold, and no further dependency.

Three guards stand around a file: the parent kills a worker past its deadline; an alarm of the operating system ends a worker
whose parent is gone; a ceiling on its address space makes a glutton fail instead of the machine.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf, isfinite
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from miner.errors import MinerError, SettingError, UnreadableSource

START_SECONDS = 300.0
STARTS = 3  # so often a worker is started for a task: what killed one (an operator, a shortage of memory) may have passed
AHEAD = 4  # tasks in hand for each worker: a slow one at the head must not leave the others idle
GRACE = 10.0  # the alarm goes off this long after the deadline: only where no parent was there to keep it
MEGABYTE = 1 << 20
CONTEXT = get_context("spawn")  # a fork would copy the parent's threads' locks and its connections

Task = TypeVar("Task")
Result = TypeVar("Result")
Make = Callable[[], Callable[[Task], Result]]
"""Builds, once in each worker process, what turns a task into its result. It travels by name, so it must be importable."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no result."""

    code: str
    message: str
    title: str = UnreadableSource.title

    @property
    def said(self) -> str:
        """The one line for the screen."""
        return f"{self.title}：{self.message}"

    def error(self) -> UnreadableSource:
        """The same as an error to raise."""
        error = UnreadableSource(self.message)
        error.code, error.title = self.code, self.title  # the class was lost on the way from a worker process
        return error


@dataclass(frozen=True, slots=True)
class Job(Generic[Task]):
    """A task for a worker; `key` is the caller's own, `starts` how many workers ended before they could take it."""

    key: int
    task: Task
    starts: int = 0


@dataclass(frozen=True, slots=True)
class Guards:
    """What a file may take: seconds, MB of address space (0 for any), and what to advise where that was too little."""

    seconds: float = inf
    memory: int = 0
    retry: str = "再试"


class Worker(Generic[Task, Result]):
    """A process that works on one task at a time."""

    def __init__(self, make: Make[Task, Result], guards: Guards) -> None:
        self.pipe, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=serve, args=(theirs, make, guards), daemon=True)
        with ignoring_interrupts():
            self.process.start()
        theirs.close()
        self.guards = guards
        self.job: Job[Task] | None = None
        self.ready = False
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, job: Job[Task]) -> None:
        """Sets the worker to a task."""
        self.job = job
        self.deadline = time.monotonic() + self.guards.seconds
        with contextlib.suppress(OSError):  # a worker that died meanwhile shows by its sentinel
            self.pipe.send(job.task)

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    @property
    def end(self) -> str:
        """How the process ended."""
        how = self.process.exitcode or 0
        return f"信号 {-how}" if how < 0 else f"退出码 {how}"

    def crash(self) -> Failure:
        """What to say of the file on which the process ended by itself."""
        message = f"处理时进程意外退出（{self.end}）；文件可能异常或太大，请检查后{self.guards.retry}"
        return Failure("crashed", message, "处理中断")

    def stillborn(self) -> Failure:
        """What to say of a file for which no worker would start."""
        message = f"处理进程连续 {STARTS} 次没有启动成功（{self.end}），可能是内存不足；请检查机器负载后{self.guards.retry}"
        return Failure("crashed", message, "处理中断")


class Workers(Generic[Task, Result]):
    """A fixed number of workers, replaced when one is lost. Use as a context: leaving it ends them all."""

    def __init__(self, make: Make[Task, Result], number: int, guards: Guards) -> None:
        self.make, self.number, self.guards = make, number, guards
        self.workers: list[Worker[Task, Result]] = []
        self.started = False
        self.unstarted: list[tuple[int, Failure]] = []  # failed, unless it turns out that no worker starts at all

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.stop()

    def idle(self) -> bool:
        """Whether another file can be given; starts a worker if there are too few."""
        if any(worker.job is None for worker in self.workers):
            return True
        return len(self.workers) < self.number

    def give(self, job: Job[Task]) -> None:
        """Sets an idle worker, or a new one, to a task."""
        worker = next((one for one in self.workers if one.job is None), None)
        if worker is not None and not worker.process.is_alive():
            self._lose(worker)  # it ended while it was idle: no file is to blame
            worker = None
        if worker is None:
            worker = Worker(self.make, self.guards)
            self.workers.append(worker)
        if worker.ready:
            worker.give(job)
        else:
            worker.job = job  # sent when it says that it is ready

    def outcomes(self) -> Iterator[tuple[int, Result | Failure]]:
        """Waits until something happens and gives what is finished. MinerError if no worker starts."""
        busy = [worker for worker in self.workers if worker.job is not None]
        if not busy and self.unstarted:
            raise SettingError(f"处理进程无法启动：{self.unstarted[-1][1].message}；也请检查安装，或调大设置 file_memory")
        if not busy:
            return
        first = min(worker.deadline for worker in busy)
        patience = max(0.0, first - time.monotonic()) if isfinite(first) else None
        happened = wait([handle for worker in busy for handle in (worker.pipe, worker.process.sentinel)], patience)
        for worker in busy:
            if worker.pipe in happened or worker.process.sentinel in happened:
                yield from self._heard(worker)
            elif time.monotonic() >= worker.deadline:
                yield from self._overdue(worker)
        if self.started:
            yield from self.unstarted
            self.unstarted = []

    def _heard(self, worker: Worker[Task, Result]) -> Iterator[tuple[int, Result | Failure]]:
        try:
            said = worker.pipe.recv() if worker.pipe.poll() else None
        except (EOFError, OSError):
            said = None
        job = worker.job
        if job is None:
            return
        if said is None:
            worker.process.join(GRACE)  # its own end, not ours, is what the verdict names
            self._lose(worker)
            if worker.ready:
                yield job.key, worker.crash()
            else:
                self._start_again(worker, job)
        elif isinstance(said, Refused):
            raise said.error
        elif isinstance(said, Ready):
            worker.ready = self.started = True
            worker.give(job)
        else:
            worker.job = None
            if isinstance(said.outcome, Failure) and said.outcome.code == "memory":
                self._lose(worker)  # what is left of it is not to be trusted
            yield job.key, said.outcome

    def _overdue(self, worker: Worker[Task, Result]) -> Iterator[tuple[int, Failure]]:
        self._lose(worker)
        if not worker.ready and not self.started:
            raise SettingError(f"处理进程 {START_SECONDS:g} 秒内没有启动；请检查机器负载后重试")
        if not worker.ready and worker.job is not None:
            self._start_again(worker, worker.job)
        elif worker.job is not None:
            limit = f"处理超过 {self.guards.seconds:g} 秒，已中止"
            message = f"{limit}；请检查文件，或调大设置 file_seconds 后{self.guards.retry}"
            yield worker.job.key, Failure("timeout", message, "处理超时")

    def _start_again(self, worker: Worker[Task, Result], job: Job[Task]) -> None:
        """Gives the task of a worker that ended while it started to another one, a few times at most."""
        again = replace(job, starts=job.starts + 1)
        if again.starts < STARTS:
            self.give(again)
        else:
            self.unstarted.append((job.key, worker.stillborn()))

    def _lose(self, worker: Worker[Task, Result]) -> None:
        self.workers.remove(worker)
        worker.stop()


def in_turn(workers: Workers[Task, Result], tasks: Iterable[Task]) -> Iterator[Result | Failure]:
    """What comes of each task, in the order of the tasks, which are asked for as they can be taken in hand."""
    coming, more = iter(tasks), True
    ends: dict[int, Result | Failure] = {}
    head = taken = 0
    while more or head < taken:
        while more and taken - head < AHEAD * workers.number and workers.idle():
            try:
                workers.give(Job(taken, next(coming)))
                taken += 1
            except StopIteration:
                more = False
        if head in ends:
            yield ends.pop(head)
            head += 1
        else:
            ends.update(workers.outcomes())


@contextlib.contextmanager
def ignoring_interrupts() -> Iterator[None]:
    """Lets a process that is started inherit deafness to Ctrl-C: what that means, the parent decides."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may change it, and only there does Ctrl-C arrive
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(frozen=True, slots=True)
class Ready:
    """A process says that it has built what it works with."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A process says why it cannot."""

    error: MinerError


@dataclass(frozen=True, slots=True)
class Done:
    """A process says what came of its task."""

    outcome: Any


def serve(pipe: Connection, make: Make[Any, Any], guards: Guards) -> None:
    """The life of a worker process: build once, then a task at a time until the pipe closes."""
    limit_memory(guards.memory)
    try:
        work = make()
    except MinerError as error:
        pipe.send(Refused(error))
        return
    except MemoryError:
        return  # the parent says which setting is too small
    pipe.send(Ready())
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            set_alarm(guards.seconds + GRACE)
            outcome = attempt(work, task, guards.retry)
            set_alarm(0)
            pipe.send(Done(outcome))


def attempt(work: Callable[[Task], Result], task: Task, retry: str = "再试") -> Result | Failure:
    """What comes of a task, or why nothing does. Whatever goes wrong is this file's own affair."""
    try:
        return work(task)
    except MinerError as error:
        return Failure(error.code, str(error), error.title)
    except MemoryError:
        message = f"处理这个文件要用的内存超过上限；请拆成几份，或调大设置 file_memory 后{retry}"
        return Failure("memory", message, "内存不足")
    except RecursionError:
        return Failure("internal", "文件嵌套过深，无法处理；请另存为纯文本后再试")
    except Exception as error:  # a fault of ours in one file must not take the batch
        message = f"程序内部错误（{type(error).__name__}: {error}）；请把文件和这行信息报告给维护者"
        return Failure("internal", message, "程序内部错误")


def limit_memory(megabytes: int) -> None:
    """Puts a ceiling on this process's address space where the system can."""
    if megabytes and sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


def set_alarm(seconds: float) -> None:
    """Lets the system end this process after a time, even if it hangs outside Python; 0 calls it off."""
    if hasattr(signal, "setitimer") and isfinite(seconds):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
