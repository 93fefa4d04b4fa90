"""Behind a figure: the thing that is counted, what is said of it, what is to be done in time."""

from __future__ import annotations

from miner.indicators.noun_phrases import NOT, NounPhrases
from miner.indicators.spots import Spot

REACH_BEHIND = 20
LONGEST_SAID = 12
# A list goes on, or the rest of a whole follows: nothing is said of these.
GOES_ON = frozenset("、和及与里中内")
COMMON_BORDERS = frozenset(",，。；;)）")
QUOTES = frozenset('“”"‘’《》')
NOUNS = ("n", "b", "j", "l", "z", "i", "s", "vn", "an", "eng", "a", "g", "h")
THING_TAGS = ("n", "vn", "b", "l", "j", "a")
NOT_THINGS = frozenset(
    (
        *(
            "临时",
            "以上",
            "左右",
            "正式",
            "大致",
            "各自",
            "同样",
            "全部",
            "一般",
            "部分",
            "以内",
            "以下",
            "之间",
            "时间",
            "当场",
            "仍",
        ),
    )
)

# 一次全面的自查: how it was done is no owner of it.
MANNERS = frozenset(("全面", "系统", "集中", "全区性", "综合性", "统一", "专门", "彻底"))

Tagged = list[tuple[str, str]]


class Behind:
    """The words behind a figure in its clause, tagged once: `text` without an opening 的, `owned` where one stood there."""

    __slots__ = ("owned", "phrases", "text", "words")

    def __init__(self, phrases: NounPhrases, spot: Spot, begin: int = 0) -> None:
        begin = begin or spot.quantity.end
        self.phrases = phrases
        self.owned = spot.clauses.text.startswith("的", begin)
        begin += self.owned
        followed = begin < spot.end and spot.clauses.text[begin] not in COMMON_BORDERS
        self.text = spot.clauses.after(begin, min(spot.end, begin + REACH_BEHIND)) if followed else ""
        self.words: Tagged = phrases.tag(self.text) if self.text else []

    def thing(self, described: bool = False) -> str:
        """The thing that follows its measure word (12台机具, 22人的突击队), described or bare."""
        thing = take_nouns(self.words, described=described) if self.words else ""
        return thing + self.denied(thing) if thing else ""

    def denied(self, thing: str) -> str:
        """What right behind a thing is told not to be so (两年考核不合格)."""
        if "不" not in self.text and "未" not in self.text:
            return ""
        length = 0
        for index, (word, _) in enumerate(self.words):
            if length == len(thing):
                follows = self.words[index + 1][0] if index + 1 < len(self.words) else ""
                return word + follows if word in ("不", "未", "尚未", "未能") and self.text.startswith(thing) else ""
            length += len(word)
        return ""

    def all_of_it(self, thing: str) -> bool:
        """Whether the clause ends with the thing."""
        return len(self.text) == len(thing)

    def deed(self) -> str:
        """What is to be done within a time (3个工作日内作出核定): the first verb that says something, with its thing."""
        for index, (word, tag) in enumerate(self.words[:6]):
            if tag.startswith("v") and len(word) > 1 and word not in self.phrases.cues.lead:
                follows = self.words[index + 1] if index + 1 < len(self.words) else ("", "")
                return word + (follows[0] if follows[1].startswith("n") else "")
        return ""

    def doing(self) -> str:
        """What the counted ones do, from the first word (15条卡在停电窗口)."""
        if not self.words or not self.words[0][1].startswith("v"):
            return ""
        deed = "".join(word for word, _ in self.words[:3])
        return deed if len(deed) > 1 else ""

    def said(self) -> str:
        """The words that say something, up to the first that does not; also things that no dictionary knows for nouns."""
        if not self.words or self.text[0] in GOES_ON:
            return ""
        lead, functions = self.phrases.cues.lead, self.phrases.functions
        name = ""
        for word, tag in self.words:
            if word in QUOTES or (not name and word in lead and word not in NOT and (tag[0] != "v" or len(word) == 1)):
                continue
            if functions(word, tag) and word not in NOT and not (word == "的" and name):
                if len(name) > 1:
                    break
                continue
            if len(name) + len(word) > LONGEST_SAID:
                break
            name += word
        name = name.replace("的", "")
        return name if len(name) > 1 else ""


def behind_description(words: Tagged) -> int:
    """Where the thing begins that a clause with 的 describes (线头多的衣服); 0 where no such clause opens the stretch.

    A noun that opens it is an owner, and the owner is counted (三家企业的账), unless a quality follows (线头多的衣服).
    """
    for index, (_, tag) in enumerate(words[:8]):
        if tag == "x":
            return 0
        if tag == "uj":
            noun = index + 1 < len(words) and words[index + 1][1].startswith(THING_TAGS)
            owner = words[0][1].startswith(("n", "j", "l")) and not (index == 2 and words[1][1][0] in "amc")
            return index + 1 if noun and index > 1 and not owner else 0
    return 0


def take_nouns(words: Tagged, described: bool = False) -> str:
    """The noun phrase that a tagged stretch opens with.

    A verb inside belongs to it only before its last noun (通道砍伐协议, but 流程进行测试 is 流程); a verb phrase
    with 的 in front is left out (漏评的种粮大户 is 种粮大户).
    """
    opens = behind_description(words) if described else 0
    if opens:
        return take_nouns(words[opens:])
    taken: list[str] = []
    for index, (word, tag) in enumerate(words):
        following = words[index + 1][1] if index + 1 < len(words) else ""
        if index == 0 and word == "是":
            return take_nouns(words[1:])
        if index == 0 and tag in ("v", "a") and following == "uj":
            return take_nouns(words[2:])
        if tag == "q" and taken and len(word) == 1 and following in ("uj", "", "x"):
            taken.append(word)
            break
        if taken and tag == "h":
            break
        if not taken and word in MANNERS and following == "uj":
            return take_nouns(words[index + 2 :])
        if word in NOT_THINGS or not (tag.startswith(NOUNS) or tag in ("v", "f")):
            break
        if tag.startswith("v") or tag == "f":
            last = index + 2 >= len(words) or words[index + 2][1][0] in "xu"
            opens = index == 0 and (tag == "vn" or following.startswith(("n", "vn")))
            if (
                not opens
                and not (taken and following.startswith("n") and last)
                and not (tag == "vn" and following in ("", "x", "uj"))
            ):
                break
        taken.append(word)
    name = "".join(taken)
    return name if len(name) > 1 else ""
