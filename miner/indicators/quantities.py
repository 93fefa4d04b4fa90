"""Quantities: every number of a sentence that comes with a unit, a scale, a rank or a comparator, read into values.

A `Quantity` holds offsets into the sentence it was found in. The scanner jumps from numeral to numeral; at each one the
exclusions come first, then the numeral, its range, its unit and the comparators on both sides.
"""

from __future__ import annotations

import re

from miner.indicators.comparators import Comparators, find_apart
from miner.indicators.cues import FigureCues
from miner.indicators.exclusions import (
    LIST_NUMBER,
    FixedPhrases,
    find_excluded,
    find_roofs,
    follows_code,
    follows_number_word,
    under_roof,
)
from miner.indicators.numbers import ARABIC, HAN, SPOKEN
from miner.indicators.numerals import GOES_ON, Numeral, find_numeral
from miner.indicators.plain import BUSY_BEFORE, PlainReader
from miner.indicators.plausibility import (
    ABOUT_WORDS,
    TIMES,
    compose_time,
    is_sign,
    measures,
    names_weekday,
    stands_bare,
)
from miner.indicators.quantity import Quantity
from miner.indicators.singles import SPECIAL, find_rank, find_special, find_top
from miner.indicators.units import UnitRow, Units
from miner.records import Comparator

START = re.compile(r"[0-9零〇一壹二两贰俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅几半番倍折_*＊×XxN○□]")
SEPARATOR = re.compile(rf"\s?(?:[-—–－~～]{{1,2}}|至|到)\s?(?=[+\-−]?[\d{HAN}*＊_×X○□])")
ARABIC_DIGITS = frozenset("0123456789")
# 未发生一起 says none.
DENIED = re.compile(r"(?:未|没有?)(?:再|曾|有)?(?:发生|出现|接到|查到|发现|收到|漏|丢|少|误)?(?:过|任何)?$")
CENTS_END = frozenset("分，,。；;、：:！!？?）)”\n的") | {""}
MORE = frozenset("多余")
JOINING = frozenset(" \t\u3000-—–－~～至到")
CONTINUES = JOINING | frozenset('月日号点年级季半和及、,，。；;：:！!？?（()）)】”"\n|') | {""}
# 2W/月: money whose unit goes without saying, by the month.
PER = re.compile(r"/[月年天日周季人]")
CEILING = re.compile(r"(?:不满|不足|未满|低于|小于)?(?=[\d一二三四五六七八九十百千])")
SIGNED = frozenset("+-−")
LISTING = frozenset("、和与及")
LISTED = re.compile(rf"(?:[、和与及]\s?{ARABIC}){{1,8}}")
WENT = re.compile(rf"[\u4e00-\u9fff]{{1,3}}[到至成为作回]了?\s?{ARABIC}")
SHARED_OUT = re.compile(r"(?:分别|依次|各)[^\d，,。；;]{0,6}$")
LIST_OPENS = frozenset("，：:为达是到至了计")
THINGS = frozenset(("count", "person", "labour", "time", "noun", "kind", "rank"))
# These number what they stand behind: 3、5号, 1、2层.
NUMBERING = frozenset(
    ("号", "条", "款", "层", "栋", "期", "月", "日", "年", "点", "时", "路", "班", "组", "单元", "楼", "章", "级")
)
# Units of which a digit behind says tenths.
SPLIT = frozenset(("块", "元", "米", "公里", "里", "亩", "尺", "丈", "斤"))
HALVES = frozenset(("time", "times", "length", "mass", "area"))


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

    def scan(self, text: str) -> list[Quantity]:
        """All quantities of one sentence in reading order."""
        found: list[Quantity] = []
        at = begin = self.after_list_number(text)
        roofs = find_roofs(text)
        while (start := START.search(text, at)) is not None:
            here = start.start()
            quantities, at = self.read(text, here, found[-1].tail if found else begin)
            found += [quantity for quantity in quantities if not (roofs and under_roof(roofs, quantity.start, quantity.end))]
        return found

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
        if text[at] in ARABIC_DIGITS:
            quantity = self.plain.read(text, at)
            if quantity is not None:
                return [quantity], quantity.tail
        else:
            if at > done and text[at - 1] in "周期" and names_weekday(text, at):
                return [], at + 1
            if text.startswith("过半", at - 1) and (end := self.phrases.find(text, at)) is not None:
                return [], end
            special = find_special(text, at, self.cues) if text[at] in SPECIAL else None
            if special is not None:
                number, tail, value, unit = special
                kind = self.units.kind(unit) or "half"
                return [self.compare(text, number, tail, Numeral(tail, value), unit, kind=kind)], tail
        end = self.phrases.find(text, at)
        if end is not None and end > at:
            return [], end
        if text[at] in SPOKEN and text[at - 1 : at] not in BUSY_BEFORE and text[at + 1 : at + 2] not in self.continues:
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
            return [self.compare(text, start, tail, numeral, name, kind="rank")], tail
        top = find_top(text, at, numeral.end) if before in ("前", "头") and numeral.unit is None else None
        if top is not None:
            start, tail, name = top
            place = self.compare(text, start, tail, numeral, name, kind="rank")
            return [place._replace(comparator="<=") if place.comparator == "=" else place], tail
        if before in "-−下" and before and numeral.value is not None and (sign := sign_length(text, at, done)):
            numeral, at = numeral._replace(value=-numeral.value), at - sign
        coded = not ("\u4e00" <= before <= "\u9fff") and numeral.masked is False and follows_code(text, at, done)
        if numeral.unit is not None:
            both = self.range_after(text, at, numeral, None, numeral.end)
            return both or ([self.compare(text, at, numeral.end, numeral, numeral.unit, kind="rate")], numeral.end)
        unit, tail = self.units.after_number(text, numeral.end)
        ranged = self.range_after(text, at, numeral, unit, tail)
        if ranged is not None:
            return ranged
        if unit is None:
            return self.bare(text, at, numeral, coded, done)
        composed = compose_time(text, numeral, unit, tail) if unit.unit in TIMES else None
        if composed is not None:
            value, tail, smaller = composed
            return [self.compare(text, at, tail, numeral._replace(value=value), smaller, kind="time")], tail
        named = coded and not (text[numeral.end - 1] in "万亿" or unit.kind in ("rate", "money"))
        compared = (numeral.chinese or numeral.masked) and self.compared(text, at, tail, unit)
        if named or not measures(text, at, tail, numeral, unit, compared, self.cues):
            return [], skip_letters(text, numeral.end)
        if text[at : numeral.end] == "一" and DENIED.search(text[max(0, at - 8) : at]):
            numeral = numeral._replace(value=0.0)
        quantity = self.finish(text, at, numeral, unit, tail)
        if quantity.comparator == ">=" and text.startswith("以上", quantity.end - 2):
            quantity = self.bounded(text, quantity, unit) or quantity
            return [quantity], quantity.tail
        return [quantity], max(tail, quantity.tail)

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

    def range_after(  # noqa: PLR0911 - one case after another
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
            return None if text[at - 1 : at] in ("由", "从", "自") else self.masked_range(text, at, low, unit, high)
        if low.value is None or high.value is None:
            return None
        unit_high, tail_high = (None, high.end) if high.unit else self.units.after_number(text, high.end)
        if low.unit != high.unit and low.unit is not None:
            return None
        if unit_high is None and high.unit is None and unit is None and not (low.scaled or high.scaled):
            return None
        if unit is not None and unit_high is not None and unit.unit != unit_high.unit:
            return None
        row = unit_high or unit
        first = low.value
        if high.scaled and not low.scaled and first < high.value / 1000:
            first *= 1e8 if "亿" in text[high.end - 1 : high.end] else 1e4
        if text[at - 1 : at] in ("由", "从", "自") or first >= high.value:
            if row is None or (unit is None and first >= high.value):
                return None
            return [
                self.compare(text, at, tail, low._replace(value=first), row.unit, kind=row.kind),
                self.finish(text, separator.end(), high, row, tail_high),
            ], tail_high
        name = high.unit or (text[high.end : tail_high].strip() if unit_high else unit.unit if unit else "")
        both = low._replace(value=first, high=high.value, about=False)
        return [self.compare(text, at, tail_high, both, name, kind=row.kind if row else "")], tail_high

    def masked_range(
        self, text: str, at: int, low: Numeral, unit: UnitRow | None, high: Numeral
    ) -> tuple[list[Quantity], int] | None:
        """One row for a range of which an end was blanked out (**至89分); it has no value."""
        row, tail = (None, high.end) if high.unit else self.units.after_number(text, high.end)
        row = row or unit
        if row is None and high.unit is None:
            return None
        name = high.unit or (text[high.end : tail].strip() if tail > high.end else row.unit if row else "")
        blank = low._replace(value=None, high=None, about=False, masked=True)
        return [self.compare(text, at, tail, blank, name, kind=row.kind if row else "rate")], tail

    def bare(self, text: str, at: int, numeral: Numeral, coded: bool, done: int) -> tuple[list[Quantity], int]:
        """A number without a unit of its own: one of a list, the first of two, or where it stands as a measured value stands."""
        borrowed = None if numeral.chinese or numeral.masked or coded else self.borrow(text, at, numeral.end, done)
        if borrowed is not None:
            name, kind = borrowed
            return [self.compare(text, at, numeral.end, numeral, name, kind=kind)], numeral.end
        sign = self.comparators.find_before(text, at) or self.comparators.find_after(text, numeral.end)
        if (
            coded
            or numeral.masked
            or follows_number_word(text, at)
            or not stands_bare(text, at, numeral, None if sign is None else sign[0], self.cues)
        ):
            return [], skip_letters(text, numeral.end)
        per = PER.match(text, numeral.end) if numeral.scaled else None
        end = per.end() if per else numeral.end
        return [self.compare(text, at, end, numeral, text[numeral.end : end], kind="")], end

    def borrow(self, text: str, at: int, end: int, done: int) -> tuple[str, str] | None:
        """Unit and kind of a number that leaves its unit to the last of its list (2.1、14.6毫克) or to where it went (由1.0提到1.6)."""
        before = text[at - 1 : at]
        if before in ("由", "从"):
            moved = WENT.match(text, end)
            if moved is None:
                return None
            unit, tail = self.units.after_number(text, moved.end())
            return (text[moved.end() : tail].strip(), unit.kind) if unit is not None else ("", "")
        listed = LISTED.match(text, end) if text[end : end + 1] in LISTING else None
        if listed is None:
            return None
        unit, tail = self.units.after_number(text, listed.end())
        if unit is None or unit.unit in NUMBERING:
            return None
        if (
            done == at - 1
            or SHARED_OUT.search(text[max(0, at - 14) : at])
            or (before in LIST_OPENS and unit.kind not in THINGS)
        ):
            return text[listed.end() : tail].strip(), unit.kind
        return None

    def compared(self, text: str, at: int, tail: int, unit: UnitRow) -> bool:
        """Whether a comparator touches the number or its unit."""
        after = self.comparators.find_after(text, tail)
        if after is not None and after[1] != "=" and (after[0] not in ("内", "之前") or unit.kind == "time"):
            return True
        before = self.comparators.find_before(text, at)
        return before is not None and before[1] != "="

    def finish(self, text: str, at: int, numeral: Numeral, unit: UnitRow, tail: int) -> Quantity:
        """The quantity with halves and 个 brought into value and unit."""
        name = text[numeral.end : tail].strip().replace("(", "（").replace(")", "）")
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
        if unit.unit == "刻钟" and value is not None:
            name, value = "分钟", value * 15
        if unit.kind == "share" and unit.unit == "成" and value is not None:
            name, value = "%", value * 10
        if name == "个" and text[tail : tail + 1] == "人" and text[tail + 1 : tail + 2] not in ("大", "员", "民", "才"):
            name, tail = "人", tail + 1
        if name == "个多月":
            name, numeral = "个月", numeral._replace(about=True)
        if value is not numeral.value:
            numeral = numeral._replace(value=value)
        return self.compare(text, at, tail, numeral, name, kind=unit.kind)

    def compare(self, text: str, at: int, tail: int, numeral: Numeral, unit: str, *, kind: str) -> Quantity:
        """The quantity with the comparators that touch it."""
        start, end = at, tail
        comparator: Comparator = "~" if numeral.about else "="
        if text[end : end + 1] in MORE and kind in ("time", "length", "money", "mass", "times", "area", "share"):
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
        elif comparator == "=":
            comparator = find_apart(text, start)
        if numeral.high is not None:
            comparator = "range"
        return Quantity(
            start, end, at, tail, numeral.value, numeral.high, unit, kind, comparator, numeral.masked, text[start] in "≥≤"
        )

    def skip_ordinal(self, text: str, end: int) -> int:
        """Past an ordinal and the measure word that goes with it (第三季度, 第2条)."""
        unit = self.units.find(text, end)
        return end + (len(unit.unit) if unit else 0)


def sign_length(text: str, at: int, done: int) -> int:
    """How many characters of minus stand before `at`: -, −, 零下; 0 where none does."""
    if text[at - 1] == "下":
        return 2 if text.startswith("零下", at - 2) else 0
    return 1 if is_sign(text, at - 1, done) else 0


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


def skip_letters(text: str, end: int) -> int:
    """Past the rest of a code (11A-3)."""
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return end
