"""Corrections as lessons: what people said of single sentences, the rest of the document unlabelled around them.

Only people's labels are learned, never the model's own; a correction whose text is no longer what it was made on is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from miner import outline
from miner.gold.lessons import Repairer
from miner.labels.training import UNLABELLED, Lesson
from miner.records import LABELS, Text, text_digest


class Corrected(Protocol):
    """What is needed of a correction: whose text, which stretch of it, and the label a person gave."""

    @property
    def document_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def new(self) -> str: ...
    @property
    def text_sha256(self) -> str: ...


def corrected_lessons(texts: dict[str, str], corrections: Iterable[Corrected], repair: Repairer) -> list[Lesson]:
    """Lessons from corrections over the texts of their documents (id → text); the last correction of a stretch counts."""
    wanted: dict[str, dict[tuple[int, int], int]] = {}
    for one in corrections:
        text = texts.get(one.document_id)
        if text is None or text_digest(text[one.start : one.end]) != one.text_sha256:
            continue
        wanted.setdefault(one.document_id, {})[one.start, one.end] = LABELS.index(one.new)
    return [
        lesson for identity, spans in sorted(wanted.items()) for lesson in lessons_of(identity, texts[identity], spans, repair)
    ]


def lessons_of(identity: str, text: str, spans: dict[tuple[int, int], int], repair: Repairer) -> Iterable[Lesson]:
    """The pieces of one text that hold a corrected sentence."""
    clean = repair(Text(text, "text/plain"))
    for piece in outline.find_outline(clean, "").pieces:
        units = outline.split(clean, piece)
        labels = tuple(spans.get(clean.alignment.span(unit.start, unit.end), UNLABELLED) for unit in units)
        if any(label != UNLABELLED for label in labels):
            yield Lesson(f"correction {identity}", piece, tuple(units), labels)
