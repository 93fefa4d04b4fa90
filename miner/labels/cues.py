"""Cues: ways of telling that speak for a label, as rule data; one column of zeros and ones a class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from miner.labels.needs import needed
from miner.labels.pairs import Gate, Pairs, pairs_of
from miner.language.rules import read_rows

Matrix = NDArray[np.float32]


@cache
def cue_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The classes of cues.tsv in their order, each with the union of its patterns."""
    grouped: dict[str, list[str]] = {}
    for name, pattern, _ in read_rows("cues"):
        grouped.setdefault(name, []).append(pattern)
    return tuple((name, re.compile("|".join(patterns))) for name, patterns in grouped.items())


def cue_names() -> tuple[str, ...]:
    """The classes, in the order of the columns."""
    return tuple(name for name, _ in cue_patterns())


@cache
def cue_gate() -> Gate:
    """Which classes a text may meet, by its pairs of characters: one in ten, and a trial is what costs."""
    return Gate([needed(pattern.pattern) for _, pattern in cue_patterns()])


def cue_matrix(texts: Sequence[str], pairs: Pairs | None = None) -> Matrix:
    """A row a text, a column a class: 1 where a pattern of the class meets the text; `pairs` are those of the texts if known."""
    found = np.zeros((len(texts), len(cue_patterns())), dtype=np.float32)
    searches = [pattern.search for _, pattern in cue_patterns()]
    for column, row in zip(*cue_gate().trials(pairs or pairs_of(texts)), strict=True):
        if searches[column](texts[row]) is not None:
            found[row, column] = 1.0
    return found
