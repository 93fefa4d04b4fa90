"""What each part of the classifier adds, on kinds of unit not trained on and on other gold folders.

    python -m tests.bench.ablation [GOLD_FOLDER …]

A row a candidate, a column a set: macro-F1 of achievement, problem and plan, then F1 of problem. Every candidate is trained on the same lessons and judged
through the whole pipeline by the same rules as `miner evaluate`. Takes some minutes: gradient boosting and spaCy's categorizer are slow.
"""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold
from spacy.training import Example
from spacy.util import minibatch

from miner import outline
from miner.gold.evaluation import label_scores, macro_f1
from miner.gold.lessons import lessons
from miner.gold.making import SEED, TRAINED_ON
from miner.gold.needing import needed
from miner.gold.notation import GoldReport, read_corpus
from miner.gold.rehoming import rehomed
from miner.gold.sources import read_gold_folder
from miner.gold.splits import read_splits, read_weights, split_of
from miner.gold.tasking import tasked
from miner.gold.transfer import judge
from miner.gold.variants import variants
from miner.labels.classifier import CLIP
from miner.labels.cues import Matrix, cue_matrix, cue_names
from miner.labels.features import PLACE_NAMES, STAGE_NAMES, feature_names, features, stage_features
from miner.labels.tones import tone_names
from miner.labels.training import (
    FOLDS,
    Lesson,
    around,
    column_shares,
    out_of_fold_shares,
    tabulate,
    word_pass,
)
from miner.labels.training import linear as second_pass_model
from miner.labels.words import softmax, word_grams, wording
from miner.loading import untrained
from miner.records import LABELS, Piece, Text, Unit

CORPUS = Path(__file__).parents[2] / "corpus"
WIDER = ("pages", "congress")
"""Groups that are kinds of text rather than kinds of unit."""
REPAIR = untrained().repair
Scorer = Callable[[int], Matrix]


@dataclass(frozen=True)
class Case:
    """A piece to judge: its report, the source spans of its units, and all columns."""

    report: GoldReport
    spans: list[tuple[int, int]]
    piece: Piece
    units: list[Unit]
    columns: Matrix
    words: Matrix


def cases_of(report: GoldReport, words: Callable[[Sequence[Unit]], Matrix], prior: Matrix) -> list[Case]:
    """The pieces of a report as cases."""
    clean = REPAIR(Text(report.text, "text/plain"))
    found = []
    for piece in outline.find_outline(clean, "").pieces:
        units = outline.split(clean, piece)
        if units:
            shares = words(units)
            columns = np.hstack([features(piece, units, prior), stage_features(units, shares)])
            spans = [clean.alignment.span(unit.start, unit.end) for unit in units]
            found.append(Case(report, spans, piece, units, columns, np.log(shares + 1e-6)))
    return found


def figures(cases: Sequence[Case], scorer: Scorer, first: int) -> str:
    """Macro-F1 and F1 of problems over some cases, whose places in the list of all cases begin at `first`."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    reports = {}
    for at, case in enumerate(cases):
        best = scorer(first + at).argmax(axis=1)
        labels = [
            "other" if unit.row is not None and unit.row.header else LABELS[int(index)]
            for unit, index in zip(case.units, best, strict=True)
        ]
        reports[case.report.id] = case.report
        found.setdefault(case.report.id, []).extend((a, b, label) for (a, b), label in zip(case.spans, labels, strict=True))
    scores = label_scores(pair for name, spans in found.items() for pair in judge(reports[name], spans))
    return f"{macro_f1(scores):.3f} ({scores['problem'].f1 or 0:.3f})"


def chosen(*prefixes: str) -> list[int]:
    """Columns whose names begin with one of the prefixes."""
    names = (*feature_names(), *STAGE_NAMES)
    return [at for at, name in enumerate(names) if name.startswith(prefixes)]


def toned() -> list[int]:
    """Columns of tones, of a sentence's own and of those around it."""
    return [at for at, name in enumerate(feature_names()) if name.partition(":")[2] in tone_names()]


def smoothed(scores: Matrix, transitions: Matrix, weight: float) -> Matrix:
    """Viterbi over a piece: the best path as scores that are all or nothing."""
    logs = np.log(softmax(scores) + 1e-9)
    best, back = logs[0], []
    for row in logs[1:]:
        paths = best[:, None] + weight * transitions
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return np.eye(len(LABELS), dtype=np.float32)[path[::-1]]


def transition_scores(all_lessons: Sequence[Lesson]) -> Matrix:
    """Log of how much oftener a label follows another than it comes at all."""
    counts = np.ones((len(LABELS), len(LABELS)))
    for lesson in all_lessons:
        if lesson.fresh:
            np.add.at(counts, (list(lesson.labels[:-1]), list(lesson.labels[1:])), 1)
    result: Matrix = np.log(counts / counts.sum(axis=1, keepdims=True)) - np.log(counts.sum(axis=0) / counts.sum())
    return result


def categorizer(all_lessons: Sequence[Lesson]) -> Callable[[Sequence[Unit]], Matrix]:
    """spaCy's own text categorizer (bag of words) on sentences alone."""
    nlp = spacy.blank("zh")
    pipe = nlp.add_pipe(
        "textcat",
        config={
            "model": {
                "@architectures": "spacy.TextCatBOW.v3",
                "exclusive_classes": True,
                "ngram_size": 3,
                "no_output_layer": False,
            }
        },
    )
    for label in LABELS:
        pipe.add_label(label)
    data = [
        (wording(unit), LABELS[label])
        for lesson in all_lessons
        if lesson.fresh
        for unit, label in zip(lesson.units, lesson.labels, strict=True)
    ]
    rows = [
        Example.from_dict(nlp.make_doc(text), {"cats": {one: float(one == label) for one in LABELS}}) for text, label in data
    ]
    optimizer = nlp.initialize(lambda: rows[:200])
    rng = random.Random(SEED)
    for _ in range(4):
        rng.shuffle(rows)
        for batch in minibatch(rows, 128):
            nlp.update(batch, sgd=optimizer)
    return lambda units: np.array([[doc.cats[label] for label in LABELS] for doc in nlp.pipe(wording(unit) for unit in units)])


def boosting(columns: Matrix, labels: np.ndarray) -> HistGradientBoostingClassifier:
    """Gradient boosting on all columns."""
    model = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.08, max_leaf_nodes=15, min_samples_leaf=40, random_state=0
    )
    return model.fit(columns, labels)


def lessons_of(seen: Sequence[GoldReport]) -> tuple[list[Lesson], int]:
    """What the shipped model is taught, and how many of the lessons are whole reports and their variants: the sections made of bare acts come last."""
    weights = read_weights(CORPUS)
    whole = lessons(seen, REPAIR, weights=weights) + lessons(variants(seen, SEED), REPAIR, fresh=False, weights=weights)
    made = [*rehomed(seen, SEED), *tasked(seen, SEED), *needed(seen, SEED)]
    return whole + lessons(made, REPAIR, fresh=False, weights=weights), len(whole)


def main(folders: Sequence[str]) -> None:
    """Trains and judges every candidate."""
    warnings.filterwarnings("ignore")
    reports, splits = read_corpus(CORPUS / "reports"), read_splits(CORPUS)
    seen = split_of(reports, splits, TRAINED_ON)
    taught, whole = lessons_of(seen)
    prior = cue_matrix([unit.text for lesson in taught for unit in lesson.units]).mean(axis=0)
    table = tabulate(taught, prior)
    folds = list(GroupKFold(FOLDS).split(table.own, table.labels, table.groups))
    raw = np.hstack([table.own, around(taught, table.edges, out_of_fold_shares(table, folds))])
    words = word_pass(table.words, table.labels)
    sets = {
        "test": split_of(reports, splits, ("test",)),
        **{Path(folder).name: read_gold_folder(Path(folder)) for folder in folders},
    }
    cases = {
        name: [case for report in members for case in cases_of(report, lambda units: words.shares(word_grams(units)), prior)]
        for name, members in sets.items()
    }
    every = [case for members in cases.values() for case in members]
    mean, scale = raw.mean(axis=0), np.maximum(raw.std(axis=0), 1e-3)
    scaled = np.clip((raw - mean) / scale, -CLIP, CLIP)
    inputs = [np.clip((case.columns - mean) / scale, -CLIP, CLIP) for case in every]

    def linear(columns: Sequence[int], rows: np.ndarray | None = None) -> Scorer:
        used = np.arange(len(scaled)) if rows is None else rows
        shares = column_shares()[list(columns)]
        model = second_pass_model(scaled[np.ix_(used, columns)] * shares, table.labels[used], table.emphasis[used])
        return lambda at: np.asarray(model.decision_function(inputs[at][:, columns] * shares))

    def mean_of(first: Scorer, second: Scorer) -> Scorer:
        return lambda at: (first(at) + second(at)) / 2

    def say(name: str, scorer: Scorer) -> None:
        row, first = [], 0
        for members in cases.values():
            row.append(figures(members, scorer, first))
            first += len(members)
        print(f"| {name} | {' | '.join(row)} |", flush=True)

    print(f"| candidate | {' | '.join(f'{name}: macro (problem)' for name in cases)} |\n| --- |{' --- |' * len(cases)}")
    own, rest = list(range(len(feature_names()))), list(range(len(feature_names()), raw.shape[1]))
    say("words alone (hashed n-grams)", lambda at: every[at].words)
    say("cues and tones alone", linear(chosen("cue:")))
    say("cues, headings, kind, place", linear(chosen("cue:", "heading", "kind:", *PLACE_NAMES)))
    narrow, wide = linear(own), linear([*own, *rest])
    say("the same with surroundings (the narrow model)", narrow)
    say("narrow without headings", linear([at for at in own if at not in chosen("heading")]))
    say("narrow without kind", linear([at for at in own if at not in chosen("kind:")]))
    say("narrow without tones", linear([at for at in own if at not in toned()]))
    say("narrow without openers and lead-in lines", linear([at for at in own if at not in chosen("opener:", "lead:")]))
    say("everything (the wide model)", wide)
    shipped = mean_of(narrow, wide)
    say("**mean of narrow and wide (shipped)**", shipped)
    fewer = {
        "trained without variants and made sections": table.fresh,
        "trained without made sections": np.arange(len(table.labels)) < table.edges[whole],
        "second pass on single reports alone": ~np.isin(table.groups, WIDER),
    }
    for what, kept in fewer.items():
        rows = np.flatnonzero(kept)
        say(f"shipped, {what}", mean_of(linear(own, rows), linear([*own, *rest], rows)))
    transitions = transition_scores(taught)
    for weight in (0.2, 0.5):
        say(f"shipped, Viterbi over the piece ({weight})", lambda at, weight=weight: smoothed(shipped(at), transitions, weight))
    boosted = boosting(scaled, table.labels)
    say("gradient boosting on all columns", lambda at: np.asarray(boosted.predict_proba(inputs[at])))
    spacy_words = categorizer(taught)
    say("spaCy text categorizer, sentences alone", lambda at: spacy_words(every[at].units))


if __name__ == "__main__":
    assert cue_names()
    main(sys.argv[1:])
