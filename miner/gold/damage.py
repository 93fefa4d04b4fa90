"""Damage made on purpose: what real files suffer, done to a corpus report with its labels and offsets carried along.

Each kind is a function that says what to edit, driven by a seeded random source, so that the same seed makes the same damage. Labels never
change; an indicator whose digits are masked loses its value, as the guide says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from random import Random

from opencc import OpenCC

from miner.gold.notation import GoldIndicator, GoldReport
from miner.language.rules import read_rows
from miner.repair.alignment import Edit, applied

Damager = Callable[[GoldReport, Random], Iterator[Edit]]

YEAR = re.compile(r"20(\d\d)(?=年)")
LISTED_DECIMAL = re.compile(r"(?<=\d)\.(?=\d{1,2}、)")
NUMBER = re.compile(r"(?<![\d.])\d{2,4}(?=年|[\u4e00-\u9fff%])")
MASK = re.compile(r"[*_]|[xX]{2}")
NUMBERED_LINE = re.compile(r"\n(?=[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|（[一二三四五六七八九十]）)")


def masked(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Years lose their last digits, and one figure in ten is blanked out."""
    style = rng.choice(("1*", "__", "xx", "XX", "**"))
    edits = {m.start(1): Edit(m.start(1), m.end(1), style) for m in YEAR.finditer(report.text)}
    for row in report.indicators:
        digits = re.search(r"\d[\d.]*", report.text[row.start : row.end])
        if digits is not None and rng.random() < 0.1:
            start = row.start + digits.start()
            edits.setdefault(start, Edit(start, row.start + digits.end(), rng.choice(("XX", "**", "__"))))
    yield from disjoint(edits.values())


def traditional(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """All characters as in Taiwan and Hong Kong, one for one."""
    for at, char in enumerate(report.text):
        other = to_traditional(char)
        if other != char:
            yield Edit(at, at + 1, other)


def glossed(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Traditional, with pronunciations behind some characters: 戰(zhàn)略."""
    sounds = glosses()
    for at, char in enumerate(report.text):
        other = to_traditional(char)
        if char in sounds and rng.random() < 0.8:
            yield Edit(at, at + 1, f"{other}({sounds[char]})")
        elif other != char:
            yield Edit(at, at + 1, other)


def wrapped(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Lines broken at one width, wherever that falls; table rows are left alone."""
    width = rng.randint(28, 44)
    at = 0
    for line in report.text.split("\n"):
        if "|" not in line and "\t" not in line:
            for cut in range(width, len(line) - 3, width):
                yield Edit(at + cut, at + cut, "\n")
        at += len(line) + 1


def glued(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Numbered headings stuck to the sentence before."""
    for match in NUMBERED_LINE.finditer(report.text):
        if match.start() and report.text[match.start() - 1] in "。；：:;" and rng.random() < 0.7:
            yield Edit(match.start(), match.end(), "")


def one_line(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """The whole report on one line, wide blanks where paragraphs were; tables keep their rows."""
    lines = report.text.split("\n")
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        if not {"|", "\t"} & set(line + following):
            yield Edit(at, at + 1, "\u3000\u3000")
        at += 1


def renumbered(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Decimals before a 、 torn as automatic list numbering tears them."""
    for match in LISTED_DECIMAL.finditer(report.text):
        yield Edit(match.end(), match.end(), "\n\n")


def full_width(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Digits and Latin letters in full width, here and there."""
    for match in re.finditer(r"[0-9A-Za-z]+", report.text):
        if rng.random() < 0.5:
            yield Edit(match.start(), match.end(), "".join(chr(ord(char) + 0xFEE0) for char in match[0]))


def spaced(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Digits set wide: 1 9 9 8 年."""
    for match in NUMBER.finditer(report.text):
        if rng.random() < 0.5:
            yield Edit(match.start(), match.end(), " ".join(match[0]) + " ")


def entities(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Quotation marks and bullets left as HTML entities."""
    table = {"“": "&ldquo;", "”": "&rdquo;", "·": "%26#183;", "—": "&mdash;", "●": "%26#9679;"}
    for at, char in enumerate(report.text):
        if char in table and rng.random() < 0.7:
            yield Edit(at, at + 1, table[char])


def half_width(report: GoldReport, rng: Random) -> Iterator[Edit]:
    """Chinese punctuation as a keyboard without it would write."""
    table = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?"}
    for at, char in enumerate(report.text):
        if char in table:
            yield Edit(at, at + 1, table[char])


DAMAGES: dict[str, Damager] = {
    damager.__name__: damager
    for damager in (
        masked,
        traditional,
        glossed,
        wrapped,
        glued,
        one_line,
        renumbered,
        full_width,
        spaced,
        entities,
        half_width,
    )
}


def damaged(report: GoldReport, kind: str, seed: int) -> GoldReport:
    """The report with one kind of damage; the same seed gives the same."""
    rng = Random(f"{kind}:{seed}:{report.id}")
    edits = list(DAMAGES[kind](report, rng))
    if not edits:
        return report
    text = applied(report.text, edits)
    move = Move(edits)
    units = tuple(replace(unit, start=move.start(unit.start), end=move.end(unit.end)) for unit in report.units)
    indicators = tuple(moved_indicator(row, move, text) for row in report.indicators)
    return replace(report, text=text, units=units, indicators=indicators)


class Move:
    """Where the ends of stretches stand after edits; what is inserted at an end stays outside."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.ends = [edit.end for edit in edits]
        self.edits = edits
        self.growth = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]

    def start(self, position: int) -> int:
        """A stretch that began at `position` begins here; an insertion right there stands before it."""
        return position + self.growth[bisect_right(self.ends, position)]

    def end(self, position: int) -> int:
        """A stretch that ended at `position` ends here; an insertion right there stands behind it."""
        count = bisect_right(self.ends, position)
        while count and self.edits[count - 1].start == position:
            count -= 1
        return position + self.growth[count]


def moved_indicator(row: GoldIndicator, move: Move, text: str) -> GoldIndicator:
    """An indicator where it stands now; without a value if its digits are gone."""
    start, end = move.start(row.start), move.end(row.end)
    surface = text[start:end]
    lost = bool(MASK.search(surface)) and not MASK.search(row.surface)
    if not lost:
        return replace(row, start=start, end=end, surface=surface)
    return replace(row, start=start, end=end, surface=surface, value=None, high=None, masked=True)


def disjoint(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits in order, those that overlap an earlier one left out."""
    end = -1
    for edit in sorted(edits, key=lambda one: one.start):
        if edit.start >= end:
            yield edit
            end = edit.end


@cache
def converter() -> OpenCC:
    """Simplified to traditional."""
    return OpenCC("s2t")


@cache
def to_traditional(char: str) -> str:
    """One character in its traditional form, itself where that is not one character."""
    other: str = converter().convert(char)
    return other if len(other) == 1 else char


@cache
def glosses() -> dict[str, str]:
    """Characters that a known bad conversion glosses, with their sounds."""
    return {char: sound for char, sound, _ in read_rows("glosses")}
