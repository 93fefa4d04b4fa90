"""Changes: whether a figure is an increase or decrease, against what, and what is only a gap between two things."""

from __future__ import annotations

import re

from miner.indicators.quantity import Quantity

# Words of change stand no further from their figure.
NEAR = 20
# 比上年2170万元 and 比上年的3.2%：the value compared with, told as fact; what it is compared by follows.
EARLIER = (
    r"(?:去年|上年|前年|往年|头年|历年|上一?(?:年|月|季|周|期|批)|年初(?![\u4e00-\u9fff]{0,6}(?:下达|计划|目标|指标|预算|任务))|年前|以前|此前|过去|原来|原先|开始|之前|最初|当初|改造前|整改前"
    r"|前一|同期|同月|同季|上半年|\d{1,4}年|\d{1,2}月|[一二三四]季度|最高峰|高峰|上学期|上轮|上届|期初|前期|常规|传统|动工前|入职时)"
)
BASE_VALUE = re.compile(rf"(?:比|较){EARLIER}(?:度|末|底|同期|同月|全年|水平|时|前){{0,2}}的?(?:约|近)?$")
# What is compared with a plan, a rival or another place and not with an earlier time is a gap, and a fact.
COMPARED = re.compile(r"(?:[比较]|高于|低于|高出|优于|好于|超(?!收|产|额|支))(?!例|率|重|武|赛|选|对|拼|较)")
GAP = re.compile(
    r"(?:计划|目标|指标|预算|任务|定额|批复|原定|合同|清单|序时|标准|限值|承诺|同行|行业|市场|平均|兄弟|我们|全[省市县国行区])"
)
# Anything else that is named behind 比 and is no time is a rival, too: 比简易程序案件少, 较命题组预估高出.
RIVAL = re.compile(
    r"(?:(?<![占配环同可对与相])比(?!例|率|重|武|赛|选|对|拼|价|较)|(?<![比计])较)(?![^，,。；;]{0,16}(?:[年月季周日天初]|前|期|时|批|次|届|轮|以往|从前|摸底|平常|开始|当初|原[任来先有]|对照|非|没|增产|控制价))"
    r"[\u4e00-\u9fff]{2,16}(?:了|近|约|又|还)?$"
)
TIMELY = re.compile(rf"{EARLIER}|同比|环比|净[增减]")
# Left of a figure in its clause: words of change. A verb that says where a value went (升至, 降到) reports a value.
CHANGE = re.compile(
    r"(?:同比|环比|净增|净减|增幅|降幅|增速|增长率|涨幅|跌幅|减幅|较|(?<![占配])比(?!例|率|重|武|赛"
    r"|选|对|拼|价)[\u4e00-\u9fff\d]{1,12}|高于|低于|高出|低了|多了|少了|提高|提升|上升|下降"
    r"|降低|增长|增加|减少|上涨|上浮|下浮|下滑|回落|回升|攀升|压降|压缩|压减|缩短|"
    r"减小|减掉|(?<!增)减员|缩小|缩水|扩大|多出|少花|少用|少走|少倒|少掉|少压|多花|多烧|多挣|多计|多争取|提前(?=了)|贬(?=了)|贵出|垮(?=了)|前进|缩减|下调|上调|拉升|增收|减收|增产|减产|多生产|少生产|扩种|减亏|降价|降租|多收|少收|少支|优化|收窄|拉高|抬高|成长|多|(?<!短)少|涨|跌(?!破)|升|降|翻|(?<!新)增|(?<![审核])减)(?:了|近|约|又|近乎)?$"
)
REACHED = re.compile(
    r"(?:增至|增到|增长到|增加到|增加至|提高到|提高至|提升到|提升至|提到|升到|升至|升为"
    r"|上升到|上升至|降到|降至|降为|下降到|下降至|减到|减至|减少到|压到|压降到|压减到|缩短到"
    r"|缩短至|缩短为|缩到|达到|达|为|是|至|到)(?:了|近|约)?$"
)
# A rate of growth is a change also where it is said to reach or to be: 降幅达, 增速为, 增长均在.
GROWTH = re.compile(
    r"(?:增幅|降幅|涨幅|跌幅|减幅|增速|增长率)(?:仍然?|仅|约|均|也|就){0,2}(?:高达|达到?|为|是)(?:了|近|约)?$"
    r"|(?:增长|上涨|下降)(?:幅度)?(?:均|都|平均)在$"
)
GROWTH_MOVED = re.compile(r"(?:增长幅度|上涨幅度|增速|涨幅|增幅|降幅)[^，,。；;]{0,6}[由从][^，,。；;]{1,24}$")
FROM = re.compile(r"(?:由|从)(?:原来的?|去年的?|上年的?|年初的?)?$")
# What the words of CHANGE end in, so that most figures need no search.
CHANGING = frozenset(
    "小掉员水大花用走倒压烧挣计取前贬垮进产种亏价租比增减幅速率较于出了少高升降低长加涨浮滑落缩短调收支化窄多跌翻近约又乎"
)
GROWING = frozenset("达到为是了近约在")
SIGNS = frozenset("+＋−-")
ARROWS = frozenset("↑↓")
# What the words of REACHED and FROM end in.
REACHING = frozenset("到至为达是了近约由从的")
NET = re.compile(r"(?:净增|净减|净流入|净流出|净增加|净减少)[^，,。；;]{0,8}$")
SIGNED = re.compile(r"(?:同比|环比|较[^，,。]{1,8})[^，,。]{0,4}[+＋−-]$")
BASES = (
    (re.compile(r"同比|较?上年同期|较?去年同期|比去年同期|比上年同期|比上年|较上年|较去年|比去年|较同期"), "year_on_year"),
    (re.compile(r"环比|较上月|比上月|较上季|比上季|较上周|比上周|较上期|比上期"), "period_on_period"),
    (re.compile(r"(?:较|比|低于|高于|超|高出)(?:计划|目标|指标|任务|预算|年初计划)"), "target"),
)
BASE_WORDS = re.compile(
    r"(?:较|比)([\u4e00-\u9fff\d]{1,10}?)(?=净|增|减|提|上|下|降|升|涨|跌|高|低|多|少|压|缩|回|翻|又|再|还|早|晚|长|短)"
)


def is_change(left: str) -> bool:
    """Whether the words left of a figure make it an increase or decrease."""
    left = left[-NEAR:].rstrip()
    if left[-1:] in ARROWS:
        return True
    if left[-1:] in GROWING and GROWTH.search(left):
        return True
    if left[-1:] in REACHING and (REACHED.search(left) or FROM.search(left)):
        return False
    end = left[-1:]
    changed = (
        ((end in CHANGING or "比" in left) and CHANGE.search(left) is not None)
        or ("净" in left and NET.search(left) is not None)
        or (end in SIGNS and SIGNED.search(left) is not None)
    )
    return changed and not is_gap(left)


def is_gap(left: str) -> bool:
    """Whether a comparison is with a plan or a rival, and with no earlier time."""
    starts = [compared.start() for compared in COMPARED.finditer(left)]
    if not starts or TIMELY.search(left) is not None:
        return False
    return GAP.search(left, starts[-1]) is not None or RIVAL.search(left, starts[-1]) is not None


def is_base(left: str, quantity: Quantity) -> bool:
    """Whether a figure is the earlier value that another is compared with (比上年2170万元, 比去年的0.71万)."""
    match = BASE_VALUE.search(left[-NEAR:].rstrip())
    return match is not None and (
        match.group().rstrip("约近").endswith("的") or quantity.kind not in ("rate", "point", "times")
    )


def find_base(left: str) -> str | None:
    """What a change is measured against: `year_on_year`, `period_on_period`, `target`, or the words used."""
    for pattern, base in BASES:
        if pattern.search(left):
            return base
    words = BASE_WORDS.search(left)
    return words.group(1) if words else None
