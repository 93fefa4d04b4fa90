"""Finishing: a numeral and its unit brought together, with halves, tenths and the comparators on both sides."""

from __future__ import annotations

import re

from miner.indicators.comparators import Comparators, find_apart
from miner.indicators.numbers import SPOKEN
from miner.indicators.numerals import GOES_ON, Numeral
from miner.indicators.plausibility import ABOUT_WORDS
from miner.indicators.quantity import Quantity
from miner.indicators.units import SIZES, UnitRow, Units
from miner.records import Comparator

CENTS_END = frozenset("分，,。；;、：:！!？?）)”\n的") | {""}
MORE = frozenset("多余")
MORE_OF = frozenset(("time", "length", "money", "mass", "times", "area", "share"))
# 两人口角, 三人口服: not 人口.
OWN_WORDS = frozenset("普密之述角头服径语")
# Units of which a digit behind says tenths.
SPLIT = frozenset(("块", "元", "米", "公里", "里", "亩", "尺", "丈", "斤"))
# 占比过七成, 过了半数: a share that was passed.
PASSED_SHARE = re.compile(r"(?<![超通经不没难])过了?[一二三四五六七八九半]$")
HALF_WORDS = frozenset(("半数", "一半"))
HALVES = frozenset(("time", "times", "length", "mass", "area"))


class Finisher:
    """Makes quantities; built once from the rule tables."""

    def __init__(self, units: Units, comparators: Comparators) -> None:
        self.units = units
        self.comparators = comparators

    def compared(self, text: str, at: int, tail: int, unit: UnitRow) -> bool:
        """Whether a comparator touches the number or its unit."""
        after = self.comparators.find_after(text, tail)
        if after is not None and after[1] != "=" and (after[0] not in ("内", "之前") or unit.kind == "time"):
            return True
        before = self.comparators.find_before(text, at)
        return before is not None and before[1] != "="

    def finish(self, text: str, at: int, numeral: Numeral, unit: UnitRow, tail: int) -> Quantity:
        """The quantity with halves and 个 brought into value and unit."""
        name = written_unit(text[numeral.end : tail], unit)
        value = numeral.value
        if name in SPLIT and value is not None and (part := add_part(self.units, text, tail, value)) is not None:
            value, tail = part
        elif name.startswith("个半") and name != "个半天":
            name, value = "个月" if name == "个半月" else name[2:], None if value is None else value + 0.5
        elif text[tail : tail + 1] == "半" and value is not None and (unit.kind in HALVES or unit.unit in ("分", "块")):
            value, tail = value + 0.5, tail + 1
            if name == "分" and text[tail : tail + 1] == "钟":
                name, tail = "分钟", tail + 1
        if unit.canonical == "元" and unit.factor < 1 and value is not None:
            value, tail = add_coins(text, tail, value * unit.factor)
            name = "元"
        if unit.unit == "折" and value is not None and 11 <= value < 100 and value % 10:
            value /= 10  # 八八折 is 8.8
        if unit.unit == "刻钟" and value is not None:
            name, value = "分钟", value * 15
        if unit.kind == "share" and unit.unit == "成" and value is not None:
            name, value = "%", value * 10
        if name == "个" and text[tail : tail + 1] == "人" and text[tail + 1 : tail + 2] not in ("大", "员", "民", "才"):
            name, tail = "人", tail + 1
        if name.startswith("个多"):
            name, numeral = f"个{name[2:]}", numeral._replace(about=True)
        if name == "人" and text[tail : tail + 1] == "口" and text[tail + 1 : tail + 2] not in OWN_WORDS:
            name, tail = "", tail - 1
        if value is not numeral.value:
            numeral = numeral._replace(value=value)
        return self.compare(text, at, tail, numeral, name, kind=unit.kind)

    def compare(self, text: str, at: int, tail: int, numeral: Numeral, unit: str, *, kind: str) -> Quantity:
        """The quantity with the comparators that touch it."""
        start, end = at, tail
        comparator: Comparator = "~" if numeral.about else ">" if text.startswith("过半", at) else "="
        if text[end : end + 1] in MORE and kind in MORE_OF:
            comparator, end = "~", end + 1
        before = text[at - 1 : at]
        if numeral.chinese and before in ABOUT_WORDS and (text[at] in "百千万" or (text[at] == "十" and before in "数几上")):
            start -= 1
            comparator = "~" if before not in "过破超逾" else ">"
            if before in "数几":
                numeral = numeral._replace(value=None)
        after = self.comparators.find_after(text, end)
        if after is not None and after[1] != "=" and (after[0] not in ("内", "之前") or kind == "time"):
            comparator, end = after[1], end + len(after[0])
        elif (word := self.comparators.find_before(text, start)) is not None and word[1] != "=":
            start -= len(word[0])
            comparator = word[1]
        elif (
            comparator == "="
            and (unit == "%" or text[start:end] in HALF_WORDS)
            and (passed := PASSED_SHARE.search(text[max(0, start - 4) : start + 1]))
        ):
            start -= len(passed.group()) - 1
            comparator = ">"
        elif comparator == "=":
            comparator = find_apart(text, start)
        if numeral.high is not None:
            comparator = "range"
        return Quantity(
            start, end, at, tail, numeral.value, numeral.high, unit, kind, comparator, numeral.masked, text[start] in "≥≤"
        )


def written_unit(text: str, unit: UnitRow) -> str:
    """A unit as it stands behind its number: with round brackets, without the size in front (四大本)."""
    name = text.strip().replace("(", "（").replace(")", "）")
    if name == "月":
        return "个月"
    return unit.unit if name[:1] in SIZES and name[1:] == unit.unit else name


def add_part(units: Units, text: str, tail: int, value: float) -> tuple[float, int] | None:
    """A value with the tenths said behind its unit (三块八, 三米五, 一亩二分, 一元五角), and where it ends; else None.

    The digit must not count something of its own: 五米三层楼 is five metres.
    """
    tenth = SPOKEN.get(text[tail : tail + 1])
    if tenth is None or not 0 < tenth < 10:
        return None
    end = tail + 1
    behind = text[end : end + 1]
    if behind in ("角", "毛") or (text.startswith("亩", tail - 1) and behind == "分"):
        end += 1
        cents = SPOKEN.get(text[end : end + 1]) if behind != "分" else None
        if cents is not None and cents < 10 and text[end + 1 : end + 2] in CENTS_END:
            return round(value + tenth / 10 + cents / 100, 6), end + 1 + (text[end + 1 : end + 2] == "分")
        return round(value + tenth / 10, 6), end
    if behind in GOES_ON and behind not in "一":
        return None
    return None if behind != "一" and units.find(text, end) is not None else (round(value + tenth / 10, 6), end)


def add_coins(text: str, tail: int, value: float) -> tuple[float, int]:
    """An amount in 角 or 毛 brought to 元, with the 分 said behind it (一毛二, 三角五分), and where it ends."""
    cents = SPOKEN.get(text[tail : tail + 1])
    if cents is None or cents > 9 or text[tail + 1 : tail + 2] not in CENTS_END:
        return round(value, 6), tail
    return round(value + cents / 100, 6), tail + (2 if text[tail + 1 : tail + 2] == "分" else 1)
