"""/api/v1/corrections: what people say of labels, kept beside the predictions."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from miner.records import Label
from miner.store import Correction
from service.api.answers import json_answer, refusals
from service.api.submission import Name, StatedName, json_request, json_submission
from service.guard import refuse_nul
from service.parts import parts

api = APIBlueprint(
    "corrections_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="复核", description="理由、更正和复核")]
)


class CorrectionToMake(BaseModel):
    """A sentence of a stored document, the label it should have, and who says so."""

    model_config = ConfigDict(extra="forbid", strict=True)

    document: Name = Field(description="文档编号")
    report: int = Field(ge=1, description="第几份报告")
    sentence: int = Field(ge=1, description="第几句")
    label: Label = Field(description="应归为；与原来相同则表示确认")
    who: StatedName = Field(description="谁更正的")


class CorrectionQuery(BaseModel):
    """Whose corrections."""

    model_config = ConfigDict(extra="forbid")

    document: str | None = Field(None, description="只要这份文档的")


class CorrectionList(BaseModel):
    """Corrections in the order they were made."""

    corrections: list[Correction]


@api.post(
    "/corrections",
    summary="更正一句的归类",
    operation_id="make_correction",
    responses={"201": Correction, **refusals(400, 404, 413, 415, 422, 503)},
    openapi_extensions=json_request(CorrectionToMake),
)
def make_correction() -> Response:
    """记下人的判断，原来的归类不变；同一句可再更正，以最后一次为准。"""
    asked, found = json_submission(CorrectionToMake), parts()
    made = found.store.correct(asked.document, asked.report, asked.sentence, asked.label, who=asked.who, when=found.now())
    return json_answer(made, 201)


@api.get(
    "/corrections",
    summary="列出更正",
    operation_id="list_corrections",
    responses={"200": CorrectionList, **refusals(400, 422, 503)},
)
def list_corrections(query: CorrectionQuery) -> Response:
    """全部更正，或一份文档的，按先后；文档删除后更正仍在。"""
    refuse_nul(query.document or "")
    return json_answer(CorrectionList(corrections=parts().store.corrections(query.document)))
