"""Why a sentence got its label: the columns that weighed most for and against, and the characters that spoke loudest.

The score of a label is a sum over columns, so that what is shown is the whole truth: contributions of the named columns, with the first pass
broken down to the n-grams of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from numpy import abs as magnitudes
from numpy import argsort

from miner.labels.classifier import Classifier, column_names
from miner.labels.readings import reading
from miner.labels.words import grams_of, wording
from miner.records import LABELS, Label, Piece, Public, Unit


class Reason(Public):
    """One thing that weighed for (`weight` > 0) or against a label: `what` is its name in the classifier, `reading` the same in words."""

    what: str
    reading: str
    weight: float


class Explanation(Public):
    """The reasons for or against one sentence's `label`, those of greatest weight first.

    `score` is the label's probability, `given` the label that the sentence has; `words` are its n-grams, weighed by the first pass.
    """

    text: str
    label: Label
    given: Label
    score: float
    reasons: tuple[Reason, ...]
    words: tuple[Reason, ...]


def explain(
    classifier: Classifier, piece: Piece, units: Sequence[Unit], index: int, label: Label | None = None, most: int = 12
) -> Explanation:
    """Why unit `index` was or was not given `label` (its own where None is asked); weights are against the mean of the labels."""
    verdict = classifier(piece, units)[index]
    wanted = verdict.label if label is None else label
    place = LABELS.index(wanted)
    header = units[index].row is not None and units[index].row.header  # type: ignore[union-attr]
    return Explanation(
        text=units[index].text,
        label=wanted,
        given=verdict.label,
        score=round(verdict.scores[place], 4),
        reasons=(by_rule(wanted),) if header else weightiest(classifier, piece, units, index, place, most),
        words=() if header else loudest(classifier, units[index], place, most),
    )


def by_rule(label: Label) -> Reason:
    """The reason for the header row of a table, which is not weighed at all."""
    return Reason(what="rule:header", reading=reading("rule:header"), weight=1.0 if label == "other" else -1.0)


def weightiest(
    classifier: Classifier, piece: Piece, units: Sequence[Unit], index: int, place: int, most: int
) -> tuple[Reason, ...]:
    """The columns that weighed most for or against a label."""
    columns = classifier.columns(piece, units)[index]
    relative = classifier.weights[:, place] - classifier.weights.mean(axis=1)
    weights = columns * relative / classifier.temperature
    order = argsort(-magnitudes(weights), kind="stable")[:most]
    names = column_names()
    return tuple(
        Reason(what=names[at], reading=reading(names[at], bool(columns[at] > 0)), weight=round(float(weights[at]), 3))
        for at in order
    )


def loudest(classifier: Classifier, unit: Unit, place: int, most: int) -> tuple[Reason, ...]:
    """The n-grams of a unit that the first pass weighed most for or against a label, each once with all its places in the sum."""
    grams = grams_of(wording(unit))
    weights: dict[str, float] = {}
    for gram, bucket in grams:
        row = classifier.words.weights[bucket]
        weights[gram] = weights.get(gram, 0.0) + float(row[place] - row.mean()) / sqrt(len(grams))
    order = sorted(weights, key=lambda gram: (-abs(weights[gram]), gram))[:most]
    return tuple(Reason(what=gram, reading=shown(gram), weight=round(weights[gram], 3)) for gram in order)


def shown(gram: str) -> str:
    """An n-gram in words: the marks for the sentence's ends spelt out, and digits, which count alike, shown as #."""
    return gram.replace("^", "句首 ").replace("$", " 句末").replace("0", "#").strip()
