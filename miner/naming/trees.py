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
        count, trees = len(rows), np.arange(len(self.columns))
        node = np.zeros((count, len(trees)), dtype=np.int64)
        at = np.arange(count)[:, None]
        for _ in range(DEPTH):
            right = rows[at, self.columns[trees, node]] > self.bounds[trees, node]
            node = 2 * node + 1 + right
        return np.asarray(self.values[trees, node - INNER].sum(axis=1, dtype=np.float64) + self.base)
