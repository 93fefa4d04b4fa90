"""Figures found in the corpus: F1 and speed of the measurer, and of Recognizers-Text beside it.

    python tests/bench/figures.py [--gold FOLDER] [--split test] [--recognizers SITE_PACKAGES] [--reports N]

Recognizers-Text (MIT, package recognizers-text-suite) is never a dependency: install it anywhere and name its folder.
Its number, percentage, currency, dimension, age and temperature models for Chinese run over the same sentences; of
overlapping results the longest counts. A hit is an overlapping span with equal value and, in the second column, equal unit.
Speed is in characters a second of processor time, model loading left out.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "indicators")]

from indicator_samples import units_of_gold  # noqa: E402

from miner.gold.evaluation import same_unit  # noqa: E402
from miner.gold.notation import GoldIndicator, GoldReport  # noqa: E402
from miner.gold.sources import read_gold_folder  # noqa: E402
from miner.gold.splits import SPLITS  # noqa: E402
from miner.indicators import load_measurer  # noqa: E402
from miner.language.simplify import simplifier  # noqa: E402


class Found(NamedTuple):
    """A figure as a system reports it: its span in the report, its value, its unit."""

    start: int
    end: int
    value: float | None
    unit: str


System = Callable[[GoldReport], list[Found]]
UNITS = {"百分比": "%", "人民币元": "元", "%": "%", "千米": "公里", "平方米": "平方米", "千克": "公斤"}


def our_system() -> System:
    """The measurer of the product."""
    measurer = load_measurer()

    def find(report: GoldReport) -> list[Found]:
        figures = measurer(*units_of_gold(report)).figures
        return [Found(figure.start, figure.end, figure.value, figure.unit) for figure in figures]

    return find


def recognizers_system(folder: str) -> System:
    """Recognizers-Text for Chinese."""
    sys.path.append(folder)
    from recognizers_number import recognize_number, recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import (  # noqa: PLC0415
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        recognize_number,
        recognize_percentage,
        recognize_currency,
        recognize_dimension,
        recognize_age,
        recognize_temperature,
    )

    def find(report: GoldReport) -> list[Found]:
        found: list[Found] = []
        for unit in units_of_gold(report)[1]:
            rows = [row for model in models for row in model(unit.text, "zh-cn") if row.resolution]
            rows.sort(key=lambda row: (row.start - row.end, row.start))
            taken: list[Found] = []
            for row in rows:
                start, end = unit.start + row.start, unit.start + row.end + 1
                if all(end <= other.start or other.end <= start for other in taken):
                    taken.append(Found(start, end, number_of(row.resolution), unit_name(row)))
            found += taken
        return found

    return find


def number_of(resolution: dict[str, str]) -> float | None:
    """The value of a result, None where it is no number."""
    try:
        return float(str(resolution.get("value", "")).rstrip("%").replace(",", ""))
    except ValueError:
        return None


def unit_name(row: object) -> str:
    """The unit of a result in our words."""
    if getattr(row, "type_name", "") == "percentage":
        return "%"
    unit = str(getattr(row, "resolution", {}).get("unit", "") or "")
    return UNITS.get(unit, unit)


def score(system: System, reports: Sequence[GoldReport]) -> tuple[float, float, float]:
    """F1 by value, F1 by value and unit, characters a second."""
    hits = {"value": 0, "unit": 0}
    counts = {"value": [0, 0], "unit": [0, 0]}
    began = time.process_time()
    answers = [system(report) for report in reports]
    seconds = time.process_time() - began
    for report, answer in zip(reports, answers, strict=True):
        gold = [row for row in report.indicators if not row.optional]
        spare = [row for row in report.indicators if row.optional]
        for kind in hits:
            free = list(answer)
            for row in [*gold, *spare]:
                match = next((one for one in free if agrees(one, row, kind)), None)
                if match is not None:
                    free.remove(match)
                    hits[kind] += not row.optional
            counts[kind][0] += len(gold)
            counts[kind][1] += len(free)
    f1 = [2 * hits[kind] / max(1, hits[kind] + counts[kind][0] + counts[kind][1]) for kind in ("value", "unit")]
    return f1[0], f1[1], sum(len(report.text) for report in reports) / max(seconds, 1e-9)


def agrees(found: Found, gold: GoldIndicator, kind: str) -> bool:
    """Whether a found figure is the annotated one; 个 counts as no unit, as in the scoring of the corpus."""
    if not (found.start < gold.end and gold.start < found.end) or (found.value is None) != (gold.value is None):
        return False
    if gold.value is not None and abs((found.value or 0.0) - gold.value) > 1e-6 * max(1.0, abs(gold.value)):
        return False
    return kind == "value" or same_unit(gold.unit, found.unit)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recognizers", metavar="SITE_PACKAGES")
    parser.add_argument(
        "--gold", metavar="FOLDER", type=Path, default=ROOT / "corpus", help="a corpus or a folder of gold files"
    )
    parser.add_argument("--split", action="append", choices=SPLITS, help="only this part of the corpus")
    parser.add_argument("--reports", type=int, default=0, help="only the first N reports of the corpus")
    options = parser.parse_args(arguments)
    found = read_gold_folder(options.gold, options.split or SPLITS)
    reports = [replace(report, text=simplifier()(report.text)) for report in found][: options.reports or None]
    systems = {"report-miner": our_system()}
    if options.recognizers:
        systems["Recognizers-Text"] = recognizers_system(options.recognizers)
    print(f"{len(reports)} reports, {sum(len(report.text) for report in reports)} characters")
    print("| system | F1 value | F1 value and unit | characters/s |\n| --- | --- | --- | --- |")
    for name, system in systems.items():
        value, unit, speed = score(system, reports)
        print(f"| {name} | {value:.3f} | {unit:.3f} | {speed:,.0f} |")


if __name__ == "__main__":
    main()
