"""The first page: paste or drop reports and see what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PureWindowsPath

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from miner.errors import MinerError
from miner.pipeline import as_source
from miner.records import Document, Source
from service.guard import check_form
from service.parts import parts
from service.problems import problem_of

MOST_FILES = 50
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one submitted file: a document, or why there is none; `stored` says how storing ended, if asked."""

    name: str
    document: Document | None = None
    refused: str = ""
    stored: str = ""


def home() -> str:
    """The form."""
    return render_template("home.html.jinja", complaint="")


def again() -> Response:
    """A result that was reloaded by its address has no form with it: back to the form."""
    return redirect(url_for("pages.home"))


def results() -> Response | str | tuple[str, int]:
    """The results of the form; a single stored report is shown at its own address."""
    check_form()
    sources = submitted()
    if isinstance(sources, str):
        return render_template("home.html.jinja", complaint=sources), 422
    store = request.form.get("store") == "1"
    found = [extracted(name, source, store) for name, source in sources]
    if store and len(found) == 1 and found[0].document is not None:
        return redirect(url_for("pages.document", document_id=found[0].document.document.id, stored=found[0].stored), 303)
    return render_template("results.html.jinja", results=found)


def submitted() -> list[tuple[str, Source | MinerError]] | str:
    """The files and the text of the form, or what is wrong with them."""
    files = [one for one in request.files.getlist("files") if one.filename]
    if len(files) > MOST_FILES:
        return f"一次最多提交 {MOST_FILES} 个文件，这次有 {len(files)} 个；成批的文件请用 miner ingest 入库"
    found: list[tuple[str, Source | MinerError]] = []
    for one in files:
        name = tidy(one.filename or "")
        found.append((name, Source(one.read(), name)))
    text = request.form.get("text", "").replace("\r\n", "\n")
    if text.strip():
        try:
            found.append(("粘贴的文字", as_source(text)))
        except MinerError as error:
            found.append(("粘贴的文字", error))
    return found or "还没有内容：请粘贴报告全文，或选择文件"


def tidy(filename: str) -> str:
    """The name of an uploaded file, without path or control characters."""
    name = PureWindowsPath(filename).name[:LONGEST_NAME]
    return "".join(char if char.isprintable() or char == "\u3000" else "�" for char in name)


def extracted(name: str, source: Source | MinerError, store: bool) -> Result:
    """The result of one source; its trouble is its own."""
    try:
        if isinstance(source, MinerError):
            raise source
        document = parts().extractor.extract(source, with_text=True)
        stored = parts().store.add(document, batch="page", when=parts().now()) if store else ""
        return Result(name, document, stored=stored)
    except MinerError as error:
        problem = problem_of(error)
        return Result(name, refused=f"{problem.title}：{problem.detail}")
