"""Markdown: the text as it stands in the file, with marks for headings, items of lists and the rows of pipe tables.

The mark of a heading or item spans its words without the sign before them; a row's mark spans its line without the blanks around
it, so cells are parted by | there until the text is repaired. Fenced code is passed over. Syntax: GitHub Flavored Markdown 0.29,
sections 4.2, 4.3, 4.5, 4.10, 5.2 and 5.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from miner.reading.composing import Kind
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.reading.plain import read_plain
from miner.records import Mark, Source, Text

MEDIA_TYPE = "text/markdown"
SUFFIXES = (".md", ".markdown", ".mdown")
RULE_CELL = re.compile(r":?-+:?")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]{1,20}(?=\S)")
CLOSING = re.compile(r"[ \t]#{1,20}$")
UNDERLINE = re.compile(r" {0,3}(?:={2,200}|-{2,200})[ \t]{0,20}")
ITEM = re.compile(r"[ \t]{0,20}[-*+][ \t]{1,8}(?:\[[ xX]\][ \t]{1,8})?(?=\S)")
ACROSS = re.compile(r"[ \t]{0,20}([-*])(?:[ \t]{0,4}\1){2,100}[ \t]{0,20}")
BLOCK = re.compile(r"[ \t]{0,20}(?:[>#|`~]|[-*+][ \t]|\d{1,9}[.)][ \t])")
PROBE = 65_536
"""Bytes looked at to recognise a pipe table in a file with another name."""


def mark_markdown(text: str) -> tuple[Mark, ...]:
    """Marks of headings, items and pipe tables in reading order."""
    lines = list(_lines(text))
    marks: list[Mark] = []
    table = 0
    index = 0
    while index < len(lines):
        start, line = lines[index]
        if index + 1 < len(lines) and "|" in line and is_rule(lines[index + 1][1]):
            rows = _table(lines, index)
            marks += [_span(lines[row], "header" if row == index else "row", table) for row in (index, *range(index + 2, rows))]
            table += 1
            index = rows
            continue
        if heading := _heading(
            start, line, lines[index + 1][1] if index + 1 < len(lines) else "", index and lines[index - 1][1].strip()
        ):
            marks.append(heading)
        elif (item := ITEM.match(line)) and not ACROSS.fullmatch(line):
            marks.append(Mark(start + item.end(), start + len(line.rstrip()), "item"))
        index += 1
    return tuple(marks)


def is_rule(line: str) -> bool:
    """Whether a line is the rule below a pipe table's head."""
    if "|" not in line or "-" not in line:
        return False
    return all(RULE_CELL.fullmatch(cell.strip()) for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of every line; those of fenced code as if they were empty."""
    at, fence = 0, ""
    for line in text.split("\n"):
        stripped = line.lstrip(" ")
        edge = stripped.startswith(("```", "~~~")) and (not fence or stripped.startswith(fence))
        yield at, "" if fence or edge else line
        if edge:
            fence = "" if fence else stripped[:3]
        at += len(line) + 1


def _table(lines: list[tuple[int, str]], head: int) -> int:
    """Index of the first line after the table that begins at `head`."""
    index = head + 2
    while (
        index < len(lines) and "|" in lines[index][1] and lines[index][0] == lines[index - 1][0] + len(lines[index - 1][1]) + 1
    ):
        index += 1
    return index


def _heading(start: int, line: str, below: str, above: object) -> Mark | None:
    if found := HEADING.match(line):
        words = CLOSING.sub("", line.rstrip()) if len(line) < 1000 else line.rstrip()
        return Mark(start + found.end(), start + max(found.end() + 1, len(words.rstrip())), "heading", len(found[1]))
    if line.strip() and not above and not BLOCK.match(line) and UNDERLINE.fullmatch(below):
        return _span((start, line), "heading", 1 if "=" in below else 2)
    return None


def _span(line: tuple[int, str], kind: Kind, level: int) -> Mark:
    start, text = line
    return Mark(start + len(text) - len(text.lstrip()), start + len(text.rstrip()), kind, level)


class MarkdownReader:
    """Takes text that is called Markdown by its name or sender, or has a pipe table near its beginning."""

    name = "markdown"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, source: Source) -> bool:
        """By name, media type, or the rule of a pipe table."""
        if PurePosixPath(source.name.lower()).suffix in SUFFIXES or (source.media_type or "").startswith(MEDIA_TYPE):
            return True
        head = source.data[:PROBE].replace(b"\0", b"").decode("latin-1")
        return "|-" in head.replace(" ", "").replace(":", "") and any(is_rule(line) for line in head.splitlines())

    def read(self, source: Source) -> Text:
        """The decoded text, unchanged, with marks."""
        text = read_plain(source, self._limits, MEDIA_TYPE)
        return replace(text, marks=mark_markdown(text.text))
