"""The store's door. It knows no clock: every time is handed in. Safe to share among threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, select

from miner.errors import QueryError, StoreError
from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.records import Document, Label, Period
from miner.store import corrections, cursors, documents, failing, intake, known, schema
from miner.store import search as searching
from miner.store.answers import CheckHit, Correction, DocumentPage, FileVerdict, Page, Status
from miner.store.filters import Filters
from miner.store.opening import open_engine, reading, writing
from miner.store.origin import Hints, Origin, ordered_department, ordered_period
from miner.store.review import Order, ReviewItem, queue
from miner.store.rows import DocumentRows, take_apart
from miner.store.terms import Cut

NO_HINTS = Hints()
LISTING = "documents"


class Store:
    """Documents, searched and listed by their effective department and period. Build one with `Store.open`."""

    def __init__(self, engine: Engine, cut: Cut | None = None) -> None:
        self.engine = engine
        self._cut = cut

    @classmethod
    def open(cls, path: Path | str, create: bool = True, cut: Cut | None = None) -> Store:
        """The store in a file, laid out if it is new; `cut` is the tokenizer, the usual one unless given.

        StoreError where the file is missing (without `create`), foreign or broken; StoreVersion where it is newer than we are.
        """
        return cls(open_engine(Path(path), create), cut)

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def language(self) -> searching.Language:
        """The tokenizer and simplifier, built at first use."""
        return searching.Language(self._cut or Words().cut, simplifier())

    # --- documents ---

    def add(
        self,
        document: Document,
        text: str | None = None,
        *,
        batch: str = "",
        department: str | None = None,
        period: Period | str | None = None,
        when: str | None = None,
        folder: str = "",
        hints: Hints = NO_HINTS,
    ) -> Literal["stored", "duplicate"]:
        """Stores a document with its text in one transaction; `duplicate` where the same bytes are there already.

        `text` may be left out where the document holds it. `department` and `period` go before what the text says, `hints`
        after it.
        """
        text = document.document.text if text is None else text
        if text is None:
            raise StoreError("缺少正文：入库时要连同文档的文字一起给出（extract(..., with_text=True) 或参数 text）")
        origin = Origin(batch, folder, department, period, hints)
        return self.add_rows(take_apart(document, text, self.language.cut), origin, when)

    def add_rows(self, rows: DocumentRows, origin: Origin, when: str | None = None) -> Literal["stored", "duplicate"]:
        """Stores a document that was taken apart elsewhere."""
        with writing(self.engine) as connection:
            return documents.add(connection, rows, simplified(origin, self.language.simplify), when)

    def add_file(self, rows: DocumentRows, origin: Origin, verdict: FileVerdict) -> FileVerdict:
        """Stores the document of a file of a batch, and the verdict on it, which it gives as it was written."""
        with writing(self.engine) as connection:
            first = documents.name_of(connection, rows.id)
            documents.add(connection, rows, simplified(origin, self.language.simplify), verdict.when)
            return intake.record(connection, verdict if first is None else intake.duplicate_of(connection, verdict, first))

    def document(self, document_id: str, with_text: bool = False) -> Document:
        """A stored document exactly as it was; NotStored if it is not there."""
        with reading(self.engine) as connection:
            return documents.fetch(connection, document_id, with_text)

    def text(self, document_id: str) -> str | None:
        """The text of a stored document; None if it is not there (a correction outlives its document)."""
        with reading(self.engine) as connection:
            return documents.text_of(connection, document_id)

    def full_id(self, beginning: str) -> str:
        """The id that begins so. NotStored where there is none, StoreError where there are several."""
        with reading(self.engine) as connection:
            return documents.full_id(connection, beginning)

    def is_stored(self, document_id: str) -> bool:
        """Whether the document is there."""
        with reading(self.engine) as connection:
            return documents.is_stored(connection, document_id)

    def documents(
        self,
        *,
        departments: Sequence[str] = (),
        periods: Sequence[str] = (),
        failing_checks: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> DocumentPage:
        """Documents in the order stored: those with a report that fits, and with or without failing checks if that is asked."""
        filters = Filters(departments=tuple(departments), periods=tuple(periods)).tidy(self.language.simplify)
        purpose = f"{LISTING} {filters.state()} {failing_checks}"
        after = 0 if cursor is None else cursors.unseal(cursor, self._key, purpose)["n"]
        with reading(self.engine) as connection:
            rows, total, last = documents.listed(connection, filters, failing_checks, after, page_size(limit))
        following = None if last is None else cursors.seal({"n": last}, self._key, purpose)
        return DocumentPage(documents=tuple(rows), total=total, next=following)

    def remove(self, document_id: str) -> None:
        """Forgets a document and all that was found in it; corrections stay. NotStored if it is not there."""
        with writing(self.engine) as connection:
            documents.remove(connection, document_id)

    def departments(self) -> dict[str, int]:
        """The effective departments with their number of reports, by name, `未注明` last."""
        with reading(self.engine) as connection:
            return documents.names(connection, schema.reports.c.department)

    def periods(self) -> dict[str, int]:
        """The effective periods with their number of reports, by name, `未注明` last."""
        with reading(self.engine) as connection:
            return documents.names(connection, schema.reports.c.period)

    def refuse_unknown(self, departments: Sequence[str] = (), periods: Sequence[str] = ()) -> None:
        """NotStored for a department or period that no report has, with those that may have been meant."""
        filters = Filters(departments=tuple(departments), periods=tuple(periods)).tidy(self.language.simplify)
        if filters.departments:
            known.refuse_unknown(filters.departments, self.departments(), "部门")
        if filters.periods:
            known.refuse_unknown(filters.periods, self.periods(), "期间")

    def not_as_ordered(self, ids: Sequence[str], department: str | None, period: Period | str | None) -> list[str]:
        """Those of the documents that were stored under another department or period than ordered now."""
        origin = simplified(Origin(department=department, period=period), self.language.simplify)
        span = ordered_period(origin)
        with reading(self.engine) as connection:
            return documents.not_as_ordered(connection, ids, ordered_department(origin), None if span is None else span.name)

    # --- what was found ---

    def search(
        self,
        query: str = "",
        *,
        labels: Sequence[str] = (),
        departments: Sequence[str] = (),
        periods: Sequence[str] = (),
        kinds: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Page:
        """The sentences that a query finds, best first; the empty query finds all, in the order stored. Grammar: query.py.

        `since` and `until` are ISO dates that the report's period must overlap. Follow `Page.next` with the same
        arguments for the next page: it goes on where the last one ended whatever is added meanwhile. QueryError, CursorError.
        """
        filters = Filters(tuple(labels), tuple(departments), tuple(periods), tuple(kinds), since, until, document)
        request = searching.Request(query, filters, page_size(limit), cursor)
        with reading(self.engine) as connection:
            return searching.search(connection, self._key, self.language, request)

    def failing_checks(
        self,
        *,
        departments: Sequence[str] = (),
        periods: Sequence[str] = (),
        kinds: Sequence[str] = (),
        verdicts: Sequence[str] = ("fails",),
    ) -> list[CheckHit]:
        """The checks that do not hold, in the order stored; `verdicts` can ask for others, such as `missed` targets."""
        filters = Filters(departments=tuple(departments), periods=tuple(periods)).tidy(self.language.simplify)
        with reading(self.engine) as connection:
            return failing.listed(connection, filters.departments, filters.periods, kinds, verdicts)

    # --- corrections ---

    def correct(
        self, document_id: str, report_id: int, sentence_id: int, new: Label, *, who: str, when: str | None = None
    ) -> Correction:
        """Keeps what a person said of a stored sentence, with all that finds the sentence again. NotStored if it is not there."""
        with writing(self.engine) as connection:
            document = documents.fetch(connection, document_id, False)
            values = corrections.values_of(document, report_id, sentence_id)
            values |= {"new": new, "who": who, "when": when}
            return Correction(id=corrections.add(connection, values), **values)

    def corrections(self, document_id: str | None = None) -> list[Correction]:
        """All corrections, or those of one document, in the order they were made."""
        with reading(self.engine) as connection:
            return corrections.listed(connection, document_id)

    def review(self, order: Order = "doubt", limit: int = 20) -> list[ReviewItem]:
        """The sentences a person should look at first, by doubt or by disagreement."""
        with reading(self.engine) as connection:
            return queue(connection, order, page_size(limit))

    # --- intake ---

    def record(self, verdict: FileVerdict) -> FileVerdict:
        """Writes how a file of a batch ended, in place of what was said before; a duplicate with the name of the first."""
        with writing(self.engine) as connection:
            first = documents.name_of(connection, verdict.sha256) if verdict.status == "duplicate" else None
            return intake.record(connection, verdict if first is None else intake.duplicate_of(connection, verdict, first))

    def verdict(self, batch: str, origin: str) -> FileVerdict | None:
        """How a file of a batch ended; None where it has not."""
        with reading(self.engine) as connection:
            return intake.found(connection, batch, origin)

    def verdicts(self, batch: str | None = None, status: Status | None = None) -> list[FileVerdict]:
        """How files ended, in the order they did."""
        with reading(self.engine) as connection:
            return intake.listed(connection, batch, status)

    @cached_property
    def _key(self) -> bytes:
        with reading(self.engine) as connection:
            key: str = connection.execute(select(schema.facts.c.value).where(schema.facts.c.name == "cursor_key")).scalar_one()
        return bytes.fromhex(key)


def simplified(origin: Origin, simplify: Callable[[str], str]) -> Origin:
    """An origin whose orders are in simplified characters, as everything found in texts is."""
    department = None if origin.department is None else simplify(origin.department)
    period = simplify(origin.period) if isinstance(origin.period, str) else origin.period
    return replace(origin, department=department, period=period)


def page_size(limit: int) -> int:
    """A page size within bounds. QueryError outside."""
    if not 1 <= limit <= searching.MOST:
        raise QueryError(f"每页条数 {limit} 不在 1 到 {searching.MOST} 之间；请改用这个范围内的数")
    return limit
