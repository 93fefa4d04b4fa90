"""What the store answers with: frozen records beside the public document, ready for JSON and for the service's schema."""

from __future__ import annotations

from typing import Literal

from miner.records import Check, Indicator, Kind, Label, Public, Sentence

UNSTATED = "未注明"

Status = Literal["stored", "duplicate", "failed"]
Basis = Literal["override", "text", "organization", "folder", "file", "none"]


class Span(Public):
    """A half-open stretch in Unicode code points."""

    start: int
    end: int


class ReportRow(Public):
    """A stored report in a list; `department` and `period` are the effective ones, `未注明` where nothing says them."""

    document_id: str
    document_name: str
    report_id: int
    title: str | None
    kind: Kind
    department: str
    department_from: Basis
    period: str
    period_from: Basis
    since: str | None
    until: str | None
    sentences: int
    failing_checks: int


class DocumentRow(Public):
    """A stored document in a list; `stored_at` is the time handed in with it."""

    id: str
    name: str
    media_type: str
    characters: int
    batch: str
    folder: str
    stored_at: str | None
    warnings: int
    reports: tuple[ReportRow, ...]


class DocumentPage(Public):
    """Documents in the order they were stored; `next` is the cursor of the next page, None on the last."""

    documents: tuple[DocumentRow, ...]
    total: int
    next: str | None


class Hit(Public):
    """A sentence found. `highlights` point into `sentence.text`, `path` holds the section titles, outermost first."""

    document_id: str
    document_name: str
    report_id: int
    title: str | None
    kind: Kind
    department: str
    period: str
    path: tuple[str, ...]
    sentence: Sentence
    highlights: tuple[Span, ...]
    rank: float


class Facets(Public):
    """How many sentences each value would give under all the other filters, most first; a facet's own filter does not count."""

    department: dict[str, int]
    label: dict[Label, int]
    period: dict[str, int]


class Page(Public):
    """A page of hits, best first; `total` counts all of them, `next` is the cursor of the next page, None on the last."""

    hits: tuple[Hit, ...]
    total: int
    facets: Facets
    next: str | None


class CheckHit(Public):
    """A check of a stored report with the figures it held against each other."""

    document_id: str
    document_name: str
    report_id: int
    title: str | None
    department: str
    period: str
    check: Check
    indicators: tuple[Indicator, ...]


class Correction(Public):
    """What a person said of a sentence: kept apart from the prediction, and kept when the document goes.

    `start`, `end` and `text_sha256` (of the sentence's text in UTF-8) find the sentence again in another version's document.
    """

    id: int
    document_id: str
    report_id: int
    sentence_id: int
    old: Label
    new: Label
    who: str
    model: str
    start: int
    end: int
    text_sha256: str
    when: str | None


class FileVerdict(Public):
    """How a file handed to a batch ended: `origin` says where it came from, `code` and `message` why it failed."""

    batch: str
    origin: str
    name: str
    sha256: str
    status: Status
    code: str
    message: str
    when: str | None = None
