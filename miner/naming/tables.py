"""What is known of each word by itself and of each figure by itself, as numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

from miner.naming.words import BORDERS, NO_TAG, Line, Numbers, WordTable, word_key
from miner.records import Wording

FIGURE_COLUMNS = (
    *("figure_begin", "figure_end", "left", "right", "unit", "kind", "role", "rule_size", "index", "comparator", "figures"),
    *("first", "last"),
)  # fmt: skip
KINDS = (
    *("count", "noun", "person", "money", "rate", "score", "time", "length", "area", "mass", "volume", "energy", "power", "rank"),
    *("times", "share", "labour", "point", "speed", "temp", "pressure", "electric", "data", "chem"),
)  # fmt: skip
ROLES = ("actual", "target", "change")
COMPARATORS = ("=", ">=", ">", "<=", "<", "~", "range")
RULE_SIZES = (1, 3, 5, 8)
"""A name by the rules is shorter than 1, 3, 5, 8 characters, or longer."""
LONGEST_WORD = 4
OF = ord("的")
ENDS_TEXT = ord("\n")


def border_numbers(codes: NDArray[np.uint32]) -> Numbers:
    """For each character which border it is: 0 for none, 1 for the end of a text."""
    found = np.zeros(len(codes), dtype=np.int64)
    found[codes == ENDS_TEXT] = 1
    for number, mark in enumerate(BORDERS, 2):
        found[codes == ord(mark)] = number
    return found


def word_columns(table: WordTable, codes: NDArray[np.uint32], borders: Numbers) -> dict[str, Numbers]:
    """What is known of the words, a number each."""
    begin, end = np.array(table.begins, dtype=np.int64), np.array(table.ends, dtype=np.int64)
    tag, key = np.array(table.tags, dtype=np.int64), np.array(table.keys, dtype=np.int64)
    joins = np.zeros(len(begin), dtype=bool)
    joins[1:] = begin[1:] == end[:-1]
    joined = np.append(joins[1:], False)
    return {
        "begin": begin,
        "end": end,
        "outside": np.array(table.sides, dtype=np.int64),
        "key": key,
        "first_letter": codes[begin].astype(np.int64),
        "last_letter": codes[end - 1].astype(np.int64),
        "tag": tag,
        "tag_before": np.where(joins, np.roll(tag, 1), NO_TAG),
        "tag_behind": np.where(joined, np.roll(tag, -1), NO_TAG),
        "key_before": np.where(joins, np.roll(key, 1), 0),
        "key_behind": np.where(joined, np.roll(key, -1), 0),
        "size": np.minimum(end - begin, LONGEST_WORD),
        "opens": (~joins).astype(np.int64),
        "closes": (~joined).astype(np.int64),
        "border_before": borders[begin - 1],
        "border_behind": borders[end],
        "owner": (codes[end] == OF).astype(np.int64),
        "in_heading": np.array(table.in_heading, dtype=np.int64),
        "seen": np.array(table.counts, dtype=np.int64),
    }


def figure_values(wording: Wording, index: int, line: Line, begins: list[int], ends: list[int]) -> tuple[int, ...]:
    """FIGURE_COLUMNS of a figure in a sentence whose words are `line`: `left` is the first word not in front of it, `right` the first behind."""
    figure = wording.figures[index]
    start, end = line.base + figure.start, line.base + figure.end
    left = bisect_right(ends, start, line.first, line.last)
    right = bisect_left(begins, end, left, line.last)
    return (
        *(start, end, left, right, word_key(figure.unit), known(KINDS, figure.kind), known(ROLES, figure.role)),
        *(sum(len(figure.name) >= size for size in RULE_SIZES), min(index, 3), known(COMPARATORS, figure.comparator)),
        *(min(len(wording.figures), 8), line.first, line.last),
    )


def known(options: tuple[str, ...], value: str) -> int:
    """A value's place among those that are told apart; their number for any other."""
    return options.index(value) if value in options else len(options)


def sides_of_figures(
    figures: dict[str, Numbers], words: dict[str, Numbers], codes: NDArray[np.uint32], borders: Numbers
) -> None:
    """Adds what touches each figure: the words on both sides, the border behind it, 的."""
    begin, end, left, right = figures["figure_begin"], figures["figure_end"], figures["left"] - 1, figures["right"]
    count = len(words["end"])
    touching = (left >= figures["first"]) & (count > 0)
    before, behind = np.clip(left, 0, max(0, count - 1)), np.clip(right, 0, max(0, count - 1))
    if not count:
        nothing = np.zeros(len(begin), dtype=np.int64)
        figures |= {"tag_left": nothing, "key_left": nothing, "tag_right": nothing}
    else:
        touching &= words["end"][before] == begin
        touched = (right < figures["last"]) & (words["begin"][behind] == end)
        figures["tag_left"] = np.where(touching, words["tag"][before], NO_TAG)
        figures["key_left"] = np.where(touching, words["key"][before], 0)
        figures["tag_right"] = np.where(touched, words["tag"][behind], NO_TAG)
    figures["border_right"] = borders[end]
    figures["owned"] = (codes[end] == OF).astype(np.int64)
