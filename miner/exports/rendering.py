"""A document as JSON: the one place where it becomes text, so that every door hands out the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args

from miner.records import Document, Public, Report

Table = Literal["sentences", "indicators", "checks"]
TABLES: tuple[Table, ...] = get_args(Table)


def to_json(document: Document) -> str:
    """The document as one line of JSON in UTF-8, fields in the order of the models, with one line feed at the end.

    `text` is left out where it was not asked for: null would say that the document has none.
    """
    leave_out = {"document": {"text"}} if document.document.text is None else None
    return document.model_dump_json(by_alias=True, exclude=leave_out) + "\n"


def to_jsonl(document: Document) -> str:
    """Each sentence, indicator and check of a document on a line of its own, in that order within each report.

    A line begins with `row` (`sentence`, `indicator` or `check`) and what is needed to understand it alone: the file, the
    report's title, kind, department, organization and period, and the section titles above it. Then come the row's own fields.
    """
    rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in flat_rows(document))
    return "".join(f"{row}\n" for row in rows)


def flat_rows(document: Document) -> Iterator[dict[str, Any]]:
    """The rows of a document with their context, as plain values; nested fields stay nested."""
    for report in document.reports:
        context = report_context(document, report)
        paths = section_paths(report)
        sections = {one.id: one.section for one in report.sentences}
        for sentence in report.sentences:
            yield _row("sentence", context, paths.get(sentence.section, ()), sentence)
        for indicator in report.indicators:
            yield _row("indicator", context, paths.get(sections.get(indicator.sentence), ()), indicator)
        for check in report.checks:
            yield _row("check", context, (), check)


def report_context(document: Document, report: Report) -> dict[str, Any]:
    """What is said of the report that a row stands in."""
    return {
        "document_id": document.document.id,
        "document_name": document.document.name,
        "report_id": report.id,
        "report_title": report.title,
        "report_kind": report.kind,
        "department": report.department,
        "organization": report.organization,
        "period": None if report.period is None else report.period.text,
    }


def section_paths(report: Report) -> dict[int | None, tuple[str, ...]]:
    """The titles above each section and its own, outermost first, by the section's id; a loop of parents is cut."""
    sections = {one.id: one for one in report.sections}
    paths: dict[int | None, tuple[str, ...]] = {}
    for one in report.sections:
        titles: list[str] = []
        at, seen = one, set[int]()
        while at.id not in seen:
            seen.add(at.id)
            titles.append(f"{at.number}{at.title}")
            if at.parent is None or at.parent not in sections:
                break
            at = sections[at.parent]
        paths[one.id] = tuple(reversed(titles))
    return paths


def _row(kind: str, context: dict[str, Any], path: tuple[str, ...], record: Public) -> dict[str, Any]:
    # The record's own `period` and the report's would be one key: the report's is the context.
    own = record.model_dump(mode="json", by_alias=True)
    renamed = {(f"{kind}_{name}" if name in context else name): value for name, value in own.items()}
    return {"row": kind, **context, "path": list(path), **renamed}
