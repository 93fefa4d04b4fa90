"""What stands around the work on one file: a ceiling on memory, an alarm of the system, and a verdict for whatever goes wrong.

All of it holds inside the process that works; that a worker is killed past its deadline is its parent's affair (miner/worker.py).
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite
from typing import TypeVar

from miner.errors import MinerError, UnreadableSource

MEGABYTE = 1 << 20
GRACE = 10.0  # the alarm goes off this long after the deadline: only where no parent was there to keep it

Task = TypeVar("Task")
Result = TypeVar("Result")


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
class Guards:
    """What a file may take: seconds, MB of address space (0 for any), and what to advise where that was too little."""

    seconds: float = inf
    memory: int = 0
    retry: str = "再试"


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
