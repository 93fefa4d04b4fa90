"""Frames: sentences whose figures take their names by a pattern of the whole, not from the words at hand.

分别 hands a list of names to a list of figures; a project that opens a sentence owns the rates of completion behind; villages and
counties that one character names are told apart by what they did; an investment is that of the project behind it.
"""

from __future__ import annotations

import re

from miner.indicators.behind import Behind
from miner.indicators.clauses import REACH
from miner.indicators.edges import CUT
from miner.indicators.noun_phrases import NounPhrases
from miner.indicators.quantity import Quantity
from miner.indicators.spots import Spot

SHORT_THINGS = frozenset("县市区镇乡村站所店厂校")
LONGEST_DEED = 12
MEMBERS = re.compile(r"[、和与及]")
COMPLETED = re.compile(r"\s*(?:目前|现|已|均|累计|总体|形象进度|工程进度|进度){0,3}(?:完成|达到?)\s*")
SPENT = re.compile(r"(?:总|计划|概算|预计)?投资(?:总?额)?$")
PROJECT_BEHIND = re.compile(r"的([\u4e00-\u9fff]{2,20}?(?:项目|工程|公司|企业|基地|园区|中心))")
PROJECT = re.compile(r"(?:工程|项目|标段|[一二三]期|段)[,，:：]?$")
ALSO = frozenset(("和", "与", "及", "、", "以及"))


BRACKET = re.compile(r"[(（][^()（）]{1,20}[)）]")
NOTHING = re.compile(r"^[^\u4e00-\u9fff]*(?:其中|已有|有|在|全县|全市|全区|全镇|全乡|另有|还有|目前|组织|对|、)?$")
MEASURES = frozenset("率量额数值度价费比重")


def measure_of(words: list[tuple[str, str]]) -> str:
    """What the last thing of a list, and with it the whole list, is measured in (烟尘、二氧化硫排放浓度)."""
    return "".join(word for word, _ in words[1:]) if len(words) > 1 and words[-1][0][-1] in MEASURES else ""


class Respective:
    """The names that 分别 hands to the figures of one sentence, one by one."""

    def __init__(self, phrases: NounPhrases, text: str, quantities: list[Quantity]) -> None:
        self.phrases = phrases
        self.text = text
        self.quantities = quantities
        self.queue: list[str] = []
        self.tail, self.first = "", False

    def take(self, index: int, left: str, names: list[str]) -> tuple[str, str]:
        """The name that falls to a figure, empty where none does, and the words in front of it that remain."""
        self.first = "分别" in left
        if self.first:
            self.queue = self.members(index, left, names)
            left = left.partition("分别")[2] if self.queue else left
        elif self.queue and self.gap(index) not in ALSO:
            self.queue = []
        told, self.queue = (self.queue[0], self.queue[1:]) if self.queue else ("", [])
        return told, left

    def finish(self, told: str, name: str) -> str:
        """The name of a figure that was told one; what the first of the list got behind its own name all others get (年计划完成率)."""
        if self.first:
            self.tail = name.removeprefix(told) if name.startswith(told) else ""
            return name
        return told + self.tail

    def gap(self, index: int) -> str:
        """What stands between a figure and the one before."""
        return self.text[self.quantities[index - 1].end : self.quantities[index].start].strip()

    def members(self, index: int, left: str, names: list[str]) -> list[str]:
        """The members of the list in front; else the names of as many figures before."""
        size = 1
        while index + size < len(self.quantities) and self.gap(index + size) in ALSO:
            size += 1
        own = CUT.split(left.partition("分别")[0])[0].strip(" ,，")
        if size < 2:
            return []
        if not own:
            return names[index - size : index] if index >= size else []
        members = [self.phrases.head(member) for member in MEMBERS.split(own)]
        if len(members) != size or not all(members):
            return []
        tail = measure_of(self.phrases.tag(members[-1]))
        return [member if member[-1] in MEASURES else member + tail for member in members]


def completed(phrases: NounPhrases, spot: Spot) -> str:
    """What the project that opens a sentence is said to have done (北渠清淤工程，投资820万元，已完成61%)."""
    if spot.quantity.unit != "%" or not spot.last or spot.last.endswith(("目标", "任务")) or not COMPLETED.fullmatch(spot.left):
        return ""
    text = spot.clauses.text
    for end in spot.clauses.ends:
        if end > spot.opens:
            break
        if PROJECT.search(text[max(0, end - REACH) : end - 1]):
            name = phrases.head(spot.clauses.before(end - 1))
            return name + "完成" if name else ""
    return ""


def invested(spot: Spot) -> str:
    """The project behind its investment (总投资600万元的净水厂扩建项目)."""
    spent = SPENT.search(spot.left)
    project = PROJECT_BEHIND.match(spot.clauses.text, spot.quantity.end) if spent else None
    return project.group(1) + spent.group() if project and spent else ""


def few_of(phrases: NounPhrases, spot: Spot) -> str:
    """Villages and counties that one character names, with what is told of them (缺水的30个县, 16个村设立了工作站 → 设立工作站村)."""
    text, begin = spot.clauses.text, spot.quantity.end + 1
    short = text[begin - 1 : begin]
    if not short or short not in SHORT_THINGS:
        return ""
    if spot.left.endswith("的"):
        described = phrases.head(spot.left[:-1])
        return described + short if described else ""
    if not NOTHING.match(spot.left):
        return ""
    bracket = BRACKET.match(text, begin)
    behind = Behind(phrases, spot, bracket.end() if bracket else begin)
    if not behind.words or behind.owned or (behind.words[0][1][0] not in "vda" and behind.words[0][0] != "通过"):
        return ""
    deed = ""
    for word, tag in behind.words:
        if tag[0] == "x" or len(deed) + len(word) > LONGEST_DEED:
            break
        deed += "" if tag[0] in "udc" else word
    return deed + short if len(deed) > len(behind.words[0][0]) else ""
