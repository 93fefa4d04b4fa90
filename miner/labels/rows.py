"""Rows of tables: what the heads say of every row, and what a row says of itself; the words stand in row_cues.tsv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from miner.labels.cues import Matrix
from miner.language.rules import read_rows
from miner.records import Unit

ROW_NAMES = ("row_reports", "row_plans", "row_rules", "row_misses")


@cache
def row_patterns() -> tuple[re.Pattern[str], ...]:
    """For each column of ROW_NAMES the union of its patterns."""
    grouped: dict[str, list[str]] = {name: [] for name in ROW_NAMES}
    for name, pattern, _ in read_rows("row_cues"):
        grouped[name].append(pattern)
    return tuple(re.compile("|".join(patterns)) for patterns in grouped.values())


def row_columns(units: Sequence[Unit]) -> Matrix:
    """What the heads of a table say of its rows: that they report, plan or rule; and whether a row says of itself that it falls short.

    Heads that report do not plan: beside 实际 stands 计划, and what was planned is then known to be done or not.
    """
    table = np.zeros((len(units), len(ROW_NAMES)), dtype=np.float32)
    known: dict[tuple[str, ...], tuple[bool, bool, bool]] = {}
    *_, misses = row_patterns()
    for row, unit in enumerate(units):
        if unit.row is None or unit.row.header:
            continue
        if unit.row.heads not in known:
            known[unit.row.heads] = said_by(" ".join(unit.row.heads))
        table[row] = (*known[unit.row.heads], misses.search(unit.text) is not None)
    return table


def said_by(heads: str) -> tuple[bool, bool, bool]:
    """Whether the heads of a table report, plan, rule."""
    reports, plans, rules, _ = (pattern.search(heads) is not None for pattern in row_patterns())
    return reports, plans and not reports, rules
