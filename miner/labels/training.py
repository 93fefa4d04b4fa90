"""Training: labelled pieces in, a classifier out; the same examples and seed give the same weights.

The first pass is fitted out of fold by kind of unit, so that the second learns from what the first says of industries it has not seen.
The second pass is the mean of two linear models, one on cues alone and one on everything: the first carries over to registers unlike the
corpus, the second knows the corpus better; their mean was better than either on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from miner.labels.classifier import CLIP, Classifier, column_names
from miner.labels.cues import Matrix, cue_matrix
from miner.labels.features import feature_names, features, stage_features
from miner.labels.words import BUCKETS, WordModel, softmax, word_grams
from miner.records import LABELS, Piece, Unit

FOLDS = 5
UNLABELLED = -1
WORD_C = 5.0
MOST_STEPS = 1000
"""Far beyond what is needed: on the corpus the first pass settles after 110 steps, the second after 30. Where a fit does not, its warning shows."""
SECOND_C = 0.003
LABEL_WEIGHTS = np.array([1.3, 2.3, 0.8, 0.85])
"""Problems count more: it trades precision for recall, one for one. Achievements count more and plans less, since real reports hold more of the
former than ours: on real pages from the web macro-F1 rose by two points, on government reports by one, on the test split it stayed."""
VARIANT_WEIGHT = 0.6
"""A variant counts less than the report it was made of: log loss on real files fell from 0.328 to 0.316; on variants
themselves macro-F1 fell by half a point."""
SURROUNDINGS = ("section:", "near:", "piece:", "before:", "after:")
SURROUNDINGS_SHARE = 0.2
"""Columns of surroundings are shrunk to this share, so that the ridge penalty holds them back 25 times as much as a sentence's own cues.

There are five of them a cue, and they learn the manner of single reports: macro-F1 rose from 0.862 to 0.875 on unseen kinds of unit, from 0.907
to 0.917 on real government reports, and log loss fell on every set; from 0.1 to 0.3 all was alike.
"""
TEMPERATURES = np.round(np.arange(0.5, 3.01, 0.05), 2)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One labelled piece: `labels` are indices into LABELS, or UNLABELLED; `fresh` is False for a variant of a piece already there.

    `weight` is how much its units count in the second pass.
    """

    group: str
    piece: Piece
    units: tuple[Unit, ...]
    labels: tuple[int, ...]
    fresh: bool = True
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """All lessons as rows: first-pass columns, own features, label, group, emphasis in the second pass, and the lesson each row came from."""

    words: csr_matrix
    own: Matrix
    labels: np.ndarray
    groups: np.ndarray
    fresh: np.ndarray
    emphasis: np.ndarray
    edges: tuple[int, ...]


def train(lessons: Sequence[Lesson], name: str) -> Classifier:
    """A classifier from lessons, without the digest of an artefact (which is made when it is packed)."""
    with threadpool_limits(1):
        return fitted(lessons, name)


def fitted(lessons: Sequence[Lesson], name: str) -> Classifier:
    """The same on however many threads the libraries take; one thread gives the same sums on every machine of a kind."""
    prior = cue_matrix([unit.text for lesson in lessons for unit in lesson.units]).mean(axis=0)
    table = tabulate(lessons, prior)
    folds = list(GroupKFold(FOLDS).split(table.own, table.labels, table.groups))
    stage = around(lessons, table.edges, out_of_fold_shares(table, folds))
    columns = np.hstack([table.own, stage])
    mean, scale = columns.mean(axis=0), np.maximum(columns.std(axis=0), 1e-3)
    scaled = np.clip((columns - mean) / scale, -CLIP, CLIP).astype(np.float32)
    known = np.flatnonzero(table.labels != UNLABELLED)
    weights, bias = second_pass(scaled[known], table.labels[known], table.emphasis[known])
    words = word_pass(table.words[known], table.labels[known])
    return Classifier(name, "", words, prior, mean, scale, weights, bias, calibrated(scaled, table, folds))


def tabulate(lessons: Sequence[Lesson], prior: Matrix) -> Table:
    """The rows of all lessons, in order."""
    sizes = [len(lesson.units) for lesson in lessons]
    return Table(
        words=vstack([word_columns(lesson.units) for lesson in lessons]).tocsr(),
        own=np.vstack([features(lesson.piece, lesson.units, prior) for lesson in lessons]),
        labels=np.array([label for lesson in lessons for label in lesson.labels]),
        groups=np.array([lesson.group for lesson in lessons for _ in lesson.units]),
        fresh=np.array([lesson.fresh for lesson in lessons for _ in lesson.units]),
        emphasis=np.array(
            [
                lesson.weight
                * (1.0 if lesson.fresh else VARIANT_WEIGHT)
                * (1.0 if label == UNLABELLED else LABEL_WEIGHTS[label])
                for lesson in lessons
                for label in lesson.labels
            ]
        ),
        edges=tuple(int(edge) for edge in np.cumsum([0, *sizes])),
    )


def word_columns(units: Sequence[Unit]) -> csr_matrix:
    """Hashed n-grams as scikit-learn takes them, weighed as `WordModel.shares` weighs them."""
    grams = word_grams(units)
    sizes = np.diff(grams.edges)
    data = np.repeat(1 / np.sqrt(sizes), sizes).astype(np.float32)
    columns = csr_matrix((data, grams.buckets, grams.edges), shape=(len(units), BUCKETS))
    columns.sum_duplicates()
    return columns


def word_shares(model: WordModel, columns: csr_matrix) -> Matrix:
    """What the first pass says of rows in scikit-learn's form."""
    return softmax(np.asarray(columns @ model.weights) + model.bias)


def word_pass(columns: csr_matrix, labels: np.ndarray) -> WordModel:
    """The first pass: multinomial logistic regression on hashed n-grams."""
    model = LogisticRegression(C=WORD_C, max_iter=MOST_STEPS, tol=1e-3).fit(columns, labels)
    return WordModel(model.coef_.T.astype(np.float16).astype(np.float32), model.intercept_.astype(np.float32))


def out_of_fold_shares(table: Table, folds: Sequence[tuple[np.ndarray, np.ndarray]]) -> Matrix:
    """What a first pass that has not seen a row's kind of unit says of it."""
    shares = np.zeros((len(table.labels), len(LABELS)), dtype=np.float32)
    for seen, unseen in folds:
        known = seen[table.labels[seen] != UNLABELLED]
        shares[unseen] = word_shares(word_pass(table.words[known], table.labels[known]), table.words[unseen])
    return shares


def around(lessons: Sequence[Lesson], edges: Sequence[int], shares: Matrix) -> Matrix:
    """Second-pass features made of first-pass outcomes, piece by piece."""
    return np.vstack(
        [stage_features(lesson.units, shares[a:b]) for lesson, a, b in zip(lessons, edges, edges[1:], strict=False)]
    )


def second_pass(scaled: Matrix, labels: np.ndarray, emphasis: np.ndarray) -> tuple[Matrix, Matrix]:
    """Weights and biases: the mean of a model on own features and one on all columns."""
    own, shares = len(feature_names()), column_shares()
    narrow = linear(scaled[:, :own] * shares[:own], labels, emphasis)
    wide = linear(scaled * shares, labels, emphasis)
    weights = wide.coef_.T.astype(np.float32)
    weights[:own] += narrow.coef_.T.astype(np.float32)
    return weights * shares[:, None] / 2, ((wide.intercept_ + narrow.intercept_) / 2).astype(np.float32)


def linear(columns: Matrix, labels: np.ndarray, emphasis: np.ndarray) -> LogisticRegression:
    """One linear model of the second pass; problems count more, variants less."""
    return LogisticRegression(C=SECOND_C, max_iter=MOST_STEPS).fit(columns, labels, sample_weight=emphasis)


def column_shares() -> Matrix:
    """How much of each column of the second pass is seen in training: less of surroundings."""
    shares = [SURROUNDINGS_SHARE if name.startswith(SURROUNDINGS) else 1.0 for name in column_names()]
    return np.array(shares, dtype=np.float32)


def calibrated(scaled: Matrix, table: Table, folds: Sequence[tuple[np.ndarray, np.ndarray]]) -> float:
    """The temperature that makes out-of-fold probabilities of fresh rows most likely."""
    scores = np.zeros((len(table.labels), len(LABELS)), dtype=np.float32)
    for seen, unseen in folds:
        known = seen[table.labels[seen] != UNLABELLED]
        weights, bias = second_pass(scaled[known], table.labels[known], table.emphasis[known])
        scores[unseen] = scaled[unseen] @ weights + bias
    judged = table.fresh & (table.labels != UNLABELLED)
    scores, labels = scores[judged], table.labels[judged]
    losses = [-np.log(softmax(scores / t)[np.arange(len(labels)), labels] + 1e-9).mean() for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])
