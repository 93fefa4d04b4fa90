"""Case rows, and pieces, units and labels made from lines of text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from miner.records import Facts, Kind, Label, Measured, Measurer, Piece, Row, Unit

CASES = Path(__file__).parent / "cases"


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unit_of(text: str, start: int = 0, path: Sequence[str] = (), block: int = 0, row: Row | None = None) -> Unit:
    """A sentence standing at `start` of its text."""
    return Unit(start, start + len(text), text, None, block, "", tuple(path), 0.5, row)


def measure(
    measurer: Measurer, *texts: str, label: Label = "achievement", kind: Kind = "summary", path: Sequence[str] = ()
) -> Measured:
    """The figures of sentences that stand one behind the other in one block."""
    units, start = [], 0
    for text in texts:
        units.append(unit_of(text, start, path))
        start += len(text)
    piece = Piece(0, start, Facts(kind=kind), (), ())
    return measurer(piece, units, [label] * len(units))


def measure_table(
    measurer: Measurer, heads: Sequence[str], *rows: Sequence[str], label: Label = "achievement", caption: str = ""
) -> Measured:
    """The figures of a table given by its heads and the cells of its rows."""
    units, start = [], 0
    for cells in rows:
        text = "\t".join(cells)
        spans, at = [], start
        for cell in cells:
            spans.append((at, at + len(cell)))
            at += len(cell) + 1
        units.append(unit_of(text, start, row=Row(0, tuple(spans), tuple(heads), header=False, caption=caption)))
        start += len(text) + 1
    return measurer(Piece(0, start, Facts(), (), ()), units, [label] * len(units))
