"""The outline of a file: its pieces, each a tree of headings over blocks, and what belongs to none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from miner.outline.building import Group, build_piece, plain_title
from miner.outline.furniture import dropped_line, without_edges, without_furniture
from miner.outline.lines import Line, find_lines, stripped
from miner.outline.manner import is_closed
from miner.outline.pieces import EXTENDED, find_cuts, is_mere_number
from miner.records import Clean, Dropped, Mark, Outline

PREFACE_LINES, PREFACE_SIZE = 3, 240


def find_outline(clean: Clean, file_name: str = "") -> Outline:
    """The pieces of a file in order, and the stretches dropped; every line is in exactly one of them."""
    kept, dropped = without_furniture(find_lines(clean.text, clean.marks))
    parts: list[Part] = []
    for part in cut_apart(kept):
        inside, edges = without_edges(part.lines)
        dropped += [*edges, *part.separator]
        if inside:
            parts.append(replace(part, lines=inside))
    pieces = []
    for group in groups_of(parts, file_name):
        piece, rules = build_piece(group)
        pieces.append(piece)
        dropped += rules
    return Outline(tuple(pieces), tuple(sorted(dropped, key=lambda one: one.start)))


@dataclass(frozen=True, slots=True)
class Part:
    """The lines between two cuts, and the separator above them where it says nothing but a number; `opened` by a cut or not."""

    lines: Sequence[Line]
    separator: Sequence[Dropped]
    opened: bool


def cut_apart(lines: Sequence[Line]) -> Iterator[Part]:
    """The parts of a file; a separator that goes on behind its title becomes two lines."""
    cuts = {cut.index: cut for cut in find_cuts(lines)}
    for start, end in pairwise([0, *(index for index in cuts if index), len(lines)]):
        cut = cuts.get(start)
        part = list(lines[start:end])
        gone: list[Dropped] = []
        if cut is not None and cut.title:
            part[:1] = parted(part[0], cut.title)
        elif cut is not None and cut.kind == "extended" and not says_title_again(part):
            part[0] = replace(part[0], number=None, mark=Mark(part[0].start, part[0].end, "title"))
        elif cut is not None and len(part) > 1 and (cut.kind == "extended" or is_mere_number(cut.kind, part[0].text)):
            gone.append(dropped_line(part.pop(0), "separator"))
        if part:
            yield Part(part, gone, cut is not None)


def says_title_again(lines: Sequence[Line]) -> bool:
    """Whether the line below an announcement of further reading says its title again."""
    return len(lines) > 1 and lines[1].text == EXTENDED.sub("", lines[0].text)


def parted(line: Line, size: int) -> list[Line]:
    """A separator line as its title and what follows it."""
    mark = Mark(line.start, line.start + size, "title")
    title = stripped(line.text, 0, size, mark, gap=line.gap)
    rest = stripped(line.text, size, len(line.text), None, glued=True)
    return [
        replace(part, start=part.start + line.start, end=part.end + line.start) for part in (title, rest) if part is not None
    ]


def groups_of(parts: Sequence[Part], file_name: str) -> Iterator[Group]:
    """The parts as groups to build from: a joined file's own title goes to its first piece, whose title it is not."""
    lines = [part.lines for part in parts]
    skip = 0
    if len(parts) > 1 and is_preface(parts[0]):
        skip = len(lines[0])
        lines = [[*lines[0], *lines[1]], *lines[2:]]
    titles = Counter(plain_title(part[0 if at else skip].text) for at, part in enumerate(lines))
    shared = frozenset(title for title, count in titles.items() if count > 1)
    for at, part in enumerate(lines):
        yield Group(part, 0 if at else skip, file_name if len(lines) == 1 else "", shared)


def is_preface(part: Part) -> bool:
    """Whether the first part of a joined file is but its title, with a sentence at most."""
    size = sum(len(line.text) for line in part.lines)
    stated = sum(1 for line in part.lines if is_closed(line.text))
    return not part.opened and len(part.lines) <= PREFACE_LINES and size <= PREFACE_SIZE and stated <= 1
