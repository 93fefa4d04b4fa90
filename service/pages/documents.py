"""The third pages: what is stored, one stored report, and the figures that contradict each other."""

from __future__ import annotations

from flask import render_template, request

from service.guard import refuse_nul
from service.pages.review import corrected
from service.parts import parts

PAGE = 50
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
    said = corrected(found, parts().store.corrections(document_id))
    return render_template("document.html.jinja", document=found, corrected=said, stored=request.args.get("stored", ""))


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
