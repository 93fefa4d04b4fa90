"""Boosted regression trees of equal depth as three arrays: read without pickle, asked for all rows at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miner.naming.traits import Floats

DEPTH = 4
INNER, LEAVES = 2**DEPTH - 1, 2**DEPTH


@dataclass(frozen=True, slots=True)
class Trees:
    """`columns` and `bounds` (trees × 15) are what each inner node asks, `values` (trees × 16) what each leaf adds; `base` is where all begin.

    At a node a row goes left where its column is at most the bound; the children of node n are 2n+1 and 2n+2.
    """

    columns: NDArray[np.int16]
    bounds: Floats
    values: Floats
    base: float

    def predict(self, rows: Floats) -> NDArray[np.float64]:
        """A number a row; values are summed in double precision, where no order of them changes the sum."""
        count, trees = len(rows), len(self.columns)
        flat, columns, bounds = np.ascontiguousarray(rows).ravel(), self.columns.astype(np.intp).ravel(), self.bounds.ravel()
        row = np.repeat(np.arange(count) * rows.shape[1], trees).reshape(count, trees)
        root = np.arange(trees) * INNER
        node = np.zeros((count, trees), dtype=np.intp)
        for _ in range(DEPTH):
            place = node + root
            node = 2 * node + 1 + (flat.take(row + columns.take(place)) > bounds.take(place))
        return np.asarray(
            self.values.ravel().take(node - INNER + np.arange(trees) * LEAVES).sum(axis=1, dtype=np.float64) + self.base
        )
