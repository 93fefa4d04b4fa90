"""Making a model: from a corpus folder to a trained, judged and described artefact."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from miner.gold.evaluation import Tally, calibration_error, coverage_at, label_scores, macro_f1
from miner.gold.lessons import Repairer, lessons
from miner.gold.needing import needed
from miner.gold.notation import GoldReport, read_corpus
from miner.gold.rehoming import rehomed
from miner.gold.sources import corpus_digest
from miner.gold.splits import Split, read_splits, read_weights, split_of
from miner.gold.tasking import tasked
from miner.gold.variants import variants
from miner.labels.artefact import FORMAT, packed
from miner.labels.classifier import Classifier, column_names
from miner.labels.training import Lesson, train
from miner.pipeline import Miner
from miner.records import Document, MadeWith, Source

SEED = 7
TRAINED_ON: tuple[Split, ...] = ("train", "validation")
LIBRARIES = ("numpy", "scipy", "scikit-learn", "opencc", "rjieba")


@dataclass(frozen=True, slots=True)
class Made:
    """A model before it is saved: its bytes, its manifest, its scores on the test split."""

    classifier: Classifier
    data: bytes
    manifest: dict[str, Any]


def make_model(corpus: Path, name: str, miner: Miner, repair: Repairer, corrected: Sequence[Lesson] = ()) -> Made:
    """Trains on all but the test split (and on people's corrections), judges on the test split; the same inputs give the same bytes."""
    splits = read_splits(corpus)
    reports = read_corpus(corpus / "reports")
    seen = split_of(reports, splits, TRAINED_ON)
    weights = read_weights(corpus)
    varied = variants(seen, SEED) + rehomed(seen, SEED) + tasked(seen, SEED) + needed(seen, SEED)
    taught = lessons(seen, repair, weights=weights) + lessons(varied, repair, fresh=False, weights=weights)
    classifier = train([*taught, *corrected], name)
    data = packed(classifier)
    classifier = replace(classifier, sha256=sha256(data).hexdigest())
    scores = scores_of(judged(split_of(reports, splits, ("test",)), with_classifier(miner, classifier)))
    manifest = {
        "format": FORMAT,
        "name": name,
        "sha256": classifier.sha256,
        "corpus_sha256": corpus_digest(corpus),
        "trained_on": list(TRAINED_ON),
        "reports": len(seen),
        "corrections": sum(label >= 0 for lesson in corrected for label in lesson.labels),
        "seed": SEED,
        "libraries": {library: version(library) for library in LIBRARIES},
        "python": ".".join(platform.python_version_tuple()[:2]),
        "test": scores,
        "columns": list(column_names()),
    }
    return Made(classifier, data, manifest)


def with_classifier(miner: Miner, classifier: Classifier) -> Miner:
    """The same pipeline with another classifier."""
    made_with = MadeWith(miner=miner.made_with.miner, model=classifier.name, model_sha256=classifier.sha256)
    return replace(miner, labeller=classifier, made_with=made_with, again=None)


def judged(reports: Sequence[GoldReport], miner: Miner) -> Tally:
    """The counts over some reports."""
    tally = Tally()
    for report in reports:
        tally.add(report, extracted(report, miner))
    return tally


def extracted(report: GoldReport, miner: Miner) -> Document:
    """The document of a gold report's text."""
    return miner.extract(Source(report.text.encode("utf-8"), f"{report.id}.txt", "utf-8"))


def scores_of(tally: Tally) -> dict[str, Any]:
    """The figures that stand in a manifest, with four digits."""
    scores = label_scores(tally.pairs)
    coverage, least = coverage_at(tally.confident)
    return {
        "units": len(tally.pairs),
        "macro_f1": round(macro_f1(scores), 4),
        **{
            label: {key: rounded(getattr(score, key)) for key in ("precision", "recall", "f1")}
            for label, score in scores.items()
        },
        "calibration_error": round(calibration_error(tally.confident), 4),
        "coverage_at_95_precision": round(coverage, 4),
        "least_score_for_it": round(least, 4),
    }


def rounded(value: float | None) -> float | None:
    """Four digits, or None."""
    return None if value is None else round(value, 4)
