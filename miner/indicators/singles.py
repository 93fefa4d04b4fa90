"""Single words that are a quantity or look like one: half, zero, a rank."""

from __future__ import annotations

import re

from miner.indicators.cues import FigureCues

HALF = re.compile(
    r"半(?P<unit>个百分点|个点|个?小时|个?钟头|个月(?!以?来)|天|个工作日|个季度|个学期"
    r"|学期|公里|公斤|斤|里路|小时|米|寸)|半(?P<year>年)(?=以[上下内]|之?[内后前]|多|期(?!间)"
    r"|时间|左右)"
    # What was not done for half a year, and what half a year went by with.
    r"|(?<=[了过达得发长期提还近够满隔前])半(?P<lasting>[年月])(?![度末底报]|会议|总结|工作|来)|半(?P<since>年)(?=没|未(?!来)|之久|不曾)"
    r"|半数(?!以上的?会)|折(?=半)"
)
WORDS = {"一半": (0.5, ""), "减半": (0.5, ""), "过半": (0.5, ""), "对半": (0.5, ""), "折半": (0.5, ""), "对折": (5.0, "折"),
         "双倍": (2.0, "倍"), "翻倍": (1.0, "倍"), "翻番": (1.0, "番")}  # fmt: skip
ZERO_VALUE = re.compile(r"零(?=[，,。；;、：:！!？?）)】”\"\n]|$|的)")
ZERO_BEFORE = ("为", "是", "到", "至", "均", "挂", "成", "变")
RANK_UNIT = re.compile(r"名次|名|位(?!的是)|把交椅")
RANK_END = re.compile(
    r"(?=[，,。；;、：:！!？?）)】”\"\n|]|$|和|与|并列|升|降|上升|下降|提|前移|的(?:好成绩|位次|名次|位置|成绩)|方阵)"
)
# 第六、…第七、：what stands in a list of points that was set in one line.
LISTED = re.compile(r"\s{0,4}第[一二三四五六七八九十]{1,3}[、，,]")
RANK_CUE = re.compile(
    r"(?:排|列|居|位|名|获|夺|得|占|升|降|跃|保持|全[省市县国行区公网系局院校]|倒数|由"
    r"|到|至|从|并列|综合|成绩|得分|总分|前)[\u4e00-\u9fff]{0,3}$"
)
TOP_END = re.compile(r"(?:名|位|强)?(?=[，,。；;、：:！!？?（()）)】”\"\n|]|$|行列|之列|的)")
RANKED = re.compile(r"(?:排名|名列|位列|位居)$")
TOP_UNIT = re.compile(r"(?:名|位|强)?(?![个项条家件户台])")
TOP_CUE = re.compile(
    r"(?:进入?|冲进|冲入|跻身|挤进|列|居|排|位|卡到|保持|争|入围|稳在|进到|处于|名列|到|第)[\u4e00-\u9fff]{0,4}$"
)
SPECIAL = frozenset("半倍折番一零")
# 接待零推诿、收费零差错、回访零遗漏：more than so many noughts close together are a slogan.
SLOGAN, MOST_NONE = 20, 2
# 提前半小时 and 考前半个月 tell how long; 前半个月 is a part of a month.
TIMED = re.compile(r"[提发考会班课赛场餐岗到之]$|[提发考会班课赛场餐岗到之][前后]$|[提发考会班课赛场餐岗到之出][前后]$")
ENDS = frozenset(("", "，", "。", "；", "、", ",", ";"))
# 翻了半天 and 讲半天 say only that it took long.
WAITED = re.compile(r"(?:[讲喂磨找等说问翻忙哄慢快]|[^少多早晚快慢前短长加减停误]了|哪怕)$")
PUT_FIRST = re.compile(r"[放摆挺]在了?$|置于$|作为$")
# 第三天前办结 is a limit of three days.
LIMITED = re.compile(r"[天日周](?=前|内|之前|以前|以内|之内|必须|须|应)")
LASTING = re.compile(r"个?年头|年|个月|天")


def find_special(text: str, at: int, cues: FigureCues) -> tuple[int, int, float, str] | None:
    """Start, end, value and unit of a half, a double or a nought said in a word."""
    return find_half(text, at) or find_zero(text, at, cues)


def find_half(text: str, at: int) -> tuple[int, int, float, str] | None:  # noqa: PLR0911 - one case after another
    """Start, end, value and unit of a half or double said in a word: 半小时, 一半, 减半, 对折, 翻番, 双倍."""
    char = text[at]
    if char in "半倍折番" and at and (found := WORDS.get(text[at - 1 : at + 1])) is not None:
        return at - 1, at + 1, *found
    if char == "一" and text[at + 1 : at + 2] == "半":
        return None if halves_nothing(text, at) else (at, at + 2, 0.5, "")
    if char != "半":
        return None
    match = HALF.match(text, at)
    if match is None or (at and (text[at - 1] in "上下多大小这那" or (match["year"] and text.endswith("过去的", 0, at)))):
        return None
    if match["unit"] == "天" and at and (WAITED.search(text[max(0, at - 2) : at]) is not None):
        return None
    if at and text[at - 1] in "前后" and not match["year"] and TIMED.search(text[max(0, at - 3) : at]) is None:
        return None
    unit = match["unit"] or match["year"] or match["lasting"] or match["since"] or ""
    return at, match.end(), 0.5, unit


def halves_nothing(text: str, at: int) -> bool:
    """Whether 一半 only says that something was cut short (跑到一半没电), or weighs two things (一半是天意，一半是人为)."""
    after = text[at + 2 : at + 3]
    if after == "是":
        return text.count("一半") > 1
    return text[at - 1 : at] == "到" and "\u4e00" <= after <= "\u9fff" and after not in "以左的还多"


def find_zero(text: str, at: int, cues: FigureCues) -> tuple[int, int, float, str] | None:
    """A nought said as a result: 事故为零, 零差错."""
    if text[at] != "零":
        return None
    if text.count("零", max(0, at - SLOGAN), at + SLOGAN) > MOST_NONE:
        return None
    if cues.zero.match(text, at) and (at == 0 or text[at - 1] not in "万千百十点"):
        return at, at + 1, 0.0, ""
    if ZERO_VALUE.match(text, at) and text[at - 1 : at] in ZERO_BEFORE:
        return at, at + 1, 0.0, ""
    return None


def find_rank(text: str, at: int, end: int) -> tuple[int, int, str] | None:  # noqa: PLR0911 - one case after another
    """Start, end and unit of the rank or running year whose 第 stands at `at` and whose number ends at `end`; else None."""
    before = text[max(0, at - 8) : at]
    if text[at + 1 : end] in ("一", "1") and PUT_FIRST.search(before):
        return None
    start = at - 2 if before.endswith("倒数") else at
    unit = RANK_UNIT.match(text, end)
    if unit is not None:
        after = text[unit.end() : unit.end() + 1]
        if unit.group() == "名" or RANK_CUE.search(before) or after in "，,。；;":
            return start, unit.end(), "名"
        return None
    lasting = LASTING.match(text, end)
    if lasting is not None:
        if lasting.group() == "天" and LIMITED.match(text, end):
            return at, lasting.end(), "天"
        if lasting.group() == "天" and text[end - 1] in "一二三":
            return None
        if re.search(r"(?:连续|进入|已是|用到|到了?)$", before):
            return at, lasting.end(), "年" if "年" in lasting.group() else lasting.group()
        return None
    if text[end : end + 1] in ("高", "低") and before[-1:] not in "，,。；;":
        return start, end + 1, "名"
    named = before != "" and "\u4e00" <= before[-1] <= "\u9fff" and not text.startswith(("一", "1"), at + 1)
    if (
        not (text.startswith("、", end) and LISTED.match(text))
        and RANK_END.match(text, end)
        and (named or RANK_CUE.search(before))
    ):
        return start, end, "名"
    return None


def find_top(text: str, at: int, end: int) -> tuple[int, int, str] | None:
    """Start, end and unit of a place among the first (跻身前三, 进入前10名) with its number from `at` to `end`; else None."""
    if text[at - 1 : at] not in ("前", "头"):
        return None
    match = TOP_END.match(text, end) or (RANKED.search(text[max(0, at - 3) : at - 1]) and TOP_UNIT.match(text, end))
    if not match or TOP_CUE.search(text[max(0, at - 9) : at - 1]) is None:
        return None
    return at - 1, match.end(), "名"
