"""Verdicts on the files of a batch: written as each file ends, so that a killed batch knows where it was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from miner.store.answers import FileVerdict
from miner.store.schema import verdicts

NOT_SHOWN = {"number"}


def record(connection: Connection, verdict: FileVerdict) -> FileVerdict:
    """Writes a verdict and gives it back; one on the same file of the same batch is replaced where it stands."""
    statement = insert(verdicts)
    fresh = {name: statement.excluded[name] for name in FileVerdict.model_fields}
    connection.execute(statement.on_conflict_do_update(index_elements=["batch", "origin"], set_=fresh), verdict.model_dump())
    return verdict


def found(connection: Connection, batch: str, origin: str) -> FileVerdict | None:
    """The verdict on a file of a batch; None where there is none yet."""
    query = select(verdicts).where(verdicts.c.batch == batch, verdicts.c.origin == origin)
    row = connection.execute(query).first()
    return None if row is None else FileVerdict(**_shown(row._mapping))


def duplicate_of(connection: Connection, verdict: FileVerdict, first: str) -> FileVerdict:
    """The verdict on a file whose bytes are stored already, under the name `first`.

    Where another run of the same batch has just stored this very file, its verdict stands.
    """
    before = found(connection, verdict.batch, verdict.origin)
    if before is not None and (before.status, before.sha256) == ("stored", verdict.sha256):
        return before
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
