"""Plain figures: an Arabic number with a measure word and nothing on either side that needs thought, which most figures are.

They take one pattern and a few look-ups instead of the whole way through `quantities`, and come out the same.
"""

from __future__ import annotations

from miner.indicators.comparators import Comparators
from miner.indicators.cues import FigureCues
from miner.indicators.exclusions import FixedPhrases
from miner.indicators.numbers import read_number
from miner.indicators.numerals import SIMPLE
from miner.indicators.quantity import Quantity
from miner.indicators.units import UnitRow, Units

# Kinds and first characters of units whose figures are plain wherever nothing stands beside them.
PLAIN_KINDS = frozenset(("count", "person", "labour", "money", "rate", "point", "length", "area", "volume", "mass"))
UNPLAIN = frozenset("年月日号时点天代级届款版季字层成栋幢床路线回下把面")
HOTLINES = ("10", "11", "12", "95")
BUSY_AFTER = frozenset("半人口多余每（(/ \t\u3000-—–－~～至到换秒购起包0123456789")
BUSY_BEFORE = frozenset("第前头")
OPEN = frozenset(("", "，", "。", "；", "：", "、", "（", ",", ";", ":", "("))


class PlainReader:
    """Reads plain figures; built once from the rule tables."""

    def __init__(self, units: Units, comparators: Comparators, phrases: FixedPhrases, cues: FigureCues) -> None:
        self.units = units
        self.comparators = comparators
        self.phrases = phrases
        self.cues = cues
        self.plain = {name: row for name, row in units.rows.items() if is_plain(row)}
        self.busy_after = BUSY_AFTER | frozenset(comparators.after)

    def read(self, text: str, at: int) -> Quantity | None:
        """The plain figure whose number begins at `at`, None where it takes a closer look."""
        simple = SIMPLE.match(text, at)
        if simple is None or (simple.end(1) - at == 5 and text.startswith(HOTLINES, at)):
            return None
        number = simple.end()
        unit = self.units.find(text, number)
        if unit is None or unit.unit not in self.plain:
            return None
        tail = number + len(unit.unit)
        if not self.stands_free(text, at, tail):
            return None
        digits, scale = simple.groups()
        value = float(digits) if scale is None else read_number(digits + scale)
        if unit.kind == "count" and (value or 0.0) < 20 and self.cues.abstract.match(text, tail):
            return None
        return Quantity(at, tail, at, tail, value, None, unit.unit, unit.kind, "=", False)

    def stands_free(self, text: str, at: int, tail: int) -> bool:
        """Whether no comparator, range, code, phrase or other number touches the figure between `at` and `tail`."""
        before = text[at - 1 : at]
        if text[tail : tail + 1] in self.busy_after or before in BUSY_BEFORE:
            return False
        if before == "下" and text.startswith("零下", at - 2):
            return False
        if not (before in OPEN or "\u4e00" <= before <= "\u9fff"):
            return False
        if self.comparators.find_before(text, at):
            return False
        if text[at : at + 2] in self.phrases.opening or text[at - 1 : at + 1] in self.phrases.inside:
            return False
        near = text[max(0, at - 14) : at]
        return "不" not in near and "至少" not in near and "突破" not in near and "超" not in near


def is_plain(unit: UnitRow) -> bool:
    """Whether figures in a unit need no look at what kind of thing it is."""
    return unit.kind in PLAIN_KINDS and unit.use in ("plain", "weak") and unit.unit[0] not in UNPLAIN
