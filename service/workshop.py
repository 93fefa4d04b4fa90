"""Extraction in processes of its own, so that a document that hangs or crashes takes neither a thread nor the service.

Each place holds a process with the pipeline loaded. A request waits for a free place, hands its source over, and gets the
document or a refusal; past the deadline the process is ended and its place gets a new one. Of the service's threads one is
always kept from waiting here: search and pages answer however many documents are in hand.

The processes and their guards are those of miner/worker.py. The loop of miner/workers.py does not fit: there one thread feeds
all workers from one row of tasks and gives out what comes of them in turn; here every request has a thread that waits for its
own answer alone, and the processes stay between requests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore
from typing import Any

from miner.errors import MinerError
from miner.guards import Failure, Guards
from miner.labels.explain import Explanation
from miner.pipeline import Miner, Readable, as_source
from miner.records import Document, Label, MadeWith
from miner.worker import STARTS, Done, Job, Ready, Refused, Worker
from service.problems import LOG, Busy, Crashed, Internal, Overdue

Load = Callable[[], Miner]
Order = Callable[[Miner], Any]
"""What a process is asked to do with its pipeline; it travels by name, so it is a method of Miner with its arguments."""
REFUSALS: dict[str, type[MinerError]] = {"timeout": Overdue, "crashed": Crashed, "memory": Crashed}
"""What is said of a document that its process could not finish, by the code of its failure; anything else is a fault of ours."""


@dataclass(slots=True)
class Place:
    """Room for one process."""

    load: Load
    guards: Guards
    worker: Worker[Order, Any] | None = None
    made_with: MadeWith | None = None

    def start(self) -> None:
        """Starts the process and waits until its pipeline is loaded. MinerError where it cannot be."""
        if self.worker is not None and self.worker.process.is_alive():
            return
        for start in range(1, STARTS + 1):
            self.stop()
            worker = self.worker = Worker(partial(order_taker, self.load), self.guards)
            said = worker.hear() if worker.speaks() else None
            if isinstance(said, Ready):
                break
            if isinstance(said, Refused):
                self.stop()
                raise said.error
            if start == STARTS:
                raise self.lost(worker.stillborn())
        self.made_with = self.put(attrgetter("made_with"))

    def ask(self, order: Order) -> Any:
        """What comes of an order. Overdue or Crashed where the process had to be, or was, ended."""
        self.start()
        return self.put(order)

    def put(self, order: Order) -> Any:
        """The same of a process that is there."""
        assert self.worker is not None
        self.worker.give(Job(0, order))
        if not self.worker.speaks():
            raise self.lost(self.worker.overdue())
        said = self.worker.hear()
        if not isinstance(said, Done):
            raise self.lost(self.worker.crash())
        if isinstance(said.outcome, Failure):
            raise self.lost(said.outcome)
        if isinstance(said.outcome, MinerError):
            raise said.outcome
        return said.outcome

    def lost(self, failure: Failure) -> MinerError:
        """The refusal for a failure after which nothing of the process is to be trusted: it is ended."""
        self.stop()
        return REFUSALS.get(failure.code, Internal)(failure.message)

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        if self.worker is not None:
            self.worker.stop()
            self.worker = None


def order_taker(load: Load) -> Callable[[Order], Any]:
    """In the process: loads the pipeline, and gives what carries out an order with it or says why nothing comes of it.

    A refusal is given as it is, since its class decides the status of the answer.
    """
    miner = load()

    def take(order: Order) -> Any:
        try:
            return order(miner)
        except MinerError as error:
            return error
        except MemoryError:
            raise
        except Exception as error:  # a fault of ours in one document must not take the process
            LOG.exception("fault in extraction")
            return Internal(type(error).__name__)

    return take


class Workshop:
    """A fixed number of places. `waiting` is how many requests may be in it at once: one less than the service's threads."""

    def __init__(self, load: Load, *, places: int, waiting: int, seconds: float, memory: int) -> None:
        self._all = [Place(load, Guards(seconds, memory)) for _ in range(places)]
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
