"""Terms of the full-text index: the words of a sentence, and its characters in pairs.

Pairs find any stretch of characters whatever the tokenizer makes of it: a run of letters and digits ABC gives AB BC C. A
stretch of two or more characters is then a phrase of pairs, and a single character the beginning of a pair. The last
character stands alone so that every character begins a term. Punctuation parts runs and is no term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

Cut = Callable[[str], list[str]]

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Full-width letters, digits and punctuation of ASCII as ASCII; one character for one."""
    return text.translate(HALF_WIDTH)


def folded(text: str) -> str:
    """The text in lower case where that keeps every character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def runs(text: str) -> Iterator[str]:
    """The stretches of letters and digits, in lower case."""
    for solid, chars in groupby(folded(text), str.isalnum):
        if solid:
            yield "".join(chars)


def word_terms(text: str, cut: Cut) -> list[str]:
    """The words of a text that have a letter or digit, without any other character."""
    terms = []
    for word in cut(folded(text)):
        terms += [word] if word.isalnum() else list(runs(word))
    return terms


def gram_terms(text: str) -> list[str]:
    """The pairs of characters of every run, each run closed by its last character alone."""
    return [pair for run in runs(text) for pair in pairs(run)]


def pairs(run: str) -> list[str]:
    """AB BC C of the run ABC."""
    return [run[at : at + 2] for at in range(len(run))]
