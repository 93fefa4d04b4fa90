"""Answers of the API: JSON of our records, and problems for its description."""

from __future__ import annotations

from typing import Any

from flask import Response
from pydantic import BaseModel

from miner.exports import to_json
from miner.records import Document
from service.problems import MEDIA_TYPE

JSON = "application/json"


def json_answer(record: BaseModel, status: int = 200) -> Response:
    """A record as JSON, ended by a line feed like a document."""
    return Response(record.model_dump_json(by_alias=True) + "\n", status, mimetype=JSON)


def document_answer(document: Document) -> Response:
    """A document exactly as the command line prints it."""
    return Response(to_json(document), mimetype=JSON)


def refusals(*statuses: int) -> dict[str | int, Any]:
    """The problems that an operation may answer with, for its description."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {str(one): {"description": "问题说明（RFC 9457）", "content": {MEDIA_TYPE: {"schema": schema}}} for one in statuses}
