"""Line breaks that were not meant: numbers torn by automatic list numbering, sentences cut at a printed line's end.

A break is taken out only on evidence: a leading zero, a decimal point left hanging, a list number that continues no list; a word of the
dictionary that stands across the break, a comma before it, or a text whose lines all end at one width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from miner.repair.alignment import Edit

Cut = Callable[[str], list[str]]

TORN_DECIMAL = re.compile(r"(?<=\d)\.[ \t]{0,4}\n{1,3}[ \t]{0,4}(?=\d{1,4}[、.])")
TORN_NUMBER = re.compile(r"(?<=[\dA-Z])[ \t]{0,4}\n{1,3}[ \t]{0,4}(?=(\d{1,4})([、.]))")
LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]{0,8}\(?(\d{1,3})[、.)]")
ITEM_HEAD = re.compile(
    r"\s{0,8}(?:[(\[【<《]|第[一二三四五六七八九十百\d]{1,4}[章节条部篇项、,]|[一二三四五六七八九十]{1,3}[、.是]|\d{1,3}(?:\.\d{1,3}){0,3}[、.)\s]"
    r"|[①-⑳❶-❿]|[A-Za-z][.、)]|[-—•·●■◆▲★※○*|#>]|附[:件]|[一-九]、)"
)
LABEL_HEAD = re.compile(r"[\u4e00-\u9fff]{2,5}:")
ENDED = set("。！？；!?;:：…”’」』》】)|\t—.")
OPEN_ENDED = set(",、（(“《")
OPEN_WORDS = frozenset("和与及或的")
WRAP_LEAST = 16


def torn_numbers(text: str) -> list[Edit]:
    """“78.⏎⏎35、” is 78.35; “2⏎⏎02、” is 202: list numbering tore them apart."""
    edits = [Edit(m.start() + 1, m.end(), "", "broken_number") for m in TORN_DECIMAL.finditer(text) if not _heads_line(text, m.start())]
    taken = {edit.end for edit in edits}
    seen = [(m.start(1), int(m[1])) for m in LIST_NUMBER.finditer(text)] if "\n" in text else []
    before = {place: seen[i - 1][1] if i else 0 for i, (place, _) in enumerate(seen)}
    for match in TORN_NUMBER.finditer(text):
        if match.end() in taken or _heads_line(text, match.start() - 1):
            continue
        number = match[1]
        follows = before.get(match.end(), 0)
        if number[0] == "0" or (int(number) not in (1, follows + 1) and int(number) > 9 and follows + 3 < int(number)):
            edits.append(Edit(match.start(), match.end(), "", "broken_number"))
    return sorted(edits, key=lambda edit: edit.start)


def _heads_line(text: str, position: int) -> bool:
    """Whether the digits that end at `position` open their line: then they are a list number themselves."""
    line_start = text.rfind("\n", max(0, position - 40), position) + 1
    return position - line_start < 5 and text[line_start:position].strip(" \t(").isdigit()


def hard_breaks(cut: Cut) -> Callable[[str], list[Edit]]:
    """The step that joins lines broken inside a sentence; `cut` gives the words of a short text."""

    def step(text: str) -> list[Edit]:
        lines = text.split("\n")
        width = wrap_width(lines)
        edits = []
        at = 0
        for index, line in enumerate(lines[:-1]):
            end = at + len(line)
            if line and not _ends(line):
                following = index + 1
                while following < len(lines) - 1 and not lines[following].strip() and following < index + 3:
                    following += 1
                if is_broken(line, lines[following], following - index, width, cut):
                    gap_end = end + sum(len(lines[i]) + 1 for i in range(index + 1, following)) + 1
                    gap_end += len(lines[following]) - len(lines[following].lstrip(" "))
                    edits.append(Edit(end, gap_end, "", "joined"))
            at = end + 1
        return edits

    return step


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which most lines of a text end without an end mark, or 0 where lines have no common width."""
    lengths = Counter(len(line.rstrip()) for line in lines if len(line) >= WRAP_LEAST and not _ends(line))
    unended = sum(lengths.values())
    if unended < 4:
        return 0
    width = max(lengths, key=lambda size: (lengths[size] + lengths[size - 1] + lengths[size + 1], size))
    near = sum(count for size, count in lengths.items() if abs(size - width) <= 2)
    longer = sum(1 for line in lines if len(line.rstrip()) > width + 4)
    return width if near >= 4 and near >= 0.6 * unended and longer <= 0.1 * len(lines) else 0


def is_broken(line: str, following: str, distance: int, width: int, cut: Cut) -> bool:
    """Whether the break between two lines falls inside a sentence."""
    head = following.lstrip()
    tail = line.rstrip()
    if not head or len(tail) < 8 or ITEM_HEAD.match(following) or LABEL_HEAD.match(head) or "\t" in line or "\t" in following or "|" in line:
        return False
    if following[:1] in " \u3000" and len(following) - len(head) >= 2:
        return False
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


def _ends(line: str) -> bool:
    stripped = line.rstrip()
    return not stripped or stripped[-1] in ENDED
