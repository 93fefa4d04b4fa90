"""What stands around a sentence: means of any columns over its section, its neighbours and its piece, without itself.

A sentence's own words often leave its label open (“加强巡视，落实责任” is done in a summary and to do in a plan); the stretch around it settles it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from miner.labels.cues import Matrix
from miner.records import Unit

Index = NDArray[np.intp]


def section_numbers(units: Sequence[Unit]) -> Index:
    """For each unit a number of its section, counted from 0 in the order of first sight."""
    numbers: dict[int | None, int] = {}
    return np.array([numbers.setdefault(unit.heading, len(numbers)) for unit in units], dtype=np.intp)


def mean_of_others(columns: Matrix, groups: Index, prior: Matrix, weight: float) -> Matrix:
    """Per row the mean over the other rows of its group, drawn to `prior` as if `weight` rows more had it."""
    sums = np.zeros((int(groups.max()) + 1 if len(groups) else 0, columns.shape[1]), dtype=np.float32)
    np.add.at(sums, groups, columns)
    sizes = np.bincount(groups).astype(np.float32)
    result: Matrix = (sums.take(groups, axis=0) - columns + weight * prior) / (sizes.take(groups)[:, None] - 1 + weight)
    return result


def mean_of_the_rest(columns: Matrix, prior: Matrix, weight: float) -> Matrix:
    """Per row the mean over all other rows, drawn to `prior` as if `weight` rows more had it."""
    result: Matrix = (columns.sum(axis=0) - columns + weight * prior) / np.float32(len(columns) - 1 + weight)
    return result


def mean_of_neighbours(columns: Matrix, reach: int, prior: Matrix, weight: float) -> Matrix:
    """Per row the mean over up to `reach` rows on either side, without itself, drawn to `prior`."""
    count = len(columns)
    running = np.zeros((count + 1, columns.shape[1]), dtype=np.float64)
    np.cumsum(columns, axis=0, dtype=np.float64, out=running[1:])
    places = np.arange(count)
    first, last = np.maximum(0, places - reach), np.minimum(count, places + reach + 1)
    sums = running.take(last, axis=0) - running.take(first, axis=0) - columns
    return ((sums + weight * prior) / ((last - first - 1)[:, None] + weight)).astype(np.float32)


def shifted(columns: Matrix, by: int, fill: float) -> Matrix:
    """The row `by` places on, `fill` beyond the ends."""
    result = np.full_like(columns, fill)
    if by < 0:
        result[-by:] = columns[:by]
    else:
        result[:-by] = columns[by:]
    return result
