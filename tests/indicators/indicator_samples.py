"""Case rows, and pieces, units and labels made from lines of text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from miner.gold.notation import GoldReport
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


def cells_of(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """The spans of the cells of a row written with tabs or with pipes."""
    mark = "\t" if "\t" in text else "|"
    spans, at = [], 0
    for part in text.split(mark):
        left = start + at + len(part) - len(part.lstrip())
        spans.append((left, max(left, start + at + len(part.rstrip()))))
        at += len(part) + 1
    return tuple(spans if mark == "\t" else spans[1:-1])


def units_of_gold(report: GoldReport) -> tuple[Piece, list[Unit], list[Label]]:
    """A report of the corpus as the outline would hand it over: rows with their heads, headings as paths."""
    units: list[Unit] = []
    labels: list[Label] = []
    path: dict[int, str] = {}
    heads: tuple[str, ...] = ()
    table, block, last = -1, -1, -1
    for gold in report.units:
        text = report.text[gold.start : gold.end]
        block += gold.start > last
        last = gold.end
        row_like = "\t" in text or text.count("|") >= 2
        if gold.label == "heading" and row_like:
            table, heads = table + 1, tuple(report.text[left:right] for left, right in cells_of(text, gold.start))
        elif gold.label == "heading":
            heads = ()
            path = {depth: title for depth, title in path.items() if depth < gold.depth} | {gold.depth: text}
        elif gold.label != "noise":
            row = None
            if row_like and heads:
                row = Row(table, cells_of(text, gold.start), heads, header=False, caption=path[max(path)] if path else "")
            units.append(unit_of(text, gold.start, [path[depth] for depth in sorted(path)], block, row))
            labels.append(gold.label)  # type: ignore[arg-type]
    kind = report.facts.get("kind", "summary")
    return Piece(0, len(report.text), Facts(kind=kind), (), ()), units, labels  # type: ignore[arg-type]
