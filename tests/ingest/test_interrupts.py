"""Ctrl-C reaches every process of a terminal; what it means, the parent alone decides."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from miner.guards import Failure, Guards
from miner.workers import Workers, in_turn


def slow(marks: str) -> Callable[[str], str]:
    """What says whose process it is and then takes its time."""

    def work(task: str) -> str:
        Path(marks, task).write_text(str(os.getpid()))
        time.sleep(0.5)
        return task

    return work


def interrupted(folder: Path, ends: list[str | Failure]) -> None:
    """Works on a task, and interrupts the process that does."""

    def interrupt() -> None:
        mark = folder / "task"
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.01)
        os.kill(int(mark.read_text()), signal.SIGINT)

    telling = threading.Thread(target=interrupt)
    telling.start()
    with Workers(partial(slow, str(folder)), 1, Guards()) as workers:
        ends.extend(in_turn(workers, ["task"]))
    telling.join()


@pytest.mark.parametrize("in_a_thread", [False, True])
def test_a_worker_is_deaf_to_an_interrupt_whichever_thread_has_started_it(tmp_path: Path, in_a_thread: bool) -> None:
    ends: list[str | Failure] = []
    if in_a_thread:
        started = threading.Thread(target=interrupted, args=(tmp_path, ends))
        started.start()
        started.join()
    else:
        interrupted(tmp_path, ends)
    assert ends == ["task"]
