"""Blanks that were not meant: digits set wide in print, blanks inside words, titles with their characters set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miner.language.partings import parting_blanks
from miner.repair.alignment import Edit
from miner.repair.edits import HAN

SPACED_DIGITS = re.compile(rf"\d(?<![\d.]\d)(?:[ \u3000]?(?:[.][ \u3000]?)?\d){{1,12}}(?=[ \u3000]?[{HAN}%‰])")
WIDE_DIGITS = re.compile(r"[\d.][ \u3000][\d.]")
"""Without it no digits are set wide; most texts are done with this look."""
NUMERAL = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁]"
AFTER_NUMERAL = rf"(?<!^{NUMERAL} )(?<!^[一二三四五六七八九十]{{2}} )(?<!^[表图][一二三四五六七八九十] )"
BLANK = re.compile(
    rf" {AFTER_NUMERAL}(?<=[{HAN},。;:、(“] )(?![一二三四五六七八九十]{{1,3}}、)(?=[{HAN}(“])"
    rf"| (?<=[{HAN}\d%‰)”] )(?=[,。;:、)”])| (?<=\d[%‰] )(?=[{HAN}])"
    rf"| (?<=[{HAN}(,] )(?=\d)(?!\d{{1,2}}[、.])"
    rf"| (?<!^\d )(?<!^\d\d )(?<!^\d\.\d )(?<=\d )(?=[{HAN}%‰])",
    re.M,
)
SHORT, WIDE = 24, 60
"""Longest line that is no sentence, and the same where every character has a blank behind it."""
SENTENCE = re.compile(r"[,。;!?]")
SET_APART = re.compile(rf"(?:[{HAN}〇]|\d{{1,4}}[年月季]?)(?:[ \u3000](?:[{HAN}〇()、—-]|\d{{1,4}}[年月季]?)){{1,24}}")
SPACED_LEAST = 3
"""So many single characters in a row of them, where figures stand among them, are one title set wide."""


def spaced_digits(text: str) -> list[Edit]:
    """1 9 9 8 年 becomes 1998年: digits set wide in print."""
    if WIDE_DIGITS.search(text) is None:
        return []
    edits = []
    for match in SPACED_DIGITS.finditer(text):
        joined = match[0].replace(" ", "").replace("\u3000", "")
        runs = match[0].replace(".", " . ").split()
        if joined != match[0] and all(len(run) == 1 for run in runs):
            edits.append(Edit(match.start(), match.end(), joined, "broken_number"))
    return edits


def blanks(text: str) -> list[Edit]:
    """Single blanks inside a Chinese sentence go; those that part paragraphs, wider ones and those of a short line that is none stay."""
    if " " not in text and "\u3000" not in text:
        return []
    edits = []
    at = 0
    for line in text.split("\n"):
        if " " in line or "\u3000" in line:
            edits += [Edit(at + start, at + start + 1, "") for start in blanks_of(line)]
        at += len(line) + 1
    return edits


def blanks_of(line: str) -> Iterator[int]:
    """Where blanks of a line go."""
    body = line.strip()
    if len(body) > (WIDE if SET_APART.fullmatch(body) else SHORT) or SENTENCE.search(body):
        meant = set(parting_blanks(line))
        yield from (match.start() for match in BLANK.finditer(line) if match.start() not in meant)
    elif SET_APART.fullmatch(body) and is_set_apart(body):
        lead = len(line) - len(line.lstrip())
        yield from (lead + at for at, char in enumerate(body) if char in " \u3000")
    else:
        inside = (match.start() for match in BLANK.finditer(line))
        yield from (at for at in inside if line[at + 1].isdigit() or (at and line[at - 1].isdigit()))


def is_set_apart(body: str) -> bool:
    """Whether it is characters of one title that blanks part: nothing but single ones, or enough of them among figures."""
    parts = body.split()
    return (
        not any(part[0].isdigit() for part in parts)
        or sum(len(part) == 1 and not part.isdigit() for part in parts) >= SPACED_LEAST
    )
