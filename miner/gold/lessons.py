"""Corpus reports through the pipeline: the lessons that a classifier is trained on, the documents it is judged by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from miner import outline
from miner.gold.notation import GoldReport
from miner.gold.transfer import Example, label_units
from miner.labels.training import Lesson
from miner.records import LABELS, Clean, Text

Repairer = Callable[[Text], Clean]


def examples(report: GoldReport, repair: Repairer) -> list[Example]:
    """The pieces that the pipeline finds in a corpus report, with gold labels."""
    clean = repair(Text(report.text, "text/plain"))
    found = []
    for piece in outline.find_outline(clean, "").pieces:
        units = outline.split(clean, piece)
        if units:
            found.append(label_units(report, clean, piece, units))
    return found


def lessons(
    reports: Iterable[GoldReport], repair: Repairer, *, fresh: bool = True, weights: Mapping[str, float] | None = None
) -> list[Lesson]:
    """The lessons of reports, header rows left out of none: they are other; `weights` are those of groups that do not count 1."""
    known = weights or {}
    return [
        lesson_of(example, fresh, known.get(example.group, 1.0)) for report in reports for example in examples(report, repair)
    ]


def lesson_of(example: Example, fresh: bool, weight: float) -> Lesson:
    """An example as the trainer wants it."""
    return Lesson(example.group, example.piece, example.units, indices(example.labels), fresh, weight)


def indices(labels: Sequence[str]) -> tuple[int, ...]:
    """Labels as places in LABELS."""
    return tuple(LABELS.index(label) for label in labels)
