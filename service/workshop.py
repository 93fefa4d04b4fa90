"""Extraction in processes of its own, so that a document that hangs or crashes takes neither a thread nor the service.

Each place holds a process with the pipeline loaded. A request waits for a free place, hands its source over, and gets the
document or a refusal; past the deadline the process is ended and its place gets a new one. Of the service's threads one is
always kept from waiting here: search and pages answer however many documents are in hand.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore
from typing import Any

from miner.errors import MinerError
from miner.labels.explain import Explanation
from miner.pipeline import Miner, Readable, as_source
from miner.records import Document, Label, MadeWith
from miner.workers import limit_memory, set_alarm
from service.problems import LOG, Busy, Crashed, Internal, Overdue

CONTEXT = get_context("spawn")  # a fork would copy the server's threads' locks
START_SECONDS = 120.0
GRACE = 10.0

Load = Callable[[], Miner]
Order = Callable[[Miner], Any]
"""What a process is asked to do with its pipeline; it travels by name, so it is a method of Miner with its arguments."""


@dataclass(slots=True)
class Place:
    """A process and the pipe to it."""

    load: Load
    seconds: float
    memory: int
    process: Any = None
    pipe: Connection | None = None
    made_with: MadeWith | None = None

    def start(self) -> None:
        """Starts the process and waits until its pipeline is loaded. MinerError where it cannot be."""
        if self.process is not None and self.process.is_alive():
            return
        self.stop()
        self.pipe, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=work, args=(theirs, self.load, self.seconds, self.memory), daemon=True)
        self.process.start()
        theirs.close()
        said = self.hear(time.monotonic() + START_SECONDS)
        if isinstance(said, MinerError):
            self.stop()
            raise said
        self.made_with = said

    def ask(self, order: Order) -> Any:
        """What comes of an order. Overdue or Crashed where the process had to be, or was, ended."""
        self.start()
        assert self.pipe is not None
        try:
            self.pipe.send(order)
            said = self.hear(time.monotonic() + self.seconds)
        except OSError:
            self.stop()
            raise Crashed("处理这份文件时进程意外退出；文件可能异常或太大，请检查后再试") from None
        if isinstance(said, MinerError):
            raise said
        return said

    def hear(self, deadline: float) -> Any:
        """What the process says. Overdue when it says nothing in time, Crashed when it ended."""
        assert self.pipe is not None
        try:
            if self.pipe.poll(max(0.0, deadline - time.monotonic())):
                return self.pipe.recv()
        except (EOFError, OSError):
            self.stop()
            raise Crashed("处理这份文件时进程意外退出；文件可能异常或太大，请检查后再试") from None
        self.stop()
        raise Overdue(f"处理超过 {self.seconds:g} 秒，已中止；请拆成几份再试，或调大设置 file_seconds")

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None
        if self.pipe is not None:
            self.pipe.close()
            self.pipe = None


class Workshop:
    """A fixed number of places. `waiting` is how many requests may be in it at once: one less than the service's threads."""

    def __init__(self, load: Load, *, places: int, waiting: int, seconds: float, memory: int) -> None:
        self._all = [Place(load, seconds, memory) for _ in range(places)]
        self._free: SimpleQueue[Place] = SimpleQueue()
        for place in self._all:
            self._free.put(place)
        self._door = BoundedSemaphore(max(1, waiting))
        self._patience = seconds

    def __enter__(self) -> Workshop:
        self._all[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        for place in self._all:
            place.stop()

    @property
    def made_with(self) -> MadeWith:
        """Which versions make the documents."""
        found = self._all[0].made_with
        if found is None:
            raise Internal("workshop not started")
        return found

    def extract(self, readable: Readable, *, name: str = "", with_text: bool = False, min_score: float = 0.0) -> Document:
        """The document, made by the next free process. Busy where too many wait already."""
        source = as_source(readable, name)
        document: Document = self._ask(partial(Miner.extract, readable=source, with_text=with_text, min_score=min_score))
        return document

    def explain(self, readable: Readable, report: int, sentence: int, label: Label | None = None) -> Explanation | None:
        """Why a sentence has its label, from the next free process. Busy where too many wait already."""
        source = as_source(readable)
        order = partial(Miner.explain, readable=source, report=report, sentence=sentence, label=label)
        found: Explanation | None = self._ask(order)
        return found

    def explain_stored(self, document: Document, report: int, sentence: int, label: Label | None = None) -> Explanation | None:
        """The same for a stored document."""
        order = partial(Miner.explain_stored, document=document, report=report, sentence=sentence, label=label)
        found: Explanation | None = self._ask(order)
        return found

    def _ask(self, order: Order) -> Any:
        with self._place() as place:
            return place.ask(order)

    def busy(self) -> bool:
        """Whether every place is taken."""
        return self._free.empty()

    @contextmanager
    def _place(self) -> Iterator[Place]:
        if not self._door.acquire(blocking=False):
            raise Busy("正在处理的文件太多；请几秒后再试，成批的文件请用 miner ingest")
        try:
            try:
                place = self._free.get(timeout=self._patience)
            except Empty:
                raise Busy("排队等候太久；请稍后再试，成批的文件请用 miner ingest") from None
            try:
                yield place
            finally:
                self._free.put(place)
        finally:
            self._door.release()


def work(pipe: Connection, load: Load, seconds: float, memory: int) -> None:
    """The life of a process: load once, then a document at a time until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides what Ctrl-C means
    limit_memory(memory)
    try:
        miner = load()
    except MinerError as error:
        pipe.send(error)
        return
    pipe.send(miner.made_with)
    with contextlib.suppress(EOFError, OSError):
        while True:
            order: Order = pipe.recv()
            set_alarm(seconds + GRACE)
            said = attempt(miner, order)
            set_alarm(0)
            pipe.send(said)


def attempt(miner: Miner, order: Order) -> Any:
    """What comes of an order, or why nothing does."""
    try:
        return order(miner)
    except MinerError as error:
        return error
    except MemoryError:
        return Crashed("处理这份文件要用的内存超过上限；请拆成几份，或调大设置 file_memory")
    except Exception as error:  # a fault of ours in one document must not take the process
        LOG.exception("fault in extraction")
        return Internal(type(error).__name__)
