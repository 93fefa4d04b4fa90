"""Tones: what the words of a sentence tell of, counted by class (things broken, late, short, quarrelled over; praise, things brought to an end).

A model knows only the words of the industries it was trained on; the lists of tones.tsv know the words that other industries use for the
same troubles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np

from miner.labels.cues import Matrix
from miner.language.rules import read_rows

OPENING = 2
MOST, MOST_OF_A_SIDE = 2.0, 4.0
SHORT = 5
SIDES = ("bad", "good")
SUMMARY_NAMES = ("bad", "good", "only_bad", "bad_share")


@cache
def tone_names() -> tuple[str, ...]:
    """The classes in the order of tones.tsv, then what they come to on either side."""
    return (*dict.fromkeys(row[0] for row in read_rows("tones")), *SUMMARY_NAMES)


@cache
def phrases() -> dict[str, tuple[tuple[str, int], ...]]:
    """Every phrase with the column of its class, by its first two characters."""
    columns = {name: column for column, name in enumerate(tone_names())}
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, _, words, _ in read_rows("tones"):
        for phrase in words.split():
            found[phrase[:OPENING]].append((phrase, columns[name]))
    return {opening: tuple(members) for opening, members in found.items()}


@cache
def sides() -> tuple[np.ndarray, ...]:
    """For either side the columns of its classes."""
    side_of = {row[0]: row[1] for row in read_rows("tones")}
    classes = tone_names()[: -len(SUMMARY_NAMES)]
    return tuple(np.array([at for at, name in enumerate(classes) if side_of[name] == side]) for side in SIDES)


@cache
def opening_keys() -> np.ndarray:
    """The first two characters of every phrase as one number each, in order."""
    return np.unique(pair_keys("".join(phrases()))[::OPENING])


def pair_keys(text: str) -> np.ndarray:
    """Every two neighbouring characters of a text as one number."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    result: np.ndarray = (codes[:-1] << np.uint64(21)) | codes[1:]
    return result


def tone_matrix(texts: Sequence[str]) -> Matrix:
    """A row a text, the columns of `tone_names`: how many phrases of each class, how many bad and good, whether only bad, bad ones by length."""
    counts = np.zeros((len(texts), len(tone_names()) - len(SUMMARY_NAMES)), dtype=np.float32)
    joined = "\n".join(texts)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ends = np.cumsum(lengths + 1)
    places = (
        np.flatnonzero(np.isin(pair_keys(joined), opening_keys())) if len(joined) >= OPENING else np.zeros(0, dtype=np.intp)
    )
    openings = phrases()
    for row, at in zip(np.searchsorted(ends, places, side="right").tolist(), places.tolist(), strict=True):
        for phrase, column in openings[joined[at : at + OPENING]]:
            if joined.startswith(phrase, at):
                counts[row, column] += 1
    bad, good = (counts[:, columns].sum(axis=1) for columns in sides())
    shares = bad / np.maximum(SHORT, lengths).astype(np.float32)
    summary = [np.minimum(bad, MOST_OF_A_SIDE), np.minimum(good, MOST_OF_A_SIDE), (bad > 0) & (good == 0), shares]
    result: Matrix = np.hstack([np.minimum(counts, MOST), np.stack(summary, axis=1)]).astype(np.float32)
    return result
