"""Renaming: the figures of sentences as their words tell of them, and the names that are chosen for them instead of the rules' own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from miner.indicators.arithmetic import Reading
from miner.indicators.canonical import CanonicalNames
from miner.indicators.quantity import Quantity
from miner.records import NameChooser, Unit, Worded, Wording


def worded(unit: Unit, quantities: Sequence[Quantity], readings: Sequence[Reading]) -> Wording:
    """A sentence with its figures as the rules name them, and its heading."""
    figures = tuple(
        Worded(one.start, one.end, one.unit, one.kind, one.comparator, reading.figure.role, reading.figure.name)
        for one, reading in zip(quantities, readings, strict=True)
    )
    return Wording(unit.text, figures, unit.path[-1] if unit.path else "")


def rename(
    readings: list[Reading], sentences: Sequence[tuple[int, Wording]], chooser: NameChooser, canonical: CanonicalNames
) -> None:
    """Gives the figures of sentences, those of each from its place among the readings on, the names that are chosen for them."""
    if not sentences:
        return
    chosen = chooser([wording for _, wording in sentences])
    for (begin, wording), names in zip(sentences, chosen, strict=True):
        for at, (figure, name) in enumerate(zip(wording.figures, names, strict=True), begin):
            if name != figure.name:
                named = replace(readings[at].figure, name=name, canonical=canonical.find(name))
                readings[at] = readings[at]._replace(figure=named)
