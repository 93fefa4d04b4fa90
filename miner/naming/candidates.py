"""Candidates: the stretches of words, and pairs of stretches, that could be a figure's name, and the name that the rules give it.

Built for all figures of a piece at once. A stretch begins and ends with a word that is not unlikely; the best of them by the share of
characters they can be expected to have in common with the name are kept, and the best few are also put together two by two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miner.naming.rows import Rows
from miner.naming.words import TAG_NUMBERS, Fillers, Numbers

Reals = NDArray[np.float64]
Truths = NDArray[np.bool_]

LEAST = 0.12
"""A stretch neither begins nor ends with a word less likely than this."""
HEAD = 0.35
"""A stretch never ends in front of a word as likely as this."""
NEGATIONS = frozenset(("不", "未", "没", "没有", "无", "非", "未能", "尚未", "不能", "从未", "不再", "并未", "勿", "免"))
MOST_WORDS = 8
SHORTEST, LONGEST = 2, 18
KEPT_BY_SHARE, KEPT_BY_MEAN, PAIRED = 16, 4, 6
SINGLE, PAIR, RULE = 0, 1, 2
PARTICLE = "的"
EMPTY = tuple(
    TAG_NUMBERS[tag] for tag in ("d", "m", "q", "r", "t", "p", "c", "u", "uj", "ul", "uv", "ug", "uz", "ud", "f", "y", "x")
)
"""Parts of speech that name nothing alone: adverbs, numerals, measure words, pronouns, times, particles."""
NO_OPENING = tuple(TAG_NUMBERS[tag] for tag in ("m", "c", "p", "u", "uj", "ul", "uv", "ug", "uz", "ud", "y"))
"""Parts of speech that no name begins with."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows with their probabilities, and running sums over them (one longer than the rows).

    `expected` is how many characters each figure's name can be expected to have, `first` whether a row is the likeliest of its word,
    `opening` and `closing` whether a name may begin or end with it, `naming` whether the word names anything at all, `denying` whether it says that something is not so.
    """

    rows: Rows
    odds: Reals
    likely: Reals
    sizes: Numbers
    words: list[str]
    expected: Reals
    first: Truths
    opening: Truths
    closing: Truths
    naming: Truths
    denying: Truths


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of rows: `start` to `stop` of the figure `figure`; `least` is the probability of the least likely word in each."""

    figure: Numbers
    start: Numbers
    stop: Numbers
    least: Reals
    share: Reals

    def take(self, places: Numbers) -> Spans:
        """Some of them."""
        return Spans(self.figure[places], self.start[places], self.stop[places], self.least[places], self.share[places])


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate names, a figure's together: `first` and `second` index into `spans` (second is -1 for a single stretch, both for a rule's own)."""

    spans: Spans
    figure: Numbers
    first: Numbers
    second: Numbers
    names: list[str]
    ruled: Truths


def weigh(rows: Rows, odds: Reals, fillers: Fillers) -> Evidence:
    """The rows with what can be expected of them; `fillers` are words that no name begins or ends with.

    Probabilities are rounded, so that the last bit of a machine decides nothing.
    """
    likely = np.round(1 / (1 + np.exp(-np.clip(odds, -30, 30))), 6)
    words = ["" if text == PARTICLE else text for text in rows.texts]
    sizes = np.array([len(word) for word in words], dtype=np.int64)
    order = np.lexsort((-likely, rows.columns["key"], rows.figure)) if len(sizes) else np.zeros(0, dtype=np.int64)
    first = np.zeros(len(sizes), dtype=bool)
    if len(sizes):
        figure, key = rows.figure[order], rows.columns["key"][order]
        first[order] = np.append(True, (figure[1:] != figure[:-1]) | (key[1:] != key[:-1]))
    expected = np.bincount(rows.figure, weights=sizes * likely * first, minlength=len(rows.figures))
    opening = np.array([text not in fillers.lead for text in rows.texts], dtype=bool) & ~np.isin(
        rows.columns["tag"], NO_OPENING
    )
    closing = np.array([text not in fillers.tail for text in rows.texts], dtype=bool)
    naming = ~np.isin(rows.columns["tag"], EMPTY) & opening & closing
    denying = np.array([text in NEGATIONS for text in rows.texts], dtype=bool)
    return Evidence(rows, odds, likely, sizes, words, expected.astype(np.float64), first, opening, closing, naming, denying)


def running(values: Reals | Numbers | Truths) -> Reals:
    """Sums of all values in front of each place."""
    return np.concatenate([[0.0], np.cumsum(values)])


def find_spans(evidence: Evidence) -> Spans:
    """All stretches that could be a name or a part of one."""
    rows, likely = evidence.rows, evidence.likely
    count = len(likely)
    run = np.cumsum(~rows.glued)
    size, mass = running(evidence.sizes), running(evidence.sizes * likely)
    opening, closing = edges_of(evidence)
    named = running(evidence.naming)
    least = likely.copy()
    starts, stops, leasts = [], [], []
    for words in range(1, MOST_WORDS + 1):
        at = np.arange(max(0, count - words + 1))
        last = at + words - 1
        if words > 1:
            least = np.minimum(least[: len(at)], likely[last])
        length = size[at + words] - size[at]
        keep = (
            opening[at]
            & closing[last]
            & (named[at + words] > named[at])
            & (run[at] == run[last])
            & (length >= SHORTEST)
            & (length <= LONGEST)
        )
        starts.append(at[keep])
        stops.append(at[keep] + words)
        leasts.append(least[keep])
    start, stop = np.concatenate(starts), np.concatenate(stops)
    figure = rows.figure[start]
    share = 2 * (mass[stop] - mass[start]) / (size[stop] - size[start] + evidence.expected[figure])
    return Spans(figure, start, stop, np.concatenate(leasts), np.round(share, 6))


def edges_of(evidence: Evidence) -> tuple[Truths, Truths]:
    """Whether a stretch may begin with a row's word, and whether it may end with it.

    None begins behind a negation, which would say the contrary, and none ends in front of a word that likely belongs to the name: the head of
    a Chinese noun phrase stands last, and 客户满意度 cut down to 客户 is another thing.
    """
    rows, good = evidence.rows, evidence.likely >= LEAST
    denied, headless = np.zeros(len(good), dtype=bool), np.zeros(len(good), dtype=bool)
    denied[1:] = rows.glued[1:] & evidence.denying[:-1]
    headless[:-1] = rows.glued[1:] & (evidence.likely[1:] >= HEAD) & evidence.naming[1:]
    return good & ~denied & evidence.opening, good & ~headless & evidence.closing


def ranks(owner: Numbers, score: Reals) -> Numbers:
    """The place of each among those of its owner, the highest score first; of equals, the one that comes first."""
    order = np.lexsort((np.arange(len(owner)), -score, owner))
    sorted_owner = owner[order]
    begins = (
        np.flatnonzero(np.append(True, sorted_owner[1:] != sorted_owner[:-1])) if len(owner) else np.zeros(0, dtype=np.int64)
    )
    found = np.empty(len(owner), dtype=np.int64)
    found[order] = np.arange(len(owner)) - np.repeat(begins, np.diff(np.append(begins, len(owner))))
    return found


def best_spans(evidence: Evidence, spans: Spans) -> tuple[Spans, Numbers]:
    """The stretches that are kept, by figure and the share expected of them, with their places among those of their figure."""
    size, mass = running(evidence.sizes), running(evidence.sizes * evidence.likely)
    mean = np.round((mass[spans.stop] - mass[spans.start]) / (size[spans.stop] - size[spans.start]), 6)
    by_share, by_mean = ranks(spans.figure, spans.share), ranks(spans.figure, mean)
    kept = np.flatnonzero((by_share < KEPT_BY_SHARE) | (by_mean < KEPT_BY_MEAN))
    kept = kept[np.lexsort((by_share[kept], spans.figure[kept]))]
    return spans.take(kept), by_share[kept]


def pairs_of(evidence: Evidence, spans: Spans, place: Numbers) -> tuple[Numbers, Numbers]:
    """Two of the best stretches each, in the order in which they stand, that do not overlap and have no negation between them."""
    top = np.flatnonzero(place < PAIRED)
    denied = running(evidence.denying)
    firsts, seconds = [], []
    for step in range(1, PAIRED):
        one, other = top[: max(0, len(top) - step)], top[step:]
        apart = (spans.stop[one] <= spans.start[other]) | (spans.stop[other] <= spans.start[one])
        same = spans.figure[one] == spans.figure[other]
        one, other = one[apart & same], other[apart & same]
        swapped = spans.start[one] > spans.start[other]
        one, other = np.where(swapped, other, one), np.where(swapped, one, other)
        kept = denied[spans.start[other]] == denied[spans.stop[one]]
        firsts.append(one[kept])
        seconds.append(other[kept])
    return np.concatenate(firsts), np.concatenate(seconds)


def find_candidates(evidence: Evidence) -> Candidates:
    """The candidates of every figure, each name once; the rules' own name is always among them."""
    spans, place = best_spans(evidence, find_spans(evidence))
    first, second = pairs_of(evidence, spans, place)
    singles = ["".join(evidence.words[a:b]) for a, b in zip(spans.start.tolist(), spans.stop.tolist(), strict=True)]
    owners = spans.figure.tolist()
    found = [_Names(wording.figures[index].name) for wording, index in evidence.rows.figures]
    for at, (figure, name) in enumerate(zip(owners, singles, strict=True)):
        found[figure].add(name, at, -1)
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        head, tail = singles[one], singles[other]
        if len(head) + len(tail) <= LONGEST and head not in tail and tail not in head:
            found[owners[one]].add(head + tail, one, other)
    flat = [(figure, name, *parts) for figure, names in enumerate(found) for name, parts in names.parts().items()]
    return Candidates(
        spans,
        np.array([row[0] for row in flat], dtype=np.int64),
        np.array([row[2] for row in flat], dtype=np.int64),
        np.array([row[3] for row in flat], dtype=np.int64),
        [row[1] for row in flat],
        np.array([row[1] == found[row[0]].rule for row in flat], dtype=bool),
    )


class _Names:
    """The names that a figure could have, each with the stretches it is made of; where the rules' name is a measure, only measures."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.found: dict[str, tuple[int, int]] = {}

    def add(self, name: str, first: int, second: int) -> None:
        """Adds a name that is not known yet."""
        self.found.setdefault(name, (first, second))

    def parts(self) -> dict[str, tuple[int, int]]:
        """All names; the rules' own, if it is none of the stretches, with no stretch."""
        return {self.rule: (-1, -1)} | self.found
