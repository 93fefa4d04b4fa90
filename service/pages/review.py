"""The fourth pages: why a sentence has its label, what people say of it, and which sentences to look at first."""

from __future__ import annotations

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from miner.records import LABELS, Document, Report, Sentence, text_digest
from miner.store import Correction
from miner.store.review import Order
from service.api.reasons import reasons_of
from service.api.submission import NAME, printable
from service.guard import check_form, refuse_nul
from service.parts import parts
from service.problems import BadRequest

MOST = 50

Place = tuple[int, int]
"""The ids of a report and of a sentence in it."""


def sentence(document_id: str, report: int, number: int) -> str:
    """Why a stored sentence has its label, with a form to correct it. NotStored."""
    refuse_nul(document_id)
    asked = request.args.get("label", "")
    label = asked if asked in LABELS else None
    reasons = reasons_of(document_id, report, number, label)
    document = parts().store.document(document_id)
    found = next(one for one in document.reports if one.id == report)
    row = next(one for one in found.sentences if one.id == number)
    return render_template(
        "sentence.html.jinja",
        document=document,
        report=found,
        row=row,
        path=path_of(found, row),
        before=next((one for one in found.sentences if one.id == number - 1), None),
        after=next((one for one in found.sentences if one.id == number + 1), None),
        reasons=reasons,
        corrections=by_place(document, parts().store.corrections(document_id)).get((report, number), []),
        labels=LABELS,
        who=request.args.get("who", ""),
        saved=request.args.get("saved") == "1",
    )


def path_of(report: Report, row: Sentence) -> list[str]:
    """The titles above a sentence, outermost first."""
    sections = {one.id: one for one in report.sections}
    path: list[str] = []
    at = row.section
    while at is not None and at in sections and len(path) < len(sections):
        path.append(f"{sections[at].number}{sections[at].title}")
        at = sections[at].parent
    return path[::-1]


def correct(document_id: str, report: int, number: int) -> Response:
    """Keeps the correction of the form on a sentence's page. StaleForm, BadRequest, NotStored."""
    who = keep(document_id, report, number, request.form.get("label", ""))
    back = url_for("pages.sentence", document_id=document_id, report=report, number=number, who=who, saved="1")
    return redirect(back, 303)


def keep(document_id: str, report: int, number: int, label: str) -> str:
    """Keeps a correction of this form and gives who made it."""
    check_form()
    who = request.form.get("who", "").strip()
    refuse_nul(document_id, who)
    if label not in LABELS:
        raise BadRequest("没有选归类，或没有这个归类；请返回上一页重新选择")
    if not who or len(who) > NAME:
        raise BadRequest(f"没有写明是谁更正的，或名字超过 {NAME} 个字；请返回上一页填写")
    try:
        printable(who)
    except ValueError as error:
        raise BadRequest(f"名字{error}；请返回上一页重新填写") from None
    parts().store.correct(document_id, report, number, label, who=who, when=parts().now())
    return who


def queue() -> str:
    """The sentences to look at first."""
    asked = request.args.get("by", "")
    by: Order = "disagreement" if asked == "disagreement" else "doubt"
    return render_template(
        "review.html.jinja",
        items=parts().store.review(by, MOST),
        by=by,
        most=MOST,
        labels=LABELS,
        who=request.args.get("who", ""),
        saved=request.args.get("saved") == "1",
        stored=parts().store.documents(limit=1).total > 0,
    )


def decide() -> Response:
    """Keeps the correction of the button that was pressed on the queue, and shows the queue again."""
    pressed = request.form.get("decision", "").split("/")
    if len(pressed) != 4 or not (pressed[1].isdecimal() and pressed[2].isdecimal()):
        raise BadRequest("没有选归类；请返回上一页重新选择")
    document_id, report, number, label = pressed
    who = keep(document_id, int(report[:9]), int(number[:9]), label)
    by = "disagreement" if request.form.get("by") == "disagreement" else "doubt"
    return redirect(url_for("pages.review", by=by, who=who, saved="1"), 303)


def corrected(document: Document, found: Iterable[Correction]) -> dict[Place, Correction]:
    """The last correction of each sentence of a document."""
    return {place: said[-1] for place, said in by_place(document, found).items()}


def by_place(document: Document, found: Iterable[Correction]) -> dict[Place, list[Correction]]:
    """The corrections of each sentence, in the order made; those on what another version took for a sentence are left out."""
    rows = {(row.start, row.end): (one.id, row) for one in document.reports for row in one.sentences}
    placed: dict[Place, list[Correction]] = {}
    for one in found:
        report, row = rows.get((one.start, one.end), (0, None))
        if row is not None and text_digest(row.text) == one.text_sha256:
            placed.setdefault((report, row.id), []).append(one)
    return placed
