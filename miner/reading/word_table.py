"""Rows and cells of Word tables: ECMA-376 part 1, 17.4; merged cells as spans, deleted and hidden rows left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from miner.reading.grid import MOST_COLUMNS
from miner.reading.word_numbering import W, value_of, whole
from miner.reading.word_runs import children_of

LONG_CELL, LONG_PARAGRAPHS = 400, 200
"""Characters from which a cell holds running text rather than a value: alone, and where it has several paragraphs. There are
forms with a whole report in one cell; the values are chosen, not measured, and leave room for a long remark in a table."""


@dataclass(slots=True)
class Slot:
    """A cell: its element, where it stands and what it spans."""

    element: Any
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A row: its cells, and whether it repeats as a header at the top of each page."""

    slots: tuple[Slot, ...]
    header: bool


def read_rows(table: Any) -> list[SlotRow]:
    """Rows of a table, cells merged downwards counted into the cell they begin with."""
    rows: list[SlotRow] = []
    above: dict[int, Slot] = {}
    for element in _below(table, W + "tr"):
        properties = element.find(W + "trPr")
        if properties is not None and any(properties.find(W + name) is not None for name in ("del", "hidden")):
            continue
        slots = []
        column = whole(value_of(properties, "gridBefore"))
        for cell in _below(element, W + "tc"):
            slot, goes_on = _slot(cell, max(0, min(column, 4 * MOST_COLUMNS)))
            if goes_on and slot.column in above:
                above[slot.column].rows += 1
            else:
                slots.append(slot)
                above[slot.column] = slot
            column = slot.column + slot.columns
        header = properties is not None and properties.find(W + "tblHeader") is not None
        rows.append(SlotRow(tuple(slots), header))
    return rows


def holds_running_text(row: SlotRow) -> bool:
    """Whether a cell of the row holds paragraphs of a report, so that the row must not become one line."""
    for slot in row.slots:
        size = sum(len(text.text or "") for text in slot.element.iter(W + "t"))
        paragraphs = sum(1 for _ in slot.element.iterchildren(W + "p"))
        if size > LONG_CELL or (size > LONG_PARAGRAPHS and paragraphs > 1):
            return True
    return False


def _slot(cell: Any, column: int) -> tuple[Slot, bool]:
    properties = cell.find(W + "tcPr")
    span = max(1, min(MOST_COLUMNS, whole(value_of(properties, "gridSpan"), 1)))
    merge = None if properties is None else properties.find(W + "vMerge")
    return Slot(cell, column, span), merge is not None and merge.get(W + "val", "continue") == "continue"


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through content controls and insertions, not into cells."""
    waiting = [children_of(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag == tag:
            yield element
        elif element.tag not in (W + "tc", W + "tbl", W + "p"):
            waiting.append(children_of(element))
