"""A long document by pages: where they begin, and what of the document each shows.

A page of a million characters is 35 MB of markup that takes ten seconds to make and no browser likes to show. The service
turns pages; a page that stands alone in a file must hold everything, so its text lies in leaves that a browser lays out only
when they come into view, and yet finds, prints and jumps to like any text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from miner.exports.layout import Block
from miner.records import Document, Report

SIZE = 40_000
"""Characters from which a page ends at the next line: reports of the corpus have up to 12,000, so they stand on one page."""

LEAF = 3_000
"""Characters from which a leaf ends: about three screens."""

Window = tuple[int, int]
"""Where a page begins and ends in the text."""


def windows(document: Document, size: int = SIZE) -> list[Window]:
    """The pages of a document that holds its text: each begins where a line does that begins something found."""
    text = document.document.text or ""
    inside = sorted(place for report in document.reports for place in places(report))
    opens = [start for start, _ in inside]
    found = sorted({*opens, *(report.start for report in document.reports)})
    starts = [0]
    while len(text) - starts[-1] > size * 3 // 2:
        later = found[bisect_left(found, starts[-1] + size) :]
        start = next((one for one in later if text[one - 1] == "\n" and not cuts(inside, opens, one)), None)
        if start is None:
            break
        starts.append(start)
    return list(pairwise([*starts, len(text)]))


def leaves(blocks: Iterable[Block], size: int = LEAF) -> list[tuple[Block, ...]]:
    """The blocks in leaves that end at the next line that is no row of a table; all in one where they fill no page."""
    found: list[list[Block]] = [[]]
    filled = whole = 0
    for block in blocks:
        if filled >= size and block.kind not in ("row", "rule"):
            found.append([])
            filled = 0
        found[-1].append(block)
        length = sum(len(run.text) for run in block.runs)
        filled, whole = filled + length, whole + length
    return [tuple(leaf) for leaf in found] if whole > SIZE else [tuple(block for leaf in found for block in leaf)]


def places(report: Report) -> Iterator[Window]:
    """Where the headings and sentences of a report begin and end."""
    yield from ((one.start, one.end) for one in report.sections)
    yield from ((one.start, one.end) for one in report.sentences)


def cuts(inside: list[Window], opens: list[int], at: int) -> bool:
    """Whether a place lies inside a found thing."""
    before = bisect_left(opens, at) - 1
    return before >= 0 and inside[before][1] > at


def page_of(found: list[Window], place: int) -> int:
    """The number of the page that a place of the text is on, from 0."""
    return max(0, bisect_right([start for start, _ in found], place) - 1)


def part_of(document: Document, window: Window) -> Document:
    """The document with only those sections, sentences, indicators and checks that begin on a page."""
    reports = (cut_report(one, window) for one in document.reports if one.start < window[1] and one.end > window[0])
    return document.model_copy(update={"reports": tuple(reports)})


def cut_report(report: Report, window: Window) -> Report:
    """A report with only what begins on a page; a check belongs to the page of its first indicator there."""
    first, last = window
    indicators = tuple(one for one in report.indicators if first <= one.start < last)
    here = {one.id for one in indicators}
    return report.model_copy(
        update={
            "sections": tuple(one for one in report.sections if first <= one.start < last),
            "sentences": tuple(one for one in report.sentences if first <= one.start < last),
            "indicators": indicators,
            "checks": tuple(one for one in report.checks if here.intersection(one.indicators)),
        }
    )
