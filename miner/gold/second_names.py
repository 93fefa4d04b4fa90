"""Second readings of names: what somebody who had not seen the annotators' names called the same figures.

`names/<id>.tsv` has a line a figure of the report, in its order: number from 1, the figure as written, the name. How often the two agree, by the
measure that the product is judged by, is what can be asked of a machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from miner.errors import GoldError
from miner.gold.evaluation import plain_name, same_plain_name, shared
from miner.gold.notation import read_gold


def agreement_of_names(corpus: Path) -> dict[str, Any]:
    """The share of second names that count as right, the mean share of characters in common, and the share that are equal."""
    pairs = [(plain_name(first), plain_name(second)) for first, second in paired_names(corpus)]
    count = max(1, len(pairs))
    return {
        "reports": len(list((corpus / "names").glob("*.tsv"))),
        "figures": len(pairs),
        "right": round(sum(same_plain_name(first, second) for first, second in pairs) / count, 4),
        "shared": round(sum(shared(first, second) for first, second in pairs) / count, 4),
        "equal": round(sum(first == second for first, second in pairs) / count, 4),
    }


def paired_names(corpus: Path) -> Iterator[tuple[str, str]]:
    """First and second name of each figure that is not optional; GoldError where a reading is not of the report's figures."""
    for path in sorted((corpus / "names").glob("*.tsv")):
        rows = read_gold(corpus / "reports" / f"{path.stem}.txt").indicators
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        if [line[1:2] for line in lines] != [[row.surface] for row in rows] or any(len(line) != 3 for line in lines):
            raise GoldError(f"{path}：与报告里的指标对不上；每个指标一行：序号、原文、名称")
        yield from ((row.name, line[2]) for row, line in zip(rows, lines, strict=True) if not row.optional)
