"""Lines of PDF pages made into paragraphs: running heads and page numbers off, wrapped lines joined, also over page breaks.

Geometry is in points; x grows to the right, y upwards. A line goes on in the next when it reaches the right edge of the text,
does not end a sentence, and the next neither stands indented, nor apart, nor begins like a heading or list item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

ENDS = frozenset("。！？；!?;：:…”』」")
NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,4}[）)]|[一二三四五六七八九十百]{1,5}[、．.]|第[一二三四五六七八九十百\d]{1,5}[章节条部分篇]|[（(]\d{1,3}[）)]|\d{1,3}[、）)]|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}[．.](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}[ \u3000]|[①-⑳●■◆▲★•·]|附件|[一二三四五六七八九]是"
)
PAGE_NUMBER = re.compile(
    r"[-—–－~·•|\s]{0,6}(?:第\s{0,3}|Page\s{0,3}|P\.?\s{0,3})?\d{1,4}\s{0,3}(?:页|頁)?\s{0,3}(?:(?:[/／,，]|共|of)\s{0,3}(?:共\s{0,3})?\d{1,4}\s{0,3}(?:页|頁)?)?[-—–－~·•|\s]{0,6}",
    re.IGNORECASE,
)
LEADERS = re.compile(r"(?:\.{5,400}|…{2,200}|·{5,400}|(?:\. ){5,200})\s{0,5}\d{1,4}")
DIGITS = re.compile(r"\d{1,20}")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,.;:)\]%]$"), re.compile(r"[A-Za-z(\[]")
EDGE_LINES = 3
"""Lines at either end of a page that may be running heads or feet."""
REPEATED_SHARE, LEAST_PAGES = 0.3, 2
"""Share of the pages on which a running line stands (heads of even and odd pages differ), and how many pages at least."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: text, left and right end, baseline, height of its characters, and the page from 0 with its height.

    `cells` are its parts where wide gaps divide it as columns of a table do.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    page_height: float
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The text column of a document: its left and right edges and the usual distance of lines."""

    left: float
    right: float
    pitch: float
    size: float


def drop_furniture(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Pages without running heads and feet, page numbers and lines of a table of contents."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in _edges(page)})
    least = max(LEAST_PAGES, REPEATED_SHARE * len(pages))
    running = {place for place, count in seen.items() if count >= least}
    return [_without(page, running) for page in pages]


def _without(page: Sequence[PrintedLine], running: set[tuple[str, int]]) -> list[PrintedLine]:
    edges = set(_edges(page))
    return [
        line for line in page if not (line in edges and _is_furniture(line, running)) and not LEADERS.search(line.text[-80:])
    ]


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    ordered = sorted(page, key=lambda line: -line.y)
    return [
        line
        for line in (ordered if len(ordered) <= 2 * EDGE_LINES else [*ordered[:EDGE_LINES], *ordered[-EDGE_LINES:]])
        if line.y > 0.85 * line.page_height or line.y < 0.15 * line.page_height
    ]


def _place(line: PrintedLine) -> tuple[str, int]:
    """What makes two lines the same running line: their text but for figures, and their height on the page within 4 points."""
    return DIGITS.sub("#", line.text.replace(" ", "")), round(line.y / 4)


def _is_furniture(line: PrintedLine, running: set[tuple[str, int]]) -> bool:
    if PAGE_NUMBER.fullmatch(line.text.strip()[:60]) and (line.y > 0.9 * line.page_height or line.y < 0.12 * line.page_height):
        return True
    text, height = _place(line)
    repeats = any((text, near) in running for near in (height - 1, height, height + 1))
    return repeats and not (len(line.cells) > 2 and line.page == 0)  # a table's head stays where the table begins


def find_column(lines: Sequence[PrintedLine]) -> Column:
    """Edges and pitch of the text: the left edge where most lines begin, the right one where full lines end."""
    body = [line for line in lines if not line.cells] or list(lines)
    size = median(line.size for line in body)
    left = _commonest([line.left for line in body])
    ends = sorted(line.right for line in body)
    right = ends[min(len(ends) - 1, int(0.9 * len(ends)))]
    full = [end for end in ends if end > right - 2 * size]
    gaps = [a.y - b.y for a, b in pairwise(body) if a.page == b.page and 0 < a.y - b.y < 4 * size]
    return Column(left, median(full), median(gaps) if gaps else 1.5 * size, size)


def _commonest(values: Sequence[float]) -> float:
    rounded = Counter(round(value / 3) for value in values)
    best = max(rounded.items(), key=lambda item: (item[1], -item[0]))[0]
    return 3.0 * best


def join_lines(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Paragraphs in order, each with the place of its last line; table rows as they are."""
    if not lines:
        return
    column = find_column(lines)
    parts = [lines[0].text]
    last = lines[0]
    for line in lines[1:]:
        if goes_on(last, line, column):
            parts.append(_joint(last.text, line.text) + line.text)
        else:
            yield replace(last, text="".join(parts))
            parts = [line.text]
        last = line
    yield replace(last, text="".join(parts))


def goes_on(line: PrintedLine, below: PrintedLine, column: Column) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    em = column.size
    if line.cells or below.cells or abs(line.size - below.size) > 0.2 * em:
        return False
    if line.right < column.right - 1.6 * em or NUMBERED.match(below.text):
        return False
    if below.left > column.left + 1.2 * em and below.left > line.left + 0.5 * em:
        return False
    gap = line.y - below.y
    if line.page == below.page and not 0 < gap < 1.45 * column.pitch:
        return False
    return line.text[-1:] not in ENDS or (below.left <= column.left + 0.6 * em and line.left > column.left + 1.2 * em)


def _joint(before: str, after: str) -> str:
    """What stands between joined lines: a blank between Latin words, nothing between Chinese characters or torn figures."""
    return " " if LATIN_END.search(before[-1:]) and LATIN_START.match(after) else ""


def tabular(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Keeps the cells only of lines that stand with others of about as many: a lone gap is no table."""
    kept = []
    for index, line in enumerate(lines):
        near = [other for other in lines[max(0, index - 1) : index + 2] if other is not line]
        alike = any(other.cells and abs(len(other.cells) - len(line.cells)) <= 1 for other in near)
        kept.append(line if not line.cells or (alike and len(line.cells) > 1) else replace(line, cells=()))
    return kept
