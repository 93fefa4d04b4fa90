"""Names: what a figure measures, in the report's own words.

A rate, an amount, a duration bears its name in front (台区线损率4.2%); a count bears the thing behind its measure word
(12台机具) or the act and thing in front (抢修漏点46处). Where neither stands there, the name is that of the figure before,
of the clause before, or of the heading above.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.clauses import BORDER, Clauses
from miner.indicators.exclusions import LIST_NUMBER
from miner.indicators.noun_phrases import LONGEST, NounPhrases, take_nouns
from miner.indicators.quantity import Quantity

CUT = re.compile(
    r"同比|环比|较(?!大|高|好|多|少|快|强)|(?<!占)比(?!例|率|重|武|赛|选|对|拼|较)|不低于|不高于"
    r"|低于|高于|超过|由(?!于)|从(?!业|事)|净增|净减|增长|增加|减少|下降|上升"
    r"|提高|提升|降低|上涨|下滑|回落|回升|压降|缩短|增幅|降幅|增速|涨幅|(?:达到|控制|完成)(?:了|在|到|为)?$"
)
COUNT_CUT = re.compile(
    r"同比|环比|较(?!大|高|好|多|少|快|强)|(?<!占)比(?!例|率|重|武|赛|选|对|拼|较)|由(?!于)|从(?!业|事)|净增|净减"
)
DONE = re.compile(
    r"(?:完成|达到|达|占|为|相当于|是)了?((?:[\u4e00-\u9fff]{0,6})(?:计划|目标|任务|预算|进度|指标)[\u4e00-\u9fff]{0,3}?)的?$"
)
SHARE = re.compile(r"占(?!比|线|用|有)(?:到|了|据|去)?([\u4e00-\u9fff、]{0,12}?)的?(?:约|近)?$")
REACHED = re.compile(r"[到至为成]了?(?:约|近)?\s?$")
PLACE = re.compile(r"在(?!岗|册|校|院|职|编|线)|位列|位居|名列|列|排|居|由|升|从|进入|跻身|获|得|夺|保持|稳居")
CONTEST = re.compile(r"在([\u4e00-\u9fff“”]{2,16}?)(?:中|里|上|获|排|列|居|得|夺)")
PENALTY = re.compile(
    r"(扣[罚款]?|罚款?|处罚|处以|奖励?|(?<![增追累叠附])加|补贴?|记|(?<![合共累总统预估折])计|扣减|扣除)(?:人民币|各|每[\u4e00-\u9fff])?$"
)
LEAST_BEFORE_POINTER = 4
"""A name of more characters than this sheds a closing 指标: in “及时率96%（指标≥98%）” it only points at what follows."""
GAINS = ("奖", "奖励", "加", "补贴", "补")
PENALTIES = {"分": ("加分", "扣分"), "元": ("奖励", "罚款"), "块": ("奖励", "罚款")}
EACH = re.compile(r"(?:对?(?:责任人|当事人|本人)|每[\u4e00-\u9fff]{1,4}|一[次项件人例处起]|各|的)$")
SCOPE = re.compile(
    r"(?:全[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{0,6}[一二三四五六七八九十百\d]{1,3}[个家所][\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{0,4}(?:同类|同业|同行)[\u4e00-\u9fff]{0,4})(?:里|中|内|中间|当中|里头)?$"
)
GRADED = re.compile(r"(?:者|的)?(?:为|定为|评为|属于?|列为)([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
HOLDING = frozenset("了着有过还下成出获得")
POINTER = frozenset(
    ("其中", "有", "还有", "另有", "其余", "剩下", "余下", "其中有", "", "仍有", "且", "内有", "已有", "里有", "又有")
)
COUNTED = frozenset(("count", "person", "labour"))
STUFF = frozenset(("length", "area", "mass", "volume", "energy", "power", "money"))


class Spot(NamedTuple):
    """A figure in its sentence: `left` is its clause in front of it, `done` where the figure before ends, `end` where the next begins.

    `last` is the name of the figure before, `topic` what the sentence before or the heading speaks of.
    """

    clauses: Clauses
    quantity: Quantity
    left: str
    done: int
    end: int
    last: str
    topic: str
    before_clause: str


class Namer:
    """Names the quantities of sentences."""

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases = phrases

    def name(self, clauses: Clauses, quantities: list[Quantity], topic: str) -> list[str]:
        """A name for each quantity of a sentence; `topic` is what the sentence before or its heading speaks of."""
        names: list[str] = []
        text = clauses.text
        numbered = LIST_NUMBER.match(text)
        done, last, opened = numbered.end() if numbered and numbered.end() <= quantities[0].start else 0, "", False
        earlier, named = "", 0
        for index, quantity in enumerate(quantities):
            end = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
            left = clauses.before(quantity.start, done)
            opens = clauses.opens(quantity.start)
            while named < index and quantities[named].end <= opens:
                earlier, named = names[named], named + 1
            spot = Spot(clauses, quantity, left, done, end, last, topic, earlier)
            if opened and index and quantity.unit in ("", quantities[index - 1].unit) and REACHED.search(left):
                name = last
            else:
                name = self.special_name(spot) or self.plain_name(spot)
            opened = "由" in left or "从" in left
            name = name.removesuffix("指标") if len(name) > LEAST_BEFORE_POINTER else name
            names.append(name)
            last, done = name, quantity.end
        return names

    def before(self, spot: Spot) -> str:
        """What was spoken of before: the figure before, the clause before, or the topic."""
        if spot.last:
            return spot.last
        at = spot.quantity.start - len(spot.left)
        return (self.phrases.head(spot.clauses.before(at - 1, spot.done)) if at > spot.done else "") or spot.topic

    def special_name(self, spot: Spot) -> str:
        """The name of a rank, of a plan's completion and of a share; empty for other figures."""
        left, quantity = spot.left, spot.quantity
        if quantity.kind == "rank" and quantity.unit == "名":
            return self.rank_name(spot)
        penalty = PENALTY.search(left)
        if penalty and quantity.unit in PENALTIES:
            gain, loss = PENALTIES[quantity.unit]
            act = penalty.group(1)
            loss = "扣款" if loss == "罚款" and act.startswith("扣") and "罚" not in act else loss
            return self.offence(spot, left[: penalty.start()]) + (gain if act in GAINS else loss)
        if quantity.kind not in ("rate", "half", "times") and quantity.unit not in ("%", ""):
            return ""
        planned = DONE.search(left)
        if planned:
            return (self.phrases.head(left[: planned.start()]) or self.before(spot)) + planned.group(1) + "完成率"
        share = SHARE.search(left)
        if share is None:
            return ""
        owner = self.phrases.head(left[: share.start()]) or self.before(spot)
        return owner + (f"占{share.group(1)}" if share.group(1) else "" if owner.endswith("占比") else "占比")

    def rank_name(self, spot: Spot) -> str:
        """What is ranked: the words before the verb of place, unless they only say among whom; else what was spoken of before."""
        clause = spot.clauses.before(spot.quantity.start)
        name = ""
        for stretch in (spot.left, clause) if len(spot.left) < len(clause) else (clause,):
            place = PLACE.search(stretch)
            words = stretch[: place.start()] if place else stretch
            name = "" if SCOPE.fullmatch(words) else self.phrases.head(words)
            if len(name) > 1:
                break
        if len(name) < 2:
            contest = CONTEST.search(clause)
            name = self.phrases.head(contest.group(1)) if contest and not SCOPE.fullmatch(contest.group(1)) else ""
        if len(name) < 2:
            name = spot.before_clause or self.before(spot)
        return name if name.endswith(("排名", "名次")) else name + "排名"

    def offence(self, spot: Spot, left: str) -> str:
        """What is fined or rewarded: the words before the verb, the clauses since the figure before, else the first clause."""
        each = EACH.search(left)
        own = self.phrases.head(left[: each.start()] if each else left)
        if len(own) > 2:
            return own
        text, start = spot.clauses.text, spot.quantity.start
        return (
            (self.opening(text, spot.done, start) if spot.last else "")
            or self.opening(text, 0, start)
            or own
            or self.before(spot)
        )

    def opening(self, text: str, begin: int, end: int) -> str:
        """What a rule is about: its first clause from `begin`, when the figure stands in a later one."""
        numbered = LIST_NUMBER.match(text) if not begin else None
        begin = numbered.end() if numbered else begin
        while begin < end and BORDER.match(text, begin):
            begin += 1
        border = BORDER.search(text, begin + 3, min(end, begin + 40))
        if border is None:
            return ""
        words = [
            word for word, tag in self.phrases.words.tag(text[begin : border.start()]) if word not in self.phrases.cues.lead
        ]
        name = ""
        for word in words:
            if len(name) + len(word) > LONGEST:
                break
            name += word
        return name.strip("的、 ")

    def plain_name(self, spot: Spot) -> str:
        """The name from the words on both sides, completed by what was spoken of before."""
        own = self.own_name(spot)
        if own in self.phrases.cues.generic:
            before = self.before(spot)
            return before if before.endswith(own) else before + own
        return own or self.verb_before(spot) or self.before(spot)

    def verb_before(self, spot: Spot) -> str:
        """The verb right in front of a count that has no other name (月末抽听300通)."""
        if spot.quantity.kind not in COUNTED:
            return ""
        words = [word for word in self.phrases.words.tag(spot.left) if word[1][0] not in "uxd"]
        if (
            not words
            or words[-1][1] not in ("v", "vn", "l", "i", "a")
            or len(words[-1][0]) < 2
            or words[-1][0] in self.phrases.cues.tail | self.phrases.cues.lead
        ):
            return ""
        return words[-1][0]

    def own_name(self, spot: Spot) -> str:  # noqa: PLR0911 - one case after another
        """The name from the words on both sides of a figure; empty where they say nothing of their own."""
        left, quantity = spot.left, spot.quantity
        if quantity.kind in COUNTED:
            moved = left.rstrip().endswith(("由", "从", "原来的"))
            pointed = not moved and left.strip() in POINTER
            thing = "" if moved else self.thing_after(spot, pointed)
            cut = COUNT_CUT.search(left)
            name = thing or self.phrases.head(left[: cut.start()] if cut else left)
            if name and name not in self.phrases.cues.generic:
                return name
            return ("" if pointed else self.thing_after(spot, acting=True)) or name
        if quantity.value == 0 and spot.clauses.text[quantity.number : quantity.tail] == "零":
            return self.phrases.head(left) or self.thing_after(spot)
        if (quantity.kind in STUFF and left[-1:] in HOLDING) or (quantity.kind == "time" and left[-1:] in ("成", "了")):
            thing = self.thing_after(spot)
            if thing:
                return thing
        graded = GRADED.match(spot.clauses.text, quantity.end) if quantity.kind == "score" else None
        if graded:
            return graded.group(1)
        if quantity.kind == "time" and quantity.comparator == "<=":
            deed = self.phrases.deed(spot.clauses.after(quantity.end, min(spot.end, quantity.end + 16)))
            if deed:
                return deed
        cut = CUT.search(left)
        name = self.phrases.head(left[: cut.start()] if cut else left)
        if not name and quantity.kind in STUFF:
            return self.thing_after(spot)
        if not name and quantity.kind == "time" and not cut:
            return self.thing_after(spot, acting=True)
        return name

    def thing_after(self, spot: Spot, acting: bool = False) -> str:
        """The thing counted where it follows its measure word (12台机具, 22人的突击队).

        Where nothing but 其中 stands in front (`acting`), what the counted ones do will serve (15条卡在停电窗口).
        """
        begin = spot.quantity.end
        if spot.clauses.text[begin : begin + 1] == "的":
            begin += 1
        stretch = spot.clauses.after(begin, min(spot.end, begin + 14)) if begin < spot.end else ""
        if not stretch:
            return ""
        words = self.phrases.words.tag(stretch)
        thing = take_nouns(words)
        if thing or not acting or not words[0][1].startswith("v"):
            return thing
        return "".join(word for word, _ in words[:3])
