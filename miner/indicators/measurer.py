"""The measurer: every figure of a piece with its name, role and base, and the checks over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from miner.indicators.arithmetic import Reading
from miner.indicators.better import Better, load_better
from miner.indicators.canonical import CanonicalNames, load_canonical_names
from miner.indicators.cells import Cell
from miner.indicators.changes import find_base, is_gap
from miner.indicators.checks import check_paragraph
from miner.indicators.clauses import REACH, Clauses
from miner.indicators.comparators import load_comparators
from miner.indicators.contexts import Contexts
from miner.indicators.cues import load_figure_cues
from miner.indicators.exclusions import load_fixed_phrases
from miner.indicators.names import Namer
from miner.indicators.noun_phrases import NounPhrases, load_cues
from miner.indicators.quantities import Scanner
from miner.indicators.quantity import Quantity
from miner.indicators.renaming import rename, worded
from miner.indicators.roles import PART, find_role, is_rule, tells
from miner.indicators.table_checks import check_table
from miner.indicators.tables import find_declared, measure_row
from miner.indicators.told import as_told, left_over
from miner.indicators.units import load_units
from miner.language.words import Words
from miner.records import Figure, Finding, Label, Measured, NameChooser, Piece, Role, Unit, Wording

NUMERAL = re.compile(r"[0-9一二两俩三仨四五六七八九十百千万亿半几倍番折零_*×XxN○□]")
# A figure joined to the one before by these alone says the same kind of thing (分别增长10.0%和8.2%).
ALSO = frozenset(("和", "与", "及", "、", "以及", "金额"))
# So far words behind a figure are looked at.
BEHIND = 36
SAID = 70
# In these every figure is a rule: a duty, a limit, a fee.
RULE_KINDS = ("regulation", "notice")
# A unit in a caption holds for the table below it; one that a whole sentence declares, for every table.
LONGEST_CAPTION = 20
NEXT, EVERY = -1, -2


class FigureMeasurer:
    """A `Measurer`: built once from the rule data, it holds no state between pieces."""

    def __init__(
        self, scanner: Scanner, namer: Namer, canonical: CanonicalNames, better: Better, chooser: NameChooser | None = None
    ) -> None:
        self.scanner = scanner
        self.namer = namer
        self.canonical = canonical
        self.better = better
        self.chooser = chooser

    def __call__(self, piece: Piece, units: Sequence[Unit], labels: Sequence[Label]) -> Measured:
        """The figures of a piece in reading order, and the checks over them."""
        ruled = piece.facts.kind in RULE_KINDS
        readings: list[Reading] = []
        headings: dict[Sequence[str], str] = {}
        sentences: list[tuple[int, Wording]] = []
        topic, block, declared, served = "", -1, "", NEXT
        for index, unit in enumerate(units):
            if unit.block != block:
                topic, block = unit.path[-1] if unit.path else "", unit.block
            text = unit.text
            if ("单位" in text or "金额" in text) and unit.row is None and (said := find_declared(text)):
                declared, served = said, EVERY if len(text) > LONGEST_CAPTION else NEXT
            if not NUMERAL.search(text):
                continue
            if unit.row is not None:
                served = unit.row.table if served == NEXT else served
                declared = declared if served in (EVERY, unit.row.table) else ""
                spare = declared or find_declared(unit.path[-1] if unit.path else "")
                readings += self.row(
                    unit, index, labels[index], ruled=ruled, count=len(readings), declared=spare, headings=headings
                )
                continue
            quantities = self.quantities(unit, labels[index], ruled)
            if quantities:
                clauses = Clauses(unit.text)
                names = self.namer.name(clauses, quantities, topic)
                found = zip(quantities, names, strict=True)
                begin = len(readings)
                readings += self.sentence(
                    unit, index, clauses, found, label=labels[index], ruled=ruled, count=begin, headings=headings
                )
                sentences.append((begin, worded(unit, quantities, readings[begin:])))
                topic = names[0]
        if self.chooser is not None:
            rename(readings, sentences, self.chooser, self.canonical)
        findings = tuple(find_findings(readings, self.better))
        return Measured(link_targets([reading.figure for reading in readings], findings), findings)

    def quantities(self, unit: Unit, label: Label, ruled: bool) -> list[Quantity]:
        """The quantities of a sentence that count under its label."""
        return left_over(unit.text, self.scanner.scan(unit.text), label, ruled=ruled)

    def sentence(
        self,
        unit: Unit,
        index: int,
        clauses: Clauses,
        found: Iterable[tuple[Quantity, str]],
        *,
        label: Label,
        ruled: bool,
        count: int,
        headings: dict[Sequence[str], str],
    ) -> Iterator[Reading]:
        """The figures of a sentence with the clauses in front of them."""
        done, contexts = 0, Contexts(unit.text, unit.path, headings)
        last: tuple[Role, str | None] = ("actual", None)
        ruled = ruled and label != "achievement"
        worded = not ruled and label == "other" and is_rule(unit.text)
        rated = "率" in unit.text  # what follows a count is asked of the parts of a rate alone
        for quantity, name in found:
            start, opens = quantity.start, clauses.opens(quantity.start)
            left = unit.text[max(opens, done, start - REACH) : start]
            if not done or left.strip() not in ALSO:
                clause = unit.text[max(opens, start - REACH) : start] if done > opens else left
                behind = unit.text[quantity.end : quantity.end + BEHIND]
                said = unit.text[max(0, start - SAID) : start]
                limited = ruled or (worded and not tells(left, said))
                role = find_role(left, quantity, label, ruled=limited, clause=clause, behind=behind, said=said)
                if role == "actual" and last[0] == "target" and PART.match(left):
                    role = "target"
                compares = role == "change" or (
                    role == "actual" and ("比" in clause or "较" in clause or "于" in clause) and is_gap(clause)
                )
                last = role, find_base(clause) if compares else None
            told = as_told(unit.text, quantity) if last[0] == "actual" else quantity
            figure = self.figure(unit, index, told, name, role=last[0], base=last[1], contexts=contexts)
            written = unit.text[quantity.number : quantity.tail]
            follow = clauses.after(quantity.end, quantity.end + 4) if rated else ""
            yield Reading(
                count, figure, unit.text[done : quantity.start], written, block=unit.block, follow=follow, sentence=unit.text
            )
            done, count = quantity.end, count + 1

    def row(
        self,
        unit: Unit,
        index: int,
        label: Label,
        *,
        ruled: bool,
        count: int,
        declared: str,
        headings: dict[Sequence[str], str],
    ) -> Iterator[Reading]:
        """The figures of a table row."""
        aimed, contexts = ruled or label == "plan", Contexts(unit.text, unit.path, headings)
        for cell in measure_row(unit, self.scanner, declared, self.namer):
            role: Role = "target" if aimed and not cell.fact else cell.role or "actual"
            figure = self.figure(
                unit,
                index,
                cell.quantity,
                cell.name,
                role=role,
                base=find_base(cell.head) if role == "change" else None,
                contexts=contexts,
            )
            yield self.cell_reading(unit, cell, figure, count)
            count += 1

    def cell_reading(self, unit: Unit, cell: Cell, figure: Figure, count: int) -> Reading:
        """A cell as evidence; its last digit is worth what the scale of its head makes it worth."""
        written = unit.text[cell.quantity.number : cell.quantity.tail]
        scale = (
            1e4
            if re.search(r"万(?!分)", cell.head) and "万" not in written
            else 1e8
            if "亿" in cell.head and "亿" not in written
            else 1.0
        )
        return Reading(
            count,
            figure,
            "",
            written,
            table=-1 if unit.row is None else unit.row.table,
            row=figure.unit_index,
            column=cell.column,
            head=cell.head,
            label=cell.label,
            scale=scale,
        )

    def figure(
        self, unit: Unit, index: int, quantity: Quantity, name: str, *, role: Role, base: str | None, contexts: Contexts
    ) -> Figure:
        """A figure from its parts."""
        return Figure(
            start=unit.start + quantity.start,
            end=unit.start + quantity.end,
            unit_index=index,
            name=name,
            canonical=self.canonical.find(name),
            value=quantity.value,
            high=quantity.high,
            unit=quantity.unit,
            comparator=quantity.comparator,
            role=role,
            masked=quantity.masked,
            period=contexts.period(quantity.start),
            base=base,
            subject=contexts.subject(quantity.start),
        )


def find_findings(readings: list[Reading], better: Better) -> Iterator[Finding]:
    """The checks of all paragraphs and tables; masked, vague and ranged figures prove nothing."""
    for _, group in groupby(readings, key=lambda reading: (reading.table, reading.block)):
        found = list(group)
        if len(found) < 2:
            continue
        exact = [
            reading for reading in found if reading.figure.value is not None and reading.figure.comparator not in ("~", "range")
        ]
        yield from check_table(exact, better) if found[0].table >= 0 else check_paragraph(exact, better)


def link_targets(figures: list[Figure], findings: Sequence[Finding]) -> tuple[Figure, ...]:
    """The figures, each target that was held against a fact pointing at it."""
    for finding in findings:
        if finding.kind == "target":
            actual, target = finding.figures
            figures[target] = replace(figures[target], actual=actual)
    return tuple(figures)


def load_measurer(
    extra_units: Path | None = None, words: Words | None = None, chooser: NameChooser | None = None
) -> FigureMeasurer:
    """The measurer with the product's rule data; `extra_units` adds a user's file of units, `words` lends a tokenizer.

    With a `chooser` the names of figures in sentences are those it chooses, else those of the rules.
    """
    scanner = Scanner(load_units(extra_units), load_comparators(), load_fixed_phrases(), load_figure_cues())
    return FigureMeasurer(
        scanner, Namer(NounPhrases(words or Words(), load_cues())), load_canonical_names(), load_better(), chooser
    )
