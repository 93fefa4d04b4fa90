"""What the words of a sentence say by themselves: a linear model on hashed character n-grams.

Hashing needs no vocabulary in the artefact and reads more than a million characters a second; digits count as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from miner.labels.cues import Matrix
from miner.records import Unit

BUCKETS = 2**17
LONGEST_NGRAM = 3
DIGIT = re.compile(r"\d")
READ = 240


def vectorizer() -> HashingVectorizer:
    """The one way that text becomes columns, in training and in use."""
    return HashingVectorizer(analyzer="char", ngram_range=(1, LONGEST_NGRAM), n_features=BUCKETS, alternate_sign=False, norm="l2", lowercase=False, dtype=np.float32)


def wording(unit: Unit) -> str:
    """A unit's words without its list number, digits alike, its ends marked; at most the first 240 characters."""
    return f"^{DIGIT.sub('0', unit.text[len(unit.number) : READ])}$"


def word_columns(units: Sequence[Unit]) -> csr_matrix:
    """Hashed n-grams, a row a unit."""
    return vectorizer().transform([wording(unit) for unit in units])


@dataclass(frozen=True, slots=True)
class WordModel:
    """Weights (buckets × labels) and biases of the linear model."""

    weights: Matrix
    bias: Matrix

    def shares(self, columns: csr_matrix) -> Matrix:
        """A row of four probabilities a unit."""
        return softmax(columns @ self.weights + self.bias)


def softmax(scores: Matrix) -> Matrix:
    """Rows of scores as probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(scores) else scores
    result: Matrix = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return result
