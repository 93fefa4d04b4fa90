"""Bare numbers: those without a unit of their own, which count where a list, a move or their place says what they measure."""

from __future__ import annotations

import re

from miner.indicators.comparators import Comparators
from miner.indicators.cues import FigureCues
from miner.indicators.exclusions import follows_number_word
from miner.indicators.finishing import Finisher
from miner.indicators.formulas import factor_ahead
from miner.indicators.numbers import ARABIC
from miner.indicators.numerals import SIMPLE, Numeral
from miner.indicators.plausibility import stands_bare
from miner.indicators.quantity import Quantity
from miner.indicators.units import Units

# ￥2000, $500: what a sign in front says of money.
CURRENCIES = {"￥": "元", "¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
# 2W/月: money whose unit goes without saying, by the month.
PER = re.compile(r"/[月年天日周季人]")
# 准时率97.3: a rate whose sign goes without saying; 流动比率1.42 and 事故率0.15 have none.
RATED = re.compile(r"(?<![比倍功频汇斜])率(?:为|是|达到?|到)?\s?$")
LOW_RATE, FULL_RATE = 30.0, 100.0
BLANK_ENDS = frozenset("，,。；;的指")
LISTING = frozenset("、和与及")
LISTED = re.compile(rf"(?:[、和与及]\s?{ARABIC}){{1,8}}")
WENT = re.compile(rf"[\u4e00-\u9fff]{{1,3}}[到至成为作回]了?\s?{ARABIC}")
SHARED_OUT = re.compile(r"(?:分别|依次|各)[^\d，,。；;]{0,6}$")
LIST_OPENS = frozenset("，：:为达是到至了计")
BOTH = frozenset(("俩", "仨"))
BOTH_HAD = re.compile(r"(?:[\u4e00-\u9fff]了|就|只|才|配|换|添|缺|少|剩|还有|只有|又来|再给|给[\u4e00-\u9fff]{1,3}配)$")
BOTH_ENDS = frozenset('，,。；;、：:！!？?（()）)】”"\n ') | {""}
THINGS = frozenset(("count", "person", "labour", "time", "noun", "kind", "rank"))
# These number what they stand behind: 3、5号, 1、2层.
NUMBERING = frozenset(
    ("号", "条", "款", "层", "栋", "期", "月", "日", "年", "点", "时", "路", "班", "组", "单元", "楼", "章", "级")
)


class BareReader:
    """Reads bare numbers; built once from the rule tables."""

    def __init__(self, units: Units, comparators: Comparators, cues: FigureCues, finisher: Finisher) -> None:
        self.units = units
        self.comparators = comparators
        self.cues = cues
        self.finisher = finisher

    def read(self, text: str, at: int, numeral: Numeral, coded: bool, done: int) -> tuple[list[Quantity], int]:
        """A number without a unit of its own: one of a list, the first of two, or where it stands as a measured value stands."""
        seen = self.at_sight(text, at, numeral)
        if seen is not None:
            return seen
        borrowed = None if numeral.chinese or numeral.masked or coded else self.borrow(text, at, numeral.end, done)
        if borrowed is not None:
            name, kind = borrowed
            return [self.finisher.compare(text, at, numeral.end, numeral, name, kind=kind)], numeral.end
        if not (numeral.masked or coded) and self.multiplied(text, numeral.end):
            return [self.finisher.compare(text, at, numeral.end, numeral, "", kind="")], numeral.end
        sign = self.comparators.find_before(text, at) or self.comparators.find_after(text, numeral.end)
        if (
            coded
            or (numeral.masked and not self.blanked(text, at, numeral))
            or follows_number_word(text, at)
            or not stands_bare(text, at, numeral, None if sign is None else sign[0], self.cues)
        ):
            return [], skip_letters(text, numeral.end)
        per = PER.match(text, numeral.end) if numeral.scaled else None
        end = per.end() if per else numeral.end
        name, kind = ("%", "rate") if is_rate(text, at, numeral) else (text[numeral.end : end], "")
        return [self.finisher.compare(text, at, end, numeral, name, kind=kind)], end

    def at_sight(self, text: str, at: int, numeral: Numeral) -> tuple[list[Quantity], int] | None:
        """俩 and 仨, which hold their measure word, and money by the sign in front of it; None for any other number."""
        if text[at : numeral.end] in BOTH:
            if not counts_both(text, at):
                return [], numeral.end
            month = text[numeral.end : numeral.end + 1] == "月"
            end, name, kind = numeral.end + month, "个月" if month else "个", "time" if month else "count"
            return [self.finisher.compare(text, at, end, numeral, name, kind=kind)], end
        currency = None if numeral.chinese else CURRENCIES.get(text[at - 1 : at])
        if currency is None:
            return None
        paid = self.finisher.compare(text, at - 1, numeral.end, numeral, currency, kind="money")
        return [paid._replace(number=at)], paid.tail

    def multiplied(self, text: str, end: int) -> bool:
        """Whether a sign of multiplication with a measured number stands behind a number (1×50件)."""
        begin = factor_ahead(text, end)
        factor = SIMPLE.match(text, begin) if begin else None
        return factor is not None and self.units.after_number(text, factor.end())[0] is not None

    def blanked(self, text: str, at: int, numeral: Numeral) -> bool:
        """Whether blanked digits with a scale close their clause as a sum does (达到xx亿，)."""
        return numeral.scaled and text[numeral.end : numeral.end + 1] in BLANK_ENDS and numeral.end - at > 2

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


def is_rate(text: str, at: int, numeral: Numeral) -> bool:
    """Whether a bare number right behind the name of a rate is a percentage."""
    value = numeral.value or 0.0
    return not numeral.scaled and LOW_RATE <= value <= FULL_RATE and RATED.search(text[max(0, at - 5) : at]) is not None


def counts_both(text: str, at: int) -> bool:
    """Whether 俩 or 仨, which hold their measure word, count what a verb is done to (走了俩, 配俩徒弟), and not who is meant (他们俩)."""
    return BOTH_HAD.search(text[max(0, at - 4) : at]) is not None and (
        text[at + 1 : at + 2] in BOTH_ENDS or "\u4e00" <= text[at + 1 : at + 2] <= "\u9fff"
    )


def skip_letters(text: str, end: int) -> int:
    """Past the rest of a code (11A-3)."""
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return end
