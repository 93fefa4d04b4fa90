"""Quantities: every number of a sentence that comes with a unit, a scale, a rank or a comparator, read into values.

A `Quantity` holds offsets into the sentence it was found in. The scanner jumps from numeral to numeral; at each one the
exclusions come first, then the numeral, its range, its unit and the comparators on both sides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.comparators import Comparators
from miner.indicators.exclusions import LIST_NUMBER, FixedPhrases, find_excluded, find_roofs, follows_code
from miner.indicators.numbers import HAN
from miner.indicators.numerals import Numeral, find_numeral
from miner.indicators.singles import counts_one, find_half, find_rank, find_top, find_zero
from miner.indicators.units import UnitRow, Units
from miner.records import Comparator


class Quantity(NamedTuple):
    """A number with its unit: `start`/`end` with comparator, `number`/`tail` without; `kind` is the kind of the unit."""

    start: int
    end: int
    number: int
    tail: int
    value: float | None
    high: float | None
    unit: str
    kind: str
    comparator: Comparator
    masked: bool


START = re.compile(r"[0-9零〇一壹二两贰俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅几半番倍折_*＊×XxN○□]")
SEPARATOR = re.compile(rf"\s?(?:[-—–－~～]{{1,2}}|至|到)\s?(?=[\d{HAN}])")
COMPOUND = re.compile(r"\s?/\s?(?:百|千|万|\d{1,4})?(?:[A-Za-z][A-Za-z0-9²³]{0,5}|[\u4e00-\u9fff]{1,3}(?:·[\u4e00-\u9fff]{1,2})?)")
BARE_CUE = re.compile(r"(?:[为达到至是得升降涨跌增减少多于超约近破过=＝:：]|得分|评分|指数|系数|共计|合计|[率值数量额分度比])$")
BOUNDARY = frozenset("，,。；;、：:！!？?）)】]”\"\n| \t")
EMPTY_HEADS = frozenset("百千万亿")
ABOUT_WORDS = frozenset("上数近几过破超逾成")
HALVES = frozenset(("time", "times", "length", "mass", "area"))
NOT_SIGN = frozenset("日月号点时分年层区楼期")


class Scanner:
    """Finds the quantities of a sentence; built once from the rule tables."""

    def __init__(self, units: Units, comparators: Comparators, phrases: FixedPhrases) -> None:
        self.units = units
        self.comparators = comparators
        self.phrases = phrases

    def scan(self, text: str) -> list[Quantity]:
        """All quantities of one sentence in reading order."""
        found: list[Quantity] = []
        at = begin = self.after_list_number(text)
        roofs = find_roofs(text)
        while (start := START.search(text, at)) is not None:
            here = start.start()
            quantities, at = self.read(text, here, found[-1].tail if found else begin)
            for quantity in quantities:
                if not roofs or not _under(roofs, quantity):
                    found.append(quantity)
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

    def read(self, text: str, at: int, done: int) -> tuple[list[Quantity], int]:
        """The quantities that begin at a numeral (two for a pair with 由…到) and where to go on."""
        before = text[at - 1 : at]
        if at > done and before and before in "周期" and _names_weekday(text, at):
            return [], at + 1
        special = find_half(text, at) or find_zero(text, at)
        if special is not None:
            number, tail, value, unit = special
            return [self.compare(text, number, tail, Numeral(tail, value), unit, "half")], tail
        end = self.phrases.find(text, at)
        if end is not None and end > at:
            return [], end
        end = find_excluded(text, at)
        if end is not None:
            return [], max(end, at + 1)
        numeral = find_numeral(text, at)
        if numeral is None:
            return [], at + 1
        return self.measure(text, at, numeral, done)

    def measure(self, text: str, at: int, numeral: Numeral, done: int) -> tuple[list[Quantity], int]:
        """A numeral with rank, range and unit; nothing where it turns out to count nothing."""
        before = text[at - 1] if at else ""
        if before == "第":
            rank = find_rank(text, at - 1, numeral.end)
            if rank is None:
                return [], self.skip_ordinal(text, numeral.end)
            start, tail, unit = rank
            return [self.compare(text, start, tail, numeral, unit, "rank")], tail
        top = find_top(text, at, numeral.end) if before in ("前", "头") and numeral.unit is None else None
        if top is not None:
            start, tail, unit = top
            return [self.compare(text, start, tail, numeral, unit, "rank")], tail
        if before in "-−" and before and numeral.value is not None and _signs(text, at - 1, done):
            numeral, at = numeral._replace(value=-numeral.value), at - 1
        coded = numeral.masked is False and follows_code(text, at, done)
        if numeral.unit is not None:
            return [self.compare(text, at, numeral.end, numeral, numeral.unit, "rate")], numeral.end
        unit, tail = self.unit_after(text, numeral.end)
        ranged = self.range_after(text, at, numeral, unit, tail)
        if ranged is not None:
            return ranged
        if unit is None:
            return self.bare(text, at, numeral, coded)
        if (coded and not (numeral.scaled and text[numeral.end - 1] in "万亿" or unit.kind in ("rate", "money"))) or not self.plausible(text, at, numeral, unit, tail):
            return [], self.skip_letters(text, numeral.end)
        clock = _minutes_seconds(text, numeral, unit, tail)
        if clock is not None:
            value, tail = clock
            return [self.compare(text, at, tail, numeral._replace(value=value), "秒", "time")], tail
        return [self.finish(text, at, numeral, unit, tail)], tail

    def unit_after(self, text: str, end: int) -> tuple[UnitRow | None, int]:
        """The unit behind a number, a blank allowed between, and where it ends (with what it is divided by)."""
        at = end + 1 if text[end : end + 1] == " " else end
        if text[end - 1 : end] in "Ww" and text[at : at + 1] == "":
            return None, end
        half = text.startswith("个半", at)
        unit = self.units.find(text, at + 2 if half else at)
        if unit is None:
            return None, end
        tail = at + len(unit.unit) + (2 if half else 0)
        if text[tail : tail + 1] == "/":
            compound = COMPOUND.match(text, tail)
            if compound:
                tail = self.trim_compound(text, tail, compound.end())
        return unit, tail

    def trim_compound(self, text: str, slash: int, end: int) -> int:
        """Where a divided unit ends: at the unit behind the stroke, or where there is none the stroke is no part of it."""
        at = slash + 1
        while at < end and (text[at].isdigit() or text[at] in "百千万"):
            at += 1
        bottom = self.units.find(text, at)
        if bottom is None:
            return end if text[at : at + 1].isascii() else slash
        tail = at + len(bottom.unit)
        if text[tail : tail + 1] == "·":
            more = self.units.find(text, tail + 1)
            tail = tail + 1 + len(more.unit) if more else tail
        return tail

    def range_after(
        self, text: str, at: int, low: Numeral, unit: UnitRow | None, tail: int
    ) -> tuple[list[Quantity], int] | None:
        """The range that a number opens, or two quantities where 由 or 从 stands before it."""
        separator = SEPARATOR.match(text, tail)
        if separator is None or low.value is None or find_excluded(text, separator.end()) is not None:
            return None
        high = find_numeral(text, separator.end())
        if high is None or high.value is None or (high.unit or "") not in ("", "%"):
            return None
        unit_high, tail_high = (None, high.end) if high.unit else self.unit_after(text, high.end)
        if unit_high is None and not high.unit and unit is None and not (low.scaled or high.scaled):
            return None
        if unit is not None and unit_high is not None and unit.unit != unit_high.unit:
            return None
        row = unit_high or unit
        first = low.value
        if high.scaled and not low.scaled and first < high.value / 1000:
            first *= 1e8 if "亿" in text[high.end - 1 : high.end] else 1e4
        if text[at - 1 : at] in ("由", "从", "自") or first >= high.value:
            if row is None or unit is None and first >= high.value:
                return None
            return [
                self.compare(text, at, tail, low._replace(value=first), row.unit, row.kind),
                self.finish(text, separator.end(), high, row, tail_high),
            ], tail_high
        name = high.unit or (text[high.end : tail_high].strip() if unit_high else unit.unit if unit else "")
        both = low._replace(value=first, high=high.value, about=False)
        return [self.compare(text, at, tail_high, both, name, row.kind if row else "")], tail_high

    def bare(self, text: str, at: int, numeral: Numeral, coded: bool) -> tuple[list[Quantity], int]:
        """A number without a unit: it counts when it has a scale or sign of its own, or stands where a measured value stands."""
        end = numeral.end
        sign = self.comparators.find_before(text, at)
        spoken = numeral.chinese and end - at > 1 and text[at] not in EMPTY_HEADS and any(char in "百千" for char in text[at:end])
        if coded or (numeral.chinese and not numeral.scaled and not spoken) or numeral.masked:
            return [], self.skip_letters(text, end)
        after = text[end : end + 1]
        symbol = sign is not None and sign[0][0] in "≥≤><＞＜≧≦⩾⩽≈"
        closed = after == "" or after in BOUNDARY
        if spoken and not numeral.scaled and not (closed and text[at - 1 : at] not in BOUNDARY):
            return [], end
        if sign is not None and "." in text[at:end] and not numeral.chinese:
            symbol = True
        cue = closed and (sign is not None or BARE_CUE.search(text[max(0, at - 2) : at]) is not None)
        if text[at] in EMPTY_HEADS or not (numeral.scaled or symbol or cue or (closed and (spoken or _stands_alone(text, at, end, numeral)))):
            return [], self.skip_letters(text, end)
        return [self.compare(text, at, end, numeral, "", "")], end

    def plausible(self, text: str, at: int, numeral: Numeral, unit: UnitRow, tail: int) -> bool:
        """Whether number and unit together measure something rather than name it."""
        written = text[at : numeral.end]
        if written[:1] in EMPTY_HEADS:
            before = text[at - 1 : at]
            if not (numeral.about or before in ABOUT_WORDS or (unit.kind == "money" and numeral.scaled and len(written) > 1)):
                return False
        if numeral.value is None and not numeral.masked and written.startswith("几") and len(written) == 1:
            return False
        if numeral.chinese and written in ("一", "壹"):
            half = text[tail : tail + 1] == "半"
            return counts_one(text, at, tail, unit, half or self.compared(text, at, tail, unit))
        if written == "二" and unit.kind in ("count", "person"):
            return False
        if unit.use == "weak" and numeral.masked:
            return False
        if unit.kind == "count" and (ABSTRACT_THINGS.match(text, tail) or (unit.unit == "字" and text[at - 1 : at] in "”\"")):
            return False
        if unit.use == "weak" and numeral.chinese:
            return _counts_weak(text, at, tail, unit) or self.compared(text, at, tail, unit)
        return not (_names_device(text, numeral, unit, tail) or _names_rate(text, unit, tail))

    def compared(self, text: str, at: int, tail: int, unit: UnitRow) -> bool:
        """Whether a comparator touches the number or its unit."""
        after = self.comparators.find_after(text, tail)
        if after is not None and after[1] != "=" and (after[0] not in ("内", "之前") or unit.kind == "time"):
            return True
        before = self.comparators.find_before(text, at)
        return before is not None and before[1] != "="

    def finish(self, text: str, at: int, numeral: Numeral, unit: UnitRow, tail: int) -> Quantity:
        """The quantity with halves and 个 brought into value and unit."""
        name = text[numeral.end : tail].strip()
        value = numeral.value
        if name.startswith("个半"):
            name, value = name[2:], None if value is None else value + 0.5
        elif text[tail : tail + 1] == "半" and value is not None and unit.kind in HALVES:
            value, tail = value + 0.5, tail + 1
        if unit.kind == "share" and unit.unit == "成" and value is not None:
            name, value = "%", value * 10
        if name == "个" and text[tail : tail + 1] == "人" and text[tail + 1 : tail + 2] not in ("大", "员", "民", "才"):
            name, tail = "人", tail + 1
        if name == "个多月":
            name, numeral = "个月", numeral._replace(about=True)
        return self.compare(text, at, tail, numeral._replace(value=value), name, unit.kind)

    def compare(self, text: str, at: int, tail: int, numeral: Numeral, unit: str, kind: str) -> Quantity:
        """The quantity with the comparators that touch it."""
        start, end = at, tail
        comparator: Comparator = "~" if numeral.about else "="
        if text[end : end + 1] in ("多", "余") and kind in ("time", "length", "money", "mass", "times", "area", "share"):
            comparator, end = "~", end + 1
        before = text[at - 1 : at]
        if before in ABOUT_WORDS and before and text[at] in "十百千万" and numeral.chinese:
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
        if numeral.high is not None:
            comparator = "range"
        return Quantity(start, end, at, tail, numeral.value, numeral.high, unit, kind, comparator, numeral.masked)

    def skip_ordinal(self, text: str, end: int) -> int:
        """Past an ordinal and the measure word that goes with it (第三季度, 第2条)."""
        unit = self.units.find(text, end)
        return end + (len(unit.unit) if unit else 0)

    def skip_letters(self, text: str, end: int) -> int:
        """Past the rest of a code (11A-3)."""
        while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
            end += 1
        return end


def _under(roofs: list[tuple[int, int]], quantity: Quantity) -> bool:
    return any(start <= quantity.start and quantity.end <= end for start, end in roofs)


def _signs(text: str, at: int, done: int) -> bool:
    """Whether the stroke at `at` is a minus sign and not a dash between two things."""
    if at == 0:
        return True
    before = text[at - 1]
    return at > done and not (before.isascii() and before.isalnum()) and before not in NOT_SIGN


def _counts_weak(text: str, at: int, tail: int, unit: UnitRow) -> bool:
    """A weak unit after a Chinese numeral counts when a verb or 了 stands before, or a clause ends behind it."""
    after = text[tail : tail + 1]
    return after == "" or after in BOUNDARY or len(text[at:tail]) - len(unit.unit) > 1


def _names_device(text: str, numeral: Numeral, unit: UnitRow, tail: int) -> bool:
    """A nominal voltage before a noun names a device (10千伏母线); so does a year before 级 or 届."""
    if unit.unit in ("千伏", "kV", "KV", "伏", "V") and numeral.value in NOMINAL:
        after = text[tail : tail + 1]
        return after != "" and after not in BOUNDARY
    return False


NOMINAL = frozenset((0.4, 6.0, 10.0, 20.0, 35.0, 66.0, 110.0, 220.0, 330.0, 380.0, 400.0, 500.0, 750.0, 800.0, 1000.0, 1100.0))


def _names_rate(text: str, unit: UnitRow, tail: int) -> bool:
    """A span of time that opens a rate's or service's name (24小时上门率, 24小时值守) is part of the name."""
    if unit.kind != "time" or text.startswith(("内", "以内", "之内"), tail):
        return False
    return NAMED_RATE.match(text, tail) is not None or (unit.unit == "小时" and NAMED_SERVICE.match(text, tail) is not None)


def _names_weekday(text: str, at: int) -> bool:
    """周三 is a day; 每周一次 is a count."""
    if text[at] not in "一二三四五六" or not text.startswith(("周", "星期"), at - (1 if text[at - 1] == "周" else 2)):
        return False
    return text[at + 1 : at + 2] not in "次回遍场堂篇期趟测检评个项名" or text[at + 1 : at + 2] == ""


def _stands_alone(text: str, at: int, end: int, numeral: Numeral) -> bool:
    """A bare number that closes its clause behind the name of what it measures (ROI保3.2, 咨询量 28,430)."""
    before = text[at - 1 : at] if text[at - 1 : at] != " " else text[at - 2 : at - 1]
    if not before or numeral.value is None or before in BOUNDARY or LABELLED.search(text[max(0, at - 5) : at]):
        return False
    written = text[at:end]
    if written in FESTIVALS or not ("\u4e00" <= before <= "\u9fff" or before.isalpha()):
        return False
    return "." in written or "," in written or (numeral.value >= 30 and not 1900 <= numeral.value <= 2100)


ABSTRACT_THINGS = re.compile(r"(?:基本|主要|重要|明显|突出|显著|不同|新|大)?的?(?:特点|特征|要素|写法|情况[:：。，,]|方面|因素|理念|观念|原则|意识|自信|维护|层次|境界|道理|字[，,。的]|字(?:方针|诀|要求)|角度|前提|误区|关系|转变|优势[:：。，,])")
NAMED_RATE = re.compile(r"[\u4e00-\u9fff]{1,8}率")
NAMED_SERVICE = re.compile(r"(?:不间断|值班|值守|在线|开通|热线|服务|待命|轮班|应急|响应机制|制|营业|自助)")
LABELLED = re.compile(r"(?:附件|附录|图|表|方案|步骤|问题|案例|任务|第|版|级|楼|栋|室|路|线|站|班|号|房|型|类|层|组|群|页|条|款)\s?$")
FESTIVALS = frozenset("3.15 6.18 11.11 12.12 5.1 10.1 12.4 3.8 6.1 11.9 4.15 6.26 5.12 12.5 7.1 8.1".split())


def _minutes_seconds(text: str, numeral: Numeral, unit: UnitRow, tail: int) -> tuple[float, int] | None:
    """The seconds of 3分50秒 and where it ends."""
    if unit.unit not in ("分", "分钟") or numeral.value is None:
        return None
    rest = SECONDS.match(text, tail)
    return (numeral.value * 60 + float(rest.group(1)), rest.end()) if rest else None


SECONDS = re.compile(r"([0-5]?\d(?:\.\d{1,3})?)秒")
