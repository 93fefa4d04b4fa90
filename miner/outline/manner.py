"""The manner of a piece: whether its statements are closed by end marks, so that an open line stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from miner.outline.lines import Line

CLOSING = '。;!?…”"』」'
ATTACHMENT = re.compile(r"附件?[一二三四五六七八九\d]{0,2}:")
LISTED = re.compile(r"[。;!?,]|\d[.、]")
SHORTEST = 6
"""Closed lines of this length count when the manner of a piece is taken."""
PROSE = 15
"""Lines of this length state something, whatever they end in; shorter open ones may be headings."""
APPENDIX = 30


@dataclass(frozen=True, slots=True)
class Manner:
    """`closed`: share of prose lines that end in an end mark; `prose`: their number; `tabled`: indices of table rows.

    `attached`: indices of the lines that list attachments; `skip`: lines above the title.
    """

    closed: float
    prose: int
    tabled: frozenset[int]
    attached: frozenset[int]
    skip: int = 0

    @property
    def weight(self) -> int:
        """How much an open end says in this piece: 3 where nearly every statement is closed, -1 where few are."""
        if self.closed >= 0.7:
            return min(self.prose, 3 if self.closed >= 0.85 else 2)
        return 0 if self.closed >= 0.5 or self.prose < 3 else -1


def manner_of(lines: Sequence[Line], tabled: set[int], skip: int = 0) -> Manner:
    """The manner of the lines that are no table rows."""
    texts = [line.text for index, line in enumerate(lines) if index not in tabled and len(line.text) >= SHORTEST]
    closed = sum(1 for text in texts if is_closed(text))
    prose = closed + sum(1 for text in texts if len(text) >= PROSE and not is_closed(text))
    return Manner(closed / prose if prose else 0.0, prose, frozenset(tabled), frozenset(attachments(lines)), skip)


def attachments(lines: Sequence[Line]) -> Iterator[int]:
    """Indices of a line that opens with “附件” and of the numbered lines that go on with it."""
    listed = False
    for index, line in enumerate(lines):
        opens = ATTACHMENT.match(line.text) is not None and not is_appendix(lines, index)
        listed = opens or (listed and line.number is not None and not is_closed(line.text))
        if listed:
            yield index


def is_appendix(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that opens with “附” is the title of what stands below it, rather than a list of what was sent along."""
    text = lines[index].text
    if not ATTACHMENT.match(text) or len(text) > APPENDIX or index + 1 >= len(lines) or LISTED.search(text):
        return False
    below = lines[index + 1].text
    return is_closed(below) or len(below) >= 2 * PROSE or "|" in below or "\t" in below


def is_closed(text: str) -> bool:
    """Whether a line ends as a statement does; what stands in a last bracket does not count."""
    if text[-1] in CLOSING:
        return True
    if text[-1] == ")" and (opened := text.rfind("(", -60)) > 0:
        return text[opened - 1] in CLOSING or text[-2] in CLOSING
    return False
