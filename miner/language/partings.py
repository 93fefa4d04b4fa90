"""Blanks that part paragraphs: what is left of a page's line breaks where it was pasted into one line.

Single blanks inside a Chinese sentence were not meant and go; those behind an end mark, before a number or behind a short
heading part things. Repair keeps what the outline cuts at, so the rule is common ground.
"""

from __future__ import annotations

import re

from miner.language.announcing import announced

HAN = r"\u4e00-\u9fff"
NUMERAL = "[一二三四五六七八九十]{1,3}"
BLANK = re.compile(rf"(?<=[{HAN}。;:!?…,)”》】\d%a-zA-Z*]) (?=[{HAN}(“《【①-⑳\da-zA-Z*])")
NUMBER = re.compile(rf"第{NUMERAL}部分|{NUMERAL}、|\({NUMERAL}\)|\d{{1,2}}(?:、|\.(?!\d))|\(\d{{1,2}}\)|[①-⑳]")
UPPER = re.compile(rf"第{NUMERAL}部分|{NUMERAL}、|\({NUMERAL}\)")
PARTED_NUMBER = re.compile(rf"第(?:{NUMERAL}|[百零一二三四五六七八九十]{{1,5}}|\d{{1,3}})(?:部分|[章节条编篇])|表{NUMERAL}")
"""A number that a blank parts from its own words."""
TIME = re.compile(r"(?:19|20)[\d*_xX]{1,2}年|[xX*]{1,4}年|\d{1,2}(?:-\d{1,2})?月")
TITLE = re.compile(r"(?:总结|小结|计划|规划|报告|汇报|述职|方案|打算|要点)(?:[\d年]{4,5}.{0,2})?$")
END_MARK = re.compile(r"[。;!?]")
STOPS = re.compile(r"[。;!?:,]")
WORDS = re.compile(rf"[{HAN}]{{3,12}}")
"""A few words between an end mark and a blank."""
FIGURE = re.compile(r"[\da-zA-Z*%_]")
ENDS = "。;:!?…"
SHORTEST, LONG_LINE = 20, 120
LONGEST_NUMBERED, LONGEST_BARE, LONGEST_TITLE = 34, 12, 45
SHORTEST_UNKNOWN = 2
"""Words of this length behind 1、 may be the first of a sentence."""
TWICE = 2


def parting_blanks(line: str) -> list[int]:
    """Where single blanks part the paragraphs of a line; none where most of its blanks stand inside sentences."""
    if " " not in line or len(line) < SHORTEST or not END_MARK.search(line):
        return []
    parting: list[int] = []
    start, inside = 0, 0
    for match in BLANK.finditer(line):
        at = match.start()
        if parts(line, start, at):
            parting.append(at)
            start = at + 1
        elif not FIGURE.match(line, at - 1) and not FIGURE.match(line, at + 1):
            inside += 1
    return parting if len(parting) >= TWICE * inside else []


def parts(line: str, start: int, at: int) -> bool:
    """Whether the blank at `at` parts paragraphs, the one before it beginning at `start`."""
    if line[at - 1] in ENDS:
        return len(line) > LONG_LINE or NUMBER.match(line, at + 1) is not None
    if UPPER.match(line, at + 1) and line[at - 1] not in ",、":
        return True
    if at - start > LONGEST_TITLE or (
        FIGURE.match(line, at + 1) and not (TIME.match(line, at + 1) or NUMBER.match(line, at + 1))
    ):
        return False
    stretch = line[start:at].strip()
    if PARTED_NUMBER.fullmatch(stretch):
        return False
    return is_heading(stretch, start == 0) or (start > 1 and line[start - 2] in ENDS and WORDS.fullmatch(stretch) is not None)


def is_heading(stretch: str, first: bool) -> bool:
    """Whether a stretch between two blanks reads like a heading: numbered, or known words, or a title at the head of the line."""
    number = NUMBER.match(stretch)
    body = stretch[number.end() :] if number else stretch
    if len(body) < 2 or STOPS.search(body.replace(",", "", 1) if number else body) or FIGURE.match(body, len(body) - 1):
        return first and len(stretch) <= LONGEST_TITLE and not STOPS.search(stretch) and TITLE.search(stretch) is not None
    if number:
        return len(body) <= LONGEST_NUMBERED and (len(body) > SHORTEST_UNKNOWN or UPPER.match(stretch) is not None)
    return (len(body) <= LONGEST_BARE and announced(body) is not None) or (first and TITLE.search(body) is not None)
