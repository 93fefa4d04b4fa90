"""Line breaks that were not meant: sentences cut at a printed line's end.

A break is taken out only on evidence: a word of the dictionary that stands across it, a comma or an open bracket
before it, or a text whose lines all end at one width. A page may end anywhere, and a form feed that stands right between
two characters ends no line: there a word or a comma is enough, however short the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from miner.repair.alignment import Edit

Cut = Callable[[str], list[str]]

ITEM_HEAD = re.compile(
    r"\s{0,8}(?:[(\[【<《]|第[一二三四五六七八九十百\d]{1,4}[章节条部篇项、,]|[一二三四五六七八九十]{1,3}[、.是]"
    r"|\d{1,3}(?:\.\d{1,3}){0,3}[、.)\s]|[①-⑳❶-❿]|[A-Za-z][.、)]|[-—•·●■◆▲★※○*|#>]|附[:件]|[一-九]、)"
)
LABEL_HEAD = re.compile(r"[\u4e00-\u9fff]{2,5}:")
ENDED = set("。！？；!?;:：…”’」』》】)|\t—.")
OPEN_ENDED = set(",、（(“《")
OPEN_WORDS = frozenset("和与及或的")
NEVER_FIRST = set(",、。;!?)”》")
WRAP_LEAST = 16
FARTHEST = 3
LEAST = 8
BLANKS = " \t\u3000"
PAGE_BREAK = re.compile(r"(?<=\S)[ \u3000]{0,8}\f[ \u3000]{0,8}(?=\S)")
AROUND = 24


def hard_breaks(cut: Cut) -> Callable[[str], list[Edit]]:
    """The step that joins lines broken inside a sentence; `cut` gives the words of a short text."""

    def step(text: str) -> list[Edit]:
        lines = text.split("\n")
        width = wrap_width(lines)
        edits = []
        at = 0
        for index, line in enumerate(lines[:-1]):
            end = at + len(line)
            below = next_line(lines, index) if not is_ended(line) else 0
            if below and is_broken(line, lines[below], below - index, width, cut):
                blank = len(lines[below]) - len(lines[below].lstrip(BLANKS))
                size = sum(len(between) + 1 for between in lines[index + 1 : below]) + 1
                edits.append(Edit(at + len(line.rstrip(BLANKS)), end + size + blank, "", "joined"))
            at = end + 1
        return edits

    return step


def page_breaks(cut: Cut, plain: Callable[[str], str]) -> Callable[[str], list[Edit]]:
    """The step that joins a sentence that goes on across a form feed; `plain` gives the usual characters for any, as many.

    All other form feeds become breaks of lines when widths are made one.
    """

    def step(text: str) -> list[Edit]:
        edits = []
        for found in PAGE_BREAK.finditer(text) if "\f" in text else ():
            tail = plain(text[max(0, found.start() - AROUND) : found.start()]).rpartition("\n")[2]
            head = plain(text[found.end() : found.end() + AROUND]).partition("\n")[0]
            if goes_on(tail, head, cut):
                edits.append(Edit(found.start(), found.end(), "", "joined"))
        return edits

    return step


def goes_on(tail: str, head: str, cut: Cut) -> bool:
    """Whether what stands before and behind a form feed is one sentence."""
    if is_ended(tail) or "\t" in head or ITEM_HEAD.match(head) or LABEL_HEAD.match(head):
        return False
    return tail[-1] in OPEN_ENDED or head[0] in NEVER_FIRST or crosses_word(tail, head, cut)


def next_line(lines: Sequence[str], index: int) -> int:
    """The index of the next line with something in it, at most three lines on, or 0."""
    last = min(index + FARTHEST, len(lines) - 1)
    return next((at for at in range(index + 1, last + 1) if lines[at].strip()), 0)


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which most lines of a text end without an end mark, or 0 where lines have no common width."""
    lengths = Counter(len(line.rstrip()) for line in lines if len(line) >= WRAP_LEAST and not is_ended(line))
    unended = sum(lengths.values())
    if unended < 4:
        return 0
    width = max(lengths, key=lambda size: (lengths[size] + lengths[size - 1] + lengths[size + 1], size))
    near = sum(count for size, count in lengths.items() if abs(size - width) <= 2)
    longer = sum(1 for line in lines if len(line.rstrip()) > width + 4)
    return width if near >= 4 and near >= 0.6 * unended and longer <= 0.1 * len(lines) else 0


def is_broken(line: str, following: str, distance: int, width: int, cut: Cut) -> bool:
    """Whether the break between two lines falls inside a sentence."""
    head, tail = following.lstrip(), line.rstrip()
    if not head or len(tail) < LEAST or "\t" in line or "\t" in following or "|" in line:
        return False
    if ITEM_HEAD.match(following) or LABEL_HEAD.match(head) or (len(following) - len(head) >= 2 and following[0] in BLANKS):
        return False
    if head[0] in NEVER_FIRST and tail[-1] not in ENDED:
        return True
    if width and distance == 1 and len(tail) >= width - 2:
        return True
    if len(tail) >= 12 and (tail[-1] in OPEN_ENDED or (tail[-1] in OPEN_WORDS and cut(tail[-6:])[-1:] == [tail[-1]])):
        return True
    return len(tail) >= 24 and crosses_word(tail, head, cut)


def crosses_word(tail: str, head: str, cut: Cut) -> bool:
    """Whether a word of the dictionary stands across the break, and not by chance: parted, the two ends make more words."""
    left, right = tail[-6:], head[:6]
    if not (is_han(left[-1]) and is_han(right[0])):
        return left[-1].isdigit() and right[0].isdigit()
    words = cut(left + right)
    at = 0
    for word in words:
        if at < len(left) < at + len(word):
            return len(words) < len(cut(left)) + len(cut(right))
        at += len(word)
    return False


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= char <= "\u9fff"


def is_ended(line: str) -> bool:
    """Whether a line is blank or ends as a statement, a lead-in or a table row does."""
    stripped = line.rstrip()
    return not stripped or stripped[-1] in ENDED
