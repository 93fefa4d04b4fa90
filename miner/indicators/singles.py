"""Single words that are a quantity or look like one: half, zero, a rank, and the 一 that may count nothing."""

from __future__ import annotations

import re

from miner.indicators.cues import FigureCues
from miner.indicators.units import UnitRow

HALF = re.compile(
    r"半(?P<unit>个百分点|个点|个?小时|个?钟头|个月(?!以?来)|天|个工作日|个季度|个学期"
    r"|学期|公里|公斤|斤|里路|小时)|半(?P<year>年)(?=以[上下内]|之?[内后前]|多|期(?!间)"
    r"|时间|左右)"
    r"|半数(?!以上的?会)|折(?=半)"
)
WORDS = {"一半": (0.5, ""), "减半": (0.5, ""), "过半": (0.5, ""), "对半": (0.5, ""), "折半": (0.5, ""), "对折": (5.0, "折"),
         "加倍": (2.0, "倍"), "翻倍": (1.0, "倍"), "翻番": (1.0, "番")}  # fmt: skip
ZERO_VALUE = re.compile(r"零(?=[，,。；;、：:！!？?）)】”\"\n]|$|的)")
ZERO_BEFORE = ("为", "是", "到", "至", "均", "归", "挂")
RANK_UNIT = re.compile(r"名次|名|位(?!的是)|把交椅")
RANK_END = re.compile(
    r"(?=[，,。；;、：:！!？?）)】”\"\n|]|$|和|与|并列|升|降|上升|下降|提|前移|的(?:好成绩|位次|名次|位置|成绩)|方阵)"
)
RANK_CUE = re.compile(
    r"(?:排|列|居|位|名|获|夺|得|占|升|降|跃|保持|全[省市县国行区公网系局院校]|倒数|由"
    r"|到|至|从|并列|综合|成绩|得分|总分|前)[\u4e00-\u9fff]{0,3}$"
)
TOP_END = re.compile(r"(?:名|位|强)?(?=[，,。；;、：:！!？?（()）)】”\"\n|]|$|行列|之列|的)")
TOP_CUE = re.compile(
    r"(?:进入?|冲进|冲入|跻身|挤进|列|居|排|位|卡到|保持|争|入围|稳在|进到|处于|名列|到|第)[\u4e00-\u9fff]{0,4}$"
)
SPECIAL = frozenset("半倍折番一零")
LASTING = re.compile(r"个?年头|年|个月|天")


def find_special(text: str, at: int, cues: FigureCues) -> tuple[int, int, float, str] | None:
    """Start, end, value and unit of a half, a double or a nought said in a word."""
    return find_half(text, at) or find_zero(text, at, cues)


def find_half(text: str, at: int) -> tuple[int, int, float, str] | None:
    """Start, end, value and unit of a half or double said in a word: 半小时, 一半, 减半, 对折, 翻番, 加倍."""
    char = text[at]
    if char in "半倍折番" and at and (found := WORDS.get(text[at - 1 : at + 1])) is not None:
        return at - 1, at + 1, *found
    if char == "一" and text[at + 1 : at + 2] == "半" and text[at + 2 : at + 3] != "是":
        return at, at + 2, 0.5, ""
    if char != "半":
        return None
    match = HALF.match(text, at)
    if match is None or (at and text[at - 1] in ("上下多大小" if match["year"] else "上下前后多大小")):
        return None
    unit = match["unit"] or match["year"] or ""
    return at, match.end(), 0.5, unit


def find_zero(text: str, at: int, cues: FigureCues) -> tuple[int, int, float, str] | None:
    """A nought said as a result: 事故为零, 零差错."""
    if text[at] != "零":
        return None
    if cues.zero.match(text, at) and (at == 0 or text[at - 1] not in "万千百十点"):
        return at, at + 1, 0.0, ""
    if ZERO_VALUE.match(text, at) and text[at - 1 : at] in ZERO_BEFORE:
        return at, at + 1, 0.0, ""
    return None


def find_rank(text: str, at: int, end: int) -> tuple[int, int, str] | None:  # noqa: PLR0911 - one case after another
    """Start, end and unit of the rank or running year whose 第 stands at `at` and whose number ends at `end`; else None."""
    before = text[max(0, at - 8) : at]
    start = at - 2 if before.endswith("倒数") else at
    unit = RANK_UNIT.match(text, end)
    if unit is not None:
        after = text[unit.end() : unit.end() + 1]
        if unit.group() == "名" or RANK_CUE.search(before) or after in "，,。；;":
            return start, unit.end(), "名"
        return None
    lasting = LASTING.match(text, end)
    if lasting is not None:
        if lasting.group() == "天" and text[end - 1] in "一二三":
            return None
        if re.search(r"(?:连续|进入|已是|用到|到了?)$", before):
            return at, lasting.end(), "年" if "年" in lasting.group() else lasting.group()
        return None
    if text[end : end + 1] in ("高", "低") and before[-1:] not in "，,。；;":
        return start, end + 1, "名"
    named = before != "" and "\u4e00" <= before[-1] <= "\u9fff" and not text.startswith(("一", "1"), at + 1)
    if RANK_END.match(text, end) and (named or RANK_CUE.search(before)):
        return start, end, "名"
    return None


def find_top(text: str, at: int, end: int) -> tuple[int, int, str] | None:
    """Start, end and unit of a place among the first (跻身前三, 进入前10名) with its number from `at` to `end`; else None."""
    if text[at - 1 : at] not in ("前", "头"):
        return None
    match = TOP_END.match(text, end)
    if match is None or TOP_CUE.search(text[max(0, at - 9) : at - 1]) is None:
        return None
    return at - 1, match.end(), "名"


# 一户没打错 and 不漏一户 say none, not one; 一件两角 names the thing priced.
NEGATED = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:没|未|不(?!合格|良|足|同|符|达|规范))")
SPARED = re.compile(r"不[漏错丢少差落]$")
PRICED = re.compile(r"(?:合|要|[能还]?卖|值|才|就|是)?[\d一二两三四五六七八九十][\d一二三四五六七八九十百千.]{0,6}[块元毛角]")
STEP = re.compile(r"(?:降|升|晋|提|上|下)了?$")
PLAIN_ONE = frozenset(
    [
        "名",
        "台",
        "辆",
        "张",
        "面",
        "本",
        "份",
        "起",
        "笔",
        "例",
        "堂",
        "座",
        "所",
        "间",
        "套",
        "户",
        "处",
        "宗",
        "艘",
        "架",
        "栋",
        "册",
        "幅",
        "人次",
        "件",
        "家",
        "盒",
        "箱",
        "条",
        "公斤",
        "元",
        "亩",
        "吨",
        "公里",
    ]
)
HELD_ONE = frozenset(
    [
        "次",
        "场",
        "期",
        "轮",
        "回",
        "遍",
        "趟",
        "个",
        "项",
        "篇",
        "位",
        "块",
        "枚",
        "批次",
        "班次",
        "场次",
        "课",
        "部",
        "道",
        "节",
        "层",
        "只",
        "支",
        "课时",
        "个课时",
    ]
)
STEP_ONE = frozenset(["级", "档"])
TIME_ONE_UNITS = frozenset(
    ["个月", "年", "天", "周", "小时", "分钟", "个季度", "季度", "个小时", "刻钟", "个学期", "个工作日", "日"]
)
BEING = re.compile(r"(?:作为|成为|做好?|当好?|是|算)了?$")
NO_ARTICLE = frozenset("这那某每哪任同另第有其之逐唯万统进专无没再像如是的不又")
CLOSED = frozenset('，,。；;、：:！!？?（()）)】”"\n| ')


def counts_one(  # noqa: PLR0911 - one case after another
    text: str, at: int, tail: int, unit: UnitRow, compared: bool, cues: FigureCues
) -> bool:
    """Whether 一 with its measure word counts something, and is not an article (一个台阶, 一种做法).

    A comparator settles it; so does the thing counted in front with a border behind (座谈会一次). In front of its thing 一
    counts with measure words of things (一名, 一台), and with acts and 个 only after a verb of doing or gaining.
    """
    before = text[at - 1 : at]
    left = text[max(0, at - 6) : at]
    after = text[tail : tail + 1]
    closed = after == "" or after in CLOSED
    name = unit.unit
    if compared:
        return True
    if name in TIME_ONE_UNITS:
        return cues.one_time.search(left) is not None
    if name in STEP_ONE:
        return STEP.search(left) is not None
    if text.count(f"一{name}", max(0, at - 12), tail + 12) > 1 or (name in ("名", "个", "位") and BEING.search(left)):
        return False
    if cues.one_basis.search(left) or (name == "份" and "一式" in text[max(0, at - 40) : at]):
        return False
    if (before and before in NO_ARTICLE) or text.startswith((name, "一"), tail) or before == name[-1]:
        return False
    if name == "番":
        return before in ("翻", "了")
    if name == "起":
        return cues.one_event.match(text, tail) is not None or (closed and cues.one_held.search(left) is not None)
    if name == "人":
        return closed and before not in CLOSED
    if NEGATED.match(text, tail) or SPARED.search(left) or PRICED.match(text, tail):
        return False
    if closed and (name in PLAIN_ONE or name in HELD_ONE):
        return (
            before != ""
            and before not in CLOSED
            and before not in "了过着"
            and (name not in ("遍", "趟", "条", "位") or cues.one_held.search(left) is not None)
        )
    if cues.one_abstract.match(text, tail):
        return False
    return name in PLAIN_ONE or (name in HELD_ONE and cues.one_held.search(left) is not None)
