"""Deeds: what a short clause says was done to the things counted before it (查隐患26条，当场改19条 is 改隐患)."""

from __future__ import annotations

from miner.indicators.noun_phrases import DENYING, NounPhrases
from miner.indicators.spots import Spot

COUNTED = frozenset(("count", "person", "labour"))
LONGEST_DEED = 5
PARTS_OF_THINGS = ("n", "vn", "b", "j", "l", "eng", "a", "s")
# Of these nothing is done to the thing: they only say that there is some, or how much of it.
NO_DEEDS = frozenset(
    (
        *("有", "是", "为", "达", "达到", "到", "至", "占", "共", "剩", "余", "合", "在", "等", "含", "共有"),
        *("还有", "约", "计", "算", "完成", "实现", "变", "如", "比", "由", "从", "剩下", "开展", "进行", "组织", "参加"),
        *("净增", "净减", "新增", "增收", "减收", "增支", "减支", "超收", "增加", "减少", "节约", "节省", "增长", "下降"),
    )
)
WHO = frozenset(("我", "我们"))


def deed_to_it(phrases: NounPhrases, spot: Spot, own: str) -> str:
    """A deed with the thing that it was done to; `own` is what the figure's own words say. Empty where they name a thing themselves."""
    if spot.quantity.kind not in COUNTED or not spot.alike or own in NO_DEEDS:
        return ""
    deed = own or deed_in_front(phrases, spot.left)
    if not 0 < len(deed) <= LONGEST_DEED or (own and not is_deed(phrases, spot, own)):
        return ""
    thing = thing_of(phrases, spot.alike)
    return deed + thing if thing and deed not in thing and thing not in deed else ""


def is_deed(phrases: NounPhrases, spot: Spot, own: str) -> bool:
    """Whether a name is a verb alone; of what is said behind a figure the first word decides (3份被退回补评估)."""
    words = phrases.tag(own)
    asked = words if own[:2] in spot.left else words[:1]
    return all(tag[0] in "vd" and tag != "vn" for _, tag in asked)


def deed_in_front(phrases: NounPhrases, left: str) -> str:
    """The verb that the few words in front of a count come down to (当场改了 → 改)."""
    words = [(word, tag) for word, tag in phrases.tag(left.strip()) if tag[0] not in "dtcux" and word not in WHO]
    if not words or len(words) > 2 or words[0][1] != "v" or words[0][0] in NO_DEEDS:
        return ""
    return "" if any(tag[0] not in "vz" for _, tag in words) else "".join([word for word, _ in words])


def thing_of(phrases: NounPhrases, name: str) -> str:
    """The thing in the name of an act, behind its last verb (抢修漏点 → 漏点); empty where it names none."""
    words = phrases.tag(name)
    start = len(words)
    while start and words[start - 1][1].startswith(PARTS_OF_THINGS):
        start -= 1
    thing = "".join([word for word, _ in words[start:]])
    if len(thing) < 2 or thing in phrases.cues.generic or words[-1][1][0] not in "nlj":
        return ""
    return thing if not start or (words[start - 1][1][0] in "vdp" and words[start - 1][0] not in DENYING) else ""
