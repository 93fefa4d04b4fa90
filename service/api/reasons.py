"""Why a sentence has its label: GET …/sentences/{sentence}/reasons for what is stored, POST /api/v1/explain for a text."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from miner.errors import NotStored
from miner.labels.explain import Explanation
from miner.pipeline import as_source
from miner.records import Label
from service.api.answers import json_answer, refusals
from service.api.submission import Name, json_request, json_submission
from service.parts import parts
from service.problems import InvalidRequest

api = APIBlueprint("reasons_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="复核", description="理由、更正和复核")])
LABEL = Field(None, description="问这个归类为什么是或不是；默认问实际归类")


class SentencePath(BaseModel):
    """Where a stored sentence stands."""

    document_id: str = Field(description="文档编号")
    report: int = Field(description="文件里的第几份报告")
    sentence: int = Field(description="报告里的第几句")


class ReasonQuery(BaseModel):
    """Which label is asked about."""

    model_config = ConfigDict(extra="forbid")

    label: Label | None = LABEL


class TextToExplain(BaseModel):
    """A text and one of its sentences, by the ids of the document that it gives."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(description="报告全文")
    name: Name = Field("", description="文件名，与提取时相同")
    report: int = Field(1, ge=1, description="第几份报告")
    sentence: int = Field(ge=1, description="第几句")
    label: Label | None = LABEL


@api.get(
    "/documents/<document_id>/reports/<int:report>/sentences/<int:sentence>/reasons",
    summary="库中一句为什么这样归类",
    operation_id="get_reasons",
    responses={"200": Explanation, **refusals(404, 422, 503)},
)
def get_reasons(path: SentencePath, query: ReasonQuery) -> Response:
    """按权重列出理由：提示词、标题、上下文和字词，正数支持，负数反对；用的是现在的模型。"""
    return json_answer(reasons_of(path.document_id, path.report, path.sentence, query.label))


def reasons_of(document_id: str, report: int, sentence: int, label: Label | None) -> Explanation:
    """The reasons for a stored sentence. NotStored."""
    document = parts().store.document(document_id, with_text=True)
    found = parts().extractor.explain_stored(document, report, sentence, label)
    if found is None:
        raise NotStored(
            f"{document.document.name or '这份文档'}没有第 {report} 份报告的第 {sentence} 句；请查看文档 JSON 里的 id"
        )
    return found


@api.post(
    "/explain",
    summary="文字里的一句为什么这样归类",
    operation_id="explain",
    responses={"200": Explanation, **refusals(400, 413, 415, 422, 503)},
    openapi_extensions=json_request(TextToExplain),
)
def explain() -> Response:
    """同上，用于没有入库的文字；句子按 POST /api/v1/extract 给出的 id 指明。"""
    asked = json_submission(TextToExplain)
    found = parts().extractor.explain(as_source(asked.text, asked.name), asked.report, asked.sentence, asked.label)
    if found is None:
        missing = {"pointer": "#/sentence", "detail": f"文字里没有第 {asked.report} 份报告的第 {asked.sentence} 句"}
        raise InvalidRequest("文字里没有这一句；请用 POST /api/v1/extract 查看编号", [missing])
    return json_answer(found)
