"""Assembly: what the organs found in the clean text becomes the public document over the source text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from hashlib import sha256

from pydantic import TypeAdapter

from miner.records import (
    LABELS,
    Caution,
    Check,
    Clean,
    Damage,
    Document,
    DocumentFacts,
    Dropped,
    Figure,
    Flag,
    Indicator,
    MadeWith,
    Measured,
    Outline,
    Piece,
    Report,
    Section,
    Sentence,
    Source,
    Text,
    Unit,
    Verdict,
)

PARTS = 10_000
"""Scores are told in parts of one, with four digits: counted whole, they sum to one without a remainder."""
SENTENCES: TypeAdapter[tuple[Sentence, ...]] = TypeAdapter(tuple[Sentence, ...])
INDICATORS: TypeAdapter[tuple[Indicator, ...]] = TypeAdapter(tuple[Indicator, ...])


def document(
    source: Source, text: Text, clean: Clean, outline: Outline, reports: Sequence[Report], made_with: MadeWith, with_text: bool
) -> Document:
    """The public document."""
    facts = DocumentFacts(
        id=sha256(source.data).hexdigest(),
        name=source.name,
        media_type=text.media_type,
        encoding=text.encoding,
        characters=len(text.text),
        text=text.text if with_text else None,
        made_with=made_with,
    )
    dropped = tuple(
        Dropped(start=s, end=e, reason=d.reason) for d in outline.dropped for s, e in [clean.alignment.span(d.start, d.end)]
    )
    return Document(
        document=facts, reports=tuple(reports), dropped=dropped, warnings=(*text.warnings, *cautions(clean, reports))
    )


def report(
    number: int,
    clean: Clean,
    piece: Piece,
    units: Sequence[Unit],
    verdicts: Sequence[Verdict],
    measured: Measured,
    min_score: float = 0.0,
) -> Report:
    """The public report of one piece; sentences whose score is below `min_score` are unsure."""
    start, end = clean.alignment.span(piece.start, piece.end)
    facts = piece.facts
    return Report(
        id=number,
        start=start,
        end=end,
        title=facts.title,
        kind=facts.kind,
        department=facts.department,
        organization=facts.organization,
        author=facts.author,
        period=facts.period,
        sections=sections(clean, piece),
        sentences=sentences(clean, units, verdicts, min_score),
        indicators=indicators(clean, measured.figures),
        checks=tuple(
            Check(
                kind=found.kind, verdict=found.verdict, indicators=tuple(at + 1 for at in found.figures), message=found.message
            )
            for found in measured.findings
        ),
    )


def sections(clean: Clean, piece: Piece) -> tuple[Section, ...]:
    """The headings of a piece, in reading order."""
    rows = []
    for at, heading in enumerate(piece.headings):
        start, end = clean.alignment.span(heading.start, heading.end)
        parent = None if heading.parent is None else heading.parent + 1
        rows.append(
            Section(
                id=at + 1, parent=parent, level=heading.level, number=heading.number, title=heading.title, start=start, end=end
            )
        )
    return tuple(rows)


def sentences(clean: Clean, units: Sequence[Unit], verdicts: Sequence[Verdict], min_score: float = 0.0) -> tuple[Sentence, ...]:
    """The labelled sentences of a piece, validated in one go: four times as fast as one by one."""
    starts = [one.start for one in clean.damage]
    longest = max((one.end - one.start for one in clean.damage), default=0)
    text, span = clean.source.text, clean.alignment.span
    rows = []
    for at, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        start, end = span(unit.start, unit.end)
        achievement, problem, plan, other = scores = rounded(verdict.scores)
        score = scores[LABELS.index(verdict.label)]
        rows.append(
            {
                "id": at + 1,
                "section": None if unit.heading is None else unit.heading + 1,
                "start": start,
                "end": end,
                "text": text[start:end],
                "clean": unit.text,
                "label": verdict.label if score >= min_score else "unsure",
                "score": score,
                "scores": {"achievement": achievement, "problem": problem, "plan": plan, "other": other},
                "flags": flags(unit, clean.damage, starts, longest),
            }
        )
    return SENTENCES.validate_python(rows)


def rounded(scores: Sequence[float]) -> list[float]:
    """Scores with four digits that still sum to one."""
    parts = [round(score * PARTS) for score in scores]
    parts[parts.index(max(parts))] += PARTS - sum(parts)
    return [part / PARTS for part in parts]


def flags(unit: Unit, damage: Sequence[Damage], starts: Sequence[int], longest: int) -> tuple[Flag, ...]:
    """What was done to a sentence, in the alphabet's order."""
    if not damage:
        return ("table",) if unit.row is not None else ()
    found: set[Flag] = {"table"} if unit.row is not None else set()
    at = bisect_left(starts, unit.start - longest)
    while at < len(damage) and damage[at].start < unit.end:
        if damage[at].end > unit.start:
            found.add(damage[at].flag)
        at += 1
    return tuple(sorted(found))


def indicators(clean: Clean, figures: Sequence[Figure]) -> tuple[Indicator, ...]:
    """The public rows of the figures of a piece."""
    text, span = clean.source.text, clean.alignment.span
    rows = []
    for at, figure in enumerate(figures):
        start, end = span(figure.start, figure.end)
        rows.append(
            {
                "id": at + 1,
                "sentence": figure.unit_index + 1,
                "start": start,
                "end": end,
                "text": text[start:end],
                "name": figure.name,
                "canonical": figure.canonical,
                "value": figure.value,
                "high": figure.high,
                "unit": figure.unit,
                "comparator": figure.comparator,
                "role": figure.role,
                "masked": figure.masked,
                "actual": None if figure.actual is None else figure.actual + 1,
                "period": figure.period,
                "base": figure.base,
                "subject": figure.subject,
            }
        )
    return INDICATORS.validate_python(rows)


def cautions(clean: Clean, reports: Sequence[Report]) -> list[Caution]:
    """What a careful reader should know: masked figures, text that cannot be read, a file without statements."""
    found = []
    masked = next((row for one in reports for row in one.indicators if row.masked), None)
    if masked is not None:
        count = sum(row.masked for one in reports for row in one.indicators)
        found.append(
            Caution(
                code="masked-figures",
                message=f"{count} 个指标的数字在原文中被隐去，数值为空",
                start=masked.start,
                end=masked.end,
            )
        )
    garbled = next((one for one in clean.damage if one.flag == "garbled"), None)
    if garbled is not None:
        start, end = clean.alignment.span(garbled.start, garbled.end)
        found.append(
            Caution(code="garbled", message="有无法还原的乱码，相关句子已标记 garbled，请对照原件", start=start, end=end)
        )
    if not any(one.sentences for one in reports):
        found.append(Caution(code="no-sentences", message="没有找到可以归类的句子，请确认文件是否为工作报告"))
    return found
