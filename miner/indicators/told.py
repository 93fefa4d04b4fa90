"""What the label of a sentence leaves of its quantities: facts name whom they are told of, musings count nothing with 一."""

from __future__ import annotations

from collections.abc import Iterable

from miner.indicators.listed_ones import is_idle
from miner.indicators.quantity import Quantity
from miner.records import Label

# In these sentences an age group names whom something is told of.
TELLING = ("achievement", "problem")
AGES = frozenset(("岁", "周岁"))


def left_over(text: str, found: Iterable[Quantity], label: Label, *, ruled: bool) -> list[Quantity]:
    """The quantities that count in a sentence with this label; where rules are laid down all of them do."""
    if ruled or label == "plan":
        return list(found)
    if label in TELLING:
        return [quantity for quantity in found if not is_age_group(text, quantity)]
    return [quantity for quantity in found if not is_idle(text, quantity)]


def as_told(text: str, quantity: Quantity) -> Quantity:
    """A quantity told as fact: 已满三年 says how long, where 须满三年 says at least how long."""
    if quantity.comparator == ">=" and text.startswith("满", quantity.start):
        return quantity._replace(comparator="=")
    return quantity


def is_age_group(text: str, quantity: Quantity) -> bool:
    """Whether an age with 以上 or 以下 says of whom a fact is told (45岁以下的职工占两成), and lays down no limit."""
    return (
        quantity.unit in AGES
        and quantity.comparator in (">=", "<=")
        and text[quantity.tail : quantity.end].startswith(("以", "及", "往"))
    )
