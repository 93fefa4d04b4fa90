"""Variants of corpus reports for training: headings gone, titles gone, several joined in one file.

They keep a classifier from leaning on what real files often lack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from miner.gold.notation import GoldReport, GoldUnit

EXCERPTS = 6
SIZES = (1, 1, 1, 2, 3, 4, 6, 9, 14)


def variants(reports: Sequence[GoldReport], seed: int) -> list[GoldReport]:
    """For every report one without its headings or its title and some excerpts; and files that join three reports of a group."""
    rng = Random(seed)
    found = []
    for report in reports:
        bare = rng.random() < 0.5
        found.append(kept(report, 1.0 if bare else 0.0, rng, title=False))
    groups: dict[str, list[GoldReport]] = defaultdict(list)
    for report in reports:
        groups[report.group].append(report)
    for members in groups.values():
        shuffled = rng.sample(members, len(members))
        for at in range(0, len(shuffled) - 2, 3):
            found.append(joined([kept(report, 0.4, rng, title=True) for report in shuffled[at : at + 3]]))
    found += [excerpt(report, rng) for report in reports for _ in range(EXCERPTS)]
    return found


def excerpt(report: GoldReport, rng: Random) -> GoldReport:
    """A few units in a row, as somebody pastes them: mostly from a heading on."""
    size = rng.choice(SIZES)
    starts = [index for index, unit in enumerate(report.units) if unit.label == "heading" and unit.depth > 1]
    start = rng.choice(starts) if starts and rng.random() < 0.7 else rng.randrange(len(report.units))
    return rebuilt(report, [(report, unit) for unit in report.units[start : start + size]])


def kept(report: GoldReport, drop: float, rng: Random, *, title: bool) -> GoldReport:
    """The report without a share of its headings; without `title` its first line goes too if it is a heading."""
    units = []
    for index, unit in enumerate(report.units):
        first = index == 0 and not title
        if unit.label == "heading" and (first or rng.random() < drop):
            continue
        units.append(unit)
    return rebuilt(report, [(report, unit) for unit in units])


def joined(reports: Sequence[GoldReport]) -> GoldReport:
    """Several reports as one file, one after the other."""
    return rebuilt(reports[0], [(report, unit) for report in reports for unit in report.units])


def rebuilt(origin: GoldReport, parts: Sequence[tuple[GoldReport, GoldUnit]]) -> GoldReport:
    """A report of the given units, each on its line unless it stood behind the one before it."""
    text: list[str] = []
    units: list[GoldUnit] = []
    at = 0
    before: tuple[GoldReport, GoldUnit] | None = None
    for report, unit in parts:
        if before is not None and not (before[0] is report and before[1].end == unit.start):
            text.append("\n")
            at += 1
        words = report.text[unit.start : unit.end]
        units.append(GoldUnit(at, at + len(words), unit.label, unit.alternative, unit.depth))
        text.append(words)
        at += len(words)
        before = (report, unit)
    return GoldReport(f"{origin.id}~", origin.group, origin.facts, "".join(text), tuple(units), ())


def of_lines(origin: GoldReport, lines: Sequence[tuple[str, GoldUnit]]) -> GoldReport:
    """A report of new words, a unit a line, each with the label and depth of the unit it is given with."""
    units, start = [], 0
    for text, unit in lines:
        units.append(GoldUnit(start, start + len(text), unit.label, "", unit.depth))
        start += len(text) + 1
    text = "\n".join(words for words, _ in lines)
    return GoldReport(f"{origin.id}~", origin.group, origin.facts, text, tuple(units), ())
