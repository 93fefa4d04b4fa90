"""A document's text in reading order, cut into blocks and runs that know what they are: what a page shows, without any markup.

The text is the source's own. Blocks are its lines, save that a heading stands alone even where it is glued to text, and that a
line or page break inside a sentence is closed up. Every character of a line is in exactly one run.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Literal

from miner.records import Document, Dropped, Indicator, Report, Section, Sentence, SentenceLabel

RunKind = Literal["plain", "sentence", "heading", "dropped"]
BlockKind = Literal["heading", "text", "row", "rule", "dropped", "report"]
Found = Section | Sentence | Dropped
RULE = "rule"  # why the outline drops the lines that part the rows of a table drawn in signs
BREAKS = re.compile("[\n\f]")  # of lines and of pages
TRAILING = frozenset(" \t\u3000：:，,。.；;、")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind. `opens`: the first of its sentence or heading, `closes`: the last of its sentence.

    `marked`: the first after one of another label.
    """

    text: str
    kind: RunKind
    report: int = 0
    sentence: Sentence | None = None
    indicator: Indicator | None = None
    reason: str = ""
    opens: bool = False
    closes: bool = False
    marked: bool = False

    @property
    def label(self) -> SentenceLabel | None:
        """The label of the sentence that the run belongs to."""
        return None if self.sentence is None else self.sentence.label


@dataclass(frozen=True, slots=True)
class Block:
    """A line: `cells` are its runs, one cell unless it is a table row. A `rule` is a line drawn in signs.

    A `report` block opens a report and has no runs.
    """

    kind: BlockKind
    cells: tuple[tuple[Run, ...], ...] = ()
    report: Report | None = None
    section: Section | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the block."""
        return tuple(run for cell in self.cells for run in cell)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A found thing, or text between found things, with its place; `report` is None outside of all."""

    start: int
    end: int
    found: Found | None
    report: Report | None


def lay_out(document: Document, window: tuple[int, int] | None = None) -> tuple[Block, ...]:
    """The blocks of a document that holds its text, or of a stretch of it, in reading order. ValueError where it was made without."""
    text = document.document.text
    if text is None:
        raise ValueError("a document without its text cannot be laid out")
    paper = Paper(several=len(document.reports) > 1)
    first, last = window or (0, len(text))
    indicators = {one.id: of_sentences(one) for one in document.reports}
    for stretch in stretches(document, len(text)):
        if stretch.start < last and stretch.end > first:
            shown = replace(stretch, start=max(first, stretch.start), end=min(last, stretch.end))
            paper.write(shown, runs_of(shown, text, indicators))
    paper.close()
    return tuple(paper.blocks)


def tables(blocks: Iterable[Block]) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Blocks with rows that follow each other taken together, without rules: whether they are a table, and they."""
    for drawn, group in groupby(blocks, key=lambda block: block.kind in ("row", "rule")):
        members = tuple(group)
        rows = tuple(block for block in members if block.kind == "row")
        yield drawn and bool(rows), rows or members


@dataclass(slots=True)
class Paper:
    """Collects runs into blocks. `several`: each report is opened by a block of its own."""

    several: bool
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    section: Section | None = None
    opened: set[int] = field(default_factory=set)

    def write(self, stretch: Stretch, runs: Iterable[Run]) -> None:
        """Writes the runs of a stretch, ending blocks where lines end and around headings."""
        report = stretch.report
        if self.several and report is not None and report.id not in self.opened:
            self.opened.add(report.id)
            self.close()
            self.blocks.append(Block("report", report=report))
        if isinstance(stretch.found, Section):
            self.close()
            self.section = stretch.found
        closed_up = isinstance(stretch.found, Sentence | Section)
        for run in runs:
            for at, line in enumerate(BREAKS.split(run.text)):
                if at and not closed_up:
                    self.close()
                if line:
                    self.add(replace(run, text=line, opens=run.opens and at == 0))

    def add(self, run: Run) -> None:
        """Adds a run to the line; a heading keeps only the colon behind it."""
        if self.section is not None and run.kind != "heading" and not (run.kind == "plain" and set(run.text) <= TRAILING):
            self.close()
        self.runs.append(run)

    def close(self) -> None:
        """Ends the line; one of blanks only leaves nothing."""
        runs, section, self.runs, self.section = self.runs, self.section, [], None
        if any(run.text.strip() for run in runs):
            self.blocks.append(block_of(runs, section))


def stretches(document: Document, length: int) -> Iterator[Stretch]:
    """Everything found and everything between, without overlap, from the first character to the last."""
    reports = sorted(document.reports, key=lambda one: one.start)
    starts = [one.start for one in reports]
    found = sorted(found_stretches(document), key=lambda one: (one.start, one.end))
    at = 0
    for stretch in (*found, Stretch(length, length, None, None)):
        start = max(stretch.start, at)
        if start > at:
            yield from between(reports, starts, at, start)
        if stretch.end > start:
            yield Stretch(start, stretch.end, stretch.found, stretch.report)
        at = max(at, stretch.end)


def found_stretches(document: Document) -> Iterator[Stretch]:
    """Headings, sentences and dropped stretches with their reports."""
    for report in document.reports:
        found: tuple[Section | Sentence, ...] = (*report.sections, *report.sentences)
        yield from (Stretch(one.start, one.end, one, report) for one in found)
    yield from (Stretch(one.start, one.end, one, None) for one in document.dropped)


def between(reports: Sequence[Report], starts: Sequence[int], start: int, end: int) -> Iterator[Stretch]:
    """Text between found things, cut where reports begin and end."""
    first = max(0, bisect_right(starts, start) - 1)
    near = reports[first : bisect_left(starts, end)]
    cuts = sorted({start, end, *(cut for one in near for cut in (one.start, one.end) if start < cut < end)})
    for left, right in pairwise(cuts):
        yield Stretch(left, right, None, next((one for one in near if one.start <= left < one.end), None))


def of_sentences(report: Report) -> dict[int, list[Indicator]]:
    """The indicators of each sentence, in reading order."""
    found: dict[int, list[Indicator]] = {}
    for one in sorted(report.indicators, key=lambda one: (one.start, one.end)):
        found.setdefault(one.sentence, []).append(one)
    return found


def runs_of(stretch: Stretch, text: str, indicators: Mapping[int, Mapping[int, Sequence[Indicator]]]) -> Iterator[Run]:
    """The runs of a stretch: a sentence is cut at its indicators; the second of two that overlap has no run of its own."""
    found, number = stretch.found, 0 if stretch.report is None else stretch.report.id
    if not isinstance(found, Sentence):
        kind: RunKind = "heading" if isinstance(found, Section) else "dropped" if found else "plain"
        reason = found.reason if isinstance(found, Dropped) else ""
        yield Run(text[stretch.start : stretch.end], kind, number, reason=reason, opens=found is not None)
        return
    at = stretch.start
    for one in indicators[number].get(found.id, ()):
        if at <= one.start < one.end <= stretch.end:
            if one.start > at:
                yield Run(text[at : one.start], "sentence", number, found, opens=at == stretch.start)
            yield Run(text[one.start : one.end], "sentence", number, found, one, opens=one.start == stretch.start)
            at = one.end
    if at < stretch.end:
        yield Run(text[at : stretch.end], "sentence", number, found, opens=at == stretch.start)


def block_of(runs: Sequence[Run], section: Section | None) -> Block:
    """The block of a line's runs."""
    marked = list(marks(closed(runs)))
    if section is not None:
        return Block("heading", (tuple(marked),), section=section)
    if all(run.kind == "dropped" or not run.text.strip() for run in runs):
        ruled = any(run.reason == RULE for run in runs)
        return Block("rule" if ruled else "dropped", (tuple(marked),))
    parting = parted_by(runs)
    return Block("row", tuple(cells(marked, parting))) if parting else Block("text", (tuple(marked),))


def closed(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs of a line, with the last of each sentence marked as such."""
    last = {run.sentence.id: at for at, run in enumerate(runs) if run.sentence is not None and run.text.strip()}
    for at, run in enumerate(runs):
        yield replace(run, closes=True) if run.sentence is not None and last.get(run.sentence.id) == at else run


def parted_by(runs: Sequence[Run]) -> str | None:
    """What parts the cells of a line: tabs, or the bars of Markdown; None where it is no table row."""
    said = [run.sentence for run in runs if run.sentence is not None]
    if said and not any("table" in one.flags for one in said):
        return None
    line = "".join(run.text for run in runs).strip()
    if "\t" in line:
        return "\t"
    return "|" if said and len(line) > 1 and line[0] == line[-1] == "|" else None


def marks(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs of a line with those marked that need to say their label: the first, and each where it changes."""
    before: SentenceLabel | None = None
    for run in runs:
        if run.kind == "plain" and not run.text.strip():
            yield run
            continue
        yield replace(run, marked=run.label is not None and run.label != before)
        before = run.label


def cells(runs: Iterable[Run], parting: str) -> Iterator[tuple[Run, ...]]:
    """The cells of a row; outside of the first and last bar there is none."""
    found: list[list[Run]] = [[]]
    for run in runs:
        opens, marked = run.opens, run.marked
        parts = run.text.split(parting)
        last = max((at for at, part in enumerate(parts) if part.strip()), default=0)
        for at, part in enumerate(parts):
            if at:
                found.append([])
            if part and (part.strip() or parting == "\t"):
                found[-1].append(replace(run, text=part, opens=opens, closes=run.closes and at == last, marked=marked))
                opens = marked = False
    outer = parting == "|"
    first, last = int(outer and not found[0]), len(found) - int(outer and not found[-1])
    yield from map(tuple, found[first:last])
