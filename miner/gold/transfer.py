"""Gold labels carried over to the sentences that the pipeline cuts, and the pipeline's labels back to gold units.

Both go by the characters two stretches share, blanks aside, so that neither side has to cut as the other does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from miner.gold.notation import GoldReport, GoldUnit
from miner.records import LABELS, Clean, Piece, Unit

OF_NO_REPORT = {"heading": "other", "noise": "other"}


@dataclass(frozen=True, slots=True)
class Example:
    """One piece as the pipeline cut it, with the gold label and its alternative ("" for none) of each unit."""

    report: str
    group: str
    piece: Piece
    units: tuple[Unit, ...]
    labels: tuple[str, ...]
    alternatives: tuple[str, ...]


def label_units(gold: GoldReport, clean: Clean, piece: Piece, units: Sequence[Unit]) -> Example:
    """The example of a piece; a sentence that covers a gold heading or noise is `other`."""
    owner = owners(gold.units, len(gold.text))
    labels, alternatives = [], []
    for unit in units:
        start, end = clean.alignment.span(unit.start, unit.end)
        votes = Counter(owner[at] for at in range(start, min(end, len(owner))) if not gold.text[at].isspace())
        votes.pop(-1, None)
        best = gold.units[max(votes, key=lambda at: (votes[at], -at))] if votes else None
        labels.append("other" if best is None else merged(best.label))
        alternatives.append("" if best is None or not best.alternative else merged(best.alternative))
    return Example(gold.id, gold.group, piece, tuple(units), tuple(labels), tuple(alternatives))


def owners(units: Sequence[GoldUnit], length: int) -> list[int]:
    """For each character the index of its unit, or -1."""
    owner = [-1] * length
    for at, unit in enumerate(units):
        owner[unit.start : unit.end] = [at] * (unit.end - unit.start)
    return owner


def merged(label: str) -> str:
    """Headings and noise count as other."""
    return OF_NO_REPORT.get(label, label)


def judge(gold: GoldReport, spans: Sequence[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """Pairs of (wanted, found) label per gold unit; `spans` are labelled stretches of the source; an alternative counts as right."""
    cover = [""] * len(gold.text)
    for start, end, label in spans:
        cover[start:end] = [label] * (end - start)
    pairs: list[tuple[str, str]] = []
    for unit in gold.units:
        votes = Counter(cover[at] for at in range(unit.start, unit.end) if not gold.text[at].isspace())
        found = votes.most_common(1)[0][0] if votes else ""
        found = found if found in LABELS else "other"
        wanted = merged(unit.label)
        pairs.append((found if unit.alternative and found == merged(unit.alternative) else wanted, found))
    return pairs
