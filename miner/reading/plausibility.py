"""How much a text looks like Chinese: a cost per character, read from `characters.tsv`.

Common characters and punctuation are cheap, rare ones dear, private-use and control characters dearest, so that a sum behaves
like a negative log likelihood and can be compared between readings of the same bytes, for two characters as for a book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ENOUGH = 30
"""Characters beyond ASCII from which a mean says something about a text rather than about a name in it."""
ASCII, UNLISTED_HAN, LOST, PRIVATE, ELSE = 4, 12, 30, 20, 14
RANGES = (
    ("\u4e00", "\u9fff", UNLISTED_HAN),
    ("\u3041", "\u30fe", 13),
    ("\xa0", "\u024f", 11),
    ("\ue000", "\uf8ff", PRIVATE),
    ("\x80", "\x9f", PRIVATE),
)
"""First and last character and cost: Han outside the table, kana, accented Latin, private use, C1 controls."""
WINDOW, WINDOWS = 4096, 12


def has_enough(text: str) -> bool:
    """Whether there are enough characters beyond ASCII to judge by their mean cost."""
    return sum(_beyond(text).values()) >= ENOUGH


def mean_cost(text: str) -> float:
    """Mean cost of the characters beyond ASCII that were not lost; zero where there are none."""
    beyond = _beyond(text)
    return sum(_cost(char) * count for char, count in beyond.items()) / max(1, sum(beyond.values()))


def total_cost(text: str) -> float:
    """Cost of a text, estimated from its sample where it is long."""
    sample = _sample(text)
    size = sum(sample.values())
    return sum(_cost(char) * count for char, count in sample.items()) * (len(text) / size if size else 1)


def _beyond(text: str) -> dict[str, int]:
    return {char: count for char, count in _sample(text).items() if char > "\x7f" and char != "\ufffd"}


def _sample(text: str) -> Counter[str]:
    """Characters of windows spread over the text; of all of it where it is short or the windows hold little but ASCII."""
    if len(text) <= WINDOW * WINDOWS:
        return Counter(text)
    step = len(text) // WINDOWS
    counts = Counter("".join(text[at : at + WINDOW] for at in range(0, len(text) - WINDOW, step)))
    return counts if sum(count for char, count in counts.items() if char > "\x7f") >= 200 else Counter(text)


def _cost(char: str) -> int:
    if char <= "\x7f":
        return ASCII if char >= " " or char in "\t\n\r\f\v" else PRIVATE
    listed = _costs().get(char)
    return listed if listed is not None else next((cost for first, last, cost in RANGES if first <= char <= last), ELSE)


@cache
def _costs() -> Mapping[str, int]:
    lines = files(__package__).joinpath("characters.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    unseen = {"\u3000": ASCII, "\ufffd": LOST}  # an ideographic blank and a lost character would not be seen in the table
    return MappingProxyType({char: int(cost) for cost, characters, _ in rows for char in characters} | unseen)
