"""Both passes are fitted to their end: a model that stops half way depends on where it stopped."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits

from miner.labels.training import linear, word_pass


def uneven(rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Columns of very different sizes and labels that they tell only in part: such a fit takes hundreds of steps."""
    random = np.random.default_rng(7)
    table = random.normal(size=(rows, columns)) * np.logspace(-2, 1, columns)
    told = table @ random.normal(size=columns) + random.normal(size=rows) * 5
    return table.astype(np.float32), np.argsort(np.argsort(told)) * 4 // rows


def test_a_fit_that_takes_hundreds_of_steps_gets_them() -> None:
    table, labels = uneven(300, 20)
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("error", ConvergenceWarning)
        word_pass(csr_matrix(table), labels)
        linear(table, labels, np.ones(len(labels)))
