"""Roles: whether a figure is a fact, an aim or a change, and against what the change is measured."""

from __future__ import annotations

import re

from miner.indicators.changes import FROM, GROWTH_MOVED, NEAR, is_base, is_change, is_gap
from miner.indicators.quantity import Quantity
from miner.records import Label, Role

# So far back a move is sought that a plan speaks of.
SENTENCE = 60
PLANNED_VALUE = re.compile(r"(?:比|较)(?:年初|全年|原)?(?:计划|目标|预算|指标|定额|任务|合同)的(?:约|近)?$")
# What the words of TARGET end in.
AIMING = frozenset("标控于线值准程额划算求限定诺顶到配载槛状务时员数是为在达许制的:： \t\u3000")
# What is counted of rules, and of what a task is told in so many.
ENTRIES = frozenset("件个条项")
COUNTED = frozenset(("count", "person", "noun", "rank"))
# The word must touch the figure: "控制在" and "标准" further off tell of facts as often as of aims.
TARGET = re.compile(
    r"(?:目标|指标|厂标|国标|行标|内控|考核线|考核值|考核标准|标准|规程|定额|计划|预算|基准|要求|红线|警戒线"
    r"|上限|下限|限值|门限|限额|规定|承诺|封顶|应到|应配|控制值|限载|阈值|门槛|责任状|任务|序时|定员|编制标准|设计值|目标线|及格线|合格线)(?:值"
    r"|数|是|为|要求|定为|线)?[:：]?(?:在|达到|达)?\s?$|(?<!占)(?:规定|承诺|要求|约定|允许|控制)的(?:是)?\s?$"
)
# Where things stand: what follows in the same sentence is told of it, up to a word of doing.
STANDING = re.compile(
    r"(?:(?<![对将把从在按])现有(?!的)|现辖|下辖|所辖|辖区面积|我[国省市县区镇乡村校院班]有|手里有|管着|上一?年度|已建成|截[至止])([^。；;]{0,60})$"
)
DOING = re.compile(r"[将要再改对把须应]|力争|确保|计划|争取|新增|增设|进行|统一|达到|提高|完成|实现|基础|推进|落实|每|逐")
# 已经三个月了: how long it has been.
DONE = re.compile(r"已经?(?:有|是|达|满|过[\u4e00-\u9fff]{0,2})?$|占(?:到|了|[\u4e00-\u9fff]{1,6}的)$|(?:正|刚)好$|为期$")
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
    r"(?:为限|为准|为度|封顶|叫停)|的?(?:红线|规范限值|限值|帽子)|的?允许范围"
    r"|[”\"」]?的?[\u4e00-\u9fff]{0,2}(?:控制线|控制目标|警戒线|考核线|预期目标|控制指标)"
    r"|[”\"」]?的(?:总任务|总目标|目标(?!任务)|指标)"
)
BINDING = frozenset("为封叫的红规限帽允")
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
    r"(?:标注为|标称(?:净重|值)?|核载|载重|[同告案书册]上?里?写[的着]是?|规程给|核准额|(?<![期年权界时有无上下])限期?)$"
    r"|(?:预计|计划|拟)总?(?:投资|投入)[^，,。；;\d]{0,10}$|预期$|(?<![按照超])计划的[^，,。；;\d完]{2,10}$|(?:预计|计划)让利$"
    r"|力争[^，,。；;\d]{0,12}$"
    r"|设计(?:车速|时速|行车速度)$|(?:提出|要求|必须|力争|确保)[^。；;]{0,3}要?[^，,。；;\d]{0,22}(?:控制|保持|稳定)在$"
)
# What the words of EXPECTED hold, or end in 在.
EXPECTS = re.compile(r"[计拟争期限标核载写给]")
# 成本目标控制在800万元以内; 计划检修50台，实际检修54台.
AIM_HELD = re.compile(r"(?:目标|指标)(?:值|是|为)?(?:控制|保持|稳定)在$")
PLANNED = re.compile(r"(?<![按照超原完供响适相反效])(?:计划|应)[\u4e00-\u9fff]{1,8}$")
DONE_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,6}[，,；;（(]\s?实[际绩]?[\u4e00-\u9fff]{0,6}\d")
# Where a plan outside a plan's sentence says what a value is to become: 力争离职率由18%降至12%.
AIMED_MOVE = re.compile(r"(?:力争|争取|明年|下年度|下一年|下一步|拟将|计划将)[^，,。；;]{0,18}[由从][^，,。；;]{1,20}[到至为]$")
REPLY_WITHIN = re.compile(r"(?:作出|作|予以|给予)(?:出)?(?:批复|答复|回复|批准|许可|决定)")
# Told of a rule that was set up: what is done beyond a bound, and what was laid down.
BOUNDS = frozenset((">=", "<=", ">", "<"))
THEN = re.compile(
    r"的[^，,。；;]{0,12}(?:必须|须|一律|由|自动|约谈|不得|直接|全部|纳入|审批|上报|报[^告修]|返还|优先|不上|不予|取消|停用)"
    r"|[^，,。；;的]{0,8}(?:自动|亮[红黄]|报警|必[须接]|一律|叫停|不得进)"
)
LAID_DOWN = re.compile(
    r"(?:明确|(?<![的满到按照成])规定|(?<!的)约定|出台|凡是?)[^。；;]{0,40}$|(?:制定|建立|推行|实行)[^。；;]{0,14}(?:制度|办法|规定|机制|标准)[^。；;]{0,24}$"
)
# How far a plan was missed or outdone is a fact.
OUTDONE = re.compile(
    r"超[出了支]{0,2}(?!过)[年度全]{0,2}(?:预算|计划|考核值|定额)$|(?:高于|低于|优于|超过)[^，,。；;\d]{0,8}(?:预算|计划|目标值?|定额|考核值|指标)$"
)
FACT = re.compile(r"(?:已|完成|实际|实现|达成|目前|现有|截至|上年|去年|同期|完成了|共)[^，,。；;]{0,8}$")
# What is filed as other and speaks of duties, limits and penalties is a rule; its figures are limits.
RULE = re.compile(
    r"不得|必须|应当|须(?!知)|应(?!急|用|收|付|对|答|聘|届|有尽有|变|测|检|到|训|参)|严禁|禁止|扣|罚|奖励"
    r"|处以|给予|考核|标准|要求|规定|按照?(?:每|规|标|实|\d)|每(?:人|次|件|发现|超|少|逾"
    r"|迟|月|日|天)|以[上下内]|及时|负责|受理|办理|由[\u4e00-\u9fff]{1,10}(?:部|中心|科"
    r"|室|局)"
    r"|目标|指标|合格率|计划|拟|预计|申请|满[\d一二三]|第[一二三四五六七八九十百]{1,4}条"
)


def is_rule(text: str) -> bool:
    """Whether a sentence that is neither achievement, problem nor plan lays down a rule with its figures."""
    return RULE.search(text) is not None and TOLD.search(text) is None


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
    if label == "other" and quantity.comparator in (">=", "<=") and not tells(left, said):
        return "target"
    if (
        is_aim(left, quantity, behind)
        or is_threshold(quantity, said, behind)
        or (said[-1:] in ("（", "(") and AIM_IN_BRACKETS.search(said[-6:]))
    ):
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
    if first in BINDING or "标" in behind or "线" in behind or "任务" in behind:
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


def is_threshold(quantity: Quantity, said: str, behind: str) -> bool:
    """Whether a figure with a comparator says from where on something is done, as rules do (超过8%的部分由施工方承担)."""
    if quantity.comparator not in BOUNDS:
        return False
    return THEN.match(behind) is not None or (LAID_DOWN.search(said) is not None)


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
