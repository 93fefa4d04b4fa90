"""The split of the corpus by kind of unit, so that a score is on industries that were not trained on."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from miner.errors import GoldError
from miner.gold.notation import GoldReport

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")


def read_splits(corpus: Path) -> dict[str, Split]:
    """The split of each group, from `splits.tsv` beside the reports."""
    found: dict[str, Split] = {}
    for group, split, *_ in split_rows(corpus):
        if split not in SPLITS:
            raise GoldError(f"splits.tsv：{group} 的划分 {split} 不是 {'、'.join(SPLITS)} 之一")
        found[group] = split
    return found


def read_weights(corpus: Path) -> dict[str, float]:
    """How much a unit of each group counts in the second pass of training, where splits.tsv says another weight than 1."""
    found: dict[str, float] = {}
    for group, _, *more in split_rows(corpus):
        if more and more[0]:
            try:
                found[group] = float(more[0])
            except ValueError as error:
                raise GoldError(f"splits.tsv：{group} 的权重 {more[0]} 不是数") from error
    return found


def split_rows(corpus: Path) -> list[list[str]]:
    """The rows of splits.tsv without comments: group, split, weight, reason."""
    with (corpus / "splits.tsv").open(encoding="utf-8") as lines:
        return [row for row in csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t") if row]


def split_of(reports: Sequence[GoldReport], splits: dict[str, Split], wanted: Sequence[Split]) -> list[GoldReport]:
    """The reports of the wanted splits; GoldError for a group without one."""
    missing = sorted({report.group for report in reports} - set(splits))
    if missing:
        raise GoldError(f"splits.tsv 没有这些单位类别：{'、'.join(missing)}")
    return [report for report in reports if splits[report.group] in wanted]
