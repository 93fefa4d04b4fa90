"""The classifier: what the words say, what the cues say, and what stands around, weighed together.

Two passes. The first reads the words of each sentence alone. The second weighs its outcome for the sentence and its surroundings with the
cues, the headings and the kind of the piece. Both are linear, so that every verdict is a sum that can be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from miner.labels.cues import Matrix
from miner.labels.features import STAGE_NAMES, feature_names, features, stage_features
from miner.labels.words import WordModel, softmax, word_grams
from miner.records import LABELS, Piece, Unit, Verdict

HEADER: Verdict = Verdict("other", (0.0, 0.0, 0.0, 1.0))
CLIP = 6.0


@dataclass(frozen=True, slots=True)
class Classifier:
    """A trained classifier; `name` and `sha256` of its artefact stand in every document.

    `weights` has a row a column of features and a column a label; columns are centred by `mean` and divided by `scale` first.
    `temperature` divides the scores so that they are calibrated probabilities.
    """

    name: str
    sha256: str
    words: WordModel
    prior: Matrix
    mean: Matrix
    scale: Matrix
    weights: Matrix
    bias: Matrix
    temperature: float

    def __call__(self, piece: Piece, units: Sequence[Unit]) -> list[Verdict]:
        """A verdict a unit; the header row of a table states nothing and is other."""
        if not units:
            return []
        shares = softmax(self.scores(self.columns(piece, units)))
        return [
            HEADER if unit.row is not None and unit.row.header else Verdict(LABELS[best], (row[0], row[1], row[2], row[3]))
            for unit, best, row in zip(units, shares.argmax(axis=1).tolist(), shares.tolist(), strict=True)
        ]

    def columns(self, piece: Piece, units: Sequence[Unit]) -> Matrix:
        """Centred and scaled features, a row a unit."""
        shares = self.words.shares(word_grams(units))
        columns: Matrix = np.hstack([features(piece, units, self.prior), stage_features(units, shares)])
        columns -= self.mean
        columns /= self.scale
        return columns.clip(-CLIP, CLIP, out=columns)

    def scores(self, columns: Matrix) -> Matrix:
        """Calibrated scores before they become probabilities."""
        result: Matrix = (columns @ self.weights + self.bias) / self.temperature
        return result


def column_names() -> tuple[str, ...]:
    """The names of all columns of the second pass."""
    return (*feature_names(), *STAGE_NAMES)
