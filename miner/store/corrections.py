"""Corrections that people make to labels. They lie beside the predictions and outlive the document they were made on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from miner.errors import NotStored, StoreError
from miner.records import LABELS, Document, text_digest
from miner.store.answers import Correction
from miner.store.schema import corrections

LONGEST_NAME = 255


def add(connection: Connection, values: dict[str, Any]) -> int:
    """Keeps a correction and gives its number; StoreError for a label that does not exist."""
    for label in (values["old"], values["new"]):
        if label not in LABELS:
            raise StoreError(f"没有“{label}”这个标签；可用的有 {'、'.join(LABELS)}")
    who = str(values["who"])
    if not who.strip() or not who.isprintable() or len(who) > LONGEST_NAME:
        raise StoreError("更正要写明是谁更正的，不含控制字符，最多 255 个字；请填写姓名或工号")
    number: int = connection.execute(insert(corrections).returning(corrections.c.number), values).scalar_one()
    return number


def values_of(document: Document, report_id: int, sentence_id: int) -> dict[str, Any]:
    """What a correction says of the sentence it is made on. NotStored where the document has no such sentence."""
    sentences = next((one.sentences for one in document.reports if one.id == report_id), ())
    row = next((one for one in sentences if one.id == sentence_id), None)
    if row is None:
        raise NotStored(
            f"{document.document.name} 没有第 {report_id} 份报告的第 {sentence_id} 句；请用 miner review 或 miner search 查看编号"
        )
    return {
        "document_id": document.document.id,
        "report_id": report_id,
        "sentence_id": sentence_id,
        "old": row.label,
        "model": document.document.made_with.model,
        "start": row.start,
        "end": row.end,
        "text_sha256": text_digest(row.text),
    }


def listed(connection: Connection, document_id: str | None) -> list[Correction]:
    """All corrections, or those of one document, in the order they were made."""
    query = select(corrections).order_by(corrections.c.number)
    if document_id is not None:
        query = query.where(corrections.c.document_id == document_id)
    rows = []
    for row in connection.execute(query):
        values = dict(row._mapping)
        rows.append(Correction(id=values.pop("number"), **values))
    return rows
