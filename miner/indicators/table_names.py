"""Names in tables: labels and heads that do not stand alone, and cells that speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.indicators.clauses import Clauses
from miner.indicators.names import Namer
from miner.indicators.quantity import Quantity

WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
# A name of so few characters does not stand without the label of its row.
SHORT_NAME = 3
PERIOD_HEADS = ("季度", "月份", "月", "周", "年级", "班次")
PART_HEADS = ("人均", "户均", "占比", "比重", "比例")


def full_label(label: str, head: str) -> str:
    """The label of a row; 一 below 季度 is 一季度."""
    return label + head if len(label) == 1 and head in PERIOD_HEADS else label


def full_head(head: str, bare: str, before: str) -> str:
    """The head of a column, `bare` without its unit; 人均 and 占比 are of the column in front of them."""
    return before + head if bare in PART_HEADS else head


def names_in_words(text: str, start: int, found: Sequence[Quantity], label: str, namer: Namer) -> list[str]:
    """The names of the figures of a cell that speaks (漏核一项扣4分), as in a sentence about what labels its row.

    `start` is where the cell's text begins in the row that the figures count from. Empty where the cell is a figure and nothing else.
    """
    quantities = [quantity._replace(start=quantity.start - start, end=quantity.end - start) for quantity in found]
    alone = len(quantities) == 1 and quantities[0].end - quantities[0].start == len(text.strip())
    if not quantities or alone or not WORDS.search(text):
        return []
    names = namer.name(Clauses(text), quantities, label)
    return [name if len(name) > SHORT_NAME or name.startswith(label) else label + name for name in names]
