"""Quantities: every number of a sentence that comes with a unit, a scale, a rank or a comparator, read into values.

A `Quantity` holds offsets into the sentence it was found in. The scanner jumps from numeral to numeral; at each one the
exclusions come first, then the numeral, its range, its unit and the comparators on both sides.
"""

from __future__ import annotations

import re

from miner.indicators.bare import BareReader, skip_letters
from miner.indicators.comparators import Comparators
from miner.indicators.cues import FigureCues
from miner.indicators.exclusions import LIST_NUMBER, FixedPhrases, find_excluded, follows_code
from miner.indicators.finishing import Finisher
from miner.indicators.formulas import follows_sign
from miner.indicators.inherited import with_units
from miner.indicators.numbers import SPOKEN
from miner.indicators.numerals import GOES_ON, Numeral, find_numeral
from miner.indicators.plain import BUSY_BEFORE, PlainReader
from miner.indicators.plausibility import TIMES, compose_time, is_sign, measures, names_weekday
from miner.indicators.quantity import Quantity
from miner.indicators.ranges import JOINING, Ranges
from miner.indicators.roofs import find_roofs, under_roof
from miner.indicators.singles import SPECIAL, find_rank, find_special, find_top
from miner.indicators.units import UnitRow, Units

START = re.compile(r"[0-9零〇一壹二两贰俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅几半番倍折_*＊×XxN○□]")
ARABIC_DIGITS = frozenset("0123456789")
# 未发生一起 says none.
DENIED = re.compile(r"(?:未|没有?)(?:再|曾|有)?(?:发生|出现|接到|查到|发现|收到|漏|丢|少|误)?(?:过|任何)?$")
POINTS = frozenset("条件篇项类点")
AHEAD = frozenset("提之以目年月日")
# 前三名: a prize for the first few.
TOP_RANKS = 21
CONTINUES = JOINING | frozenset('月日号点年级季半和及、,，。；;：:！!？?（()）)】”"\n|0') | {""}


class Scanner:
    """Finds the quantities of a sentence; built once from the rule tables."""

    def __init__(self, units: Units, comparators: Comparators, phrases: FixedPhrases, cues: FigureCues) -> None:
        self.units = units
        self.comparators = comparators
        self.phrases = phrases
        self.cues = cues
        # A Chinese digit with none of these behind it, or nothing, counts nothing.
        self.continues = CONTINUES | GOES_ON | frozenset(units.lengths) | frozenset(comparators.after)
        self.plain = PlainReader(units, comparators, phrases, cues)
        self.finisher = Finisher(units, comparators)
        self.ranges = Ranges(units, self.finisher)
        self.bare = BareReader(units, comparators, cues, self.finisher)

    def scan(self, text: str) -> list[Quantity]:
        """All quantities of one sentence in reading order."""
        found: list[Quantity] = []
        at = begin = self.after_list_number(text)
        roofs = find_roofs(text)
        while (start := START.search(text, at)) is not None:
            here = start.start()
            quantities, at = self.read(text, here, found[-1].tail if found else begin)
            if quantities and roofs:
                quantities = [quantity for quantity in quantities if not under_roof(roofs, quantity.start, quantity.end)]
            found += quantities
        return list(with_units(text, found)) if len(found) > 1 else found

    def after_list_number(self, text: str) -> int:
        """Where a sentence begins behind its list number; `40 单追件` opens with a quantity, `3 缺陷` with a number."""
        head = LIST_NUMBER.match(text)
        if head is None:
            return 0
        if head.group().strip().isdigit():
            unit = self.units.find(text, head.end())
            if unit is not None and unit.kind in ("count", "person") and unit.use == "plain":
                return 0
        return head.end()

    def read(self, text: str, at: int, done: int) -> tuple[list[Quantity], int]:  # noqa: PLR0911 - one case after another
        """The quantities that begin at a numeral (two for a pair with 由…到) and where to go on."""
        char = text[at]
        if char in ARABIC_DIGITS:
            if char == "0" and text[at + 1 : at + 2].isdecimal():
                return [], skip_letters(text, at)  # 03车间, 007号
            quantity = self.plain.read(text, at)
            if quantity is not None:
                return [quantity], quantity.tail
        else:
            if at > done and text[at - 1] in "周期拜" and names_weekday(text, at):
                return [], at + 1
            if char == "半" and text.startswith("过半", at - 1) and (end := self.phrases.find(text, at)) is not None:
                return [], end
            doubtful = char in SPECIAL and (char != "一" or text.startswith("半", at + 1))
            named = text[at] == "零" and not self.cues.zero.match(text, at) and self.phrases.find(text, at) is not None
            special = find_special(text, at, self.cues) if doubtful and not named else None
            if special is not None:
                number, tail, value, unit = special
                kind = self.units.kind(unit) or "half"
                return [self.finisher.compare(text, number, tail, Numeral(tail, value), unit, kind=kind)], tail
        end = self.phrases.find(text, at)
        if end is not None and end > at:
            return [], end
        if char in SPOKEN and text[at - 1 : at] not in BUSY_BEFORE and text[at + 1 : at + 2] not in self.continues:
            return [], at + 1
        end = find_excluded(text, at)
        if end is not None:
            return [], max(end, at + 1)
        numeral = find_numeral(text, at)
        if numeral is None:
            return [], at + 1
        return self.measure(text, at, numeral, done)

    def measure(self, text: str, at: int, numeral: Numeral, done: int) -> tuple[list[Quantity], int]:  # noqa: PLR0911 - one case after another
        """A numeral with rank, range and unit; nothing where it turns out to count nothing."""
        before = text[at - 1] if at else ""
        if before == "第":
            rank = find_rank(text, at - 1, numeral.end)
            if rank is None:
                return [], self.skip_ordinal(text, numeral.end)
            start, tail, name = rank
            return [self.finisher.compare(text, start, tail, numeral, name, kind="rank")], tail
        top = find_top(text, at, numeral.end) if before in ("前", "头") and numeral.unit is None else None
        if top is not None:
            start, tail, name = top
            place = self.finisher.compare(text, start, tail, numeral, name, kind="rank")
            return [place._replace(comparator="<=") if place.comparator == "=" else place], tail
        if before and before in "-−下" and numeral.value is not None and (sign := sign_length(text, at, done)):
            numeral, at = numeral._replace(value=-numeral.value), at - sign
        coded = (
            not ("\u4e00" <= before <= "\u9fff")
            and numeral.masked is False
            and follows_code(text, at, done)
            and not follows_sign(text, at)
        )
        if numeral.unit is not None:
            both = self.ranges.after(text, at, numeral, None, numeral.end)
            return both or ([self.finisher.compare(text, at, numeral.end, numeral, numeral.unit, kind="rate")], numeral.end)
        unit, tail = self.units.after_number(text, numeral.end)
        ranged = self.ranges.after(text, at, numeral, unit, tail) if text[tail : tail + 1] in JOINING else None
        if ranged is not None:
            return ranged
        if unit is None:
            return self.bare.read(text, at, numeral, coded, done)
        composed = compose_time(text, numeral, unit, tail) if unit.unit in TIMES and before != "每" else None
        if composed is not None:
            value, tail, smaller = composed
            return [self.finisher.compare(text, at, tail, numeral._replace(value=value), smaller, kind="time")], tail
        if before == "前" and (first := self.first_few(text, at, numeral, unit, tail)) is not None:
            return first, tail
        named = coded and not (text[numeral.end - 1] in "万亿" or unit.kind in ("rate", "money"))
        compared = (numeral.chinese or numeral.masked) and self.finisher.compared(text, at, tail, unit)
        if named or not measures(text, at, tail, numeral, unit, compared, self.cues):
            return [], skip_letters(text, numeral.end)
        if text[at : numeral.end] == "一" and DENIED.search(text[max(0, at - 8) : at]):
            numeral = numeral._replace(value=0.0)
        quantity = self.finisher.finish(text, at, numeral, unit, tail)
        if quantity.comparator == ">=" and text.startswith("以上", quantity.end - 2):
            quantity = self.ranges.bounded(text, quantity, unit) or quantity
            return [quantity], quantity.tail
        return [quantity], max(tail, quantity.tail)

    def first_few(self, text: str, at: int, numeral: Numeral, unit: UnitRow, tail: int) -> list[Quantity] | None:
        """The first few of a contest (前三名); nothing for the first of what was listed (前三条); None for what is no such thing."""
        if (numeral.value or 99.0) >= TOP_RANKS:
            return None
        if unit.unit == "名":
            return [self.finisher.compare(text, at - 1, tail, numeral, "名", kind="rank")._replace(comparator="<=")]
        return [] if unit.unit in POINTS and text[at - 2 : at - 1] not in AHEAD else None

    def skip_ordinal(self, text: str, end: int) -> int:
        """Past an ordinal and the measure word that goes with it (第三季度, 第2条)."""
        unit = self.units.find(text, end)
        return end + (len(unit.unit) if unit else 0)


def sign_length(text: str, at: int, done: int) -> int:
    """How many characters of minus stand before `at`: -, −, 零下; 0 where none does."""
    if text[at - 1] == "下":
        return 2 if text.startswith("零下", at - 2) else 0
    return 1 if is_sign(text, at - 1, done) else 0
