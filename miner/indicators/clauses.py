"""Clauses: a sentence cut at its commas, stops and brackets, found once and asked for each of its figures."""

from __future__ import annotations

import re
from bisect import bisect_right

# A comma inside a number (8,640万元) ends no clause. All borders open with one class, so that the engine skips what lies between.
BORDER = re.compile(r"[，。；;：:！!？?（()）\n|—,](?:(?<!,)|(?!\d{3}(?!\d))|(?<!\d,))")
# A name does not reach further back than this.
REACH = 40


class Clauses:
    """The borders of the clauses of a sentence."""

    __slots__ = ("ends", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [border.end() for border in BORDER.finditer(text)]

    def opens(self, start: int) -> int:
        """Where the clause begins in which `start` lies."""
        place = bisect_right(self.ends, start)
        return self.ends[place - 1] if place else 0

    def before(self, start: int, done: int = 0) -> str:
        """The clause in front of a figure, back to the border or to what is `done`."""
        begin = max(done, start - REACH)
        place = bisect_right(self.ends, start)
        return self.text[max(begin, self.ends[place - 1]) if place else begin : start]

    def after(self, begin: int, end: int) -> str:
        """What follows `begin` in its clause, up to `end`."""
        place = bisect_right(self.ends, begin)
        return self.text[begin : min(end, self.ends[place] - 1) if place < len(self.ends) else end]

    def before_bracket(self, start: int) -> str:
        """The clause in front of the brackets that end right before `start` (网点（含代办点）40个); empty where none do."""
        if self.text[start - 1 : start] not in (")", "）"):
            return ""
        opened = max(self.text.rfind("(", max(0, start - REACH), start), self.text.rfind("（", max(0, start - REACH), start))
        return self.before(opened) if opened > 0 else ""
