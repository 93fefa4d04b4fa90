"""A piece from its lines: title, headings as a tree, blocks, facts, and the rules of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from miner.outline.bare import SUBTITLE
from miner.outline.cues import cue
from miner.outline.facts import find_facts
from miner.outline.furniture import dropped_line
from miner.outline.headings import shapes
from miner.outline.lines import Line
from miner.outline.manner import PROSE, is_closed
from miner.outline.names import whole_name
from miner.outline.phrases import has, title_kind
from miner.outline.pieces import EXTENDED, SUFFIX
from miner.outline.shape import Shape
from miner.outline.tables import find_rows, is_rule
from miner.outline.tree import tree
from miner.records import Block, Dropped, Heading, Piece, Row

TITLE_LINES = 4
TITLE_WITHIN = 6
SHORTEST_TITLE = 2
LAYERS = 4
"""So many things a site adds to a title at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one piece; the first `skip` are a joined file's own title.

    `file_name` is empty unless the piece is alone in its file; a title in `shared` is that of several pieces and says nothing
    of their kind.
    """

    lines: Sequence[Line]
    skip: int = 0
    file_name: str = ""
    shared: frozenset[str] = frozenset()


def build_piece(group: Group) -> tuple[Piece, list[Dropped]]:
    """The piece of a group, and the rules of its tables, which are dropped."""
    lines, skip = group.lines, group.skip
    rows = find_rows(lines)
    rules = {index for index, line in enumerate(lines) if is_rule(line)}
    read = shapes(lines, set(rows) | rules, skip)
    titles = title_lines(lines, read, skip)
    headings, heads_of = build_headings(lines, read, titles)
    title = title_text(lines, [index for index in titles if index >= skip] or titles)
    below = [heading.title for heading in headings[len(titles) :]]
    facts = find_facts(title, lines[skip:], below, group.file_name, title in group.shared)
    body = {index: rows.get(index) for index in range(len(lines)) if index not in rules}
    blocks = build_blocks(lines, read, body, heads_of)
    piece = Piece(lines[0].start, lines[-1].end, facts, tuple(headings), tuple(blocks))
    return piece, [dropped_line(lines[index], "rule") for index in sorted(rules)]


def title_lines(lines: Sequence[Line], read: Sequence[Shape], skip: int) -> list[int]:
    """The first lines of a piece that are its title: headings in a row, a numbered one only first and if it reads like one.

    A heading right below them that names a report goes with them where none of them does.
    """
    titles = [index for index in range(skip) if read[index].heading]
    for index, line in enumerate(lines[skip : skip + TITLE_LINES], skip):
        if not read[index].heading or not goes_on_title(line, index > skip) or is_section(lines, index):
            break
        titles.append(index)
    if any(title_kind(plain_title(lines[index].text)) for index in titles):
        return titles
    later = later_title(lines, read, skip)
    return [index for index in range(later + 1) if read[index].heading] if later is not None else titles


def is_section(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line is the first of several sections, and so no title."""
    number = lines[index].number
    others = (line.number for line in lines[index + 1 :])
    return (
        number is not None
        and number.style == "han"
        and any(other is not None and other.style == number.style and other.value == number.value + 1 for other in others)
    )


def goes_on_title(line: Line, later: bool) -> bool:
    """Whether a heading belongs to the title; a `later` one must read like a title or subtitle."""
    if line.number is not None:
        return not later and title_kind(line.text)
    marked = line.mark is not None and line.mark.kind == "title"
    return not later or marked or title_kind(line.text) or SUBTITLE.match(line.text) is not None


def later_title(lines: Sequence[Line], read: Sequence[Shape], skip: int) -> int | None:
    """A title that stands below a line or two of another sort, such as a byline, but not below a statement."""
    for index, line in enumerate(lines[skip : skip + TITLE_WITHIN], skip):
        if read[index].heading and line.number is None and title_kind(plain_title(line.text)):
            return index
        if line.number is not None or (is_closed(line.text) and len(line.text) >= PROSE):
            return None
    return None


def title_text(lines: Sequence[Line], titles: Sequence[int]) -> str | None:
    """The title: of the title lines one that names a report, and the longest that is no subtitle; without what a site adds."""
    texts = [plain_title(EXTENDED.sub("", lines[index].text)) for index in titles]
    title = max(
        texts, key=lambda text: (not SUBTITLE.match(text), title_kind(text), text[0].isalnum(), len(text)), default=None
    )
    if title is None or (not title_kind(title) and (has("speaker", title) or whole_name().fullmatch(title))):
        return None
    return title


def plain_title(text: str) -> str:
    """A title without the number of a sample, the name of its file and where a site files it."""
    title = text.strip(" :")
    for _ in range(LAYERS):
        bare = SUFFIX.sub("", cue("title_tail").sub("", cue("title_head").sub("", title, count=1))).strip(" :")
        if len(bare) < SHORTEST_TITLE or bare == title:
            break
        title = bare
    first, _, second = title.partition(" ")
    return second if second.startswith(first) and len(first) >= SHORTEST_TITLE else title


def build_headings(
    lines: Sequence[Line], read: Sequence[Shape], titles: Sequence[int]
) -> tuple[list[Heading], list[int | None]]:
    """All headings of a piece as a tree below its last title, and for every line the heading it stands under."""
    found: list[tuple[Line, int, int, str]] = []
    heads_of: list[int | None] = []
    for line, shape in zip(lines, read, strict=True):
        if shape.heading:
            end = line.start + (shape.run_in or len(line.text))
            offset = line.number.end if line.number is not None else 0
            title = line.text[offset : shape.run_in or None].strip(" :。")
            found.append((line, line.start, end, title or line.text))
        heads_of.append(len(found) - 1 if found else None)
    top = [Heading(start, end, 1, None, "", title) for _, start, end, title in found[: len(titles)]]
    return top + [below_title(heading, len(top)) for heading in tree(found[len(top) :])], heads_of


def below_title(heading: Heading, titles: int) -> Heading:
    """A heading of the tree, hung below the last of so many titles."""
    if not titles:
        return heading
    parent = titles - 1 if heading.parent is None else heading.parent + titles
    return replace(heading, level=heading.level + 1, parent=parent)


def build_blocks(
    lines: Sequence[Line], read: Sequence[Shape], rows: dict[int, Row | None], heads_of: Sequence[int | None]
) -> list[Block]:
    """Everything that is no heading; `rows` has the lines that are to be blocks or headings, with the row that a line is."""
    blocks = []
    for index, row in rows.items():
        line, shape = lines[index], read[index]
        if row is not None:
            blocks.append(Block(line.start, line.end, heads_of[index], "", row))
        elif not shape.heading:
            number = line.number.text if line.number is not None else ""
            blocks.append(Block(line.start, line.end, heads_of[index], number))
        elif shape.run_in:
            blocks.append(Block(line.start + shape.run_in, line.end, heads_of[index]))
    return blocks
