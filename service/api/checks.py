"""GET /api/v1/checks: figures that contradict each other, over everything stored."""

from __future__ import annotations

from typing import Literal

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from miner.store import CheckHit
from service.api.answers import json_answer, refusals
from service.parts import parts

api = APIBlueprint("checks_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="核对", description="前后矛盾的数字")])


class CheckQuery(BaseModel):
    """Which checks; by default those that do not hold."""

    model_config = ConfigDict(extra="forbid")

    department: list[str] = Field(default_factory=list, description="部门")
    period: list[str] = Field(default_factory=list, description="期间")
    kind: list[Literal["target", "sum", "ratio", "growth", "product"]] = Field(default_factory=list, description="哪种核对")
    verdict: list[Literal["holds", "fails", "met", "missed"]] = Field(["fails"], description="结论，默认只要不符的")


class CheckList(BaseModel):
    """Checks in the order their documents were stored."""

    checks: list[CheckHit]


@api.get("/checks", summary="列出数字核对", operation_id="list_checks", responses={"200": CheckList, **refusals(400, 422, 503)})
def list_checks(query: CheckQuery) -> Response:
    """不符的数字核对（或所要的其他结论），附所用的指标。"""
    found = parts().store.failing_checks(
        departments=query.department, periods=query.period, kinds=query.kind, verdicts=query.verdict
    )
    return json_answer(CheckList(checks=found))
