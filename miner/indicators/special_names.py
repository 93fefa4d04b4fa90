"""Special names: ranks are named by what is ranked, fines and rewards by the deed, shares by their owner."""

from __future__ import annotations

import re

from miner.indicators.clauses import BORDER
from miner.indicators.exclusions import LIST_NUMBER
from miner.indicators.noun_phrases import LONGEST, NOT, NounPhrases
from miner.indicators.spots import Spot

DONE = re.compile(
    r"(?:完成|达到|达|占|为|相当于|是)了?((?:[\u4e00-\u9fff]{0,6})(?:计划|目标|任务|预算|进度|指标)[\u4e00-\u9fff]{0,3}?)的?$"
)
SHARE = re.compile(r"占(?!比|线|用|有)(?:到|了|据|去)?([\u4e00-\u9fff、]{0,12}?)的?(?:约|近)?$")
# What is a share by its own name needs no 占比 behind it (自供率占到四成).
SHARES = ("率", "权重", "比重", "比例", "份额", "占比")
SHARE_MOVES = re.compile(r"(?<=比[例重])[\u4e00-\u9fff]{1,6}$|^了$")
PLACE = re.compile(r"在(?!岗|册|校|院|职|编|线)|位列|位居|名列|列|排|居|由|升|从|进入|跻身|获|得|夺|保持|稳居|拿了?|挤进|坐")
CONTEST = re.compile(r"在([\u4e00-\u9fff“”]{2,16}?)(?:中|里|上|获|排|列|居|得|夺)")
CONTESTS = (
    *("赛", "评比", "考核", "考评", "比武", "评选", "评价", "排行", "统考", "联考", "考试", "测评", "评估", "演讲", "擂台"),
)
SCOPE = re.compile(
    r"(?:全[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{0,6}[一二三四五六七八九十百\d]{1,3}[个家所名位][\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{0,4}(?:同类|同业|同行|同批)[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{1,6}(?:里|中|内|中间|当中|里头))(?:里|中|内|中间|当中|里头)?$"
)
AMONG = re.compile(r"全(?:[省市县区州国镇乡校院行厂网]|公司|集团|系统|行业)")
PENALTY = re.compile(
    r"(扣[罚款减除分]?|罚款?|处罚|处以|奖励?|补[贴助发]|(?<![增追累叠附])加|(?<![增追滞退候替后])补|(?<![书登笔标])记"
    r"|(?<![合共累总统预估折设审])计)(?:人民币|各|每[\u4e00-\u9fff])?$"
)
# 罚工区500元, 扣责任人10分: whom it strikes stands between the verb and the figure.
PENALIZED = re.compile(
    r"(扣[罚款减除分]?|罚款?|处罚|处以|奖励?)((?:责任|当事|当班|所在|负责|管理)?"
    r"(?:[\u4e00-\u9fff]{0,3}(?:[人员长队工区站厂]|单位|部门|班组|小组|科室|司机|经理|主任)|[\u4e00-\u9fff]{1,2}组))(?:每[\u4e00-\u9fff])?$"
)
# 漏巡一次扣除责任人绩效50元: what it is taken from stands between the verb and the figure.
DOCKED = re.compile(r"扣[除罚减发](?:当事人|责任人|本人|其)?(?:当[月日年季])?(?:奖金|绩效工资|绩效|工资|补贴)$")
GAINS = {"奖": "奖励", "奖励": "奖励", "加": "奖励", "补": "补贴", "补贴": "补贴", "补助": "补助", "补发": "补发"}
POINTS = {"加": "加分", "奖": "加分", "奖励": "加分", "补": "加分", "记": "记分", "计": "计分"}
# 值班员脱岗取消当月评优并罚款80元: what else it costs is no part of the deed.
TWICE = re.compile(r"(?:扣[除发罚减]|取消|没收|停发|通报)[\u4e00-\u9fff]{0,12}(?:并|且|外|另|后)$")
LABEL = re.compile(r"(?:\s*[（(]?\d{1,2}[)）、.．]\s*)?([\u4e00-\u9fff、]{2,14})[:：]")
OCCASION = re.compile(r"(?:时|期间|中|过程|情况下?)$")
STRUCK = ("司机", "组长", "班长", "员工", "主任", "经理", "店长", "队长", "站长")
EACH = re.compile(
    r"(?:视[\u4e00-\u9fff]{1,5}|(?<![未没不能])(?:每发现|发现|查实)|对?(?:责任人|当事人|本人)|每[\u4e00-\u9fff]{1,4}|一[次项件人例处起]|各|的|另|再|最多)$"
)
# 合格率须达到98%以上: what is asked for ends in front of how much of it.
AIMED = re.compile(
    r"(?:不得|不应|应当?|须|必须|要求|需|要|每[\u4e00-\u9fff]{1,2}至少)?(?:达到?|不[低少]于|不?[低高少多]于|不?超过|控制在|保持在|为|[≥≤＞＜><])(?=[\d百])"
)
# 每低1个百分点: a step away from the aim.
STEPPED = re.compile(r"每[低超高少多降][低高少多出过于]?")
COUNTED_DEED = re.compile(r"[每一再超高低达逾]|得|累计|最")


class SpecialNames:
    """The names of ranks, fines, rewards and shares; empty for every other figure."""

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases

    def name(self, spot: Spot) -> str:
        """The name of a rank, of a fine or reward, of a plan's completion or of a share."""
        left, quantity = spot.left, spot.quantity
        if quantity.kind == "rank" and quantity.unit == "名":
            return self.rank(spot)
        if quantity.unit in ("分", "元", "块"):
            penalty = PENALTY.search(left) or PENALIZED.search(left)
            label = label_of(penalty.group(1), quantity.unit) if penalty else ""
            if penalty and label:
                deed = without_each(left[: penalty.start()])
                own = self.phrases.head(deed) if label in GAINS.values() else ""
                return (own or self.offence(spot, deed)) + (penalty.group() if penalty.re is PENALIZED else label)
            docked = DOCKED.search(left)
            if docked and not left.lstrip().startswith("第"):
                return self.offence(spot, without_each(left[: docked.start()])) + docked.group()
        if quantity.kind not in ("rate", "half", "times") and quantity.unit not in ("%", ""):
            return ""
        return self.share(spot)

    def share(self, spot: Spot) -> str:
        """Whose part of what, or of which aim how much is done."""
        left = spot.left
        planned = DONE.search(left)
        if planned:
            return (self.phrases.head(left[: planned.start()]) or spot.before(self.phrases)) + planned.group(1) + "完成率"
        share = SHARE.search(left)
        if share is None:
            return ""
        owner = self.phrases.head(left[: share.start()])
        if not owner and left.startswith("的") and spot.last:
            begin = max(spot.opens, spot.done - LONGEST)
            owner = spot.clauses.text[begin : spot.done].removeprefix("其中")
        bracketed = "" if owner else self.in_front_of_bracket(spot)
        owner = owner or bracketed or spot.before(self.phrases)
        if owner.endswith(SHARES) and not share.group(1):
            return owner
        whole = SHARE_MOVES.sub("", share.group(1))
        return owner + (f"占{whole}" if whole else "" if owner.endswith("占比") else "占比")

    def in_front_of_bracket(self, spot: Spot) -> str:
        """The thing in front of the bracket that a share stands in (甲等（占人数的25%）)."""
        text, opened = spot.clauses.text, spot.opens - 1
        if opened < 1 or text[opened] not in "(（":
            return ""
        return self.phrases.head(spot.clauses.before(opened, spot.done).lstrip(")）、，,"))

    def rank(self, spot: Spot) -> str:
        """What is ranked: the words before the verb of place, unless they only say among whom; else what was spoken of before."""
        clause = spot.clauses.before(spot.quantity.start)
        contest = CONTEST.search(clause)
        held = self.phrases.head(contest.group(1)) if contest and not SCOPE.fullmatch(contest.group(1)) else ""
        name = held if held.endswith(CONTESTS) else ""
        placed = PLACE.search(clause) is not None
        for stretch in (spot.left, clause) if len(spot.left) < len(clause) else (clause,):
            if len(name) > 1:
                break
            place = PLACE.search(stretch)
            words = stretch[: place.start()] if place else stretch
            name = "" if SCOPE.fullmatch(words) or (placed and not place) else self.phrases.head(words)
        if len(name) < 2:
            name = held or spot.before_clause or spot.before(self.phrases)
        among = AMONG.search(clause)
        name = name if among is None or among.group() in name else name + among.group()
        return name if name.endswith(("排名", "名次")) else name + "排名"

    def offence(self, spot: Spot, left: str) -> str:
        """What is fined or rewarded: the words before the verb, the clauses since the figure before, else the first clause."""
        own = with_denial(self.phrases.head(left), left)
        text, start = spot.clauses.text, spot.quantity.start
        if len(own) > 2 or own in STRUCK:
            cut = TWICE.search(left)
            own = (self.phrases.head(left[: cut.start()]) or own) if cut else own
            own = (
                self.phrases.head(left.rpartition("、")[2]) or own
                if len(left) > LONGEST and "、" in left and len(own) >= LONGEST - 2
                else own
            )
            label = self.label_before(spot)
            return own if label and label[-2:] in own else label + own
        if not left.strip() and spot.last and text[spot.done : spot.opens] in (",", "，") and spot.quantity.unit == "元":
            return spot.last
        if not own and spot.last and spot.done > spot.opens:
            numbered = LIST_NUMBER.match(text)
            deed = text[max(spot.opens, numbered.end() if numbered else 0) : spot.done].strip()
            if 3 < len(deed) <= LONGEST and not COUNTED_DEED.match(deed):
                return deed
        if not left.strip() and not spot.last and OCCASION.search(self.first_clause(text)):
            clause = spot.clauses.before(spot.opens - 1).strip() if spot.opens else ""
            nearest = self.phrases.head(clause)
            if len(nearest) > 2:
                return clause[0] + nearest if clause[0] in "未不没无" and nearest[0] != clause[0] else nearest
        opening = (self.opening(text, spot.done, start) if spot.last else "") or self.opening(text, 0, start)
        return opening + own or spot.before(self.phrases)

    def first_clause(self, text: str) -> str:
        """The words in front of the first border."""
        border = BORDER.search(text, 3)
        return text[: border.start()] if border else text

    def label_before(self, spot: Spot) -> str:
        """The deed that a list of penalties opens with (漏巡：组长每次罚款80元，组员每次罚款40元); empty where none does."""
        text = spot.clauses.text
        colon = LABEL.match(text, 0, spot.opens)
        return self.phrases.head(colon.group(1)) if colon else ""

    def opening(self, text: str, begin: int, end: int) -> str:
        """What a rule is about: its first clause from `begin`, when the figure stands in a later one."""
        numbered = LIST_NUMBER.match(text) if not begin else None
        begin = numbered.end() if numbered else begin
        while begin < end and BORDER.match(text, begin):
            begin += 1
        border = BORDER.search(text, begin + 3, min(end, begin + 40))
        if border is None:
            return ""
        aimed = AIMED.search(text, begin + 3, border.start() + 1)
        if aimed:
            step = STEPPED.search(text, aimed.end(), end)
            return self.phrases.head(text[begin : aimed.start()]) + (step.group() if step else "")
        name = ""
        for word, tag in self.phrases.tag(text[begin : border.start()]):
            if (word in self.phrases.cues.lead and word not in NOT) or tag[0] == "m" or (tag[0] == "x" and word != "、"):
                continue
            if len(name) + len(word) > LONGEST:
                break
            name += word
        return name.strip("的、 ")


def without_each(left: str) -> str:
    """The words in front of a fine without what only shares it out (每次, 对责任人, 各)."""
    while each := EACH.search(left):
        left = left[: each.start()]
    return left


def label_of(act: str, unit: str) -> str:
    """What a figure behind a verb of fine or reward is called; empty where the verb says neither of its unit."""
    if unit == "分":
        return POINTS.get(act, "" if act in GAINS else "扣分")
    if act in ("记", "计"):
        return ""
    return GAINS.get(act) or ("扣款" if act.startswith("扣") and "罚" not in act else "罚款")


def with_denial(name: str, left: str) -> str:
    """A deed with the negation that stood in front of it (不符合要求)."""
    at = left.rfind(name) if name else 0
    return left[at - 1] + name if at > 0 and left[at - 1] in "不未无" else name
