"""Names: what a figure measures, in the report's own words.

A rate, an amount, a duration bears its name in front (台区线损率4.2%); a count bears the thing behind its measure word
(12台机具) or the act and thing in front (抢修漏点46处). Where neither stands there, the name is that of the figure before,
of the clause before, or of the heading above.
"""

from __future__ import annotations

import re

from miner.indicators.behind import Behind
from miner.indicators.clauses import REACH, Clauses
from miner.indicators.deeds import COUNTED, deed_to_it
from miner.indicators.edges import COUNT_CUT, CUT, MOVES, without_asides
from miner.indicators.exclusions import LIST_NUMBER
from miner.indicators.frames import Respective, completed, few_of, invested
from miner.indicators.noun_phrases import LONGEST, NounPhrases
from miner.indicators.periods import with_period, with_which
from miner.indicators.quantity import Quantity
from miner.indicators.special_names import SpecialNames
from miner.indicators.spots import Spot, is_reference

# A gain is one of what was counted in the same unit before (规模以上企业达到74户，净增6户).
GAINED = frozenset(
    ("净增", "净减", "新增", "增收", "减收", "增支", "减支", "超收", "增加", "减少", "节约", "节省", "增长", "下降")
)
MOVED = re.compile(
    r"(?:原来的|(?:由(?!于)|从(?!业|事))(?:[\u4e00-\u9fff]{0,3}[年月季初末期]的?|最初的?|当初的?|过去的?|原先的?)?)\s?$"
)
REACHED = re.compile(r"[到至为成]了?(?:约|近)?\s?$")
LEAST_BEFORE_POINTER = 4
"""A name of more characters than this sheds a closing 指标: in “及时率96%（指标≥98%）” it only points at what follows."""
GRADED = re.compile(r"(?:者|的)?(?:为|定为|评为|属于?|列为)([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
HOLDING = frozenset("了着有过还下成出获得")
POINTER = frozenset(
    ("其中", "有", "还有", "另有", "其余", "剩下", "余下", "其中有", "", "仍有", "且", "内有", "已有", "里有", "又有")
)
STUFF = frozenset(("length", "area", "mass", "volume", "energy", "power", "money"))

PERSONS = ("同志", "同事", "人员", "对象")
TIMES = frozenset(("次", "回", "遍", "趟", "轮", "人次"))
# 80%的目标, 五成的水平: these only say again that a figure stands there.
NO_THINGS = ("基础", "水平", "规模", "目标", "任务")
LEVELS = ("目标", "水平", "比例", "任务", "要求", "标准", "区间", "时间", "大关")
QUALIFIED = re.compile(r"的(?:[还仅只就已也都共要才]{0,2})(?:占到|占了|达到|[有占为是达])?$")
AIM = re.compile(r"(?:全年|[上下]?半年|[年季月]度?)?(?:任务|目标|预算|计划)")

QUALITY = re.compile(r"(实有|最[长高多低大小短少快慢]|满分)(?:的|为|达|是|一[\u4e00-\u9fff])?$")
EVERY = re.compile(
    r"(?:^|[^\u4e00-\u9fff])(每(?:人次|季度|半年|学期|公里|(?![低高超降少多逾个])[\u4e00-\u9fff]))(?:[\u4e00-\u9fff]|不[超过低于]{1,2}|至少)?$"
)
# 每低1个百分点: the step is one of what was spoken of before.
STEP = re.compile(r"每[低高超降少多逾]{1,2}[出于过]?|每(?:低于|高于|超过|超出|下降|上升|降低|提高|增加|减少|延误)")
SIZE = re.compile(r"([长宽高厚深]|直径|全长|总长)(?:[约近达有为至到]|达到|不足|超过)?$")


# 十万元的货物: these have a price, and the price is what is told.
PAID = ("货物", "规模", "大关", "速度", "价格", "标准", "员工", "企业", "项目", "公司", "单位", "订单", "合同")
HAVING = re.compile(r"(?:^|[有、使让帮助]|全[国省市县区州])\s*$")
BARE = ("万", "亿")


class Namer:
    """Names the quantities of sentences."""

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.special = SpecialNames(phrases)

    def name(self, clauses: Clauses, quantities: list[Quantity], topic: str) -> list[str]:
        """A name for each quantity of a sentence; `topic` is what the sentence before or its heading speaks of.

        Names are handed on to later figures without their words of period: 每天放号60组，上午35组 are both 放号.
        """
        names: list[str] = []
        shown: list[str] = []
        text = clauses.text
        numbered = LIST_NUMBER.match(text)
        done, last, opened = numbered.end() if numbered and numbered.end() <= quantities[0].start else 0, "", False
        earlier, subject, named = "", "", 0
        respective = Respective(self.phrases, text, quantities) if "分别" in text else None
        by_unit: dict[str, str] = {}
        alike: dict[str, str] = {}
        parted, framed = False, ""
        for index, quantity in enumerate(quantities):
            end = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
            start, opens = quantity.start, clauses.opens(quantity.start)
            left = text[max(opens, done, start - REACH) : start] or clauses.before_bracket(start)
            left = without_asides(left, labelled=text[opens - 1 : opens] in (":", "："))
            while named < index and quantities[named].end <= opens:
                earlier, named = names[named], named + 1
            told, left = respective.take(index, left, names) if respective else ("", left)
            if told:
                last = subject = told
            spot = Spot(clauses, quantity, left, done, end, last, topic, earlier, subject, opens, alike.get(quantity.unit, ""))
            brought = opened and index > 0 and moved_on(quantities[index - 1], quantity) and REACHED.search(left) is not None
            name = last if brought else self.special.name(spot) or self.plain_name(spot)
            if respective and told:
                name = respective.finish(told, name)
            if name in GAINED:
                name = by_unit.get(quantity.unit, subject if quantity.kind in ("rate", "times") else "") + name
            else:
                by_unit.setdefault(quantity.unit, name)
            opened = "由" in left or "从" in left
            name = name.removesuffix("指标") if len(name) > LEAST_BEFORE_POINTER else name
            names.append(name)
            framed = framed if brought and name == last else with_period(name, left, quantity.kind)
            shown.append(with_which(framed, left))
            parted = (parted and left.strip() != "") or "其中" in left or "其余" in left
            if not parted:
                alike[quantity.unit] = name
            subject = subject if is_reference(name) else name
            last, done = name, quantity.end
        return shown

    def plain_name(self, spot: Spot) -> str:
        """The name from the words on both sides, completed by what was spoken of before."""
        stepped = spot.last and spot.left.startswith("每") and spot.quantity.unit != "分" and STEP.fullmatch(spot.left)
        own = "" if stepped else self.own_name(spot)
        size = SIZE.search(spot.left) if not own and spot.quantity.kind == "length" else None
        if size:
            label = spot.left[: size.end(1)].strip()
            return label if len(label) > 2 else SIZE.sub("", spot.before(self.phrases)) + label
        if not own and spot.last and QUALIFIED.match(spot.left):
            return self.name_of_qualified(spot)
        if own in self.phrases.cues.generic:
            before = spot.before(self.phrases)
            return before if before.endswith(own) else before + own
        name = deed_to_it(self.phrases, spot, own) or own or completed(self.phrases, spot) or self.verb_before(spot)
        if name:
            return name
        before = spot.before(self.phrases)
        quality = QUALITY.search(spot.left) if before else None
        if quality and quality.group(1) not in before:
            return before + quality.group(1)
        shared = EVERY.search(spot.left) if before else None
        return before if shared is None or shared.group(1) in before else shared.group(1) + before

    def name_of_qualified(self, spot: Spot) -> str:
        """The name where the figure before is the whole (任务2200万元的108%) or says which ones are meant (逾期八个月以上的380万元)."""
        clause = spot.clauses.text[max(spot.opens, spot.done - REACH) : spot.done]
        if not spot.left.strip("的 ") and spot.quantity.unit in ("%", ""):
            aim = AIM.search(clause)
            whole = spot.subject or spot.last
            return whole.removesuffix(aim.group()[:-2]) + aim.group() + "完成率" if aim else whole + "占比"
        return clause[-LONGEST:].removeprefix("其中")

    def verb_before(self, spot: Spot) -> str:
        """The verb right in front of a count that has no other name (月末抽听300通)."""
        if spot.quantity.kind not in COUNTED:
            return ""
        words = [word for word in self.phrases.tag(spot.left) if word[1][0] not in "uxd"]
        if (
            not words
            or words[-1][1] not in ("v", "vn", "l", "i", "a")
            or len(words[-1][0]) < 2
            or self.phrases.is_cue(words[-1][0])
        ):
            return ""
        return words[-1][0]

    def own_name(self, spot: Spot) -> str:
        """The name from the words on both sides of a figure; empty where they say nothing of their own."""
        quantity = spot.quantity
        if quantity.kind in COUNTED:
            return self.name_of_count(spot)
        if not quantity.unit and spot.clauses.text[quantity.tail - 1 : quantity.tail] in BARE and HAVING.search(spot.left):
            return Behind(self.phrases, spot).thing() or self.name_of_amount(spot)
        return self.named_by_kind(spot) or self.name_of_amount(spot)

    def name_of_count(self, spot: Spot) -> str:
        """The thing behind the measure word, else the act and thing in front, else what is said of the counted ones."""
        left, quantity = spot.left, spot.quantity
        moved = MOVED.search(left) is not None
        behind = None if moved else Behind(self.phrases, spot)
        thing = behind.thing(described=quantity.unit not in TIMES) if behind else ""
        if thing and behind and behind.owned and thing.removesuffix("上") in NO_THINGS:
            thing = ""
        few = few_of(self.phrases, spot) if behind and behind.words and not thing else ""
        if few:
            return few
        if thing in PERSONS:
            return Behind(self.phrases, spot, quantity.end + len(thing)).said() or thing
        if thing and behind and quantity.unit in TIMES:
            whole = behind.said()
            thing = whole if whole.startswith(thing) and behind.all_of_it(whole) else thing
        cut = COUNT_CUT.search(left)
        name = thing or self.phrases.head(left[: cut.start()] if cut else left)
        if behind is None and not name:
            return Behind(self.phrases, spot).thing()
        if behind is None or not behind.words:
            return name
        if not thing and (not name or self.phrases.awaits(left)):
            name = behind.said() or name
        if name and name not in self.phrases.cues.generic:
            return name
        return ("" if left.strip() in POINTER else thing or behind.doing()) or name

    def named_by_kind(self, spot: Spot) -> str:
        """The name of a grade by its word, of a time by what is to be done in it, of an amount by what it is an amount of."""
        quantity = spot.quantity
        if quantity.kind == "score":
            graded = GRADED.match(spot.clauses.text, quantity.end)
            return graded.group(1) if graded else ""
        behind = Behind(self.phrases, spot)
        if not behind.words:
            return ""
        deed = behind.deed() if quantity.kind == "time" and quantity.comparator == "<=" else ""
        thing = behind.thing()
        if quantity.kind == "money" and behind.owned and (project := invested(spot)):
            return project
        return deed or (thing if thing and not thing.endswith(LEVELS) and self.is_amount_of(spot, behind, thing) else "")

    def is_amount_of(self, spot: Spot, behind: Behind, thing: str) -> bool:
        """Whether the thing behind an amount is what it measures (垫付83元快递费), not what comes of it (停机20分钟讲事故)."""
        left, kind = spot.left, spot.quantity.kind
        if (kind in STUFF and left[-1:] in HOLDING) or (kind == "time" and left[-1:] in ("成", "了")):
            return True
        if kind == "money" and behind.owned and not thing.endswith(PAID):
            return True
        if CUT.search(left):
            return False
        if kind == "time":
            return not self.phrases.ends_in_verb(left)
        if kind == "rate":
            return behind.owned
        return kind in STUFF and behind.all_of_it(thing) and (behind.owned or self.phrases.ends_in_verb(left))

    def name_of_amount(self, spot: Spot) -> str:
        """The words in front of an amount, a rate, a time; where there are none, the words behind."""
        left, quantity = spot.left, spot.quantity
        cut = CUT.search(left)
        name = self.phrases.head(left[: cut.start()] if cut else left)
        if not name and cut and cut.group() in MOVES and quantity.kind in ("money", "rate", *STUFF):
            moved = self.phrases.head(left[cut.end() :])
            name = cut.group() + moved if moved else ""
        if name or quantity.kind not in ("time", *STUFF):
            return name
        if quantity.kind == "time":
            return "" if cut else Behind(self.phrases, spot).said()
        return Behind(self.phrases, spot).thing()


def moved_on(before: Quantity, quantity: Quantity) -> bool:
    """Whether a figure may be what the one before was brought to (由90天延长至十五年)."""
    return quantity.unit in ("", before.unit) or (
        quantity.kind == before.kind and quantity.kind in ("time", "length", "money", "area")
    )
