"""Worker processes, each with a pipe of its own: one that hangs, crashes or eats memory takes only the file it works on.

`concurrent.futures` cannot stop a worker that hangs, and loses its whole pool with one that crashes. The library pebble can do
both, but its workers share one pipe under a lock, and what is waiting in it cannot be bounded; a loop of our own over one pipe
a worker needs no lock that a killed process could hold, and no further dependency.

Three guards stand around a file: the parent kills a worker past its deadline; an alarm of the operating system ends a worker
whose parent is gone; a ceiling on its address space makes a glutton fail instead of the machine.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from miner.errors import SettingError
from miner.guards import Failure, Guards
from miner.worker import START_SECONDS, STARTS, Job, Make, Ready, Refused, Worker

AHEAD = 4  # tasks in hand for each worker: a slow one at the head must not leave the others idle

Task = TypeVar("Task")
Result = TypeVar("Result")


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
        said, job = worker.hear(), worker.job
        if job is None:
            return
        if said is None:
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
            yield worker.job.key, worker.overdue()

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
