"""What the corpus holds, counted: reports, units, labels, indicators, kinds, alternatives, and how often it repeats itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from miner.gold.notation import GoldReport

RUN = 12
HAN = re.compile(r"[\u4e00-\u9fff]{12,}")


def statistics(reports: Sequence[GoldReport]) -> dict[str, Any]:
    """All counts, ready to print."""
    units = [unit for report in reports for unit in report.units]
    rows = [row for report in reports for row in report.indicators]
    shared = shared_runs(reports)
    return {
        "reports": len(reports),
        "groups": len({report.group for report in reports}),
        "characters": sum(len(report.text) for report in reports),
        "units": len(units),
        "labels": dict(Counter(unit.label for unit in units).most_common()),
        "with_alternative": sum(bool(unit.alternative) for unit in units),
        "indicators": len(rows),
        "roles": dict(Counter(row.role for row in rows).most_common()),
        "comparators": dict(Counter(row.comparator for row in rows).most_common()),
        "masked": sum(row.masked for row in rows),
        "optional": sum(row.optional for row in rows),
        "units_of_measure": len({row.unit for row in rows}),
        "kinds": dict(Counter(report.facts.get("kind", "") for report in reports).most_common()),
        "genres": len({report.facts.get("genre", "") for report in reports}),
        "runs_of_12_in_two_reports": sum(count == 2 for count in shared.values()),
        "runs_of_12_in_more": sum(count > 2 for count in shared.values()),
    }


def shared_runs(reports: Sequence[GoldReport]) -> dict[str, int]:
    """Runs of twelve Chinese characters that stand in more than one report, with the number of reports."""
    owners: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        for match in HAN.finditer(report.text):
            run = match[0]
            for at in range(len(run) - RUN + 1):
                owners[run[at : at + RUN]].add(report.id)
    return {run: len(found) for run, found in sorted(owners.items()) if len(found) > 1}


def agreement(first: Sequence[str], second: Sequence[str]) -> dict[str, float]:
    """Cohen's kappa and the share of equal labels of two readings (Cohen 1960)."""
    total = len(first)
    if total == 0:
        return {"units": 0, "observed": 0.0, "kappa": 0.0}
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / total
    one, two = Counter(first), Counter(second)
    expected = sum(one[label] * two[label] for label in one) / total**2
    kappa = (observed - expected) / (1 - expected) if expected < 1 else 1.0
    return {"units": total, "observed": observed, "kappa": kappa}
