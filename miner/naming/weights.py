"""How likely a word belongs to a figure's name: a linear model over crossings of what is known of the pair.

Each crossing of a row becomes one bucket of a table of weights, by hashing; a word's log odds are the sum of its buckets' weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miner.naming.rows import Rows
from miner.naming.words import Numbers

Floats = NDArray[np.float32]

BUCKET_BITS = 18
BUCKETS = 2**BUCKET_BITS
MIX = np.uint64(0x9E3779B97F4A7C15)
SPREAD = np.uint64(0x100000001B3)
"""Multiplying by an odd number of 64 bits spreads neighbouring keys (Knuth, The Art of Computer Programming, 6.4; the second is FNV's prime)."""
DISTANCES = (1, 2, 4, 7, 11, 16, 25)

CROSSINGS: tuple[tuple[str, ...], ...] = (
    ("key",),
    ("side", "key"),
    ("kind", "key"),
    ("ruled", "key"),
    ("key_before", "key"),
    ("key", "key_behind"),
    ("kind", "beside", "last_letter"),
    ("unit", "last_letter"),
    ("unit", "side", "tag"),
    ("role", "side", "last_letter"),
    ("ruled", "last_letter", "closes"),
    ("first_letter", "side"),
    ("first_letter", "last_letter"),
    ("tag", "tag_before", "tag_behind"),
    ("tag", "tag_before", "steps", "side", "same_clause"),
    ("tag", "tag_behind", "steps", "side", "same_clause"),
    ("side", "steps", "commas"),
    ("side", "commas", "others", "tag"),
    ("ruled", "side", "commas", "others"),
    ("ruled", "tag", "steps", "side"),
    ("tag_left", "tag_right", "side", "steps", "same_clause"),
    ("kind", "side", "steps", "tag"),
    ("key_left", "side", "steps", "same_clause"),
    ("opens", "closes", "tag", "side", "commas"),
    ("commas", "others", "ruled_before", "ruled"),
    ("in_heading", "side", "ruled"),
    ("ruled", "rule_size", "side", "size"),
    ("ruled", "ruled_before", "ruled_behind", "side"),
    ("border_behind", "tag", "side", "touching"),
    ("border_before", "opens", "side"),
    ("owner", "side", "ruled", "commas"),
    ("owned", "side", "steps", "commas"),
    ("far", "side", "ruled"),
    ("lists", "side", "steps", "ruled"),
    ("brackets", "side", "ruled"),
    ("index", "side", "commas", "others", "ruled"),
    ("border_right", "side", "steps"),
    ("ruled", "tag_behind", "tag_before", "side"),
    ("key_behind", "tag", "side"),
    ("ruled", "steps", "tag_left", "side"),
    ("seen", "side"),
    ("seen", "ruled", "tag"),
    ("key", "side", "touching", "same_clause"),
    ("tag_behind", "opens", "closes", "tag", "side", "commas"),
    ("ruled", "tag_left", "tag_right", "side", "same_clause", "owned"),
)


def buckets(rows: Rows) -> NDArray[np.int32]:
    """The bucket of each crossing of each row: rows by crossings."""
    columns = {**rows.columns, **derived(rows.columns)}
    unsigned = {name: columns[name].astype(np.uint64) + np.uint64(1) for crossing in CROSSINGS for name in crossing}
    found = np.empty((len(rows.texts), len(CROSSINGS)), dtype=np.int32)
    for at, crossing in enumerate(CROSSINGS):
        key = np.full(len(rows.texts), at + 1, dtype=np.uint64)
        for name in crossing:
            key = (key * SPREAD) ^ unsigned[name]
        found[:, at] = ((key * MIX) >> np.uint64(64 - BUCKET_BITS)).astype(np.int32)
    return found


def derived(columns: dict[str, Numbers]) -> dict[str, Numbers]:
    """Columns in coarser steps."""
    commas = np.minimum(columns["commas"], 4)
    return {
        "commas": commas,
        "same_clause": (commas == 0).astype(np.int64),
        "others": np.minimum(columns["others"], 3),
        "lists": np.minimum(columns["lists"], 2),
        "brackets": np.minimum(columns["brackets"], 2),
        "beside": np.minimum(columns["side"], 2),
        "touching": (columns["steps"] == 0).astype(np.int64),
        "far": np.digitize(columns["distance"], DISTANCES),
    }


@dataclass(frozen=True, slots=True)
class WordWeights:
    """A weight a bucket, and the bias."""

    weights: Floats
    bias: float

    def log_odds(self, rows: Rows) -> NDArray[np.float64]:
        """For each row, how much speaks for its word; natural logarithm of the odds."""
        if not rows.texts:
            return np.zeros(0)
        return np.asarray(self.weights[buckets(rows)].sum(axis=1, dtype=np.float64) + self.bias)
