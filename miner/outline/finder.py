"""The outline of a file: its pieces, each a tree of headings over blocks, and what belongs to none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from miner.outline.facts import find_facts
from miner.outline.furniture import furniture_reason
from miner.outline.headings import shapes
from miner.outline.lines import Line, find_lines, stripped
from miner.outline.phrases import title_kind
from miner.outline.pieces import SUFFIX, find_cuts
from miner.outline.sentences import sentence_spans
from miner.outline.shape import Shape
from miner.outline.tables import find_rows
from miner.outline.tree import tree
from miner.records import Block, Clean, Dropped, Heading, Mark, Outline, Piece, Row, Unit


def find_outline(clean: Clean, file_name: str = "") -> Outline:
    """The pieces of a file in order, and the stretches dropped; every line is in exactly one of them."""
    lines = find_lines(clean.text, clean.marks)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        reason = None if line.mark is not None else furniture_reason(line)
        if reason is None:
            kept.append(line)
        else:
            dropped.append(Dropped(start=line.start, end=line.end, reason=reason))
    groups = cut_apart(kept)
    groups, prefaces = without_prefaces(groups)
    dropped += prefaces
    titles = Counter(SUFFIX.sub("", group[0].text).strip(" :") for group in groups)
    shared = {title for title, count in titles.items() if count > 1}
    pieces = tuple(build_piece(group, file_name, len(groups) == 1, shared) for group in groups)
    return Outline(pieces, tuple(sorted(dropped, key=lambda one: one.start)))


def cut_apart(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each piece; a separator that goes on behind its title becomes two lines."""
    groups: list[list[Line]] = []
    cuts = {cut.index: cut for cut in find_cuts(lines)}
    for index, line in enumerate(lines):
        cut = cuts.get(index)
        if cut is not None or not groups:
            groups.append([])
        if cut is not None and cut.title:
            mark = Mark(line.start, line.start + cut.title, "title")
            parts = [stripped(line.text, 0, cut.title, mark, line.gap, False), stripped(line.text, cut.title, len(line.text), None, False, True)]
            groups[-1] += [replace(part, start=part.start + line.start, end=part.end + line.start) for part in parts if part is not None]
        else:
            groups[-1].append(line)
    return groups


def without_prefaces(groups: list[list[Line]]) -> tuple[list[list[Line]], list[Dropped]]:
    """In a joined file, what stands before the first piece is kept only if it is a piece itself, not a page's own title."""
    if len(groups) < 2 or len(groups[0]) > 3 or sum(len(line.text) for line in groups[0]) > 240:
        return groups, []
    return groups[1:], [Dropped(start=line.start, end=line.end, reason="preface") for line in groups[0]]


def build_piece(lines: Sequence[Line], file_name: str, alone: bool, shared: set[str]) -> Piece:
    """One piece from its lines; a title shared with other pieces says nothing of its kind."""
    rows = find_rows(lines)
    read = shapes(lines, set(rows))
    titles = title_lines(lines, read)
    headings, heads_of = build_headings(lines, read, titles)
    blocks = build_blocks(lines, read, rows, heads_of, titles)
    title = title_text(lines, titles)
    texts = [heading.title for heading in headings[len(titles) :]]
    facts = find_facts(title, lines, texts, file_name if alone else "", title in shared)
    return Piece(lines[0].start, lines[-1].end, facts, tuple(headings), tuple(blocks))


def title_lines(lines: Sequence[Line], read: Sequence[Shape]) -> list[int]:
    """The first lines of a piece that are its title: up to three unnumbered headings in a row."""
    titles = []
    for index, line in enumerate(lines[:4]):
        marked = line.mark is not None and line.mark.kind == "title"
        if not read[index].heading or (line.number is not None and (index or not title_kind(line.text))):
            break
        if index and not marked and not title_kind(line.text):
            break
        titles.append(index)
    return titles


def title_text(lines: Sequence[Line], titles: Sequence[int]) -> str | None:
    """The title: the longest of the title lines, without the number of a sample."""
    texts = [lines[index].text for index in titles]
    if not texts:
        return None
    title = max(texts, key=len)
    return re.sub(r"^(?:扩展|延伸|拓展)(?:阅读|资料)?:", "", SUFFIX.sub("", title)).strip(" :") or title


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
    lines: Sequence[Line], read: Sequence[Shape], rows: dict[int, Row], heads_of: Sequence[int | None], titles: Sequence[int]
) -> list[Block]:
    """Everything that is no heading."""
    blocks = []
    for index, line in enumerate(lines):
        shape = read[index]
        row = rows.get(index)
        if row is not None:
            if row.cells:
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
