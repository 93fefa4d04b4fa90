"""The tree of headings: which stands below which, by the style of their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from miner.outline.lines import Line
from miner.records import Heading

RANK = {
    style: rank
    for rank, styles in enumerate(
        (
            ("title",),
            ("part", "formal"),
            ("article", "clause", "bare"),
            ("han", "han_blank", "latin", "latin_blank"),
            ("ordinal", "labelled", "stem"),
            ("han_paren",),
            ("arabic", "arabic_blank"),
            ("decimal1", "latin2"),
            ("arabic_paren", "decimal2"),
            ("circled", "decimal3", "caption"),
            ("member",),
            ("bullet",),
        )
    )
    for style in styles
}
"""The usual depth of a style in Chinese documents (GB/T 9704 for 一、（一）1.（1）, the rest by what was seen in reports)."""
UNKNOWN = 7


def tree(headings: Sequence[tuple[Line, int, int, str]]) -> list[Heading]:
    """The tree of headings from (line, start, end, title): a style keeps its depth until a style above it comes again."""
    stack: list[tuple[str, int]] = []
    result: list[Heading] = []
    for line, start, end, title in headings:
        style = style_of(line)
        depth = next((at for at, (known, _) in enumerate(stack) if known == style), None)
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
    """The usual depth of a style; Word's own levels come right below the title."""
    return int(style[4:]) + 1 if style.startswith("word") else RANK.get(style, UNKNOWN)
