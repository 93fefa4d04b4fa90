"""Plausibility: whether a number at its place measures something, or only names, dates or decorates.

All tests look at a few characters on both sides; none searches the sentence.
"""

from __future__ import annotations

import re

from miner.indicators.articles import counts_one
from miner.indicators.cues import FigureCues
from miner.indicators.exclusions import RUNNING
from miner.indicators.numbers import read_number
from miner.indicators.numerals import CONSECUTIVE, Numeral
from miner.indicators.places import LOTS, OBJECTS, PARTS, PLACES, is_part_of_year, is_place, names_places
from miner.indicators.units import UnitRow

BARE_CUE = re.compile(
    r"(?:[为达到至是得升降涨跌增减少多于超约近破过=＝:：]|得分|评分|指数|系数|共计|合计|[率值数量额分比]|(?<![制年])度)$"
)
# Values between labels in one line: 新客:260老客:48访客数512.
LABEL_BEFORE = re.compile(r"[\u4e00-\u9fff)）][:：]\s?$|[\u4e00-\u9fff][数量额价值率度]\s?$")
LABEL_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{1,10}[:：](?:[\u4e00-\u9fff]{1,8}[:：]?)?\s?\d|[\u4e00-\u9fff]{1,9}[数量额价值率度均][:：]?\s?\d"
)
LIMIT_BEHIND = frozenset("以左上之往")
OVER = frozenset(("超", "超过", "破", "突破", "高于", "低于", "不足", "不到", "达不到"))
STOPS = frozenset("就的启停即则触报扣罚时")
BOUNDARY = frozenset('，,。；;、：:！!？?（()）)】”"\n| \t')
CLAUSE_ENDS = frozenset("，,。；;")
EMPTY_HEADS = frozenset("百千万亿")
ABOUT_WORDS = frozenset("上数近几过破超逾成")
HANDLED = re.compile(r"(?:[\u4e00-\u9fff]了|连续|每[人户组家天周月班]?|各[\u4e00-\u9fff]?|前|后)$")
# A number said in tens stands bare behind these: 分数八十一, 罚自己五十, 平均四十四.
SAID = re.compile(r"(?:[扣罚奖得考报卖]|权重|分数|平均|年龄|最[高低大小]|津贴|自己|[^每]每[月天人])$")
PASSED = frozenset("上过破超逾近")
LIMITS = frozenset("足满")
NOT_SIGN = frozenset("日月号点时分年层区楼期")
SIGNS = frozenset("≥≤><＞＜≧≦⩾⩽≈")
# Nominal voltages (GB/T 156): before a noun they name a device.
NOMINAL = frozenset((0.4, 6.0, 10.0, 20.0, 35.0, 66.0, 110.0, 220.0, 330.0, 380.0, 400.0, 500.0, 750.0, 800.0, 1000.0, 1100.0))
VOLTS = frozenset(("千伏", "kV", "KV", "伏", "V"))
# Of figures in these units, and of spans of time, it is asked whether they name a place, a part of a year, a device or a rate.
NAMING = LOTS | OBJECTS | PARTS | VOLTS
# 噪音18、停车14、环境11: small integers count things where three of them stand in a row.
TALLY = re.compile(r"[\u4e00-\u9fff]\d{1,5}(?=[、，,。；;]|$)")
# 制度2、值班员：the number of the next point, run together with a title.
LAST_POINT = 12
NUMBERING = re.compile(r"、(?=[\u4e00-\u9fff]{2})")
TALLY_REACH = 30
# 一毛二 and 八角 are sums; 一毛不拔 is none.
COINS_END = re.compile(r"[一二三四五六七八九]?分?(?:[，,。；;、：:！!？?（()）)】”\"\n|的/]|$)")
OFFERS = frozenset("减送返赠即立")
OFFERED = re.compile(r"满\d{1,5}元?[即立]?[减送返赠]$")
# 20秒接起率 and 3个工作日归档率 are rates of what was met within a limit.
MET_RATE = re.compile(r"(?:到场|到达|接起|归档|办结|送达|响应|完成|回访|妥投|签收|交付)率")
NAMED_RATE = re.compile(r"[\u4e00-\u9fff]{1,8}率")
_TIMES = (
    (("分", "分钟"), re.compile(r"([0-5]?\d(?:\.\d{1,3})?|[一二三四五六七八九十]{1,3})(秒)"), 60),
    (("小时", "个小时", "个钟头"), re.compile(r"[零又]?([0-5]?\d|[一二三四五六七八九十]{1,3})(分钟?)"), 60),
    (("年",), re.compile(r"[零又]?(\d{1,2}|[一二两三四五六七八九十]{1,2})(个月)"), 12),
)
TIMES = {name: row[1:] for row in _TIMES for name in row[0]}
ONCE = frozenset("次回遍场堂篇期趟测检评个项名条")


def measures(  # noqa: PLR0911 - one case after another
    text: str, at: int, tail: int, numeral: Numeral, unit: UnitRow, compared: bool, cues: FigureCues
) -> bool:
    """Whether number and unit together measure something; `compared` says that a comparator touches them."""
    written = text[at : numeral.end]
    if written[0] in EMPTY_HEADS and not _has_head(text, at, numeral, unit):
        return False
    if unit.unit == "月" and not (numeral.chinese and RUNNING.search(text[max(0, at - 3) : at])):
        return written in ("俩", "仨") and text[at - 1 : at] == "了"
    if unit.canonical == "元" and unit.factor < 1 and written != "几" and COINS_END.match(text, tail):
        return True
    if written in ("一", "壹"):
        return counts_one(
            text, at, tail, unit, compared or text[tail : tail + 1] == "半" or text.startswith("个半", numeral.end), cues
        )
    if written == "几":
        return False
    if written == "二" and unit.kind in ("count", "person"):
        return unit.unit == "次" and (compared or (at > 1 and text[tail : tail + 1] in CLAUSE_ENDS))
    if unit.use == "weak" and numeral.masked:
        return False
    if (
        unit.kind == "count"
        and (numeral.value or 0.0) < 20
        and (cues.abstract.match(text, tail) or (unit.unit == "字" and text[at - 1 : at] in ("”", '"')))
    ):
        return False
    if unit.use == "weak" and numeral.chinese:
        if written == "两" and text[tail : tail + 1] == "的" and "\u4e00" <= text[at - 1 : at] <= "\u9fff":
            return False  # 市县两局的, 江南、江北两省的
        return (
            compared
            or written == "两"
            or (unit.unit in PLACES and names_places(text, at, tail))
            or text[tail : tail + 1] in BOUNDARY
            or text.startswith("半", tail)
            or tail == len(text)
            or tail - at - len(unit.unit) > 1
            or cues.one_touched.search(text[max(0, at - 6) : at]) is not None
            or HANDLED.search(text[max(0, at - 6) : at]) is not None
        )
    if unit.kind != "time" and unit.unit not in NAMING:
        return True
    if is_place(text, at, tail, numeral, unit) or is_part_of_year(text, at, tail, unit):
        return False
    return not (_names_device(text, numeral, unit, tail) or _names_rate(text, unit, tail, cues))


def _has_head(text: str, at: int, numeral: Numeral, unit: UnitRow) -> bool:
    """百余户, 上百户 and 千万元 are numbers though no digit opens them; 百户 is none."""
    before = text[at - 1 : at]
    if numeral.about or before in ABOUT_WORDS or before in LIMITS:
        return True
    return unit.kind == "money" and (
        numeral.end - at > 1 or text.startswith(("以上", "以下", "及以上"), numeral.end + len(unit.unit))
    )


def _names_device(text: str, numeral: Numeral, unit: UnitRow, tail: int) -> bool:
    """10千伏母线 is a name; 电压10千伏， is a measurement."""
    return (
        unit.unit in VOLTS
        and not text.startswith(("及以", "以"), tail)
        and numeral.value in NOMINAL
        and tail < len(text)
        and text[tail] not in BOUNDARY
    )


def _names_rate(text: str, unit: UnitRow, tail: int, cues: FigureCues) -> bool:
    """A span of time that opens a rate's or service's name (24小时上门率, 24小时值守) is part of the name."""
    if unit.kind != "time" or text.startswith(("内", "以内", "之内"), tail):
        return False
    rate = NAMED_RATE.match(text, tail)
    return (rate is not None and MET_RATE.match(rate.group()) is None) or (
        unit.unit == "小时" and cues.service.match(text, tail) is not None
    )


def stands_bare(  # noqa: PLR0911 - one case after another
    text: str, at: int, numeral: Numeral, sign: str | None, cues: FigureCues
) -> bool:
    """Whether a number without a unit is a figure: it has a scale (3.2亿) or sign (≥85), or closes its clause as values do."""
    written = text[at : numeral.end]
    after = text[numeral.end : numeral.end + 1]
    closed = after == "" or after in BOUNDARY
    if written[0] in EMPTY_HEADS:
        return text[at - 1 : at] in PASSED and len(written) < 3 and (closed or after in ("的", "元"))
    if numeral.scaled or (sign is not None and sign[0] in SIGNS):
        return True
    if closed_sale(text, at, numeral.end):
        return True
    if LABEL_BEHIND.match(text, numeral.end) and LABEL_BEFORE.search(text[max(0, at - 3) : at]):
        return True
    if numeral.chinese:
        spoken = len(written) > 1 and ("百" in written or "千" in written)
        if closed and len(written) > 1 and "十" in written and SAID.search(text[max(0, at - 3) : at]):
            return True
        return spoken and closed and text[at - 1 : at] not in BOUNDARY and at > 0
    if sign is not None and ("." in written or closed or after in LIMIT_BEHIND or (sign in OVER and after in STOPS)):
        return True
    if (
        after == "、"
        and numeral.value is not None
        and numeral.value <= LAST_POINT
        and "." not in written
        and NUMBERING.match(text, numeral.end)
        and not _tallied(text, at)
    ):
        return False
    return closed and (
        BARE_CUE.search(text[max(0, at - 2) : at]) is not None or _follows_name(text, at, written, numeral, cues)
    )


def closed_sale(text: str, at: int, end: int) -> bool:
    """Whether a bare number is one of an offer (满100减20)."""
    return (text[at - 1 : at] == "满" and text[end : end + 1] in OFFERS) or OFFERED.search(
        text[max(0, at - 9) : at]
    ) is not None


def _follows_name(text: str, at: int, written: str, numeral: Numeral, cues: FigureCues) -> bool:
    """A bare number behind the name of what it measures (ROI保3.2, 咨询量 28,430); small integers and years number things."""
    before = text[at - 1 : at] if text[at - 1 : at] != " " else text[max(0, at - 2) : at - 1]
    if not before or numeral.value is None or before in BOUNDARY or cues.numbered.search(text[max(0, at - 5) : at]):
        return False
    if written in cues.festivals or not before.isalpha():
        return False
    if "." in written or "," in written or (numeral.value >= 30 and not 1900 <= numeral.value <= 2100):
        return True
    return _tallied(text, at)


def _tallied(text: str, at: int) -> bool:
    """Whether the bare number at `at` stands in a row of such (噪音18、停车14、环境11)."""
    return len(TALLY.findall(text[max(0, at - TALLY_REACH) : at + TALLY_REACH])) > 2


def names_weekday(text: str, at: int) -> bool:
    """周三 is a day; 每周一次 is a count."""
    if text[at] not in "一二三四五六" or not text.startswith(("周", "星期", "礼拜"), at - (1 if text[at - 1] == "周" else 2)):
        return False
    after = text[at + 1 : at + 2]
    if text[at : at + 2] in CONSECUTIVE and text[at + 2 : at + 3] in ONCE:
        return False
    return after == "" or after not in ONCE


def is_sign(text: str, at: int, done: int) -> bool:
    """Whether the stroke at `at` is a minus sign and not a dash between two things."""
    if at == 0:
        return True
    before = text[at - 1]
    return at > done and not (before.isascii() and before.isalnum()) and before not in NOT_SIGN


def compose_time(text: str, numeral: Numeral, unit: UnitRow, tail: int) -> tuple[float, int, str] | None:
    """A time said in two units: 3分50秒 in seconds, 1小时20分 in minutes, 一年零两个月 in months; where it ends; its unit as written; `unit` is one of TIMES."""
    if numeral.value is None:
        return None
    rest, factor = TIMES[unit.unit]
    match = rest.match(text, tail)
    part = read_number(match.group(1)) if match is not None else None
    return None if match is None or part is None else (numeral.value * factor + part, match.end(), match.group(2))
