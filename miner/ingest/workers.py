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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from miner.errors import MinerError, SettingError
from miner.language.words import Words
from miner.pipeline import Miner
from miner.records import Source
from miner.store import DocumentRows, take_apart

START_SECONDS = 300.0
GRACE = 10.0  # the alarm goes off this long after the deadline: only where no parent was there to keep it
MEGABYTE = 1 << 20
CONTEXT = get_context("spawn")  # a fork would copy the parent's threads' locks and its connections

Load = Callable[[], Miner]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be processed."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Job:
    """A file for a worker; `key` is the caller's own."""

    key: int
    data: bytes
    name: str


Outcome = DocumentRows | Failure


class Worker:
    """A process that extracts one file at a time."""

    def __init__(self, load: Load, seconds: float, memory: int) -> None:
        self.pipe, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=serve, args=(theirs, load, seconds, memory), daemon=True)
        with ignoring_interrupts():
            self.process.start()
        theirs.close()
        self.seconds = seconds
        self.job: Job | None = None
        self.ready = False
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, job: Job) -> None:
        """Sets the worker to a file."""
        self.job = job
        self.deadline = time.monotonic() + self.seconds
        with contextlib.suppress(OSError):  # a worker that died meanwhile shows by its sentinel
            self.pipe.send((job.data, job.name))

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def crash(self) -> Failure:
        """What to say of the file on which the process ended by itself."""
        how = self.process.exitcode or 0
        said = f"信号 {-how}" if how < 0 else f"退出码 {how}"
        return Failure("crashed", f"处理时进程意外退出（{said}）；文件可能异常或太大，请检查后用 --retry 重试")


class Workers:
    """A fixed number of workers, replaced when one is lost. Use as a context: leaving it ends them all."""

    def __init__(self, load: Load, number: int, seconds: float, memory: int) -> None:
        self.load, self.seconds, self.memory, self.number = load, seconds, memory, number
        self.workers: list[Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.stop()

    def idle(self) -> bool:
        """Whether another file can be given; starts a worker if there are too few."""
        if any(worker.job is None for worker in self.workers):
            return True
        return len(self.workers) < self.number

    def give(self, job: Job) -> None:
        """Sets an idle worker, or a new one, to a file."""
        worker = next((one for one in self.workers if one.job is None), None)
        if worker is not None and not worker.process.is_alive():
            self._lose(worker)  # it ended while it was idle: no file is to blame
            worker = None
        if worker is None:
            worker = Worker(self.load, self.seconds, self.memory)
            self.workers.append(worker)
        if worker.ready:
            worker.give(job)
        else:
            worker.job = job  # sent when it says that it is ready

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """Waits until something happens and gives what is finished. MinerError if workers cannot start."""
        busy = [worker for worker in self.workers if worker.job is not None]
        if not busy:
            return
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        happened = wait([handle for worker in busy for handle in (worker.pipe, worker.process.sentinel)], patience)
        for worker in busy:
            if worker.pipe in happened or worker.process.sentinel in happened:
                yield from self._heard(worker)
            elif time.monotonic() >= worker.deadline:
                yield from self._overdue(worker)

    def _heard(self, worker: Worker) -> Iterator[tuple[int, Outcome]]:
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
            if not worker.ready:
                raise SettingError(f"处理进程无法启动（{worker.crash().message}）；请检查安装，或调大设置 file_memory")
            yield job.key, worker.crash()
        elif isinstance(said, MinerError):
            raise said
        elif said == "ready":
            worker.ready = True
            worker.give(job)
        else:
            worker.job = None
            if isinstance(said, Failure) and said.code == "memory":
                self._lose(worker)  # what is left of it is not to be trusted
            yield job.key, said

    def _overdue(self, worker: Worker) -> Iterator[tuple[int, Outcome]]:
        self._lose(worker)
        if not worker.ready:
            raise SettingError(f"处理进程 {START_SECONDS:g} 秒内没有启动；请检查机器负载后重试")
        if worker.job is not None:
            message = f"处理超过 {self.seconds:g} 秒，已中止；请检查文件，或调大设置 file_seconds 后用 --retry 重试"
            yield worker.job.key, Failure("timeout", message)

    def _lose(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.stop()


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


def serve(pipe: Connection, load: Load, seconds: float, memory: int) -> None:
    """The life of a worker process: load once, then a file at a time until the pipe closes."""
    limit_memory(memory)
    try:
        miner, cut = load(), Words().cut
    except MinerError as error:
        pipe.send(error)
        return
    except MemoryError:
        return  # the parent says which setting is too small
    pipe.send("ready")
    with contextlib.suppress(EOFError, OSError):
        while True:
            data, name = pipe.recv()
            set_alarm(seconds + GRACE)
            outcome = work(miner, cut, Source(data, name))
            set_alarm(0)
            pipe.send(outcome)


def work(miner: Miner, cut: Callable[[str], list[str]], source: Source) -> Outcome:
    """The rows of a file's document, or why there are none. Whatever goes wrong is this file's own affair."""
    try:
        document = miner.extract(source, with_text=True)
        return take_apart(document, document.document.text or "", cut)
    except MinerError as error:
        return Failure(error.code, str(error))
    except MemoryError:
        return Failure("memory", "处理这个文件要用的内存超过上限；请拆成几份，或调大设置 file_memory 后用 --retry 重试")
    except Exception as error:  # a fault of ours in one file must not take the batch
        return Failure("internal", f"程序内部错误（{type(error).__name__}: {error}）；请把文件和这行信息报告给维护者")


def limit_memory(megabytes: int) -> None:
    """Puts a ceiling on this process's address space where the system can."""
    if megabytes and sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


def set_alarm(seconds: float) -> None:
    """Lets the system end this process after a time, even if it hangs outside Python; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
