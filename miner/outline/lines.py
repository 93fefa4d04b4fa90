"""Lines of the clean text, cut so that each is at most one heading or one paragraph.

A reader's line may hold more: a whole report on one line with wide blanks between its paragraphs, a heading glued to the
sentence before it, list items run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from miner.language.partings import parting_blanks
from miner.outline.masthead import masthead_cuts
from miner.outline.numbering import WEAK_STYLES, Number, inline_numbers, number_at
from miner.records import Mark

WIDE = re.compile(r"[ \t]{2,400}|\t")
CHAIN = re.compile(
    r"\s{0,4}(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]部分|\d{1,2}[、.](?!\d))"
    r"[^。;!?:(]{2,40}?(?<=[\u4e00-\u9fff”》])\s?(?P<first>\(一\)|1、(?=\D)|1\.(?=[\u4e00-\u9fff“《])|①|\(1\))"
)
"""A numbered heading, and the first number of the list below it in the same line."""
INNER_STOP = re.compile(r"。\s{0,40}[^\s)”]")
NEVER_FIRST = ",、。;:!?)”》"
LONG_LINE = 120
SHORTEST_CUT = 6
"""A line of fewer characters is one, whatever stands in it."""
LONGEST_CELL = 200
UNSIGNED = Number("bullet", 0, "", 0)
"""The number of an item whose sign is no part of the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of clean text: `text` is stripped, `number` opens it, `mark` is what the reader knew.

    `gap` says that a blank line came before, `glued` that the line was cut off the one before it.
    """

    start: int
    end: int
    text: str
    number: Number | None
    mark: Mark | None = None
    gap: bool = False
    glued: bool = False

    @property
    def rest(self) -> str:
        """The text after the number."""
        return self.text if self.number is None else self.text[self.number.end :]


def find_lines(text: str, marks: tuple[Mark, ...]) -> list[Line]:
    """All lines with something in them, in order."""
    by_start = {mark.start: mark for mark in marks}
    lines = []
    gap = False
    for start, end in physical(text):
        stretch = text[start:end]
        if not stretch.strip():
            gap = True
            continue
        mark = mark_at(start, stretch, by_start) if by_start else None
        if mark is not None and mark.kind in ("row", "header"):
            lines.append(Line(start, end, stretch, None, mark, gap))
        else:
            for order, (left, right) in enumerate(cuts(stretch, () if lines else masthead_cuts(stretch))):
                first = order == 0
                line = stripped(text, start + left, start + right, mark if first else None, gap=gap and first, glued=not first)
                if line is not None:
                    lines.append(line)
        gap = False
    return without_lone_numbers(lines)


def mark_at(start: int, stretch: str, by_start: dict[int, Mark]) -> Mark | None:
    """The mark that begins where a line does, or where its text does."""
    return by_start.get(start) or by_start.get(start + len(stretch) - len(stretch.lstrip()))


def without_lone_numbers(lines: list[Line]) -> list[Line]:
    """What looks like a number of a weak style (“3 泥”, “A 依据”, “战场一：”) is one only where it counts on from another."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.number is not None and line.number.style in WEAK_STYLES:
            places.setdefault(line.number.style, []).append(index)
    for indices in places.values():
        values = [number.value if (number := lines[index].number) is not None else 0 for index in indices]
        for order, index in enumerate(indices):
            follows = order > 0 and values[order] == values[order - 1] + 1
            followed = order + 1 < len(values) and values[order + 1] == values[order] + 1
            if not follows and not followed:
                lines[index] = replace(lines[index], number=None)
    return lines


def physical(text: str) -> Iterator[tuple[int, int]]:
    """The spans between line breaks."""
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def cuts(line: str, known: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Where one physical line falls apart into several, at `known` places as well."""
    if len(line) < SHORTEST_CUT or is_row(line):
        return [(0, len(line))]
    edges = {0, len(line), *known}
    if len(line) > LONG_LINE:
        edges.update(match.start() for match in WIDE.finditer(line) if is_parting(line, match))
    edges.update(parting_blanks(line))
    if inside := inline_numbers(line):
        number = number_at(line)
        opened = max(len(line) - len(line.lstrip()), number.end if number else 0)
        edges.update(at for at in inside if at > opened)
    ordered = sorted(edges | set(chained(line, edges)))
    return list(pairwise(ordered))


def chained(line: str, edges: Iterable[int]) -> Iterator[int]:
    """Where a number opens right behind the words of a heading: “一、主要工作(一)巡检1、…”."""
    for edge in edges:
        match = CHAIN.match(line, edge)
        while match is not None:
            yield match.start("first")
            match = CHAIN.match(line, match.start("first"))


def is_row(line: str) -> bool:
    """Whether a line is a table row: cells parted by tabs or pipes, none of them a paragraph."""
    if "\t" not in line and "|" not in line:
        return False
    cells = re.split(r"[\t|]", line)
    return len(line) <= LONG_LINE or (
        max(map(len, cells)) <= LONGEST_CELL and not any(INNER_STOP.search(cell) for cell in cells)
    )


def is_parting(line: str, blank: re.Match[str]) -> bool:
    """Whether wide blanks part two paragraphs rather than the words of one, or a sentence from its end mark."""
    return blank.start() > 0 and blank.end() < len(line) and line[blank.end()] not in NEVER_FIRST


def stripped(text: str, start: int, end: int, mark: Mark | None, *, gap: bool = False, glued: bool = False) -> Line | None:
    """The line in a span without the blanks around it, or None if nothing is left."""
    stretch = text[start:end]
    body = stretch.strip()
    if not body:
        return None
    begin = start + len(stretch) - len(stretch.lstrip())
    number = number_at(body) or (UNSIGNED if mark is not None and mark.kind == "item" else None)
    return Line(begin, begin + len(body), body, number, mark, gap, glued)
