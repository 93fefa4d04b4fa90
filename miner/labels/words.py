"""What the words of a sentence say by themselves: a linear model on hashed character n-grams.

Hashing needs no vocabulary in the artefact. It is done over all sentences at once in numpy: scikit-learn's own hashing vectorizer
took five times as long on the same text, more than any other step of the line, and half a second to import.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miner.labels.cues import Matrix
from miner.records import Unit

BUCKET_BITS = 17
BUCKETS = 2**BUCKET_BITS
LONGEST_NGRAM = 3
DIGIT = re.compile(r"\d")
READ = 240
MIX = np.uint64(0x9E3779B97F4A7C15)
"""The golden ratio in 64 bits: multiplying by it spreads neighbouring keys (Knuth, The Art of Computer Programming, 6.4)."""


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams of some texts: bucket of each, and where each text's grams begin (one more than there are texts)."""

    buckets: NDArray[np.int64]
    edges: NDArray[np.int64]


def wording(unit: Unit) -> str:
    """A unit's words without its list number, digits alike, its ends marked; at most the first 240 characters."""
    return f"^{DIGIT.sub('0', unit.text[len(unit.number) : READ])}$"


def hashed(texts: Sequence[str]) -> Grams:
    """The hashed n-grams of lengths one to three of each text, never across two: a text's shorter grams before its longer ones."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    keys = np.zeros((LONGEST_NGRAM, len(codes)), dtype=np.uint64)
    for at in range(min(LONGEST_NGRAM, len(codes))):
        count = len(codes) - at
        keys[at, :count] = (keys[at - 1, :count] << np.uint64(21)) | codes[at:] if at else codes
    places, edges = gram_places(np.array([len(text) for text in texts], dtype=np.int64))
    return Grams(((keys * MIX) >> np.uint64(64 - BUCKET_BITS)).astype(np.int64).take(places), edges)


def gram_places(sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the grams of texts of some sizes stand in a table with a row a length, text by text; and where each text's begin."""
    lengths = np.arange(LONGEST_NGRAM)
    counts = np.maximum(0, sizes[:, None] - lengths).ravel()
    ends = np.cumsum(counts)
    opened = ((np.cumsum(sizes) - sizes)[:, None] + lengths * sizes.sum()).ravel()
    places = np.arange(counts.sum()) + np.repeat(opened - ends + counts, counts)
    return places, np.concatenate([[0], ends[LONGEST_NGRAM - 1 :: LONGEST_NGRAM]])


def grams_of(text: str) -> list[tuple[str, int]]:
    """The n-grams of one text with their buckets, for showing."""
    grams = [text[at : at + length] for length in range(1, LONGEST_NGRAM + 1) for at in range(len(text) - length + 1)]
    return list(zip(grams, hashed([text]).buckets.tolist(), strict=True))


def word_grams(units: Sequence[Unit]) -> Grams:
    """Hashed n-grams, a text a unit."""
    return hashed([wording(unit) for unit in units])


@dataclass(frozen=True, slots=True)
class WordModel:
    """Weights (buckets × labels) and biases of the linear model."""

    weights: Matrix
    bias: Matrix

    def shares(self, grams: Grams) -> Matrix:
        """A row of four probabilities a text: the sum of its grams' weights over the square root of their number."""
        sizes = np.diff(grams.edges)
        if not len(sizes):
            return np.zeros((0, len(self.bias)), dtype=np.float32)
        taken = self.weights.take(grams.buckets, axis=0)  # an index in brackets takes five times as long
        sums = np.add.reduceat(taken, grams.edges[:-1], axis=0)
        means: Matrix = (sums / np.sqrt(sizes)[:, None]).astype(np.float32)
        return softmax(means + self.bias)


def softmax(scores: Matrix) -> Matrix:
    """Rows of scores as probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(scores) else scores
    result: Matrix = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return result
