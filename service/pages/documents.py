"""The third pages: what is stored, one stored report, and the figures that contradict each other."""

from __future__ import annotations

import re

from flask import render_template, request

from miner.exports.paging import SIZE, Window, page_of, part_of, windows
from miner.records import Document, Indicator, Sentence
from service.guard import refuse_nul
from service.pages.review import corrected
from service.parts import parts

PAGE = 50
PAGE_CHARACTERS = SIZE
PLACE = re.compile(r"([sfr])([0-9]{1,9})(?:-([0-9]{1,9}))?")
MOST_CHECKS = 500
VERDICTS = ("fails", "missed")


def listing() -> str:
    """The stored documents with filters."""
    store, arguments = parts().store, request.args
    department, period = arguments.get("department", ""), arguments.get("period", "")
    failing = arguments.get("failing") == "1"
    refuse_nul(department, period)
    rows = store.documents(
        departments=[department] if department else [],
        periods=[period] if period else [],
        failing_checks=True if failing else None,
        limit=PAGE,
        cursor=arguments.get("cursor"),
    )
    return render_template(
        "documents.html.jinja",
        rows=rows,
        departments=store.departments(),
        periods=store.periods(),
        department=department,
        period=period,
        failing=failing,
    )


def document(document_id: str) -> str:
    """One stored document: coloured text, outline, indicators, checks. NotStored."""
    refuse_nul(document_id)
    found = parts().store.document(document_id, with_text=True)
    pages = windows(found, PAGE_CHARACTERS)
    number = page_asked(found, pages)
    return render_template(
        "document.html.jinja",
        document=found,
        part=part_of(found, pages[number]) if len(pages) > 1 else found,
        window=pages[number],
        number=number + 1,
        pages=len(pages),
        corrected=corrected(found, parts().store.corrections(document_id)),
        stored=request.args.get("stored", ""),
    )


def page_asked(document: Document, pages: list[Window]) -> int:
    """The page that has the place in `at`, or the one in `page`, from 0; the first or last for one that is not there."""
    place = PLACE.fullmatch(request.args.get("at", ""))
    if place is not None and (start := start_of(document, place[1], int(place[2]), int(place[3] or 0))) is not None:
        return page_of(pages, start)
    number = request.args.get("page", "")
    return min(max(1, int(number[:9])), len(pages)) - 1 if number.isascii() and number.isdigit() else 0


def start_of(document: Document, kind: str, report: int, number: int) -> int | None:
    """Where a report, or a sentence or figure of it, begins; None where there is none."""
    whole = next((one for one in document.reports if one.id == report), None)
    if whole is None or kind == "r":
        return None if whole is None else whole.start
    rows: tuple[Sentence | Indicator, ...] = whole.sentences if kind == "s" else whole.indicators
    return next((one.start for one in rows if one.id == number), None)


def checks() -> str:
    """The checks over the batch that do not hold, or the targets that were missed."""
    store, arguments = parts().store, request.args
    verdict = arguments.get("verdict", "")
    verdict = verdict if verdict in VERDICTS else VERDICTS[0]
    department = arguments.get("department", "")
    refuse_nul(department)
    found = store.failing_checks(departments=[department] if department else [], verdicts=[verdict])
    return render_template(
        "checks.html.jinja",
        found=found[:MOST_CHECKS],
        total=len(found),
        verdict=verdict,
        verdicts=VERDICTS,
        departments=store.departments(),
        department=department,
    )
