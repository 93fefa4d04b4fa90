"""POST /api/v1/extract: a document, nothing stored."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from miner.records import Document
from service.api.answers import document_answer, refusals
from service.api.submission import FileToExtract, TextToExtract, request_body, submission
from service.parts import parts

api = APIBlueprint("extract_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="提取", description="文字或文件变成文档")])


@api.post(
    "/extract",
    summary="提取一份报告",
    operation_id="extract",
    responses={"200": Document, **refusals(400, 413, 415, 422, 503)},
    openapi_extensions=request_body(TextToExtract, FileToExtract),
)
def extract() -> Response:
    """文字或文件变成结构化文档，不入库；结果与命令行 miner extract 逐字节相同。"""
    asked = submission(TextToExtract, FileToExtract)
    document = parts().extractor.extract(asked.source, with_text=asked.with_text, min_score=asked.min_score)
    return document_answer(document)
