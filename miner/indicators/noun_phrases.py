"""Noun phrases: what the words in front of a figure, or behind it, come down to when time, particles and manner are left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.edges import DATED, DATES, LEAD_TIME, TAIL_TIME, balanced, behind_total
from miner.indicators.units import DATA, read_table
from miner.language.words import Words

# 邻里噪声、停车争位等矛盾纠纷: a list before what it is a list of.
LISTED = re.compile(
    r"([\u4e00-\u9fff]{0,12})、[^，,。；;：:（）()]{0,30}?等(?:\d{0,3}|[一二两三四五六七八九十]{0,2})[个项类种]?(?=[\u4e00-\u9fff]{2,12}$)"
)
# 《甲办法》《乙细则》等制度: titles before what they are titles of, also where the reach cut the first.
TITLES = re.compile(
    r"(?:^[^《》“”]{0,30}[》”]、?)?(?:[《“][^《》“”]{1,30}[》”][、和及]?){1,8}等(?=[\u4e00-\u9fff])|^[^《》“”]{0,30}[》”]、?等(?=[\u4e00-\u9fff])"
)
CLASS = re.compile(r"(?:[一二三四五六七八九十甲乙丙]|[A-Z]|[ⅠⅡⅢⅣ])[级类等档组](?=$|[\u4e00-\u9fff]{0,6}$)")
# Verbs or measure words to the tagger, also where they end the name of a thing (管护站, 内涝点, 工程款, 代表会).
SHORT_NOUNS = frozenset("站点管款会班队课车证费")
NAMING = ("n", "b", "j", "l", "eng", "a", "v")
THINGS = frozenset("户家人站点店厂楼")
FIGURE_WORDS = frozenset("率量额数值费价度比")
# 在岗, 到账, 新开: one character leans on the one in front of it; 上季 and 上月 are times.
LEANING = frozenset("在到新上来出入")
TERMS = frozenset("季月周年期半旬")
# The tagger glues an adverb to the figure word in front of it (签订率须).
GLUED = frozenset("均仅须过达为不还已到至")
MEASURE_NOUNS = frozenset("率比额量价数度值费")
# Names are built without 的 (二次供水投诉 for 二次供水的投诉), but 听的人 keeps its own.
OWNING = re.compile(r"的(?=[\u4e00-\u9fff]{2})")
LONGEST = 16
MEASURE_ENDS = frozenset("率比额价费数值")
JOINED = {"约谈": "v", "期间费用": "n"}
REACHING_TAGS = frozenset("vdpfa")
REACHING = frozenset("到至住回过在成为要见")
REACHED = frozenset("到至为成了着满")
ARRIVALS = frozenset(("迟到", "早到", "报到", "签到", "实到", "应到"))
NOT = frozenset(("不", "未", "没", "没有", "无", "不再", "从未", "尚未"))
DENYING = frozenset(("不", "未", "尚未", "未能"))
"""What is not done is another thing: a name keeps these."""
NUMERALS = frozenset("0123456789零一二两三四五六七八九十百千万亿几半第多少数左")
GRAMMAR_TAGS = frozenset("dpucyrmqtx")
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

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Words with their parts of speech; the pairs that the dictionary lacks are put together (约谈, 期间费用)."""
        words = self.words.tag(text)
        for pair in JOINED:
            if pair in text:
                break
        else:
            return words
        joined: list[tuple[str, str]] = []
        for word, tag in words:
            if joined and joined[-1][0] + word in JOINED:
                joined[-1] = (joined[-1][0] + word, JOINED[joined[-1][0] + word])
            else:
                joined.append((word, tag))
        return joined

    def head(self, left: str) -> str:
        """The noun phrase, or act with its thing, that the words in front of a figure come down to."""
        if not left:
            return ""
        near = left[-DATED:]
        dated = TAIL_TIME.search(near) if DATES.search(near) else None
        if dated:
            left = left[: dated.start() - len(near)]
        lead = LEAD_TIME.match(left)
        if len(left) < 8 and CLASS.match(left.lstrip("、 ")):
            return left.strip("、 ")
        if "等" in left and ("、" in left or "》" in left or "”" in left):
            left, lead = self.unlist(TITLES.sub("", left)), None
        words = self.tag(left[lead.end() :] if lead else left)
        start, end = 0, self.end_of_name(words)
        while start < end and self.drops_lead(*words[start]):
            start += 1
        if end - start == 1 and start and words[start - 1][0] in LEANING and words[start][0] not in TERMS:
            start -= len(words[start][0]) == 1
        if (
            start
            and words[start - 1][0] == "一般"
            and start < end
            and words[start][0].startswith(("公共", "预算", "贸易", "债"))
        ):
            start -= 1
        start -= 0 < start < end and words[start - 1][0] in DENYING
        if "共" in left and end - start > 2:
            start = behind_total(words, start, end)
        name = "".join([word for word, _ in words[start:end]])
        if "的" in name:
            name = OWNING.sub("", name)
        if len(name) > LONGEST:
            name = self.shorten(words[start:end])
        name = balanced(name.strip("、 \"'的·"))
        if len(name) > 2 and ((name[-1] in GLUED and name[-2] in MEASURE_NOUNS) or name[-1] == "至"):
            name = name[:-1]
        return name if len(name) > 1 else ""

    def end_of_name(self, words: list[tuple[str, str]]) -> int:
        """Where the name ends that words come down to: behind the last that names."""
        end, reached = len(words), False
        while end:
            word, tag = words[end - 1]
            if tag[0] == "q" and (word in THINGS or (end > 1 and words[end - 2][1] == "eng")):
                break
            if word in SHORT_NOUNS and end > 1 and words[end - 2][1].startswith(NAMING) and len(words[end - 2][0]) > 1:
                break
            moved = reached and tag[0] == "v" and end > 1 and not self.is_opening(words[: end - 1])
            if not (moved or self.drops_tail(word, tag)):
                break
            reached = word in REACHED
            end -= 1
        return self.end_of_measure(words, end) if end and words[end - 1][1][0] in REACHING_TAGS else end

    def is_opening(self, words: list[tuple[str, str]]) -> bool:
        """Whether words only open a clause, so that what follows is all it names (全年累计培训达到)."""
        return all(self.drops_lead(word, tag) for word, tag in words)

    def end_of_measure(self, words: list[tuple[str, str]], end: int) -> int:
        """Where the name ends: behind its measure, if only verbs of reaching follow (续接率拉到, 占比压)."""
        for index in range(end - 1, max(-1, end - 4), -1):
            word, tag = words[index]
            if word[-1] in MEASURE_ENDS:
                return index + 1
            if not (tag[0] in REACHING_TAGS and (len(word) == 1 or word[-1] in REACHING)):
                break
        return end

    def awaits(self, left: str) -> bool:
        """Whether the words in front of a figure end in a verb or preposition that waits for its object (召开三次推进会)."""
        words = self.tag(left[-8:].rstrip())
        while words and words[-1][0] in ("了", "过"):
            words.pop()
        return bool(words) and (
            words[-1][0] in AWAITING or (words[-1][1] == "v" and len(words[-1][0]) > 1 and words[-1][0] not in self.cues.tail)
        )

    def ends_in_verb(self, left: str) -> bool:
        """Whether the words in front of a figure end in a verb that says what is measured (提前, 超时, 停机)."""
        words = self.tag(left[-8:].rstrip())
        return bool(words) and words[-1][1] == "v" and len(words[-1][0]) > 1 and words[-1][0] not in self.cues.tail

    def bare_verb(self, left: str) -> str:
        """The verb, mostly of one character, that a clause without a thing comes down to (走了3公里 → 走)."""
        kept = [word for word, tag in self.tag(left[-8:]) if tag[0] in "vn" and not self.is_cue(word)]
        return "".join(kept)

    def is_cue(self, word: str) -> bool:
        """Whether a word is no part of a name at its head or at its tail."""
        return word in self.cues.tail or word in self.cues.lead

    def unlist(self, left: str) -> str:
        """A phrase without the list in it: its verb, and what the list is one of."""
        listed = LISTED.search(left)
        if listed is None:
            return left
        words = self.tag(listed.group(1))
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
        if kind not in GRAMMAR_TAGS:
            return False
        if len(word) == 1 or kind in "rux":
            return True
        if word in self.cues.thing:
            return False
        if kind == "m":
            return not NUMERALS.isdisjoint(word)
        if kind == "q":
            return word[0] in POINTING or word[-1] in MEASURING
        return kind == "t" or word in self.cues.function or GRAMMAR.issuperset(word) or (len(word) == 2 and word[0] in OPENING)

    def drops_tail(self, word: str, tag: str) -> bool:
        """Whether a word at the end of the phrase is none of its name."""
        if word in self.cues.tail:
            return True
        if word[-1] in FIGURE_WORDS:
            return False
        kind = tag[0]
        if kind == "v":
            length = len(word)
            return length == 1 or (length == 2 and word[1] in "到至" and word[0] not in FIGURE_WORDS and word not in ARRIVALS)
        return kind in GRAMMAR_TAGS and self.functions(word, tag)

    def drops_lead(self, word: str, tag: str) -> bool:
        """Whether a word at the head of the phrase is none of its name."""
        if word in self.cues.lead:
            return True
        kind = tag[0]
        if kind == "m":
            return word[-1] in "多余几"
        return kind != "q" and kind in GRAMMAR_TAGS and self.functions(word, tag)


def load_cues() -> Cues:
    """The cue words of `miner/language/data/name_cues.tsv`."""
    places: dict[str, set[str]] = {"lead": set(), "tail": set(), "generic": set(), "function": set(), "thing": set()}
    for row in read_table(DATA / "name_cues.tsv", ("word", "place", "reason")):
        places[row["place"]].add(row["word"])
    return Cues(**{place: frozenset(words) for place, words in places.items()})
