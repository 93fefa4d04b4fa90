"""Table cells with their spans laid out as lines: the one convention for tables of every format.

A value stands once in its row for the columns it spans (in header rows it is repeated in each of them), and again in every row
it spans. Header rows are those the format names; where it names none, a first row that carries no figure, with the rows its
cells reach down into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from miner.errors import OversizedSource
from miner.reading.composing import Composer

MOST_COLUMNS = 64
"""Columns that one cell may span; no report has wider heads, and hostile files write a million."""
MOST_REPEATS = 200_000
"""Cells that may be repeated in a table because they span rows; beyond, the file is hostile."""
PERIOD = re.compile(r"\d{1,4}(?:[-—~～至]\d{1,4})?(?:年|季度|月份?|周|日|号|H\d|Q\d)|[HQ]\d|第\d{1,2}|(?:19|20)\d\d(?=$|[-./])")
DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its column from 0 (None: the next free one), columns and rows it spans, whether the format calls it a head."""

    text: str
    column: int | None = None
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells, and whether the format says that it repeats as a header."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A row laid out: column to cell, spanned-over columns not listed."""

    cells: dict[int, Cell]
    header: bool


def write_table(lines: Iterable[Line], number: int, composer: Composer) -> None:
    """Writes a table as rows with marks; `number` counts the tables of the file from 0."""
    placed = list(place(lines))
    filled = [row for row in placed if any(cell.text for cell in row.cells.values())]
    if not filled:
        return
    columns = sorted(
        {at for row in filled for column, cell in row.cells.items() for at in range(column, column + cell.columns)}
    )
    width = {column: index for index, column in enumerate(columns)}
    heads = _headers(filled)
    for index, row in enumerate(filled):
        cells = [""] * len(columns)
        for column, cell in row.cells.items():
            for at in range(column, column + cell.columns if index < heads else column + 1):
                if at in width:
                    cells[width[at]] = cell.text
        composer.row(cells, number, header=index < heads)


def place(lines: Iterable[Line]) -> Iterator[Placed]:
    """Gives every cell its column, and repeats cells in the rows they reach down into."""
    reaching: dict[int, Cell] = {}
    repeated = 0
    for line in lines:
        repeated += sum(cell.columns for cell in reaching.values())
        if repeated > MOST_REPEATS:
            raise OversizedSource("表格里纵向合并的单元格过多，疑似恶意文件。请拆开合并单元格后重新提交。")
        row = dict(reaching)
        taken = {at for column, cell in reaching.items() for at in range(column, column + cell.columns)}
        free = 0
        for cell in line.cells:
            column = cell.column
            if column is None:
                while free in taken:
                    free += 1
                column = free
            kept = replace(cell, column=column, columns=min(cell.columns, MOST_COLUMNS))
            row[column] = kept
            taken.update(range(column, column + kept.columns))
        yield Placed(dict(sorted(row.items())), line.header or (bool(line.cells) and all(cell.head for cell in line.cells)))
        reaching = {column: replace(cell, rows=cell.rows - 1) for column, cell in row.items() if cell.rows > 1}


def looks_like_header(texts: Iterable[str]) -> bool:
    """Whether a first row names columns: two cells filled or more, all short, no digits but those of a month or year."""
    filled = [text for text in texts if text]
    return len(filled) >= 2 and all(len(text) <= 40 and not DIGIT.search(PERIOD.sub("", text)) for text in filled)


def _headers(rows: list[Placed]) -> int:
    """How many rows at the top are header rows."""
    named = 0
    while named < len(rows) and rows[named].header:
        named += 1
    if named:
        return named if named < len(rows) else min(1, len(rows) - 1)
    if len(rows) < 2 or not looks_like_header(cell.text for cell in rows[0].cells.values()):
        return 0
    deepest = max(cell.rows for cell in rows[0].cells.values() if cell.text)
    grouped = any(cell.columns > 1 for cell in rows[0].cells.values())
    count = 1
    while count < min(len(rows) - 1, deepest if deepest > 1 else 1 + grouped):
        if not looks_like_header(cell.text for cell in rows[count].cells.values()):
            break
        count += 1
    return count
