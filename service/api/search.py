"""GET /api/v1/search: sentences over everything stored."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from miner.records import Kind, Label
from miner.store import Page
from service.api.answers import json_answer, refusals
from service.parts import parts

api = APIBlueprint("search_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="检索", description="跨部门检索句子")])


class SearchQuery(BaseModel):
    """What to find. Filters may be given several times: one of the values must hold."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=300, description='检索式：空格为且，OR 为或，"短语"，-排除，部门:客服部')
    label: list[Label] = Field(default_factory=list, description="归类")
    department: list[str] = Field(default_factory=list, description="部门")
    period: list[str] = Field(default_factory=list, description="期间")
    kind: list[Kind] = Field(default_factory=list, description="文种")
    since: str | None = Field(None, description="报告期不早于，如 2024-01-01")
    until: str | None = Field(None, description="报告期不晚于，如 2024-06-30")
    document: str | None = Field(None, description="只在这份文档里找")
    limit: int = Field(20, ge=1, le=100, description="每页条数")
    cursor: str | None = Field(None, description="上一页给出的 next")


@api.get("/search", summary="检索句子", operation_id="search", responses={"200": Page, **refusals(400, 422, 503)})
def search(query: SearchQuery) -> Response:
    """在入库的报告里检索句子，给出部门、归类、期间的计数和高亮位置。"""
    page = parts().store.search(
        query.q,
        labels=query.label,
        departments=query.department,
        periods=query.period,
        kinds=query.kind,
        since=query.since,
        until=query.until,
        document=query.document,
        limit=query.limit,
        cursor=query.cursor,
    )
    return json_answer(page)
