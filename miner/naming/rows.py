"""Rows: every word that might belong to a figure's name, with what is known of word, figure and the way between them, as numbers.

One row is one pair of figure and word. All rows of a piece are made at once, so that the work is done in numpy and not word by word. A
figure's rows lie together: the words of the heading, then of its own sentence, each in reading order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miner.naming.tables import FIGURE_COLUMNS, border_numbers, figure_values, sides_of_figures, word_columns
from miner.naming.words import BORDERS, LEFT, REACH_LEFT, REACH_RIGHT, RIGHT, Numbers, Tagger, WordTable
from miner.records import Wording

COMMAS, LISTS, BRACKETS = "，,；;：:。", "、", "（(）)"
MOST_STEPS = 9
MEASURES = (
    "率",
    "比",
    "额",
    "价",
    "费",
    "值",
    "量",
    "度",
    "数",
    "收入",
    "支出",
    "面积",
    "人口",
    "投资",
    "成本",
    "利润",
    "税收",
    "存款",
    "贷款",
    "水平",
    "能力",
)


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows: `edges` is where each figure's rows begin (one more than figures), `figure` whose they are, `texts` their words.

    `glued` says that a word stands right behind that of the row before; `columns` are named numbers, one a row; `figured` are
    those of the figures alone, one a figure.
    """

    edges: Numbers
    figure: Numbers
    texts: list[str]
    glued: NDArray[np.bool_]
    columns: dict[str, Numbers]
    figures: list[tuple[Wording, int]]
    figured: dict[str, Numbers]


def make_rows(wordings: Sequence[Wording], tag: Tagger) -> Rows:
    """The rows of all figures of some sentences."""
    table = WordTable(wordings, tag)
    ranges: list[tuple[int, int]] = []
    figures: list[tuple[Wording, int]] = []
    values: list[tuple[int, ...]] = []
    for wording, own, above in zip(wordings, table.own, table.headings, strict=True):
        for index, figure in enumerate(wording.figures):
            if settled(figure.name):
                continue
            first = bisect_left(table.begins, own.base + figure.start - REACH_LEFT, own.first, own.last)
            last = bisect_right(table.ends, own.base + figure.end + REACH_RIGHT, first, own.last)
            ranges += [(above.first, above.last), (first, last)]
            values.append(figure_values(wording, index, own, table.begins, table.ends))
            figures.append((wording, index))
    return joined(
        table,
        np.array(ranges, dtype=np.int64).reshape(-1, 2),
        np.array(values, dtype=np.int64).reshape(-1, len(FIGURE_COLUMNS)),
        figures,
    )


def settled(name: str) -> bool:
    """Whether the rules' name of a figure stays: what they call a rate or an amount is right in nine of ten."""
    return name.endswith(MEASURES)


def joined(table: WordTable, ranges: Numbers, values: Numbers, figures: list[tuple[Wording, int]]) -> Rows:
    """The rows: columns of word and figure side by side, and the way between them. `ranges` are two a figure, of words."""
    sizes = ranges[:, 1] - ranges[:, 0]
    shift = np.repeat(ranges[:, 0] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    word = np.arange(len(shift)) + shift
    counts = sizes.reshape(-1, 2).sum(axis=1)
    edges = np.concatenate([[0], np.cumsum(counts)])
    figure = np.repeat(np.arange(len(figures)), counts)
    codes = table.codes()
    borders = border_numbers(codes)
    words = word_columns(table, codes, borders)
    figured = {name: values[:, at] for at, name in enumerate(FIGURE_COLUMNS)}
    sides_of_figures(figured, words, codes, borders)
    columns = {name: column[word] for name, column in words.items()} | {
        name: column[figure] for name, column in figured.items()
    }
    texts = [table.texts[at] for at in word.tolist()]
    columns |= ways(borders, columns, word, figured["figure_begin"]) | named(texts, edges, figures)
    glued = np.zeros(len(word), dtype=bool)
    glued[1:] = (word[1:] == word[:-1] + 1) & (columns["opens"][1:] == 0) & (figure[1:] == figure[:-1])
    return Rows(edges, figure, texts, glued, columns, figures, figured)


def ways(borders: Numbers, columns: dict[str, Numbers], word: Numbers, starts: Numbers) -> dict[str, Numbers]:
    """What lies between word and figure: side, characters, words, commas, list commas, brackets, other figures."""
    begin, end, start, stop = (columns[name] for name in ("begin", "end", "figure_begin", "figure_end"))
    own = columns["outside"] == LEFT
    right = own & (begin >= stop)
    low = np.where(own, np.where(right, stop, end), 0)
    high = np.where(own, np.maximum(np.where(right, begin, start), low), 0)
    counts = {name: running(borders, marks) for name, marks in (("commas", COMMAS), ("lists", LISTS), ("brackets", BRACKETS))}
    others = np.searchsorted(starts, high) - np.searchsorted(starts, low)
    steps = np.where(right, word - columns["right"], columns["left"] - 1 - word)
    return {
        "side": np.where(own, np.where(right, RIGHT, LEFT), columns["outside"]),
        "distance": high - low,
        "steps": np.clip(np.where(own, steps, 0), 0, MOST_STEPS),
        **{name: count[high] - count[low] for name, count in counts.items()},
        "others": np.where(own, others, columns["index"]),
    }


def running(borders: Numbers, marks: str) -> Numbers:
    """How many of some marks stand in front of each place."""

    wanted = np.isin(borders, [BORDERS.index(mark) + 2 for mark in marks])
    return np.concatenate([[0], np.cumsum(wanted)])


def named(texts: list[str], edges: Numbers, figures: list[tuple[Wording, int]]) -> dict[str, Numbers]:
    """Whether a word stands in the name that the rules give its figure, the figure before, the figure behind."""
    found: tuple[list[bool], list[bool], list[bool]] = ([], [], [])
    places = edges.tolist()
    for at, (wording, index) in enumerate(figures):
        row = texts[places[at] : places[at + 1]]
        for held, place in zip(found, (index, index - 1, index + 1), strict=True):
            name = wording.figures[place].name if 0 <= place < len(wording.figures) else ""
            held.extend([text in name for text in row] if name else [False] * len(row))
    return {
        name: np.array(column, dtype=np.int64)
        for name, column in zip(("ruled", "ruled_before", "ruled_behind"), found, strict=True)
    }
