"""Checks over the whole store: which reports contradict themselves or miss their targets."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from miner.records import Check, Indicator
from miner.store.answers import UNSTATED, CheckHit
from miner.store.documents import report_conditions
from miner.store.schema import checks, documents, reports


def listed(
    connection: Connection, departments: Sequence[str], periods: Sequence[str], kinds: Sequence[str], verdicts: Sequence[str]
) -> list[CheckHit]:
    """The checks with one of the verdicts, in the order stored."""
    query = (
        select(
            documents.c.id.label("document_id"),
            documents.c.name,
            reports.c.id,
            reports.c.title,
            reports.c.department,
            reports.c.period,
            checks.c.row,
            checks.c.indicators,
        )
        .join_from(checks, reports)
        .join(documents)
        .where(checks.c.verdict.in_(verdicts), *report_conditions(departments, periods))
        .order_by(checks.c.number)
    )
    if kinds:
        query = query.where(checks.c.kind.in_(kinds))
    return [
        CheckHit(
            document_id=row.document_id,
            document_name=row.name,
            report_id=row.id,
            title=row.title,
            department=row.department or UNSTATED,
            period=row.period or UNSTATED,
            check=Check.model_validate_json(row.row),
            indicators=tuple(Indicator.model_validate(one) for one in json.loads(row.indicators)),
        )
        for row in connection.execute(query)
    ]
