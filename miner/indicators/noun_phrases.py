"""Noun phrases: what the words in front of a figure, or behind it, come down to when time, particles and manner are left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.units import DATA, read_table
from miner.language.words import Words

# 邻里噪声、停车争位等矛盾纠纷: a list before what it is a list of.
LISTED = re.compile(
    r"([\u4e00-\u9fff]{0,12})、[^，,。；;：:（）()]{0,30}?等(?:\d{0,3}|[一二两三四五六七八九十]{0,2})[个项类种]?(?=[\u4e00-\u9fff]{2,12}$)"
)
CLASS = re.compile(r"(?:[一二三四五六七八九十甲乙丙]|[A-Z]|[ⅠⅡⅢⅣ])[级类等档组](?=$|[\u4e00-\u9fff]{0,6}$)")
NOT_THINGS = frozenset(
    ("临时", "以上", "左右", "正式", "大致", "各自", "同样", "全部", "一般", "部分", "以内", "以下", "之间", "时间")
)
THINGS = frozenset("户家人站点店厂楼")
FIGURE_WORDS = frozenset("率量额数值费价度比")
LEAD_TIME = re.compile(
    r"(?:截至|截止|到|至|从|自)?(?:\d{2,4}年)?(?:第?[一二三四1-4]季度|前[一二三]季度|[上下]半年"
    r"|\d{1,2}月(?:份|末|底|中旬|上旬|下旬)?(?:\d{1,2}[日号])?|[一二三四五六七八九十]{1,2}月(?:份"
    r"|末|底)?|\d{2,4}年(?:度|末|底)?)(?:以来|止|起|前|期间|末|底)?"
    r"|\s*[（(]?\d{1,2}(?:\.\d{1,2}){0,2}[)）、.．]\s*|\s*[①②③④⑤⑥⑦⑧⑨⑩]|第[一二三四五六七八九十]{1,3}("
    r"?:条|章|款|，)\s*|[A-Za-z]?\d{0,2}[.、]\s*|[——\-·•]+"
)
NOUNS = ("n", "b", "j", "l", "z", "i", "s", "vn", "an", "eng", "a", "g")
DATED = 14
DATES = re.compile(r"[底末份初季半]")
TAIL_TIME = re.compile(
    r"(?:(?:20)?(?:\d\d|[*_X]{1,4})年)?(?:\d{1,2}月?(?:底|末|份|初)|第?[一二三四1-4]季度末?|[上下]半年)(?:前|止|时)?(?:达到|达|为|是|至|到)?$"
)
# The tagger glues an adverb to the figure word in front of it (签订率须).
RATE_TAIL = re.compile(r"(?<=[率比额量价数度值费])[均仅须过达为不还已]$")
LONGEST = 16
LONGEST_SAID = 10
QUOTES = frozenset('“”"‘’《》的')
NOT = frozenset(("不", "未", "没", "没有", "无", "不再", "从未", "尚未"))
NUMERALS = frozenset("0123456789零一二两三四五六七八九十百千万亿几半第多少数左")
POINTING = frozenset("每这那哪来逐按各个两")
MEASURING = frozenset("米克升伏瓦时秒吨次元安里顷钟倍")
GRAMMAR = frozenset(
    "现将并于均为也都就还已未不则且而与及和由从向对把被给只仅才又再便即曾正在很太更最较多此以之所其至约共先后全各过了着得地的应须可要会能"
)
OPENING = frozenset("先再最还才就也都又已未不没刚")
AWAITING = frozenset("有了对把给与跟和将被为、在")


class Cues(NamedTuple):
    """The words that are no part of a name: at its head, at its tail, and those that make no name alone."""

    lead: frozenset[str]
    tail: frozenset[str]
    generic: frozenset[str]
    function: frozenset[str]
    thing: frozenset[str]


class NounPhrases:
    """Cuts names out of clauses; holds the tokenizer and the cue words."""

    def __init__(self, words: Words, cues: Cues) -> None:
        self.words = words
        self.cues = cues

    def head(self, left: str) -> str:
        """The noun phrase, or act with its thing, that the words in front of a figure come down to."""
        if not left:
            return ""
        dated = TAIL_TIME.search(left[-DATED:]) if DATES.search(left[-DATED:]) else None
        if dated:
            left = left[: dated.start() - len(left[-DATED:])]
        lead = LEAD_TIME.match(left)
        if len(left) < 8 and CLASS.match(left.lstrip("、 ")):
            return left.strip("、 ")
        if "、" in left and "等" in left:
            left, lead = self.unlist(left), None
        words = self.words.tag(left[lead.end() :] if lead else left)
        start, end = 0, len(words)
        reached = False
        while end > start:
            word, tag = words[end - 1]
            if tag[0] == "q" and (word in THINGS or (end > 1 and words[end - 2][1] == "eng")):
                break
            if not (self.drops_tail(word, tag) or (reached and tag[0] == "v" and end - start > 1)):
                break
            reached = word[-1] in "到至为成了着满"
            end -= 1
        while start < end and self.drops_lead(*words[start]):
            start += 1
        name = "".join(word for word, _ in words[start:end])
        if len(name) > LONGEST:
            name = self.shorten(words[start:end])
        name = RATE_TAIL.sub("", name.strip("、 “”\"'的·"))
        return name if len(name) > 1 else ""

    def awaits(self, left: str) -> bool:
        """Whether the words in front of a figure end in a verb or preposition that waits for its object (召开三次推进会)."""
        words = self.words.tag(left[-8:].rstrip())
        while words and words[-1][0] in ("了", "过"):
            words.pop()
        return bool(words) and (
            words[-1][0] in AWAITING or (words[-1][1] == "v" and len(words[-1][0]) > 1 and words[-1][0] not in self.cues.tail)
        )

    def said(self, stretch: str) -> str:
        """The words that say something at the head of a stretch, up to the first that does not."""
        name = ""
        if stretch[0] in "里中内":
            return ""
        for word, tag in self.words.tag(stretch):
            if word in QUOTES or (not name and word in self.cues.lead and word not in NOT and tag[0] != "v"):
                continue
            if self.functions(word, tag) and word not in NOT and not (word == "的" and name):
                if len(name) > 1:
                    break
                continue
            if len(name) + len(word) > LONGEST_SAID:
                break
            name += word
        name = name.strip("的")
        return name if len(name) > 1 else ""

    def noun(self, name: str, said: str) -> str:
        """The thing that a name ends in (抽查病历 → 病历), empty where it ends in a verb or is said already."""
        thing = ""
        for word, tag in reversed(self.words.tag(name)) if name else ():
            if tag[0] not in "njl" and tag != "eng":
                break
            thing = word + thing
        return "" if thing in said else thing

    def unlist(self, left: str) -> str:
        """A phrase without the list in it: its verb, and what the list is one of."""
        listed = LISTED.search(left)
        if listed is None:
            return left
        words = self.words.tag(listed.group(1))
        verb = next((word for word, tag in words[:2] if tag.startswith("v") and len(word) > 1), "")
        return verb + left[listed.end() :]

    def shorten(self, words: list[tuple[str, str]]) -> str:
        """The last words of a long phrase, from behind its last 的 where enough stands there."""
        text = "".join(word for word, _ in words)
        behind = text.rpartition("的")[2]
        if 3 < len(behind) <= LONGEST:
            return behind
        kept: list[str] = []
        length = 0
        for word, _ in reversed(words):
            if length + len(word) > LONGEST:
                break
            kept.append(word)
            length += len(word)
        return "".join(reversed(kept))

    def functions(self, word: str, tag: str) -> bool:
        """Whether a word is there for grammar, time or number only.

        Grammar words are a closed class: longer words that the tagger takes for one, but the list does not hold, are things and
        deeds it does not know (揽件, 到场, 换管).
        """
        kind = tag[0]
        if len(word) == 1 or kind not in "dcpymqt":
            return kind in "dpucyrmqtx"
        if word in self.cues.thing:
            return False
        if kind == "m":
            return not NUMERALS.isdisjoint(word)
        if kind == "q":
            return word[0] in POINTING or word[-1] in MEASURING
        return kind == "t" or word in self.cues.function or GRAMMAR.issuperset(word) or (len(word) == 2 and word[0] in OPENING)

    def drops_tail(self, word: str, tag: str) -> bool:
        """Whether a word at the end of the phrase is none of its name."""
        if word[-1] in FIGURE_WORDS and word not in self.cues.tail:
            return False
        return word in self.cues.tail or self.functions(word, tag) or (len(word) == 1 and tag[0] == "v")

    def drops_lead(self, word: str, tag: str) -> bool:
        """Whether a word at the head of the phrase is none of its name."""
        return (
            word in self.cues.lead
            or (tag[0] not in "mq" and self.functions(word, tag))
            or (tag[0] == "m" and word[-1] in "多余几")
        )

    def deed(self, stretch: str) -> str:
        """What is to be done within a time (3个工作日内作出核定): the first verb that says something, with its thing."""
        words = self.words.tag(stretch) if stretch else []
        for index, (word, tag) in enumerate(words[:6]):
            if tag.startswith("v") and len(word) > 1 and word not in self.cues.lead:
                thing = words[index + 1][0] if index + 1 < len(words) and words[index + 1][1].startswith("n") else ""
                return word + thing
        return ""


def take_nouns(words: list[tuple[str, str]]) -> str:
    """The noun phrase that a tagged stretch opens with.

    A verb inside belongs to it only before its last noun (通道砍伐协议, but 流程进行测试 is 流程); a verb phrase
    with 的 in front is left out (漏评的种粮大户 is 种粮大户).
    """
    taken: list[str] = []
    for index, (word, tag) in enumerate(words):
        following = words[index + 1][1] if index + 1 < len(words) else ""
        if index == 0 and tag in ("v", "a") and following == "uj":
            return take_nouns(words[2:])
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


def load_cues() -> Cues:
    """The cue words of `miner/language/data/name_cues.tsv`."""
    places: dict[str, set[str]] = {"lead": set(), "tail": set(), "generic": set(), "function": set(), "thing": set()}
    for row in read_table(DATA / "name_cues.tsv", ("word", "place", "reason")):
        places[row["place"]].add(row["word"])
    return Cues(**{place: frozenset(words) for place, words in places.items()})
