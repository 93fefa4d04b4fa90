"""Corrections that people make to labels. They lie beside the predictions and outlive the document they were made on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from miner.errors import StoreError
from miner.records import LABELS
from miner.store.answers import Correction
from miner.store.schema import corrections


def add(connection: Connection, values: dict[str, Any]) -> int:
    """Keeps a correction and gives its number; StoreError for a label that does not exist."""
    for label in (values["old"], values["new"]):
        if label not in LABELS:
            raise StoreError(f"没有“{label}”这个标签；可用的有 {'、'.join(LABELS)}")
    number: int = connection.execute(insert(corrections).returning(corrections.c.number), values).scalar_one()
    return number


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
