"""What all pages share: the style of documents, links that change one argument, the list of problems."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for

from miner.exports.page import style
from service.problems import catalogue


def document_style() -> Response:
    """The style of documents, the same as in the page that stands alone."""
    return Response(style(), mimetype="text/css")


def problems() -> str:
    """Every kind of problem that the service answers with: what `type` in a problem's body points to."""
    return render_template("problems.html.jinja", catalogue=list(catalogue()))


def spot(document_id: str, kind: str = "", *numbers: int) -> str:
    """The address of a stored document, at a sentence (s), a figure (f) or a report (r) of it, on whatever page that stands."""
    if not kind:
        return url_for("pages.document", document_id=document_id)
    place = kind + "-".join(map(str, numbers))
    return url_for("pages.document", document_id=document_id, at=place, _anchor=place)


def turn(**changes: Any) -> str:
    """This page's address with arguments changed; None takes one away."""
    arguments = request.args.to_dict(flat=False) | changes
    kept = {name: value for name, value in arguments.items() if value is not None}
    # Not url_for: names of arguments are the sender's, and some of them mean something there.
    return f"{request.path}?{urlencode(kept, doseq=True)}"
