"""Verdicts on the files of a batch: written as each file ends, so that a killed batch knows where it was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from miner.store.answers import FileVerdict
from miner.store.schema import verdicts

NOT_SHOWN = {"number"}


def record(connection: Connection, verdict: FileVerdict) -> None:
    """Writes a verdict; one on the same file of the same batch is replaced."""
    connection.execute(delete(verdicts).where(verdicts.c.batch == verdict.batch, verdicts.c.origin == verdict.origin))
    connection.execute(insert(verdicts), verdict.model_dump())


def duplicate_of(verdict: FileVerdict, first: str) -> FileVerdict:
    """The verdict on a file whose bytes are stored already, under the name `first`."""
    message = f"与已入库的“{first}”内容完全相同，未重复入库"
    return verdict.model_copy(update={"status": "duplicate", "code": "duplicate", "message": message})


def listed(connection: Connection, batch: str | None, status: str | None) -> list[FileVerdict]:
    """Verdicts in the order they were written."""
    query = select(verdicts).order_by(verdicts.c.number)
    if batch is not None:
        query = query.where(verdicts.c.batch == batch)
    if status is not None:
        query = query.where(verdicts.c.status == status)
    return [FileVerdict(**_shown(row._mapping)) for row in connection.execute(query)]


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in NOT_SHOWN}
