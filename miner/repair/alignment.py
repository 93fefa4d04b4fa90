"""Alignment: the way from repaired text back to the text it came from, kept through a chain of edits.

The clean text is a sequence of segments. An exact segment stands for as many source characters, one for one; a replaced one
stands as a whole for its stretch of the source, whatever the lengths. Deleted stretches are the gaps between segments.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from miner.records import Flag


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` becomes `new`; with a flag, what it was is remembered as damage."""

    start: int
    end: int
    new: str
    flag: Flag | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of clean text at `at` for `source[start:end]`; `exact` when the characters correspond one for one."""

    at: int
    size: int
    start: int
    end: int
    exact: bool


class SegmentAlignment:
    """An alignment as sorted segments; look-ups take the logarithm of their number."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.places = [segment.at for segment in segments]
        self.starts = [segment.start for segment in segments]

    @classmethod
    def identity(cls, length: int) -> SegmentAlignment:
        """The alignment of a text with itself."""
        return cls([Segment(0, length, 0, length, True)] if length else [])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source stretch of `clean[start:end]`, from its first to its last kept character."""
        if not self.segments:
            return 0, 0
        first = self._segment_at(start)
        begin = first.start + (start - first.at) if first.exact else first.start
        if end <= start:
            return begin, begin
        last = first if end <= first.at + first.size else self._segment_at(end - 1)
        return begin, last.start + (end - last.at) if last.exact else last.end

    def place(self, position: int) -> int:
        """Where a source position stands in the clean text; a deleted one stands where what follows it stands."""
        if not self.segments:
            return 0
        index = max(0, bisect_right(self.starts, position) - 1)
        segment = self.segments[index]
        if position >= segment.end:
            return segment.at + segment.size
        return segment.at + max(0, position - segment.start) if segment.exact else segment.at

    def edited(self, edits: Sequence[Edit]) -> SegmentAlignment:
        """The alignment after sorted, disjoint edits of the clean text."""
        segments: list[Segment] = []
        at = 0
        for part in self._parts(edits):
            if isinstance(part, Edit):
                if part.new:
                    start, end = self.span(part.start, part.end)
                    segments.append(Segment(at, len(part.new), start, end, False))
                    at += len(part.new)
            else:
                moved = Segment(at, part.size, part.start, part.end, part.exact)
                segments.append(moved)
                at += part.size
        return SegmentAlignment(segments)

    def _parts(self, edits: Sequence[Edit]) -> Iterable[Segment | Edit]:
        kept_from, index = 0, 0
        length = self.segments[-1].at + self.segments[-1].size if self.segments else 0
        for edit in [*edits, None]:
            kept_to = length if edit is None else edit.start
            while index < len(self.segments) and self.segments[index].at < kept_to:
                segment = self.segments[index]
                kept = cut(segment, kept_from, kept_to)
                if kept is not None:
                    yield kept
                if segment.at + segment.size > kept_to:
                    break
                index += 1
            if edit is not None:
                yield edit
                kept_from = edit.end
                while index < len(self.segments) and self.segments[index].at + self.segments[index].size <= kept_from:
                    index += 1

    def _segment_at(self, position: int) -> Segment:
        return self.segments[bisect_right(self.places, position, 1) - 1]


def cut(segment: Segment, start: int, end: int) -> Segment | None:
    """The part of a segment within `[start, end)` of the clean text; a replaced one is never torn apart."""
    left, right = max(segment.at, start), min(segment.at + segment.size, end)
    if left >= right:
        return None
    if not segment.exact:
        return Segment(left, right - left, segment.start, segment.end, False)
    offset = segment.start - segment.at
    return Segment(left, right - left, left + offset, right + offset, True)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text after sorted, disjoint edits."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts.append(text[at : edit.start])
        parts.append(edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)
