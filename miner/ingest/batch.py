"""A batch: every file of an intake ends stored, duplicate or failed, and the store knows it as soon as it does.

Files are worked on side by side and written one after the other in the order of the intake, each with its verdict in one
transaction. So the store is the same for any number of workers, of equal files the first is the one stored, and a batch that
was killed has written the beginning of its work and nothing else: run again, it passes over what has a verdict and goes on.

A verdict holds for the bytes it was given on. A file that has changed since is new.

Codes of failures: those of UnreadableSource (miner/errors.py), and `timeout`, `crashed`, `memory`, `internal`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from miner.errors import MinerError
from miner.guards import Failure, Guards
from miner.ingest.hints import find_hints
from miner.ingest.items import Bounds, Item, Skipped, read_item
from miner.ingest.making import Load, row_maker
from miner.records import Period, Source
from miner.store import DocumentRows, FileVerdict, Origin, Store
from miner.worker import Job
from miner.workers import AHEAD, Workers

HELD = 256 << 20  # bytes in hand
RETRY = "用 --retry 重试"


@dataclass(frozen=True, slots=True)
class Orders:
    """What holds for a whole batch. `retry` does failed files again and no others; `seconds`, `memory` (MB) are a file's."""

    batch: str = ""
    department: str | None = None
    period: Period | str | None = None
    retry: bool = False
    workers: int = 1
    seconds: float = 120.0
    memory: int = 4096
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a file ended; `before` where an earlier run had ended it already, and nothing was done now."""

    verdict: FileVerdict
    before: bool = False


@dataclass(slots=True)
class Pending:
    """A file in hand: `data` until a worker has it, then `outcome`, or `ended` where there is nothing to do."""

    item: Item
    digest: str = ""
    data: bytes | None = None
    outcome: DocumentRows | Failure | None = None
    ended: Ended | None = None
    twin: bool = False
    given: bool = False


class Batch:
    """Runs one batch; use `ingest`."""

    def __init__(self, store: Store, load: Load, orders: Orders, now: Callable[[], str]) -> None:
        self.store, self.orders, self.now = store, orders, now
        guards = Guards(orders.seconds, orders.memory, RETRY)
        self.workers = Workers(partial(row_maker, load), orders.workers, guards)
        self.pending: deque[Pending] = deque()
        self.failures: dict[str, Failure] = {}

    def run(self, intake: Iterable[Item | Skipped]) -> Iterator[Ended | Skipped]:
        """The end of every file, in the order of the intake."""
        coming = iter(intake)
        more = True
        with self.workers:
            while more or self.pending:
                more = more and (yield from self._fill(coming))
                self._dispatch()
                yield from self._write()
                if self.pending and not self._head_is_done():
                    self._dispatch()
                    for key, outcome in self.workers.outcomes():
                        self._note(key, outcome)

    def _fill(self, coming: Iterator[Item | Skipped]) -> Generator[Skipped, None, bool]:
        """Takes files in hand; its value says whether more may come."""
        while len(self.pending) < AHEAD * self.orders.workers and self._held() < HELD:
            item = next(coming, None)
            if item is None:
                return False
            if isinstance(item, Skipped):
                yield item
            elif (taken := self._take(item)) is not None:
                self.pending.append(taken)
        return True

    def _held(self) -> int:
        return sum(len(one.data) for one in self.pending if one.data is not None)

    def _take(self, item: Item) -> Pending | None:
        """A file in hand; None for one that a retry leaves alone."""
        taken = Pending(item)
        try:
            taken.data = read_item(item, self.orders.bounds)
            taken.digest = sha256(taken.data).hexdigest()
        except MinerError as error:
            taken.outcome = Failure(error.code, str(error))
        before = self.store.verdict(self.orders.batch, item.origin)
        if self.orders.retry and (before is None or before.status != "failed"):
            return None
        if before is not None and before.sha256 == taken.digest and not self.orders.retry:
            taken.ended, taken.data = Ended(before, before=True), None
            if before.status == "failed":
                self.failures.setdefault(taken.digest, Failure(before.code, before.message))
        elif taken.data is not None and self._known(taken.digest):
            taken.twin = True
        return taken

    def _known(self, digest: str) -> bool:
        """Whether these bytes are stored, in hand, or have failed in this run."""
        in_hand = any(one.digest == digest and one.ended is None for one in self.pending)
        return in_hand or digest in self.failures or self.store.is_stored(digest)

    def _dispatch(self) -> None:
        for one in self.pending:
            if not self.workers.idle():
                return
            if one.data is not None and not (one.given or one.twin):
                self.workers.give(Job(id(one), Source(one.data, one.item.name)))
                one.given, one.data = True, None

    def _note(self, key: int, outcome: DocumentRows | Failure) -> None:
        one = next(one for one in self.pending if id(one) == key)
        one.outcome = outcome
        if isinstance(outcome, Failure):
            self.failures.setdefault(one.digest, outcome)

    def _head_is_done(self) -> bool:
        head = self.pending[0]
        if head.twin and head.ended is None and head.outcome is None:
            self._settle(head)
        return head.ended is not None or head.outcome is not None

    def _settle(self, head: Pending) -> None:
        """A file equal to one before it, now that that one has ended: a duplicate, or failed alike, or to be done itself."""
        head.outcome = self.failures.get(head.digest)
        if head.outcome is None and self.store.is_stored(head.digest):
            head.ended = Ended(self.store.record(self._verdict(head, "duplicate")))
        head.twin = head.outcome is not None or head.ended is not None

    def _write(self) -> Iterator[Ended]:
        """Writes what is done at the head of the line."""
        while self.pending and self._head_is_done():
            one = self.pending.popleft()
            yield one.ended or Ended(self._finish(one, one.outcome))

    def _finish(self, one: Pending, outcome: DocumentRows | Failure | None) -> FileVerdict:
        if isinstance(outcome, Failure):
            verdict = self._verdict(one, "failed", outcome)
            self.store.record(verdict)
            return verdict
        assert outcome is not None
        origin = Origin(
            batch=self.orders.batch,
            folder="/".join(one.item.folders),
            department=self.orders.department,
            period=self.orders.period,
            hints=find_hints(one.item.folders, one.item.name),
        )
        return self.store.add_file(outcome, origin, self._verdict(one, "stored"))

    def _verdict(self, one: Pending, status: str, failure: Failure | None = None) -> FileVerdict:
        return FileVerdict(
            batch=self.orders.batch,
            origin=one.item.origin,
            name=one.item.name,
            sha256=one.digest,
            status=status,  # type: ignore[arg-type]
            code=failure.code if failure else "",
            message=failure.message if failure else "",
            when=self.now(),
        )


def ingest(
    store: Store, intake: Iterable[Item | Skipped], load: Load, orders: Orders, now: Callable[[], str]
) -> Generator[Ended | Skipped, None, None]:
    """Takes files into the store and gives how each ended, in the order of the intake, as it happens.

    `load` builds the pipeline in each worker process, so it must be importable by name; `now` says the time for the records.
    A refusal to load (ModelError) or to write (StoreError) ends the batch; a file's own trouble never does. Close the generator
    to end the batch early.
    """
    yield from Batch(store, load, orders, now).run(intake)
