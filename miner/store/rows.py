"""A document taken apart into the rows of the store. The costly half of storing: it can run in a worker process."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from miner.errors import StoreError
from miner.records import LABELS, Document, Report, Section
from miner.store.periods import period_name
from miner.store.terms import Cut, gram_terms, word_terms

LEVEL = 6


@dataclass(frozen=True, slots=True)
class SentenceRows:
    """A sentence for the index: `path` and `row` as JSON, `words` and `grams` as terms parted by blanks, `size` in words."""

    label: int
    size: int
    path: str
    row: str
    words: str
    grams: str


@dataclass(frozen=True, slots=True)
class CheckRows:
    """A check with the figures it names, as JSON."""

    kind: str
    verdict: str
    row: str
    indicators: str


@dataclass(frozen=True, slots=True)
class ReportRows:
    """A report for the lists: what its own text says of department, organization and period."""

    id: int
    title: str | None
    kind: str
    department: str | None
    organization: str | None
    period: str | None
    since: str | None
    until: str | None
    sentences: tuple[SentenceRows, ...]
    checks: tuple[CheckRows, ...]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """Everything that storing a document writes, but for where it came from; `body` and `text` are compressed."""

    id: str
    name: str
    media_type: str
    characters: int
    warnings: int
    body: bytes
    text: bytes
    reports: tuple[ReportRows, ...]


def take_apart(document: Document, text: str, cut: Cut) -> DocumentRows:
    """The rows of a document; `text` is its text, which the body leaves out."""
    facts = document.document
    if facts.text is not None:
        document = document.model_copy(update={"document": facts.model_copy(update={"text": None})})
    return DocumentRows(
        id=facts.id,
        name=facts.name,
        media_type=facts.media_type,
        characters=facts.characters,
        warnings=len(document.warnings),
        body=zlib.compress(document.model_dump_json().encode(), LEVEL),
        text=zlib.compress(text.encode(), LEVEL),
        reports=tuple(report_rows(report, cut) for report in document.reports),
    )


def put_together(body: bytes, text: bytes | None) -> Document:
    """The document of a compressed body, with its text where that is given."""
    document = Document.model_validate_json(zlib.decompress(body))
    if text is None:
        return document
    facts = document.document.model_copy(update={"text": zlib.decompress(text).decode()})
    return document.model_copy(update={"document": facts})


def report_rows(report: Report, cut: Cut) -> ReportRows:
    """The rows of one report."""
    period = report.period
    paths = section_paths(report.sections)
    return ReportRows(
        id=report.id,
        title=report.title,
        kind=report.kind,
        department=report.department,
        organization=report.organization,
        period=None if period is None else period_name(period),
        since=None if period is None else period.from_,
        until=None if period is None else period.to,
        sentences=tuple(_sentence_rows(report, paths, cut)),
        checks=tuple(_check_rows(report)),
    )


def section_paths(sections: tuple[Section, ...]) -> dict[int, tuple[str, ...]]:
    """The titles above and of each section, outermost first, by its id; sections stand after their parents."""
    paths: dict[int, tuple[str, ...]] = {}
    for section in sections:
        above = () if section.parent is None else paths.get(section.parent, ())
        paths[section.id] = (*above, section.title)
    return paths


def _sentence_rows(report: Report, paths: dict[int, tuple[str, ...]], cut: Cut) -> list[SentenceRows]:
    rows = []
    for sentence in report.sentences:
        if sentence.label == "unsure":
            raise StoreError("有未定归类的句子，不能入库；请不带 min_score 重新提取")
        words = word_terms(sentence.clean, cut)
        path = () if sentence.section is None else paths.get(sentence.section, ())
        rows.append(
            SentenceRows(
                label=LABELS.index(sentence.label),
                size=len(words),
                path=to_json(path),
                row=sentence.model_dump_json(),
                words=" ".join(words),
                grams=" ".join(gram_terms(sentence.clean)),  # documents._grams_of builds the same again
            )
        )
    return rows


def _check_rows(report: Report) -> list[CheckRows]:
    figures = {indicator.id: indicator for indicator in report.indicators}
    return [
        CheckRows(
            kind=check.kind,
            verdict=check.verdict,
            row=check.model_dump_json(),
            indicators=to_json([figures[at].model_dump() for at in check.indicators if at in figures]),
        )
        for check in report.checks
    ]


def to_json(value: object) -> str:
    """Compact JSON of plain values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
