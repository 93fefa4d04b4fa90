"""A text built line by line, with the marks that go with its lines."""

from __future__ import annotations

import re
from typing import Literal

from miner.errors import EmptySource
from miner.language.halves import mended
from miner.reading.limits import Limits, refuse_characters
from miner.records import Caution, Mark, Text

LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
CELL_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
SHORT = 60
"""Characters up to which a paragraph all in bold is worth a mark: longer ones are emphasised statements, not headings."""

Kind = Literal["heading", "bold", "row", "header", "title", "item"]


def writable(text: str) -> str:
    """The text without NUL, which says nothing, and with U+FFFD for half characters."""
    return mended(text.replace("\0", ""))


class Composer:
    """Collects lines and marks; refuses to grow beyond the limit, so that no repetition in a file can blow up the text."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lines: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0
        self.warnings: list[Caution] = []

    def paragraph(self, text: str, kind: Kind | None = None, level: int = 0) -> None:
        """Adds a paragraph without its outer blanks; line ends inside stay, empty lines and the marks on them are left out."""
        for line in LINE_ENDS.split(writable(text)):
            if stripped := line.strip():
                self._add(stripped, kind if kind != "bold" or len(stripped) <= SHORT else None, level)

    def row(self, cells: list[str], table: int, header: bool = False) -> None:
        """Adds a table row: cells parted by tabs, blanks for tabs and line ends inside them; a row without text is left out."""
        texts = [CELL_BLANKS.sub(" ", writable(cell)).strip() for cell in cells]
        if any(texts):
            self._add("\t".join(texts), "header" if header else "row", table)

    def _add(self, line: str, kind: Kind | None, level: int) -> None:
        start, end = self._length, self._length + len(line)
        if end > self._limits.characters:
            raise refuse_characters(self._limits)
        self._lines.append(line)
        self._length = end + 1
        if kind is not None:
            self._marks.append(Mark(start, end, kind, level))

    def is_empty(self) -> bool:
        """Whether no line was added yet."""
        return not self._lines

    def joined(self) -> str:
        """All lines in one, as for a cell."""
        return " ".join(self._lines)

    def text(self, media_type: str, encoding: str | None = None) -> Text:
        """The whole as a record; raises EmptySource where no line was added."""
        if not self._lines:
            raise EmptySource("文件里没有文字。请检查是否提交了空白文件。")
        return Text("\n".join(self._lines), media_type, encoding, tuple(self._marks), tuple(self.warnings))
