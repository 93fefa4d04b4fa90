"""Roles: whether a figure is a fact, an aim or a change, and against what the change is measured."""

from __future__ import annotations

import re

from miner.indicators.quantity import Quantity
from miner.records import Label, Role

# Words of change stand no further from their figure.
NEAR = 20
# So far back a move is sought that a plan speaks of.
SENTENCE = 60
# 比上年2170万元 and 比上年的3.2%：the value compared with, told as fact; what it is compared by follows.
EARLIER = (
    r"(?:去年|上年|前年|往年|头年|历年|上一?(?:年|月|季|周|期|批)|年初(?![\u4e00-\u9fff]{0,6}(?:下达|计划|目标|指标|预算|任务))|年前|以前|此前|过去|原来|原先|开始|之前|最初|当初|改造前|整改前"
    r"|前一|同期|同月|同季|上半年|\d{1,4}年|\d{1,2}月|[一二三四]季度|最高峰|高峰|上学期|上轮|上届|期初|前期|常规|传统|动工前|入职时)"
)
BASE_VALUE = re.compile(rf"(?:比|较){EARLIER}(?:度|末|底|同期|同月|全年|水平|时|前){{0,2}}的?(?:约|近)?$")
PLANNED_VALUE = re.compile(r"(?:比|较)(?:年初|全年|原)?(?:计划|目标|预算|指标|定额|任务|合同)的(?:约|近)?$")
# What is compared with a plan, a rival or another place and not with an earlier time is a gap, and a fact.
COMPARED = re.compile(r"(?:[比较]|高于|低于|高出|优于|好于|超(?!收|产|额|支))(?!例|率|重|武|赛|选|对|拼|较)")
GAP = re.compile(
    r"(?:计划|目标|指标|预算|任务|定额|批复|原定|合同|清单|序时|标准|限值|承诺|同行|行业|市场|平均|兄弟|我们|全[省市县国行区])"
)
TIMELY = re.compile(rf"{EARLIER}|同比|环比|净[增减]")
# Left of a figure in its clause: words of change. A verb that says where a value went (升至, 降到) reports a value.
CHANGE = re.compile(
    r"(?:同比|环比|净增|净减|增幅|降幅|增速|增长率|涨幅|跌幅|减幅|较|比(?!例|率|重|武|赛"
    r"|选|对|拼)[\u4e00-\u9fff\d]{1,12}|高于|低于|高出|低了|多了|少了|提高|提升|上升|下降"
    r"|降低|增长|增加|减少|上涨|上浮|下浮|下滑|回落|回升|攀升|压降|压缩|压减|缩短|"
    r"缩减|下调|上调|拉升|增收|减收|增产|减产|多生产|少生产|扩种|减亏|降价|降租|多收|少收|少支|优化|收窄|拉高|抬高|成长|多|(?<!短)少|涨|跌(?!破)|升|降|翻|(?<!新)增|(?<![审核])减)(?:了|近|约|又|近乎)?$"
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
CHANGING = frozenset("产种亏价租比增减幅速率较于出了少高升降低长加涨浮滑落缩短调收支化窄多跌翻近约又乎")
GROWING = frozenset("达到为是了近约在")
SIGNS = frozenset("+＋−-")
# What the words of TARGET end in.
AIMING = frozenset("标线值准程额划算求限定诺顶到配载槛状务时员数是为在达许制的:： \t\u3000")
# What is counted of rules, and of what a task is told in so many.
ENTRIES = frozenset("件个条项")
COUNTED = frozenset(("count", "person", "noun", "rank"))
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
# The word must touch the figure: "控制在" and "标准" further off tell of facts as often as of aims.
TARGET = re.compile(
    r"(?:目标|指标|考核线|考核值|考核标准|标准|规程|定额|计划|预算|基准|要求|红线|警戒线"
    r"|上限|下限|限值|门限|限额|规定|承诺|封顶|应到|应配|控制值|限载|阈值|门槛|责任状|任务|序时|定员|编制标准|设计值|目标线|及格线|合格线)(?:值"
    r"|数|是|为|要求|定为|线)?[:：]?(?:在|达到|达)?\s?$|(?<!占)(?:规定|承诺|要求|约定|允许|控制)的(?:是)?\s?$"
)
# Where things stand: what follows in the same sentence is told of it, up to a word of doing.
STANDING = re.compile(
    r"(?:(?<![对将把从在按])现有(?!的)|现辖|下辖|所辖|辖区面积|我[国省市县区镇乡村校院班]有|手里有|管着|上一?年度|已建成|截[至止])([^。；;]{0,60})$"
)
DOING = re.compile(r"[将要再改对把须应]|力争|确保|计划|争取|新增|增设|进行|统一|达到|提高|完成|实现|基础|推进|落实|每|逐")
# 已经三个月了: how long it has been.
DONE = re.compile(r"已经?(?:有|是|达)?$")
# A part of what was aimed at is an aim: 计划栽植300亩,其中油茶120亩.
PART = re.compile(r"[，,（(]?其中[^，,。；;达完实已占]{0,12}$")
TOLD = re.compile(r"达成率?[:：为]?[\d*×Xx]")
# In a plan these tell where things stand now.
PRESENT = re.compile(
    r"(?:由|从|现有|现管辖|目前|原|所辖|手里有|尚余|尚有|仍有|截至|未[^，,完]{1,5}的|没有[^，,]{1,5}的|不合格的|结余的?)[^，,]{0,8}$"
)
# What is said in front of an aim with the rate at which it was met behind: 完成年度预算820万元的61%.
MEASURED_BY = re.compile(r"(?:预算|计划|任务|目标|指标)(?:数|值)?(?:约|近)?$")
OF_IT = re.compile(r"的(?:[\d*×Xx_百]|[一二三四五六七八九]成|一半)")
# Behind a figure: the word that makes it an aim.
AIM_BEHIND = re.compile(
    r"[”\"」]?的?[\u4e00-\u9fff]{0,2}(?:控制线|控制目标|警戒线|考核线|预期目标|控制指标)"
    r"|[”\"」]?的(?:总任务|总目标|目标(?!任务)|指标)"
)
AIM_SHARED = re.compile(r"(?:目标|指标|任务|计划)的(?:[\d*×Xx_百]|[一二三四五六七八九]成|一半)")
AIM_IN_BRACKETS = re.compile(r"(?:指标|目标值?|标准|红线|考核值|控制值|限值)[（(]$")
DUE = re.compile(r"必[须需]|应当")
DUTIES = frozenset("必应")
# These bind an amount only: 12项任务 are tasks counted.
TASK_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,3}任务[，,]|目标(?:需要|要|必)")
COORDINATED_AIM = re.compile(r"[、和与及][^，,。；;\d]{2,24}[\d.]{1,6}%?(?:以上|以内|左右)?的目标")
# 旬均签约率6%,达成7.2%：what was to be met, with what was met behind it in the same unit.
MET_BEHIND = re.compile(r"[，,](?:实际)?达成[\d.,万亿]{1,12}([^，,。；;\d]?)")
MET = re.compile(r"达成率?[:：为]?$")
EXPECTED = re.compile(
    r"(?:预计|计划|拟)总?(?:投资|投入)[^，,。；;\d]{0,10}$|预期$|(?<![按照超])计划的[^，,。；;\d完]{2,10}$|(?:预计|计划)让利$"
    r"|力争[^，,。；;\d]{0,12}$"
    r"|设计(?:车速|时速|行车速度)$|(?:提出|要求|必须|力争|确保)[^。；;]{0,3}要?[^，,。；;\d]{0,22}(?:控制|保持|稳定)在$"
)
# What the words of EXPECTED hold, or end in 在.
EXPECTS = re.compile(r"[计拟争期]")
# 成本目标控制在800万元以内; 计划检修50台，实际检修54台.
AIM_HELD = re.compile(r"(?:目标|指标)(?:值|是|为)?(?:控制|保持|稳定)在$")
PLANNED = re.compile(r"(?<![按照超原完供响适相反效])(?:计划|应)[\u4e00-\u9fff]{1,8}$")
DONE_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,6}[，,；;（(]\s?实[际绩]?[\u4e00-\u9fff]{0,6}\d")
# Where a plan outside a plan's sentence says what a value is to become: 力争离职率由18%降至12%.
AIMED_MOVE = re.compile(r"(?:力争|争取|明年|下年度|下一年|下一步|拟将|计划将)[^，,。；;]{0,18}[由从][^，,。；;]{1,20}[到至为]$")
ARROWS = frozenset("↑↓")
REPLY_WITHIN = re.compile(r"(?:作出|作|予以|给予)(?:出)?(?:批复|答复|回复|批准|许可|决定)")
# How far a plan was missed or outdone is a fact.
OUTDONE = re.compile(
    r"超[出了支]{0,2}(?!过)[年度全]{0,2}(?:预算|计划|考核值|定额)$|(?:高于|低于|优于|超过)[^，,。；;\d]{0,8}(?:预算|计划|目标值?|定额|考核值|指标)$"
)
FACT = re.compile(r"(?:已|完成|实际|实现|达成|目前|现有|截至|上年|去年|同期|完成了|共)[^，,。；;]{0,8}$")
# What is filed as other and speaks of duties, limits and penalties is a rule; its figures are limits.
RULE = re.compile(
    r"不得|必须|应当|须(?!知)|应(?!急|用|收|付|对|答|聘|届|有尽有|变)|严禁|禁止|扣|罚|奖励"
    r"|处以|给予|考核|标准|要求|规定|按照?(?:每|规|标|实|\d)|每(?:人|次|件|发现|超|少|逾"
    r"|迟|月|日|天)|以[上下内]|及时|负责|受理|办理|由[\u4e00-\u9fff]{1,10}(?:部|中心|科"
    r"|室|局)"
    r"|目标|指标|合格率|计划|拟|预计|申请|满[\d一二三]|第[一二三四五六七八九十百]{1,4}条"
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
    return bool(starts) and GAP.search(left, starts[-1]) is not None and TIMELY.search(left) is None


def is_base(left: str, quantity: Quantity) -> bool:
    """Whether a figure is the earlier value that another is compared with (比上年2170万元, 比去年的0.71万)."""
    match = BASE_VALUE.search(left[-NEAR:].rstrip())
    return match is not None and (
        match.group().rstrip("约近").endswith("的") or quantity.kind not in ("rate", "point", "times")
    )


def is_rule(text: str) -> bool:
    """Whether a sentence that is neither achievement, problem nor plan lays down a rule with its figures."""
    return RULE.search(text) is not None and TOLD.search(text) is None


def find_base(left: str) -> str | None:
    """What a change is measured against: `year_on_year`, `period_on_period`, `target`, or the words used."""
    for pattern, base in BASES:
        if pattern.search(left):
            return base
    words = BASE_WORDS.search(left)
    return words.group(1) if words else None


def find_role(  # noqa: PLR0911 - one case after another
    left: str, quantity: Quantity, label: Label, *, ruled: bool, clause: str = "", behind: str = "", said: str = ""
) -> Role:
    """The role of a figure from the words beside it, else from the label of its sentence.

    `left` stands before it in its clause, `clause` is all of the clause in front of it, other figures too, `said` what the sentence says
    in front of it; `behind` follows it. `ruled` says that the piece or sentence lays down rules, in which every figure is a limit.
    """
    if ruled:
        return "target"
    if label == "plan":
        return "actual" if PRESENT.search(left) or MET.search(left) or stands(said) else "target"
    if label == "other" and quantity.comparator in (">=", "<="):
        return "target"
    if is_aim(left, quantity, behind) or (said[-1:] in ("（", "(") and AIM_IN_BRACKETS.search(said[-6:])):
        return "target"
    if left.endswith(("到", "至", "为")) and ("由" in clause or "从" in clause) and AIMED_MOVE.search(clause[-SENTENCE:]):
        return "target"
    if "比" in left or "较" in left:
        if PLANNED_VALUE.search(left):
            return "target"
        if is_base(left, quantity):
            return "actual"
    if (is_change(left) and not is_gap(clause)) or (quantity.kind == "rate" and GROWTH_MOVED.search(clause)):
        return "change"
    if quantity.signed:
        return "target"
    return "target" if is_stated_aim(left, quantity) else "actual"


def stands(said: str) -> bool:
    """Whether the sentence tells where things stand up to a figure: 现有职工80人,女工35人."""
    found = STANDING.search(said)
    return found is not None and DOING.search(found.group(1)) is None


def tells(left: str, said: str) -> bool:
    """Whether a figure in a sentence with words of rules tells a fact nevertheless."""
    return DONE.search(left) is not None or stands(said)


def is_aim(left: str, quantity: Quantity, behind: str) -> bool:
    """Whether words right before or right behind a figure say that it was to be reached."""
    first = behind[:1]
    if first == "的" and MEASURED_BY.search(left) and OF_IT.match(behind):
        return True
    if first in ("，", ","):
        met = MET_BEHIND.match(behind)
        if met is not None and not MET.search(left) and (met.group(1) == "%") == (quantity.unit == "%"):
            return True
    if "标" in behind or "线" in behind or "任务" in behind:
        if AIM_SHARED.match(behind):
            return True
        found = AIM_BEHIND.match(behind) or COORDINATED_AIM.match(behind)
        if found or (quantity.kind not in COUNTED and TASK_BEHIND.match(behind)):
            return "完成" not in left
    if (first in DUTIES and DUE.match(behind)) or (quantity.comparator == "<=" and REPLY_WITHIN.match(behind)):
        return True
    return is_held_aim(left[-NEAR:], behind) or is_expected(left)


def is_expected(left: str) -> bool:
    """Whether the words in front say that a figure was only expected, planned or to be kept to."""
    if left[-1:] != "在" and EXPECTS.search(left) is None:
        return False
    return EXPECTED.search(left) is not None and not FROM.search(left[-NEAR:])


def is_held_aim(left: str, behind: str) -> bool:
    """Whether a figure is an aim that a fact behind it answers (计划检修50台，实际检修54台), or one to be kept to."""
    if "实" in behind[:10] and PLANNED.search(left) and DONE_BEHIND.match(behind):
        return True
    return left.endswith("在") and AIM_HELD.search(left) is not None


def is_stated_aim(left: str, quantity: Quantity) -> bool:
    """Whether a word of aims touches the figure from the left, and neither tells how far it was outdone nor names what is counted."""
    if left[-1:] not in AIMING or not TARGET.search(left) or "完成" in left or FACT.search(left):
        return False
    if quantity.unit in ENTRIES and left.endswith(("规定", "标准", "要求", "规程", "制度")):
        return False
    outdone = OUTDONE.search(left)
    return outdone is None or (
        quantity.kind == "rate" and not (outdone.group().startswith("超") and not outdone.group().startswith("超过"))
    )
