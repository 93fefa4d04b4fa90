"""A stored document as the line saw it: its sentences as units again, so that their labels can be explained without the file.

The file itself is not kept, and its text alone has lost what a reader knew of headings and tables. The document still has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from miner.outline.numbering import number_at
from miner.records import Document, Facts, Heading, Piece, Report, Row, Section, Sentence, Unit

HEADER_SCORE = 1.0


def restored(document: Document, report: int) -> tuple[Piece, list[Unit]] | None:
    """A report's piece and units, in the order of its sentences; None where the document has no such report.

    Spans are those of the document's text; blocks are not restored. A document with its text is restored more exactly: it shows
    which numbers open a line.
    """
    found = next((one for one in document.reports if one.id == report), None)
    if found is None:
        return None
    headings = headings_of(found.sections)
    facts = Facts(title=found.title, kind=found.kind, department=found.department, period=found.period)
    return Piece(found.start, found.end, facts, headings, ()), units_of(found, headings, document.document.text)


def headings_of(sections: Sequence[Section]) -> tuple[Heading, ...]:
    """Sections as headings; ids count from 1 in reading order, so that an index is one less."""
    return tuple(
        Heading(one.start, one.end, one.level, None if one.parent is None else one.parent - 1, one.number, one.title)
        for one in sections
    )


def units_of(report: Report, headings: Sequence[Heading], text: str | None) -> list[Unit]:
    """The sentences as units."""
    length = max(1, report.end - report.start)
    paths: Mapping[int | None, tuple[str, ...]] = {at: path_of(at, headings) for at in range(len(headings))}
    units: list[Unit] = []
    for at, one in enumerate(report.sentences):
        heading = None if one.section is None else one.section - 1
        place = (one.start - report.start) / length
        row = row_of(one, units[-1] if units else None)
        inside = row is not None or (text is not None and units != [] and "\n" not in text[units[-1].end : one.start])
        units.append(
            Unit(
                one.start, one.end, one.clean, heading, at, "" if inside else number_of(one), paths.get(heading, ()), place, row
            )
        )
    return units


def number_of(sentence: Sentence) -> str:
    """The list number that opens a sentence, or nothing."""
    number = number_at(sentence.clean)
    return "" if number is None else number.text


def row_of(sentence: Sentence, before: Unit | None) -> Row | None:
    """The table row that a sentence is; a header row is known by its certain verdict, its words are the heads of the rows that follow."""
    if "table" not in sentence.flags:
        return None
    header = sentence.label == "other" and sentence.score == HEADER_SCORE
    above = before.row if before is not None else None
    heads = above.heads if above is not None and (above.header or not header) else ()
    return Row(0, (), (*heads, sentence.clean) if header else heads, header)


def path_of(index: int, headings: Sequence[Heading]) -> tuple[str, ...]:
    """Titles from the outermost heading down to this one."""
    path: list[str] = []
    at: int | None = index
    while at is not None and len(path) < len(headings):
        path.append(headings[at].title)
        at = headings[at].parent
    return tuple(reversed(path))
