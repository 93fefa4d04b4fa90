"""Why a sentence got its label: the columns that weighed most for and against, and the characters that spoke loudest.

The score of a label is a sum over columns, so that what is shown is the whole truth: contributions of the named columns, with the first pass
broken down to the n-grams of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from miner.labels.classifier import Classifier, column_names
from miner.labels.words import grams_of, wording
from miner.records import LABELS, Label, Piece, Unit


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that weighed for (`weight` > 0) or against a label: a cue, a heading, surroundings, the kind, or the words."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons for one unit's label, those of greatest weight first; `words` are its n-grams, weighed by the first pass."""

    text: str
    label: Label
    reasons: tuple[Reason, ...]
    words: tuple[Reason, ...]


def explain(
    classifier: Classifier, piece: Piece, units: Sequence[Unit], index: int, label: Label | None = None, most: int = 12
) -> Explanation:
    """Why unit `index` was or was not given `label` (its own where None is asked); weights are against the mean of the labels."""
    columns = classifier.columns(piece, units)[index]
    scores = classifier.scores(columns[None, :])[0]
    wanted = LABELS[int(scores.argmax())] if label is None else label
    place = LABELS.index(wanted)
    relative = classifier.weights[:, place] - classifier.weights.mean(axis=1)
    weights = columns * relative / classifier.temperature
    order = np.argsort(-np.abs(weights), kind="stable")[:most]
    names = column_names()
    reasons = tuple(Reason(names[at], round(float(weights[at]), 3)) for at in order)
    return Explanation(units[index].text, wanted, reasons, loudest(classifier, units[index], place, most))


def loudest(classifier: Classifier, unit: Unit, place: int, most: int) -> tuple[Reason, ...]:
    """The n-grams of a unit that the first pass weighed most for or against a label, each once."""
    weights = {
        gram: float(classifier.words.weights[bucket, place] - classifier.words.weights[bucket].mean())
        for gram, bucket in grams_of(wording(unit))
    }
    order = sorted(weights, key=lambda gram: (-abs(weights[gram]), gram))[:most]
    return tuple(Reason(gram, round(weights[gram], 3)) for gram in order)
