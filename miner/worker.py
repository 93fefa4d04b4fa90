"""A worker: one process that works on one task at a time, over a pipe of its own, and what its parent says where it is lost.

Both ends stand here: `Worker` is the parent's, `serve` the life of the process. What they say to each other are the small
records between them.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from miner.errors import MinerError
from miner.guards import GRACE, Failure, Guards, attempt, limit_memory, set_alarm

START_SECONDS = 300.0
STARTS = 3  # so often a worker is started for a task: what killed one (an operator, a shortage of memory) may have passed
CONTEXT = get_context("spawn")  # a fork would copy the parent's threads' locks and its connections

Task = TypeVar("Task")
Result = TypeVar("Result")
Make = Callable[[], Callable[[Task], Result]]
"""Builds, once in each worker process, what turns a task into its result. It travels by name, so it must be importable."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Task]):
    """A task for a worker; `key` is the caller's own, `starts` how many workers ended before they could take it."""

    key: int
    task: Task
    starts: int = 0


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

    def speaks(self) -> bool:
        """Waits until the process says something or ends; False past the deadline."""
        patience = max(0.0, self.deadline - time.monotonic()) if isfinite(self.deadline) else None
        return bool(wait([self.pipe, self.process.sentinel], patience))

    def hear(self) -> Ready | Refused | Done | None:
        """What a process that speaks says; None where it has ended."""
        with contextlib.suppress(EOFError, OSError):
            if self.pipe.poll():
                said: Ready | Refused | Done = self.pipe.recv()
                return said
        self.process.join(GRACE)  # its own end, not ours, is what the verdict names
        return None

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

    def overdue(self) -> Failure:
        """What to say of the file that took too long."""
        limit = f"处理超过 {self.guards.seconds:g} 秒，已中止"
        return Failure("timeout", f"{limit}；请检查文件，或调大设置 file_seconds 后{self.guards.retry}", "处理超时")

    def stillborn(self) -> Failure:
        """What to say of a file for which no worker would start."""
        message = f"处理进程连续 {STARTS} 次没有启动成功（{self.end}），可能是内存不足；请检查机器负载后{self.guards.retry}"
        return Failure("crashed", message, "处理中断")


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


def serve(pipe: Connection, make: Make[Any, Any], guards: Guards) -> None:
    """The life of a worker process: build once, then a task at a time until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # inherited, unless a thread of the parent has started this process
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
