"""The outline of a file: its pieces, each a tree of headings over blocks, and what belongs to none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from miner.outline.facts import find_facts
from miner.outline.bare import SUBTITLE
from miner.outline.furniture import dropped as dropped_line
from miner.outline.furniture import without_edges, without_furniture
from miner.outline.headings import shapes
from miner.outline.lines import Line, find_lines, stripped
from miner.outline.phrases import title_kind
from miner.outline.pieces import SUFFIX, find_cuts, is_mere_number
from miner.outline.sentences import sentence_spans
from miner.outline.shape import Shape
from miner.outline.tables import find_rows, is_rule
from miner.outline.tree import tree
from miner.records import Block, Clean, Dropped, Heading, Mark, Outline, Piece, Row, Unit

TITLE_WITHIN = 5


def find_outline(clean: Clean, file_name: str = "") -> Outline:
    """The pieces of a file in order, and the stretches dropped; every line is in exactly one of them."""
    kept, dropped = without_furniture(find_lines(clean.text, clean.marks))
    groups: list[list[Line]] = []
    for lines, title in cut_apart(kept):
        inside, edges = without_edges(lines)
        dropped += edges
        if title is not None:
            dropped.append(title)
        if inside:
            groups.append(inside)
    skip = preface_size(groups)
    if skip:
        groups[:2] = [groups[0] + groups[1]]
    titles = Counter(plain_title(group[skip if at == 0 else 0].text) for at, group in enumerate(groups))
    shared = {title for title, count in titles.items() if count > 1}
    pieces = []
    for at, group in enumerate(groups):
        piece, rules = build_piece(group, file_name if len(groups) == 1 else "", shared, skip if at == 0 else 0)
        pieces.append(piece)
        dropped += rules
    return Outline(tuple(pieces), tuple(sorted(dropped, key=lambda one: one.start)))


def cut_apart(lines: Sequence[Line]) -> Iterator[tuple[list[Line], Dropped | None]]:
    """The lines of each piece, and the separator above it where that says nothing but its number.

    A separator that goes on behind its title becomes two lines.
    """
    cuts = find_cuts(lines)
    edges = [0, *(cut.index for cut in cuts if cut.index), len(lines)]
    by_index = {cut.index: cut for cut in cuts}
    for start, end in zip(edges, edges[1:], strict=False):
        cut = by_index.get(start)
        group = list(lines[start:end])
        gone = None
        if cut is not None and cut.title:
            group[:1] = parted(group[0], cut.title)
        elif cut is not None and len(group) > 1 and is_mere_number(cut.kind, group[0].text):
            gone = dropped_line(group.pop(0), "separator")
        if group:
            yield group, gone


def parted(line: Line, size: int) -> list[Line]:
    """A separator line as its title and what follows it."""
    mark = Mark(line.start, line.start + size, "title")
    parts = (stripped(line.text, 0, size, mark, line.gap, False), stripped(line.text, size, len(line.text), None, False, True))
    return [replace(part, start=part.start + line.start, end=part.end + line.start) for part in parts if part is not None]


def preface_size(groups: Sequence[Sequence[Line]]) -> int:
    """How many lines stand above the first separator of a joined file: its own title, which is not the first piece's."""
    if len(groups) < 2 or len(groups[0]) > 3 or sum(len(line.text) for line in groups[0]) > 240:
        return 0
    return len(groups[0])


def plain_title(text: str) -> str:
    """A title without the number of a sample."""
    return SUFFIX.sub("", text).strip(" :") or text


def build_piece(lines: Sequence[Line], file_name: str, shared: set[str], skip: int) -> tuple[Piece, list[Dropped]]:
    """One piece from its lines, and the rules of its tables; the first `skip` lines are the title of a joined file.

    A title shared with other pieces says nothing of its kind.
    """
    rows = find_rows(lines)
    rules = {index for index, line in enumerate(lines) if is_rule(line)}
    read = shapes(lines, set(rows) | rules, skip)
    titles = title_lines(lines, read, skip)
    headings, heads_of = build_headings(lines, read, titles)
    blocks = build_blocks(lines, read, rows, rules, heads_of)
    title = title_text(lines, [index for index in titles if index >= skip] or titles)
    texts = [heading.title for heading in headings[len(titles) :]]
    facts = find_facts(title, lines[skip:], texts, file_name, title in shared)
    piece = Piece(lines[0].start, lines[-1].end, facts, tuple(headings), tuple(blocks))
    return piece, [dropped_line(lines[index], "rule") for index in sorted(rules)]


def title_lines(lines: Sequence[Line], read: Sequence[Shape], skip: int) -> list[int]:
    """The first lines of a piece that are its title: up to three unnumbered headings in a row."""
    titles = [index for index in range(skip) if read[index].heading]
    for index, line in enumerate(lines[skip : skip + 4], skip):
        marked = line.mark is not None and line.mark.kind == "title"
        if not read[index].heading or (line.number is not None and (index > skip or not title_kind(line.text))):
            break
        if index > skip and not marked and not title_kind(line.text) and not SUBTITLE.match(line.text):
            break
        titles.append(index)
    return titles or later_title(lines, read, skip)


def later_title(lines: Sequence[Line], read: Sequence[Shape], skip: int) -> list[int]:
    """A title that stands below a line or two of another sort, such as a byline."""
    for index, line in enumerate(lines[skip : skip + TITLE_WITHIN], skip):
        if read[index].heading and line.number is None and title_kind(line.text):
            return [index]
    return []


def title_text(lines: Sequence[Line], titles: Sequence[int]) -> str | None:
    """The title: the longest of the title lines, without the number of a sample."""
    texts = [lines[index].text for index in titles]
    if not texts:
        return None
    title = max(texts, key=lambda text: (not SUBTITLE.match(text), len(text)))
    return plain_title(re.sub(r"^(?:扩展|延伸|拓展)(?:阅读|资料)?:", "", title))


def build_headings(
    lines: Sequence[Line], read: Sequence[Shape], titles: Sequence[int]
) -> tuple[list[Heading], list[int | None]]:
    """All headings of a piece as a tree, and for every line the heading it stands under."""
    found: list[tuple[Line, int, int, str]] = []
    heads_of: list[int | None] = []
    for index, line in enumerate(lines):
        shape = read[index]
        if shape.heading:
            end = line.start + (shape.run_in or len(line.text))
            offset = line.number.end if line.number is not None else 0
            title = line.text[offset : shape.run_in or None].strip(" :。")
            found.append((line, line.start, end, title or line.text))
        heads_of.append(len(found) - 1 if found else None)
    headings = tree(found[len(titles) :])
    shift = len(titles)
    top = [Heading(line.start, line.start + len(line.text), 1, None, "", title) for line, _, _, title in found[:shift]]
    lower = [
        Heading(h.start, h.end, h.level + (1 if shift else 0), shift - 1 if h.parent is None and shift else None if h.parent is None else h.parent + shift, h.number, h.title)
        for h in headings
    ]
    return top + lower, heads_of


def build_blocks(
    lines: Sequence[Line], read: Sequence[Shape], rows: dict[int, Row], rules: set[int], heads_of: Sequence[int | None]
) -> list[Block]:
    """Everything that is no heading and no rule of a table."""
    blocks = []
    for index, line in enumerate(lines):
        shape = read[index]
        if index in rules:
            continue
        if (row := rows.get(index)) is not None:
            blocks.append(Block(line.start, line.end, heads_of[index], "", row))
        elif not shape.heading:
            number = line.number.text if line.number is not None else ""
            blocks.append(Block(line.start, line.end, heads_of[index], number))
        elif shape.run_in:
            blocks.append(Block(line.start + shape.run_in, line.end, heads_of[index]))
    return blocks


def split(clean: Clean, piece: Piece) -> list[Unit]:
    """The sentences of a piece in reading order."""
    paths = [path_of(index, piece.headings) for index in range(len(piece.headings))]
    length = max(1, piece.end - piece.start)
    units = []
    for number, block in enumerate(piece.blocks):
        text = clean.text[block.start : block.end]
        path = () if block.heading is None else paths[block.heading]
        spans = [(0, len(text))] if block.row is not None else sentence_spans(text)
        for order, (start, end) in enumerate(spans):
            lead = len(text[start:end]) - len(text[start:end].lstrip()) if block.row is not None else 0
            begin = block.start + start + lead
            finish = block.start + start + len(text[start:end].rstrip()) if block.row is not None else block.start + end
            if finish <= begin:
                continue
            mark = block.number if order == 0 else ""
            place = (begin - piece.start) / length
            units.append(Unit(begin, finish, clean.text[begin:finish], block.heading, number, mark, path, place, block.row))
    return units


def path_of(index: int, headings: Sequence[Heading]) -> tuple[str, ...]:
    """Titles from the outermost heading down to this one."""
    path: list[str] = []
    at: int | None = index
    while at is not None:
        path.append(headings[at].title)
        at = headings[at].parent
    return tuple(reversed(path))
