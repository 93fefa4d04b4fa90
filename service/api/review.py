"""GET /api/v1/review: the sentences that a person should look at first."""

from __future__ import annotations

from typing import Literal

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from miner.store.review import ReviewItem
from service.api.answers import json_answer, refusals
from service.parts import parts

api = APIBlueprint("review_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="复核", description="理由、更正和复核")])


class ReviewQuery(BaseModel):
    """In which order, and how many."""

    model_config = ConfigDict(extra="forbid")

    by: Literal["doubt", "disagreement"] = Field("doubt", description="doubt 按把握由低到高，disagreement 按彼此矛盾")
    limit: int = Field(20, ge=1, le=200, description="最多几句")


class ReviewList(BaseModel):
    """Sentences, the first to look at first."""

    sentences: list[ReviewItem]


@api.get("/review", summary="列出待复核的句子", operation_id="review", responses={"200": ReviewList, **refusals(422, 503)})
def review(query: ReviewQuery) -> Response:
    """最没有把握的、或同样的话在别处归类不同（有人更正过的以更正为准）的句子；更正或确认过的不再列出。"""
    return json_answer(ReviewList(sentences=parts().store.review(query.by, query.limit)))
