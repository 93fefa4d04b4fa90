"""Markdown's signs: they go, and what they say of a line stays in the reader's marks.

Cells of a marked row stay parted by |, one blank on either side, so that rows look alike wherever they come from. What may be a blanked-out digit stays: `_` is never
taken for emphasis, `*` only in pairs around words. Syntax: GitHub Flavored Markdown 0.29.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from miner.records import Mark
from miner.repair.alignment import Edit

MEDIA_TYPE = "text/markdown"
LEAD = re.compile(
    r"[ \t]{0,20}(?:>[ \t]{0,4}){0,5}(?:#{1,6}[ \t]{1,20}(?=\S)|[-*+][ \t]{1,8}(?=\S))?(?:\[[ xX]\][ \t]{1,8}(?=\S))?"
)
NOTHING = re.compile(r"[ \t]{0,20}(?:([-*_=])(?:[ \t]{0,4}\1){2,200}|(?:```|~~~)[^`\n]{0,60}|#{1,6})[ \t]{0,20}")
SLASH = "/"
"""What an escaped | becomes in a table, where | parts cells."""
RULE = re.compile(r"(?=[^|\n]{0,200}\|)(?=[^-\n]{0,200}-)[ \t|:-]{3,2000}")
CLOSING = re.compile(r"[ \t]{1,4}#{1,20}[ \t]{0,20}$")
CELL_BORDER = re.compile(r"[ \t]{0,40}(?<!\\)\|[ \t]{0,40}")
INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<![\d*])(?P<strong>\*{2,3})(?=[^\s*])[^*\n]{2,200}(?<=[^\s*])(?P=strong)(?!\*)"
    r"|(?<![\w*])(?P<em>\*)(?=[^\s*])[^*\n]{2,120}(?<=[^\s*])\*(?![\w*])"
    r"|(?<!~)(?P<struck>~~)(?=[^\s~])[^~\n]{1,200}~~(?!~)"
    r"|(?<!`)(?P<code>`{1,2})(?=[^`])[^`\n]{1,200}(?P=code)(?!`)"
    r"|(?P<open>!?\[)[^\[\]\n]{0,120}(?P<target>\]\((?=[^()\s]{0,300}[/.#])[^()\s]{1,300}(?: \"[^\"\n]{0,80}\")?\))"
    r"|(?P<tag></?(?:br|b|i|u|em|strong|sub|sup|span|font|p|div|center|small)(?:\s[^<>\n]{0,100})?/?>)",
    re.I,
)
"""What is taken out inside a line; of a pair of signs both."""


def markup(text: str, marks: Sequence[Mark]) -> list[Edit]:
    """The signs of a Markdown text; `marks` are the reader's, where they stand in this text."""
    rows = {text.rfind("\n", 0, mark.start) + 1 for mark in marks if mark.kind in ("row", "header")}
    edits: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        edits += (edit for edit in line_edits(line, at, at in rows) if text[edit.start : edit.end] != edit.new)
        at += len(line) + 1
    return edits


def line_edits(line: str, at: int, is_row: bool) -> Iterator[Edit]:
    """The sorted edits of one line that begins at `at`."""
    if is_row:
        yield from row_edits(line, at)
    elif NOTHING.fullmatch(line) or RULE.fullmatch(line):
        yield Edit(at, at + len(line), "")
    else:
        lead = LEAD.match(line)
        start = lead.end() if lead is not None and lead[0].strip() else 0
        closing = CLOSING.search(line) if "#" in line[:start] else None
        end = closing.start() if closing is not None and closing.start() > start else len(line)
        if start:
            yield Edit(at, at + start, "")
        yield from inline_edits(line, start, end, at)
        if end < len(line):
            yield Edit(at + end, at + len(line), "")


def row_edits(line: str, at: int) -> Iterator[Edit]:
    """The edits of a table row: borders between cells stay, outer ones go."""
    last = 0
    for border in CELL_BORDER.finditer(line):
        yield from inline_edits(line, last, border.start(), at, SLASH)
        inner = line[: border.start()].strip() and line[border.end() :].strip()
        yield Edit(at + border.start(), at + border.end(), " | " if inner else "")
        last = border.end()
    yield from inline_edits(line, last, len(line), at, SLASH)


def inline_edits(line: str, start: int, end: int, at: int, border: str = "") -> Iterator[Edit]:
    """The sorted edits between two places of a line: escapes, emphasis, code, links, tags; signs inside signs as well.

    An escaped | becomes `border`, where there is one.
    """
    places: list[tuple[int, int, str]] = []
    waiting = [(start, end)]
    while waiting:
        left, right = waiting.pop()
        for match in INLINE.finditer(line, left, right):
            opened, closed = signs_of(match)
            if border and match["escaped"] == "|":
                places.append((*match.span(), border))
                continue
            places += [(*opened, " " if match["tag"] and match["tag"].lower().startswith("<br") else ""), (*closed, "")]
            if not (match["escaped"] or match["code"] or match["tag"]):
                waiting.append((opened[1], closed[0]))
    for left, right, new in sorted(places):
        if left < right:
            yield Edit(at + left, at + right, new)


def signs_of(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretches of the opening and of the closing sign; the closing one is empty where there is one only."""
    start, end = match.span()
    if match["escaped"]:
        return (start, start + 1), (end, end)
    if match["tag"]:
        return (start, end), (end, end)
    if match["open"]:
        return match.span("open"), match.span("target")
    size = len(match["strong"] or match["em"] or match["struck"] or match["code"])
    return (start, start + size), (end - size, end)
