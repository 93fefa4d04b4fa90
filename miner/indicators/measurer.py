"""The measurer: every figure of a piece with its name, role and base, and the checks over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from miner.indicators.comparators import load_comparators
from miner.indicators.exclusions import load_fixed_phrases
from miner.indicators.names import Namer, left_of, load_cues
from miner.indicators.quantities import Quantity, Scanner
from miner.indicators.roles import find_base, find_role
from miner.indicators.tables import measure_row
from miner.indicators.units import load_units
from miner.language.words import Words
from miner.records import Figure, Label, Measured, Piece, Unit

NUMERAL = re.compile(r"[0-9一二两三四五六七八九十百千万亿半几倍番折零_*×XxN○□]")
RULE_KINDS = ("regulation",)


class FigureMeasurer:
    """A `Measurer`: built once from the rule data, it holds no state between pieces."""

    def __init__(self, scanner: Scanner, namer: Namer) -> None:
        self.scanner = scanner
        self.namer = namer

    def __call__(self, piece: Piece, units: Sequence[Unit], labels: Sequence[Label]) -> Measured:
        """The figures of a piece in reading order."""
        planned = piece.facts.kind in RULE_KINDS
        figures: list[Figure] = []
        topic = ""
        block = -1
        for index, unit in enumerate(units):
            if not NUMERAL.search(unit.text):
                continue
            if unit.block != block:
                topic = unit.path[-1] if unit.path else ""
                block = unit.block
            if unit.row is not None:
                figures += self.row(unit, index, labels[index], planned)
                continue
            quantities = self.scanner.scan(unit.text)
            if not quantities:
                continue
            names = self.namer.name(unit.text, quantities, topic)
            figures += self.sentence(unit, index, quantities, names, labels[index], planned)
            topic = names[0]
        return Measured(tuple(figures), ())

    def sentence(
        self, unit: Unit, index: int, quantities: list[Quantity], names: list[str], label: Label, planned: bool
    ) -> list[Figure]:
        """The figures of a sentence."""
        figures: list[Figure] = []
        done = 0
        for quantity, name in zip(quantities, names, strict=True):
            left = left_of(unit.text, done, quantity.start)
            role = find_role(left, quantity, label, unit.text, planned)
            base = find_base(left) if role == "change" else None
            done = quantity.end
            figures.append(_figure(unit, index, quantity, name, role, base))
        return figures

    def row(self, unit: Unit, index: int, label: Label, planned: bool) -> list[Figure]:
        """The figures of a table row."""
        return [
            _figure(unit, index, cell.quantity, cell.name, "target" if planned or label == "plan" else cell.role or "actual", None)
            for cell in measure_row(unit, self.scanner)
        ]


def _figure(unit: Unit, index: int, quantity: Quantity, name: str, role: str, base: str | None) -> Figure:
    return Figure(
        start=unit.start + quantity.start,
        end=unit.start + quantity.end,
        unit_index=index,
        name=name,
        canonical=name,
        value=quantity.value,
        high=quantity.high,
        unit=quantity.unit,
        comparator=quantity.comparator,
        role=role,  # type: ignore[arg-type]
        masked=quantity.masked,
        base=base,
    )


def load_measurer(extra_units: Path | None = None, words: Words | None = None) -> FigureMeasurer:
    """The measurer with the product's rule data; `extra_units` adds a user's file of units."""
    scanner = Scanner(load_units(extra_units), load_comparators(), load_fixed_phrases())
    return FigureMeasurer(scanner, Namer(words or Words(), load_cues()))
