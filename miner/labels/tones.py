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
from miner.labels.pairs import BUCKET_BITS, Pairs, bucket_of, pairs_of
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
def opening_buckets() -> np.ndarray:
    """Whether a phrase may open with a pair, by the bucket of the pair."""
    known = np.zeros(1 << BUCKET_BITS, dtype=np.bool_)
    known[[bucket_of(opening) for opening in phrases()]] = True
    return known


def tone_matrix(texts: Sequence[str], pairs: Pairs | None = None) -> Matrix:
    """A row a text, the columns of `tone_names`: how many phrases of each class, how many bad and good, whether only bad, bad ones by length.

    `pairs` are those of the texts if known.
    """
    pairs, width = pairs or pairs_of(texts), len(tone_names()) - len(SUMMARY_NAMES)
    places = np.flatnonzero(opening_buckets().take(pairs.buckets))
    rows = np.searchsorted(pairs.starts, places, side="right") - 1
    openings, joined = phrases(), pairs.joined
    found = [
        row * width + column
        for row, at in zip(rows.tolist(), places.tolist(), strict=True)
        for phrase, column in openings.get(joined[at : at + OPENING], ())
        if joined.startswith(phrase, at)
    ]
    counts = np.bincount(np.array(found, dtype=np.intp), minlength=len(texts) * width).reshape(-1, width).astype(np.float32)
    lengths = np.diff(pairs.starts, append=len(joined)) - 1
    bad, good = (counts[:, columns].sum(axis=1) for columns in sides())
    shares = bad / np.maximum(SHORT, lengths).astype(np.float32)
    summary = [np.minimum(bad, MOST_OF_A_SIDE), np.minimum(good, MOST_OF_A_SIDE), (bad > 0) & (good == 0), shares]
    result: Matrix = np.hstack([np.minimum(counts, MOST), np.stack(summary, axis=1)]).astype(np.float32)
    return result
