"""Training: sentences whose figures have been named by annotators in, weights out; the same examples give the same weights.

What says how likely a word belongs to a name is fitted out of fold by kind of unit, so that what judges the candidates learns from
probabilities as they are for industries that were not seen.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from miner.naming.candidates import find_candidates, weigh
from miner.naming.rows import Rows, make_rows, settled
from miner.naming.traits import Floats, traits
from miner.naming.trees import DEPTH, INNER, LEAVES, Trees
from miner.naming.weights import BUCKETS, WordWeights, buckets
from miner.naming.words import Fillers, Tagger
from miner.records import Wording

FOLDS = 5
WORD_C = 0.07
ROUNDS, TOLERANCE = 60, 1e-6
"""The fit of words takes all its rounds: with the tolerance of 0.001 it ended after some twenty, far from the best weights."""
TREES = 60
LEARNING_RATE = 0.15
LEAST_IN_LEAF = 40
ROWS_A_TREE, COLUMNS_A_SPLIT = 0.3, 0.5

Worth = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class NamingLesson:
    """The sentences of one piece and, figure by figure, the names that annotators gave; empty where none did."""

    group: str
    wordings: tuple[Wording, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson's rows, the names of the figures that are asked for, the bucket of each crossing, whether each row's word is in the name, and which rows count."""

    rows: Rows
    names: tuple[str, ...]
    buckets: NDArray[np.int32]
    inside: NDArray[np.bool_]


def train_names(
    lessons: Sequence[NamingLesson], tag: Tagger, fillers: Fillers, worth: Worth, seed: int
) -> tuple[WordWeights, Trees]:
    """The weights of words and the trees of candidates; `worth` says what a candidate is worth, given the annotator's name."""
    with threadpool_limits(1):
        taught = [prepare(lesson, tag) for lesson in lessons]
        groups = np.array([lesson.group for lesson in lessons])
        found: list[Floats] = []
        targets: list[float] = []
        for seen, unseen in GroupKFold(FOLDS).split(groups, groups=groups):
            words = word_weights([taught[at] for at in seen])
            for at in unseen:
                known, values = judged(taught[at], words, fillers, worth)
                found.append(known)
                targets += values
        return word_weights(taught), grown(np.vstack(found), np.array(targets), seed)


def prepare(lesson: NamingLesson, tag: Tagger) -> Taught:
    """A lesson as rows."""
    rows = make_rows(lesson.wordings, tag)
    rules = [figure.name for wording in lesson.wordings for figure in wording.figures]
    names = tuple(name for name, rule in zip(lesson.names, rules, strict=True) if not settled(rule))
    named = np.array([bool(name) for name in names], dtype=bool)[rows.figure]
    return Taught(rows, names, buckets(rows)[named], words_inside(rows, names)[named])


def words_inside(rows: Rows, names: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each row's word stands in its figure's name; a single character only together with a word beside it."""
    texts, glued = rows.texts, rows.glued
    found = np.zeros(len(texts), dtype=bool)
    for at, (text, figure) in enumerate(zip(texts, rows.figure.tolist(), strict=True)):
        name = names[figure]
        if len(text) > 1:
            found[at] = text in name
        elif text in name:
            behind = glued[at] and texts[at - 1] + text in name
            found[at] = behind or (at + 1 < len(texts) and glued[at + 1] and text + texts[at + 1] in name)
    return found


def word_weights(taught: Sequence[Taught]) -> WordWeights:
    """Logistic regression over hashed crossings."""
    columns = np.vstack([one.buckets for one in taught])
    edges = np.arange(0, columns.size + 1, columns.shape[1])
    matrix = csr_matrix((np.ones(columns.size, dtype=np.float32), columns.ravel(), edges), shape=(len(columns), BUCKETS))
    inside = np.concatenate([one.inside for one in taught])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is meant to end with its rounds
        model = LogisticRegression(C=WORD_C, max_iter=ROUNDS, tol=TOLERANCE).fit(matrix, inside)
    return WordWeights(model.coef_[0].astype(np.float16).astype(np.float32), float(model.intercept_[0]))


def judged(taught: Taught, words: WordWeights, fillers: Fillers, worth: Worth) -> tuple[Floats, list[float]]:
    """The traits of the candidates of a lesson's named figures, and what each is worth."""
    evidence = weigh(taught.rows, words.log_odds(taught.rows), fillers)
    candidates = find_candidates(evidence)
    kept = [at for at, figure in enumerate(candidates.figure.tolist()) if taught.names[figure]]
    values = [worth(taught.names[int(candidates.figure[at])], candidates.names[at]) for at in kept]
    return traits(evidence, candidates)[kept], values


def grown(known: Floats, worth: NDArray[np.float64], seed: int) -> Trees:
    """Boosted trees (Friedman 2001) that foretell what a candidate is worth, each filled up to equal depth."""
    model = GradientBoostingRegressor(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=LEARNING_RATE, min_samples_leaf=LEAST_IN_LEAF,
        subsample=ROWS_A_TREE, max_features=COLUMNS_A_SPLIT, random_state=seed,
    ).fit(known, worth)  # fmt: skip
    columns = np.zeros((TREES, INNER), dtype=np.int16)
    bounds = np.zeros((TREES, INNER), dtype=np.float32)
    values = np.zeros((TREES, LEAVES), dtype=np.float32)
    for number, (one,) in enumerate(model.estimators_):
        tree = one.tree_
        stack = [(0, 0)]
        while stack:
            node, place = stack.pop()
            leaf = tree.children_left[node] < 0
            if place >= INNER:
                values[number, place - INNER] = LEARNING_RATE * tree.value[node, 0, 0]
                continue
            if not leaf:
                columns[number, place], bounds[number, place] = tree.feature[node], tree.threshold[node]
            stack.append((node if leaf else tree.children_left[node], 2 * place + 1))
            stack.append((node if leaf else tree.children_right[node], 2 * place + 2))
    return Trees(columns, bounds, values, float(model.init_.constant_.ravel()[0]))
