"""/api/v1/documents: store one, list them, get one in any format."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from flask import Response, url_for
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from miner.exports import TABLES, Table, to_jsonl
from miner.exports.page import page, style_source
from miner.ingest import PERIOD_FORMS, parse_period
from miner.records import Document, Period
from miner.store import DocumentPage
from service.api.answers import document_answer, json_answer, refusals
from service.api.submission import FileToStore, TextToStore, request_body, submission
from service.guard import policy
from service.parts import parts
from service.problems import InvalidRequest

api = APIBlueprint("documents_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="资料库", description="入库的文档")])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Stored(BaseModel):
    """How storing ended; `duplicate` where the same bytes were there already."""

    status: Literal["stored", "duplicate"]
    id: str
    name: str


class ListQuery(BaseModel):
    """Which documents."""

    model_config = ConfigDict(extra="forbid")

    department: list[str] = Field(default_factory=list, description="部门")
    period: list[str] = Field(default_factory=list, description="期间")
    failing: bool | None = Field(None, description="只要有（或没有）数字核对不符的")
    limit: int = Field(50, ge=1, le=100, description="每页条数")
    cursor: str | None = Field(None, description="上一页给出的 next")


class DocumentPath(BaseModel):
    """A document's id."""

    document_id: str = Field(description="文档编号：文件字节的 SHA-256")


class DocumentQuery(BaseModel):
    """In which form."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["json", "jsonl", "html", "csv", "xlsx"] = Field("json", description="格式")
    table: Literal["sentences", "indicators", "checks"] = Field("sentences", description="CSV 的哪张表")
    text: bool = Field(False, description="JSON 里带上全文")


@api.post(
    "/documents",
    summary="提取一份报告并入库",
    operation_id="store_document",
    responses={"201": Stored, "200": Stored, **refusals(400, 413, 415, 422, 503)},
    openapi_extensions=request_body(TextToStore, FileToStore),
)
def store_document() -> Response:
    """提取并入库；同样的字节已在库中时给出 duplicate，不重复入库。"""
    asked, found = submission(TextToStore, FileToStore), parts()
    period = ordered_period(asked.period)
    document = found.extractor.extract(asked.source, with_text=True)
    status = found.store.add(document, batch="api", department=asked.department, period=period, when=found.now())
    facts = document.document
    response = json_answer(Stored(status=status, id=facts.id, name=facts.name), 201 if status == "stored" else 200)
    response.headers["Location"] = url_for("documents_api.get_document", document_id=facts.id)
    return response


def ordered_period(words: str | None) -> Period | None:
    """The period that a submission orders. InvalidRequest for words that name none."""
    ordered = None if words is None else parse_period(words)
    if isinstance(ordered, str):
        wrong = {"pointer": "#/period", "detail": f"看不出是哪个期间；可写成 {PERIOD_FORMS}"}
        raise InvalidRequest("请求参数有误，详见 errors", [wrong])
    return ordered


@api.get(
    "/documents", summary="列出文档", operation_id="list_documents", responses={"200": DocumentPage, **refusals(400, 422, 503)}
)
def list_documents(query: ListQuery) -> Response:
    """入库的文档，按入库先后。"""
    rows = parts().store.documents(
        departments=query.department,
        periods=query.period,
        failing_checks=query.failing,
        limit=query.limit,
        cursor=query.cursor,
    )
    return json_answer(rows)


@api.get(
    "/documents/<document_id>",
    summary="取一份文档",
    operation_id="get_document",
    responses={"200": Document, **refusals(404, 422, 503)},
)
def get_document(path: DocumentPath, query: DocumentQuery) -> Response:
    """一份文档：JSON、网页、表格或逐行 JSON。"""
    with_text = query.format == "html" or (query.format == "json" and query.text)
    document = parts().store.document(path.document_id, with_text=with_text)
    if query.format == "json":
        return document_answer(document)
    if query.format == "html":
        response = Response(page(document), mimetype="text/html")
        response.headers["Content-Security-Policy"] = policy(script_src="'none'", style_src=style_source())
        return response
    return attachment(document, query.format, query.table)


def attachment(document: Document, form: str, table: Table) -> Response:
    """A document as a file to save."""
    from miner import tables  # noqa: PLC0415 - pandas takes half a second to load

    assert table in TABLES
    if form == "jsonl":
        response = Response(to_jsonl(document), content_type="application/x-ndjson; charset=utf-8")
    elif form == "csv":
        response = Response(tables.to_csv([document], table), content_type="text/csv; charset=utf-8")
    else:
        response = Response(tables.to_xlsx([document]), content_type=XLSX)
    suffix = f".{table}.csv" if form == "csv" else f".{form}"
    name = quote((document.document.name or "document") + suffix, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"document{suffix}\"; filename*=UTF-8''{name}"
    return response
