"""The tree of headings: which stands below which, by the style of their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from miner.outline.lines import Line
from miner.records import Heading

RANK = {
    "title": 0, "part": 1, "formal": 1, "article": 2, "clause": 2, "bare": 2, "han": 3, "han_blank": 3, "latin": 3, "latin_blank": 3, "ordinal": 4, "labelled": 4,
    "stem": 4, "han_paren": 5, "arabic": 6, "arabic_blank": 6, "decimal1": 7, "latin2": 7, "arabic_paren": 8, "decimal2": 8, "circled": 9, "decimal3": 9,
    "caption": 9, "member": 11, "bullet": 12,
}  # fmt: skip


def tree(headings: Sequence[tuple[Line, int, int, str]]) -> list[Heading]:
    """The tree of headings from (line, start, end, title): a style keeps its depth until a style above it comes again."""
    stack: list[tuple[str, int]] = []
    result: list[Heading] = []
    for line, start, end, title in headings:
        style = style_of(line)
        depth = next((i for i, (known, _) in enumerate(stack) if known == style), None)
        if depth is None:
            depth = insertion_depth(style, stack)
        del stack[depth:]
        parent = stack[-1][1] if stack else None
        stack.append((style, len(result)))
        number = line.number.text if line.number is not None else ""
        result.append(Heading(start, end, depth + 1, parent, number, title))
    return result


def style_of(line: Line) -> str:
    """The style by which a heading nests: Word's own level before the number's style."""
    if line.mark is not None and line.mark.kind == "heading":
        return f"word{line.mark.level}"
    if line.mark is not None and line.mark.kind == "title":
        return "title"
    return line.number.style if line.number is not None else "bare"


def insertion_depth(style: str, stack: Sequence[tuple[str, int]]) -> int:
    """Where a style not yet open goes: below everything of a higher rank."""
    rank = rank_of(style)
    depth = len(stack)
    while depth and rank_of(stack[depth - 1][0]) > rank:
        depth -= 1
    return depth


def rank_of(style: str) -> int:
    """The usual depth of a style in Chinese documents."""
    return int(style[4:]) + 1 if style.startswith("word") else RANK.get(style, 7)
