"""Acts called for: for training, bare acts of reports told as tasks (“要…”, “必须…”, “下月…”), under a heading of plans, a title alone, or nothing.

Leaders speak so, reports of governments nearly throughout, and single sentences come to the service so; reports that units write of themselves
rarely do, and then it is mostly advice or a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from miner.gold.notation import GoldReport, GoldUnit
from miner.gold.rehoming import Act, announcing, bare_acts, halved
from miner.gold.variants import of_lines
from miner.labels.cues import cue_patterns

KINDS = ("plan", "summary_and_plan", "other")
"""Kinds of report in which what is called for is to be done; in rules, notices and essays it is other."""
OPENING_VERBS = ("strengthen", "establish", "carry_out", "continuing")
NUMBER = re.compile(
    r"(?:\d{1,2}[、.]|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}、|[①-⑳]|[一二三四五六七八九十]是)?"
)
CALLS = (
    *("要", "要", "我们要", "各单位要", "必须", "要进一步", "要切实", "今年要", "一定要", "各级各部门要", "都要"),
    *("下月", "下半年", "明年", "下一步", "接下来", "下周", "年底前", "今后"),
)
CALLED = 0.8
"""The share of acts that are called for; the others stand bare among them."""
COPIES = 2
"""Passages a report. With them macro-F1 rose by two points on government reports and by half a point on real pages; with twice as many it fell
by half a point on the test split."""
MOST_ACTS = 6


def tasked(reports: Sequence[GoldReport], seed: int) -> list[GoldReport]:
    """Passages of one to six tasks, every one labelled plan."""
    rng = Random(seed)
    acts = {
        group: [(act, at) for act in members if (at := verb_at(act)) is not None]
        for group, members in bare_acts(reports).items()
    }
    return [
        passage(report, acts[report.group], rng)
        for report in reports
        if report.facts.get("kind") in KINDS and acts.get(report.group)
        for _ in range(COPIES)
    ]


def verb_at(act: Act) -> int | None:
    """Where the verb stands that opens an act behind its number, or None where it opens otherwise."""
    report, unit = act
    text = halved(report, unit)
    number = NUMBER.match(text)
    at = number.end() if number else 0
    found = (pattern.search(text) for name, pattern in cue_patterns() if name in OPENING_VERBS)
    return at if any(match is not None and match.start() <= at for match in found) else None


def passage(report: GoldReport, acts: Sequence[tuple[Act, int]], rng: Random) -> GoldReport:
    """Some tasks under the title of a report, under one of its headings that announces plans, under both or under none."""
    lines = [(text_of(report, unit), unit) for unit in heads(report, rng)]
    for (origin, unit), at in rng.sample(acts, min(len(acts), rng.randint(1, MOST_ACTS))):
        text = text_of(origin, unit)
        call = rng.choice(CALLS) if rng.random() < CALLED else ""
        lines.append((text[:at] + call + text[at:], GoldUnit(0, 0, "plan")))
    return of_lines(report, lines)


def heads(report: GoldReport, rng: Random) -> list[GoldUnit]:
    """The title, a heading that announces plans, both, or neither."""
    headings = announcing(report)["plan"]
    chosen = report.units[:1] if rng.random() < 0.4 and report.units[0].label == "heading" else ()
    return [*chosen, report.units[rng.choice(headings)]] if headings and rng.random() < 0.5 else list(chosen)


def text_of(report: GoldReport, unit: GoldUnit) -> str:
    """The words of a unit."""
    return report.text[unit.start : unit.end]
