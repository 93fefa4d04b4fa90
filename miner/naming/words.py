"""Words around figures: sentences and their headings, cut into words between commas, brackets and figures.

All texts of a piece are laid end to end, so that each word has one place and numpy can look at all of them at once.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from miner.records import Wording

Tagger = Callable[[str], list[tuple[str, str]]]
Numbers = NDArray[np.int64]

BORDERS = "，。；;：:！!？?（()）—|,、“”《》"
STRETCH = re.compile(rf"[^{BORDERS}\s]+")
UNNUMBERED = re.compile(rf"[^{BORDERS}\s\d]+")
LIST_NUMBER = re.compile(r"[一二三四五六七八九十\d、.．（）() ]{1,8}")
# So many characters before and behind a figure are looked at.
REACH_LEFT, REACH_RIGHT = 70, 36
LONGEST_HEADING = 24
# Tags of two letters say more of verbs, nouns and adjectives than of the rest.
SPLIT_TAGS = frozenset("vnau")
TAGS = (
    *("n", "nr", "ns", "nt", "nz", "ng", "vn", "an", "v", "vd", "vg", "vi", "vq", "a", "ad", "ag", "b", "j", "l", "i", "s"),
    *("z", "e", "f", "t", "m", "q", "r", "d", "p", "c", "u", "uj", "ul", "uv", "ug", "uz", "ud", "x", "y", "o", "h", "k", "w", "g"),
)  # fmt: skip
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS, 1)}
NO_TAG = 0
LEFT, RIGHT, ABOVE = 0, 1, 2
"""Where a word stands: in front of its figure, behind it, in the heading."""


def tag_number(tag: str) -> int:
    """A part of speech as a number; NO_TAG for one that is not known."""
    return TAG_NUMBERS.get(tag[:2] if tag[:1] in SPLIT_TAGS else tag[:1], NO_TAG)


def word_key(text: str) -> int:
    """A number for a word, the same on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


class Fillers(NamedTuple):
    """Words that no name begins with (`lead`), that none ends with (`tail`), and that are no name alone (`alone`)."""

    lead: frozenset[str]
    tail: frozenset[str]
    alone: frozenset[str]


class Line:
    """A text among those laid end to end: where it begins, and the range of its words."""

    __slots__ = ("base", "first", "last")

    def __init__(self, base: int, first: int, last: int) -> None:
        self.base, self.first, self.last = base, first, last


class WordTable:
    """The words of some wordings: `own` and `headings` hold a line a wording; a heading that comes again is cut once.

    `texts`, `begins`, `ends`, `tags`, `keys` are a word each, `in_heading` whether it stands in its sentence's heading, `sides` LEFT
    for words of sentences, ABOVE for those of headings, `counts` how often it stands in the sentences (at most 5).
    """

    def __init__(self, wordings: Sequence[Wording], tag: Tagger) -> None:
        self.tag = tag
        self.parts: list[str] = []
        self.size = 0
        self.texts: list[str] = []
        self.begins: list[int] = []
        self.tags: list[int] = []
        self.in_heading: list[bool] = []
        self.sides: list[int] = []
        known: dict[str, Line] = {}
        self.own = [self.sentence(wording) for wording in wordings]
        self.seen = Counter(self.texts)
        self.headings = [self.heading(heading_of(wording), known) for wording in wordings]
        self.ends = [begin + len(text) for begin, text in zip(self.begins, self.texts, strict=True)]
        numbers = {text: word_key(text) for text in set(self.texts)}
        self.keys = [numbers[text] for text in self.texts]
        self.counts = [min(self.seen[text], 5) for text in self.texts]

    def sentence(self, wording: Wording) -> Line:
        """Adds the words of a sentence, none across a figure."""
        base, first, at = self.lay(wording.text), len(self.texts), 0
        edges = [*((figure.start, figure.end) for figure in wording.figures), (len(wording.text), len(wording.text))]
        for start, end in edges:
            for begin, close in near(at, max(at, start)):
                for stretch in STRETCH.finditer(wording.text, begin, close):
                    self.cut(base + stretch.start(), stretch.group())
            at = max(at, end)
        heading = heading_of(wording)
        self.in_heading += [text in heading for text in self.texts[first:]]
        self.sides += [LEFT] * (len(self.texts) - first)
        return Line(base, first, len(self.texts))

    def heading(self, text: str, known: dict[str, Line]) -> Line:
        """Adds the words of a heading, unless they were added."""
        line = known.get(text)
        if line is None:
            base, first = self.lay(text), len(self.texts)
            for stretch in UNNUMBERED.finditer(text):
                self.cut(base + stretch.start(), stretch.group())
            count = len(self.texts) - first
            self.in_heading += [True] * count
            self.sides += [ABOVE] * count
            line = known[text] = Line(base, first, len(self.texts))
        return line

    def lay(self, text: str) -> int:
        """Lays a text behind the others; where it begins."""
        base = self.size
        self.parts.append(text)
        self.size += len(text) + 1
        return base

    def cut(self, begin: int, stretch: str) -> None:
        """Adds the words of a stretch."""
        for text, part in self.tag(stretch):
            self.texts.append(text)
            self.begins.append(begin)
            self.tags.append(TAG_NUMBERS.get(part) or tag_number(part))
            begin += len(text)

    def codes(self) -> NDArray[np.uint32]:
        """All texts laid end to end, a code point a character."""
        return np.frombuffer(("\n".join(self.parts) + "\n").encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def near(begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """What is looked at between two figures: all, or of a long stretch what lies near either of them."""
    if end - begin <= REACH_LEFT + REACH_RIGHT:
        return ((begin, end),)
    return (begin, begin + REACH_RIGHT), (end - REACH_LEFT, end)


def heading_of(wording: Wording) -> str:
    """The heading without its number, at most its first characters."""
    numbered = LIST_NUMBER.match(wording.heading)
    return wording.heading[numbered.end() if numbered else 0 :][:LONGEST_HEADING]
