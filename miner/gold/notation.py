"""The corpus notation of `corpus/GUIDE.md`: one file a report, one line a unit, indicators below their unit.

Reading a file gives the report's text with spans for every unit and indicator; `text[start:end]` is the unit's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from miner.errors import GoldError

UNIT_LINE = re.compile(r"(\+?)([apton]|h[1-6])(?:/([apto]|h[1-6]?|n))? (.*)")
VALUE = re.compile(r"(-?\d+(?:\.\d+)?)(?:\.\.(-?\d+(?:\.\d+)?))?")
LABEL_OF = {"a": "achievement", "p": "problem", "t": "plan", "o": "other", "h": "heading", "n": "noise"}


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """A labelled unit; `alternative` is empty where there is none, `depth` the depth of a heading (else 0)."""

    start: int
    end: int
    label: str
    alternative: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class GoldIndicator:
    """An annotated figure; `unit_index` is the unit it stands in."""

    start: int
    end: int
    unit_index: int
    surface: str
    name: str
    value: float | None
    high: float | None
    unit: str
    comparator: str
    role: str
    masked: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report of the corpus with all that was annotated."""

    id: str
    group: str
    facts: dict[str, str]
    text: str
    units: tuple[GoldUnit, ...]
    indicators: tuple[GoldIndicator, ...]


def read_gold(path: Path | str) -> GoldReport:
    """The report in a corpus file; GoldError names file and line of what breaks the notation."""
    path = Path(path)
    return parse_gold(path.read_text(encoding="utf-8"), path.name)


def read_corpus(folder: Path | str) -> list[GoldReport]:
    """All reports below a folder, in the order of their file names."""
    return [read_gold(path) for path in sorted(Path(folder).glob("*.txt"))]


def parse_gold(notation: str, name: str = "") -> GoldReport:
    """The report written down in `notation`."""
    facts: dict[str, str] = {}
    parts: list[str] = []
    units: list[GoldUnit] = []
    indicators: list[GoldIndicator] = []
    at, searched = 0, 0
    for where, line in _lines(notation, name):
        if line[0] == "@":
            key, _, value = line[1:].partition(" ")
            facts[key] = value.strip()
        elif line[0] == "#":
            if not units:
                raise GoldError(f"{where}：指标行之前没有句子")
            row = _indicator(line, "".join(parts[-1:]), units[-1].start, searched, len(units) - 1, where)
            searched = row.end - units[-1].start
            indicators.append(row)
        else:
            match = UNIT_LINE.fullmatch(line)
            if match is None:
                raise GoldError(f"{where}：不是句子行：{line[:40]}")
            glued, code, alternative, text = match.groups()
            if units and not glued:
                parts.append("\n")
                at += 1
            depth = int(code[1]) if code[0] == "h" else 0
            units.append(
                GoldUnit(at, at + len(text), LABEL_OF[code[0]], LABEL_OF[(alternative or " ")[0]] if alternative else "", depth)
            )
            parts.append(text)
            at += len(text)
            searched = 0
    return GoldReport(facts.get("id", ""), facts.get("group", ""), facts, "".join(parts), tuple(units), tuple(indicators))


def _lines(notation: str, name: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(notation.split("\n"), 1):
        if line.strip():
            yield f"{name}:{number}", line


def _indicator(line: str, text: str, start: int, searched: int, unit_index: int, where: str) -> GoldIndicator:
    fields = [field.strip() for field in line[1:].split("|")]
    if not 4 <= len(fields) <= 7:
        raise GoldError(f"{where}：指标行应有 4 至 7 栏")
    surface, name, value, unit, comparator, role, mark = fields + [""] * (7 - len(fields))
    found = text.find(surface, searched)
    if found < 0:
        raise GoldError(f"{where}：句中找不到“{surface}”")
    numbers = VALUE.fullmatch(value)
    if value != "-" and numbers is None:
        raise GoldError(f"{where}：数值应为数字、下限..上限 或 -：{value}")
    low, high = numbers.groups() if numbers else (None, None)
    return GoldIndicator(
        start + found, start + found + len(surface), unit_index, surface, name,
        None if low is None else float(low), None if high is None else float(high),
        unit, comparator or "=", role or "actual", mark == "masked", mark == "optional",
    )  # fmt: skip
