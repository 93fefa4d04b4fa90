"""Ranges: two numbers that stand for one figure (3—5天, **至89分, 80分以上不满90分), or the two ends of a move (由3降到2)."""

from __future__ import annotations

import re

from miner.indicators.exclusions import find_excluded
from miner.indicators.finishing import Finisher
from miner.indicators.numbers import HAN
from miner.indicators.numerals import Numeral, find_numeral
from miner.indicators.quantity import Quantity
from miner.indicators.units import UnitRow, Units

SEPARATOR = re.compile(rf"\s?(?:[-—–－~～]{{1,4}}|至|到)\s?(?=[+\-−]?[\d{HAN}*＊_×X○□])")
JOINING = frozenset(" \t\u3000-—–－~～至到")
CEILING = re.compile(r"(?:不满|不足|未满|低于|小于)?(?=[\d一二三四五六七八九十百千])")
SIGNED = frozenset("+-−")
ENDS = frozenset("，,。；;") | {""}
MOVED = frozenset("由从自")
# A stretch of storeys is a place (9-16层), unless buildings are told by their height.
FLOORS = re.compile(r"的?(?:高|住宅|小楼|楼房|洋房|建筑|电梯)")
HEIGHT = re.compile(r"[为数共高达均约有多是建]$")
PAID = re.compile(r"(?:奖励|奖|罚款|罚|扣款|扣|补贴|补助)$")


class Ranges:
    """Reads ranges; built once from the rule tables."""

    def __init__(self, units: Units, finisher: Finisher) -> None:
        self.units = units
        self.finisher = finisher

    def bounded(self, text: str, low: Quantity, unit: UnitRow) -> Quantity | None:
        """One range of a floor with the ceiling right behind it (十万元以上一百万元以下, 80分以上不满90分); else None."""
        opening = CEILING.match(text, low.end)
        high = find_numeral(text, opening.end()) if opening is not None and opening.end() < len(text) else None
        if opening is None or high is None or high.value is None or low.value is None or high.value <= low.value:
            return None
        other, tail = self.units.after_number(text, high.end)
        closing = next((word for word in ("以下", "以内") if text.startswith(word, tail)), "")
        if other is None or other.unit != unit.unit or not (closing or opening.group()):
            return None
        end = tail + len(closing)
        return low._replace(end=end, tail=end, high=high.value, comparator="range")

    def after(  # noqa: PLR0911 - one case after another
        self, text: str, at: int, low: Numeral, unit: UnitRow | None, tail: int
    ) -> tuple[list[Quantity], int] | None:
        """The range that a number opens, or two quantities where 由 or 从 stands before it."""
        separator = SEPARATOR.match(text, tail) if text[tail : tail + 1] in JOINING else None
        if separator is None or find_excluded(text, separator.end()) is not None:
            return None
        sign = text[separator.end() : separator.end() + 1]
        high = find_numeral(text, separator.end() + (sign in SIGNED))
        if high is not None and high.value is not None and sign in "-−":
            high = high._replace(value=-high.value)
        if high is None or (high.unit or "") not in ("", "%"):
            return None
        if low.masked or high.masked:
            return None if text[at - 1 : at] in MOVED else self.masked(text, at, low, unit, high)
        if low.value is None or high.value is None:
            return None
        unit_high, tail_high = (None, high.end) if high.unit else self.units.after_number(text, high.end)
        if low.unit != high.unit and low.unit is not None:
            return None
        bare = unit_high is None and high.unit is None and unit is None and not (low.scaled or high.scaled)
        if bare and not (text[high.end : high.end + 1] in ENDS and PAID.search(text[max(0, at - 2) : at])):
            return None
        if unit is not None and unit_high is not None and unit.unit != unit_high.unit:
            return None
        row = unit_high or unit
        first = low.value
        if high.scaled and not low.scaled and first < high.value / 1000:
            first *= 1e8 if "亿" in text[high.end - 1 : high.end] else 1e4
        if text[at - 1 : at] in MOVED or first >= high.value:
            if row is None or (unit is None and first >= high.value):
                return None
            return [
                self.finisher.compare(text, at, tail, low._replace(value=first), row.unit, kind=row.kind),
                self.finisher.finish(text, separator.end(), high, row, tail_high),
            ], tail_high
        if (
            row is not None
            and row.unit == "层"
            and not (FLOORS.match(text, tail_high) or HEIGHT.search(text[max(0, at - 3) : at]))
        ):
            return [], tail_high
        name = high.unit or (text[high.end : tail_high].strip() if unit_high else unit.unit if unit else "")
        both = low._replace(value=first, high=high.value, about=False)
        return [self.finisher.compare(text, at, tail_high, both, name, kind=row.kind if row else "")], tail_high

    def masked(
        self, text: str, at: int, low: Numeral, unit: UnitRow | None, high: Numeral
    ) -> tuple[list[Quantity], int] | None:
        """One row for a range of which an end was blanked out (**至89分); it has no value."""
        row, tail = (None, high.end) if high.unit else self.units.after_number(text, high.end)
        row = row or unit
        if row is None and high.unit is None:
            return None
        name = high.unit or (text[high.end : tail].strip() if tail > high.end else row.unit if row else "")
        blank = low._replace(value=None, high=None, about=False, masked=True)
        return [self.finisher.compare(text, at, tail, blank, name, kind=row.kind if row else "rate")], tail
