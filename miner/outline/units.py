"""Units: the sentences of a piece on their way to a label, each with the path of titles above it and its place in the piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from miner.outline.sentences import sentence_spans, trimmed
from miner.records import Block, Clean, Heading, Piece, Unit


def split(clean: Clean, piece: Piece) -> list[Unit]:
    """The sentences of a piece in reading order; a table row is one."""
    paths = [path_of(index, piece.headings) for index in range(len(piece.headings))]
    length = max(1, piece.end - piece.start)
    units = []
    for at, block in enumerate(piece.blocks):
        path = () if block.heading is None else paths[block.heading]
        number = block.number
        for start, end in spans_of(clean.text, block):
            place = (start - piece.start) / length
            units.append(Unit(start, end, clean.text[start:end], block.heading, at, number, path, place, block.row))
            number = ""
    return units


def spans_of(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of a block's sentences in the whole text."""
    stretch = text[block.start : block.end]
    spans = sentence_spans(stretch) if block.row is None else trimmed(stretch, 0, len(stretch), anything=True)
    for start, end in spans:
        yield block.start + start, block.start + end


def path_of(index: int, headings: Sequence[Heading]) -> tuple[str, ...]:
    """Titles from the outermost heading down to this one."""
    path: list[str] = []
    at: int | None = index
    while at is not None:
        path.append(headings[at].title)
        at = headings[at].parent
    return tuple(reversed(path))
