"""Arithmetic with written numbers: how exact a figure is, and whether a stated result can follow from its operands.

A figure written 4.83亿 stands for anything that rounds or is cut to it. Intervals carry that through a division or a sum, so
that a check fails only where no reading of the digits can make the report right.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.records import Figure

WRITTEN = re.compile(r"(?P<whole>\d[\d,]*)(?:\.(?P<part>\d{1,10}))?\s?(?P<scale>[百千]?[万亿]亿?|[百千](?![瓦克米伏])|[Ww])?")
SCALES = {
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十万": 1e5,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "W": 1e4,
    "w": 1e4,
}


class Reading(NamedTuple):
    """A figure as evidence: its place in the list of figures, the clause in front of it, and how its number is written.

    `place` is its index in that list; `clause` is the text between the figure before and this one; `block` is that of its
    sentence; `table`, `row` and `column` are -1 outside tables, `head` is the heading of its column, `label` that of its row;
    `follow` is what stands right behind the figure, `sentence` the whole sentence outside tables; `scale` is that of its column.
    """

    place: int
    figure: Figure
    clause: str
    written: str
    block: int = -1
    table: int = -1
    row: int = -1
    column: int = -1
    head: str = ""
    label: str = ""
    follow: str = ""
    sentence: str = ""
    scale: float = 1.0

    @property
    def value(self) -> float:
        """The value; only exact, unmasked figures are handed to checks."""
        return self.figure.value or 0.0

    @property
    def step(self) -> float:
        """What one in the last digit is worth; read only where a check asks for it."""
        return last_digit(self.written) * self.scale


class Interval(NamedTuple):
    """The values that a written number may stand for."""

    low: float
    high: float


def last_digit(written: str) -> float:
    """What one in the last digit of a written number is worth: 0.01亿 for 4.83亿, 1 for 504; 0 for numbers in Chinese."""
    match = WRITTEN.search(written)
    if match is None:
        return 0.0
    scale = SCALES.get(match["scale"] or "", 1.0)
    return scale / float(10 ** len(match["part"] or ""))


def spread(reading: Reading) -> Interval:
    """What a figure stands for: counts are exact, numbers with decimals or scales are rounded."""
    step = reading.step if reading.step != 1.0 else 0.0
    return Interval(reading.value - step / 2, reading.value + step / 2)


def divides(part: Reading, whole: Reading, stated: Reading) -> bool:
    """Whether `stated` percent can be `part` of `whole`, rounded or cut."""
    top, bottom = spread(part), spread(whole)
    if bottom.low <= 0:
        return True
    slack = stated.step or 1.0
    return top.low / bottom.high * 100 - slack <= stated.value <= top.high / bottom.low * 100 + slack


def grows(now: Reading, before: Reading, stated: float, step: float) -> bool:
    """Whether `stated` percent can be the change from `before` to `now`; its sign may be left to the words."""
    new, old = spread(now), spread(before)
    if old.low <= 0:
        return True
    slack = step or 1.0
    low, high = (new.low / old.high - 1) * 100 - slack, (new.high / old.low - 1) * 100 + slack
    return low <= stated <= high or low <= -stated <= high


def adds_up(parts: list[Reading], total: Reading) -> bool:
    """Whether the parts can sum to the total."""
    ends = [spread(part) for part in parts]
    whole = spread(total)
    slack = max([total.step if total.step != 1.0 else 0.0, *(part.step if part.step != 1.0 else 0.0 for part in parts)])
    return sum(end.low for end in ends) - slack <= whole.high and whole.low <= sum(end.high for end in ends) + slack


def multiplies(price: Reading, count: Reading, total: Reading) -> bool:
    """Whether `total` can be `price` times `count`."""
    each, number, whole = spread(price), spread(count), spread(total)
    slack = total.step if total.step != 1.0 else 0.0
    return each.low * number.low - slack <= whole.high and whole.low <= each.high * number.high + slack


def differs(now: Reading, before: Reading, stated: Reading) -> bool:
    """Whether the stated difference can lie between two values."""
    slack = max(now.step, before.step, stated.step) if stated.step != 1.0 or now.step != 1.0 else 0.0
    return abs(abs(now.value - before.value) - abs(stated.value)) <= slack + 1e-9


def show(value: float) -> str:
    """A number for a message: no exponent, no idle zeros."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text or "0"
