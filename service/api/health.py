"""GET /api/v1/health and /api/v1/schema: is it well, and what does it hand out."""

from __future__ import annotations

from typing import Literal

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel

from miner.exports import schema_text
from miner.records import SCHEMA_VERSION, MadeWith
from service.api.answers import json_answer, refusals
from service.parts import parts

api = APIBlueprint("health_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="服务", description="状态和格式")])


class Health(BaseModel):
    """The service is well: the model is loaded and the store answers."""

    status: Literal["ok"]
    schema_version: str
    made_with: MadeWith
    documents: int


@api.get("/health", summary="服务状态", operation_id="health", responses={"200": Health, **refusals(503)})
def health() -> Response:
    """服务正常时给出版本和入库文档数；资料库或模型不可用时为 503。"""
    found = parts()
    total = found.store.documents(limit=1).total
    return json_answer(Health(status="ok", schema_version=SCHEMA_VERSION, made_with=found.extractor.made_with, documents=total))


@api.get("/schema", summary="文档的 JSON Schema", operation_id="schema")
def schema() -> Response:
    """文档格式的 JSON Schema，与 docs/document.schema.json 相同。"""
    return Response(schema_text(), content_type="application/schema+json; charset=utf-8")
