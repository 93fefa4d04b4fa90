"""Names in tables: labels and heads that do not stand alone, and cells that speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.indicators.clauses import Clauses
from miner.indicators.names import Namer
from miner.indicators.quantity import Quantity
from miner.records import Role

WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
# A name of so few characters does not stand without the label of its row.
SHORT_NAME = 3
PERIOD_HEADS = ("季度", "月份", "月", "周", "年级", "班次")
PART_HEADS = ("人均", "户均", "占比", "比重", "比例")
# 应训/实训, 计划/实际(台): what was to be and what was, in one column.
AIM_WORD, DONE_WORD = r"(?:应|计划|目标|任务|预算|指标|定额)[\u4e00-\u9fff]{0,6}", r"(?:实|完成|已)[\u4e00-\u9fff]{0,6}"
HEAD_OF_TWO = re.compile(
    rf"(?P<of>[\u4e00-\u9fff]{{0,8}}[ ：:]?)(?:(?P<aim>{AIM_WORD})\s?[/／]\s?{DONE_WORD}|{DONE_WORD}\s?[/／]\s?{AIM_WORD})"
    r"(?:\s?[（(][^()（）]{1,10}[)）])?"
)


def roles_of_head(head: str) -> tuple[Role, Role] | None:
    """The roles of the two figures of a cell below a head for aim and fact (应训/实训); None below any other head."""
    match = HEAD_OF_TWO.fullmatch(head.strip())
    if match is None:
        return None
    return ("target", "actual") if match["aim"] else ("actual", "target")


def arrow_role(text: str, quantity: Quantity) -> Role | None:
    """A figure of a cell with an arrow in front is a change (↑6%); None where the head says what it is."""
    return "change" if text[: quantity.start].rstrip().endswith(("↑", "↓")) else None


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
