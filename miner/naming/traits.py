"""Traits: what is known of each candidate name, a row of numbers each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from miner.naming.candidates import PAIR, RULE, SINGLE, Candidates, Evidence, Reals, running
from miner.naming.words import ABOVE, LEFT, RIGHT, Numbers

Floats = NDArray[np.float32]

NAMES = (
    *("size", "words", "mean", "least", "most", "first", "last", "recall", "share", "odds", "expected", "left_out_before"),
    *("left_out_behind", "form", "is_rule", "like_rule", "in_rule", "holds_rule", "is_earlier", "like_earlier", "in_front"),
    *("behind", "above", "rule_size", "to_the_right", "from_the_left", "best_share", "kind", "role", "figures", "index"),
    *("candidates", "tag_first", "tag_last", "size_first", "size_last", "apart"),
)  # fmt: skip
UNKNOWN = -1.0


def traits(evidence: Evidence, candidates: Candidates) -> Floats:
    """One row a candidate, one column a name of NAMES."""
    parts = _Parts(evidence, candidates)
    rows, figure = evidence.rows, candidates.figure
    figures = [wording.figures[index] for wording, index in rows.figures]
    earlier = [wording.figures[index - 1].name if index else "" for wording, index in rows.figures]
    owners = figure.tolist()
    size = np.array([len(name) for name in candidates.names], dtype=np.float64)
    rule_size = np.array([len(one.name) for one in figures], dtype=np.float64)[figure]
    earlier_size = np.array([len(name) for name in earlier], dtype=np.float64)[figure]
    of_figure = _of_figures(evidence, figure)
    expected = evidence.expected[figure]
    share = 2 * parts.mass / np.maximum(size + expected, 1e-9)
    best = np.zeros(len(figures))
    np.maximum.at(best, figure, np.where(parts.form == RULE, 0, share))
    rules = [figures[owner].name for owner in owners]
    befores = [earlier[owner] for owner in owners]
    columns = {
        "size": size,
        "words": parts.words,
        "mean": parts.mass / np.maximum(size, 1),
        "least": parts.least,
        "most": parts.most,
        "first": parts.likely_at(parts.head),
        "last": parts.likely_at(parts.tail),
        "recall": parts.mass / np.maximum(expected, 0.01),
        "share": share,
        "odds": parts.odds,
        "expected": expected,
        "left_out_before": parts.left_out(parts.head, -1),
        "left_out_behind": parts.left_out(parts.tail, 1),
        "form": parts.form,
        "is_rule": candidates.ruled,
        "like_rule": 2 * parts.ruled / np.maximum(size + rule_size, 1),
        "in_rule": [name in rule for name, rule in zip(candidates.names, rules, strict=True)],
        "holds_rule": [rule in name for name, rule in zip(candidates.names, rules, strict=True)],
        "is_earlier": [name == before for name, before in zip(candidates.names, befores, strict=True)],
        "like_earlier": np.where(earlier_size > 0, 2 * parts.earlier / np.maximum(size + earlier_size, 1), UNKNOWN),
        **parts.sides(),
        "rule_size": rule_size,
        **parts.gaps(),
        "best_share": best[figure],
        "kind": of_figure["kind"],
        "role": of_figure["role"],
        "figures": of_figure["figures"],
        "index": of_figure["index"],
        "candidates": np.bincount(figure, minlength=len(figures))[figure],
        "tag_first": parts.column_at(parts.head, "tag"),
        "tag_last": parts.column_at(parts.tail, "tag"),
        "size_first": parts.column_at(parts.head, "size"),
        "size_last": parts.column_at(parts.tail, "size"),
        "apart": parts.form == PAIR,
    }
    return np.round(np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in NAMES]), 5).astype(np.float32)


def _of_figures(evidence: Evidence, figure: Numbers) -> dict[str, Numbers]:
    """What is known of the figures themselves, a number a candidate."""
    return {name: column[figure] for name, column in evidence.rows.figured.items()}


class _Parts:
    """The rows behind each candidate: one stretch, two, or those that the rules' name holds. `head` and `tail` are first and last row, -1 for none."""

    def __init__(self, evidence: Evidence, candidates: Candidates) -> None:
        self.evidence, self.candidates = evidence, candidates
        self.rows, self.likely = evidence.rows, evidence.likely
        spans = candidates.spans
        self.form = np.where(candidates.first < 0, RULE, np.where(candidates.second < 0, SINGLE, PAIR))
        self.rule = self.form == RULE
        one, two = np.maximum(candidates.first, 0), np.maximum(candidates.second, 0)
        self.paired = self.form == PAIR
        empty = len(spans.start) == 0
        zero = np.zeros(len(one), dtype=np.int64)
        self.ranges = (
            (zero, zero) if empty else (np.where(self.rule, 0, spans.start[one]), np.where(self.rule, 0, spans.stop[one])),
            (zero, zero) if empty else (np.where(self.paired, spans.start[two], 0), np.where(self.paired, spans.stop[two], 0)),
        )
        self.held = (evidence.rows.columns["ruled"] == 1) & evidence.first
        sizes = evidence.sizes
        self.words = self.total(np.ones(len(sizes)))
        self.mass = self.total(sizes * self.likely)
        self.odds = self.total(evidence.odds)
        self.ruled = self.total(sizes * evidence.rows.columns["ruled"])
        self.earlier = self.total(sizes * evidence.rows.columns["ruled_before"])
        least = np.ones(len(one)) if empty else spans.least[one]
        least = np.minimum(least, np.where(self.paired, spans.least[two], 1)) if not empty else least
        self.least = np.where(self.rule, self.of_rule(np.minimum, self.likely, 1.0), least)
        self.head, self.tail = self.ends()
        self.most = self.highest()

    def total(self, values: Reals | Numbers) -> Reals:
        """The sum of a column over each candidate's rows."""
        sums = running(values)
        spanned = sum(sums[stop] - sums[start] for start, stop in self.ranges)
        held = np.bincount(self.rows.figure, weights=values * self.held, minlength=len(self.rows.figures))
        return np.asarray(np.where(self.rule, held[self.candidates.figure], spanned))

    def of_rule(self, reduce: np.ufunc, values: Reals | Numbers, start: float) -> Reals:
        """A column reduced over the rows that the rules' name holds, a number a candidate."""
        found = np.full(len(self.rows.figures), start, dtype=np.float64)
        reduce.at(found, self.rows.figure[self.held], values[self.held])
        return np.asarray(found[self.candidates.figure])

    def ends(self) -> tuple[Numbers, Numbers]:
        """The first and the last row of each candidate."""
        count = len(self.likely)
        places = np.arange(count)
        low, high = self.of_rule(np.minimum, places, count), self.of_rule(np.maximum, places, -1)
        head = np.where(self.rule, np.where(low == count, -1, low), self.ranges[0][0])
        tail = np.where(self.rule, high, np.where(self.paired, self.ranges[1][1], self.ranges[0][1]) - 1)
        return head.astype(np.int64), tail.astype(np.int64)

    def highest(self) -> Reals:
        """The probability of the likeliest word of each candidate; words inside a stretch are looked at up to its length."""
        found = np.zeros(len(self.form))
        for start, stop in self.ranges:
            longest = int((stop - start).max(initial=0))
            for step in range(longest):
                inside = start + step < stop
                found = np.where(inside, np.maximum(found, self.likely[np.where(inside, start + step, 0)]), found)
        return np.where(self.rule, self.of_rule(np.maximum, self.likely, 0.0), found)

    def likely_at(self, places: Numbers) -> Reals:
        """The probability of the word at a row, 0 where there is none."""
        return np.where(places < 0, 0.0, self.likely[places]) if len(self.likely) else np.zeros(len(places))

    def column_at(self, places: Numbers, name: str) -> Numbers:
        """A column at a row, 0 where there is none."""
        column = self.rows.columns[name]
        return np.where(places < 0, 0, column[places]) if len(column) else np.zeros(len(places), dtype=np.int64)

    def left_out(self, places: Numbers, step: int) -> Reals:
        """The probability of the word that stands right beside a candidate and is none of it; 0 where there is none."""
        count = len(self.likely)
        if not count:
            return np.zeros(len(places))
        beside = places + step
        glued = self.rows.glued[np.clip(np.maximum(places, beside), 0, count - 1)]
        inside = (places >= 0) & (beside >= 0) & (beside < count) & glued
        return np.where(inside, self.likely[np.clip(beside, 0, count - 1)], 0.0)

    def sides(self) -> dict[str, Reals]:
        """How many words stand in front, behind, in the heading."""
        side = self.rows.columns["side"]
        return {
            name: self.total((side == which).astype(np.float64))
            for name, which in (("in_front", LEFT), ("behind", RIGHT), ("above", ABOVE))
        }

    def gaps(self) -> dict[str, Reals]:
        """Characters from a candidate in front to its figure, and from a figure to the last word of a candidate behind it."""
        side, distance = self.column_at(self.tail, "side"), self.column_at(self.tail, "distance")
        return {
            "to_the_right": np.where((self.tail >= 0) & (side == LEFT), distance, UNKNOWN),
            "from_the_left": np.where(
                (self.tail >= 0) & (side == RIGHT), distance + self.column_at(self.tail, "size"), UNKNOWN
            ),
        }
