"""Making the namer's weights: corpus reports through the pipeline, the annotators' names held against its candidates."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from miner import outline
from miner.errors import ModelError
from miner.gold.evaluation import indicator_scores, plain_name, same_plain_name, shared
from miner.gold.making import LIBRARIES, SEED, TRAINED_ON, judged
from miner.gold.notation import GoldIndicator, GoldReport, read_corpus
from miner.gold.sources import corpus_digest
from miner.gold.splits import read_splits, split_of
from miner.indicators.measurer import FigureMeasurer
from miner.language.words import Words
from miner.naming.artefact import FORMAT, columns, packed
from miner.naming.chooser import Chooser
from miner.naming.training import NamingLesson, train_names
from miner.naming.words import Fillers
from miner.pipeline import Miner
from miner.records import Figure, NameChooser, Text, Wording

LIKENESS = 0.3
"""What sharing characters with the annotator's name is worth beside being right.

With 0 more names are right, but cut down to a noun; with 0.6 they share as many characters with the wanted ones as the rules' own, and
one in seventy fewer is right (test split: 0.829 right and 0.666 shared with 0.3, 0.815 and 0.685 with 0.6; rules alone 0.788 and 0.687).
"""


class Recorder:
    """A `NameChooser` that keeps the rules' names and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Wording] = []

    def __call__(self, wordings: Sequence[Wording]) -> list[list[str]]:
        self.asked = list(wordings)
        return [[figure.name for figure in wording.figures] for wording in wordings]


def naming_lessons(reports: Iterable[GoldReport], miner: Miner) -> list[NamingLesson]:
    """The lessons of reports; labels are those of the pipeline, since roles hang on them."""
    recorder = Recorder()
    measurer = with_names(miner, recorder).measurer
    found = []
    for report in reports:
        clean = miner.repair(Text(report.text, "text/plain"))
        free = [row for row in report.indicators if not row.optional]
        for piece in outline.find_outline(clean, "").pieces:
            units = outline.split(clean, piece)
            labels = [verdict.label for verdict in miner.labeller(piece, units)]
            recorder.asked = []
            figures = [one for one in measurer(piece, units, labels).figures if units[one.unit_index].row is None]
            spans = [clean.alignment.span(one.start, one.end) for one in figures]
            if recorder.asked:
                names = tuple(named(span, figure, free) for span, figure in zip(spans, figures, strict=True))
                found.append(NamingLesson(report.group, tuple(recorder.asked), names))
    return found


def named(span: tuple[int, int], figure: Figure, free: list[GoldIndicator]) -> str:
    """The name that an annotator gave to the figure at a span, as compared; empty where there is none. A gold row is used once."""
    for at, row in enumerate(free):
        if row.start < span[1] and span[0] < row.end:
            del free[at]
            return plain_name(row.name) if row.value == figure.value else ""
    return ""


def worth(name: str, candidate: str) -> float:
    """What a candidate is worth, given the annotator's name without script and punctuation."""
    plain = plain_name(candidate)
    return same_plain_name(name, plain) + LIKENESS * shared(name, plain)


@dataclass(frozen=True, slots=True)
class MadeNames:
    """A namer before it is saved: the chooser itself, its bytes, its manifest."""

    chooser: Chooser
    data: bytes
    manifest: dict[str, Any]


def make_names(corpus: Path, name: str, miner: Miner, fillers: Fillers) -> MadeNames:
    """Trains on all but the test split, with the labels of a pipeline whose names are the rules'; the same inputs give the same bytes."""
    seen = split_of(read_corpus(corpus / "reports"), read_splits(corpus), TRAINED_ON)
    lessons = naming_lessons(seen, miner)
    tag = Words().tag
    words, trees = train_names(lessons, tag, fillers, worth, SEED)
    data = packed(words, trees)
    manifest = {
        "format": FORMAT,
        "name": name,
        "sha256": sha256(data).hexdigest(),
        "corpus_sha256": corpus_digest(corpus),
        "trained_on": list(TRAINED_ON),
        "figures": sum(bool(one) for lesson in lessons for one in lesson.names),
        "seed": SEED,
        "likeness": LIKENESS,
        "libraries": {library: version(library) for library in LIBRARIES},
        "python": ".".join(platform.python_version_tuple()[:2]),
        "columns": columns(),
    }
    return MadeNames(Chooser(words, trees, tag, fillers), data, manifest)


def with_names(miner: Miner, chooser: NameChooser | None) -> Miner:
    """The same pipeline with another chooser of names."""
    if not isinstance(miner.measurer, FigureMeasurer):
        raise ModelError("这个流水线的指标抽取不能更换命名模型；请使用随程序安装的流水线")
    old = miner.measurer
    measurer = FigureMeasurer(old.scanner, old.namer, old.canonical, old.better, chooser)
    return replace(miner, measurer=measurer, again=None)


def name_share(corpus: Path, miner: Miner) -> float:
    """The share of right names among the figures found on the test split."""
    reports = split_of(read_corpus(corpus / "reports"), read_splits(corpus), ("test",))
    return indicator_scores(judged(reports, miner).indicators)["name"]
