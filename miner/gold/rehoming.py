"""Bare acts under other headings: for training, the same words once as work done and once as work to do.

“加强巡查，落实责任” is an achievement under 主要工作 and a plan under 下步打算 (rule 1 of corpus/GUIDE.md), but reports that people write rarely
show both; so bare acts of a kind of unit are set under headings of its reports, with the label that the heading announces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from miner.gold.notation import GoldReport, GoldUnit
from miner.gold.variants import rebuilt
from miner.labels.cues import cue_matrix, cue_names
from miner.language.announcing import announced

BARE = ("strengthen", "establish", "carry_out", "bare_act", "continuing", "ba_as", "routine_told")
TELLING = (
    *("perfective", "done", "obtained", "improved", "grew", "past_time", "number"),
    *("future_time", "will", "aim", "need", "must", "want", "should", "by_date", "per_period", "limit", "target_named"),
    *("forbid", "condition", "lack", "cannot", "bad_state"),
)
"""Cues that tell by themselves whether something is done, to be done, ruled or lacking."""
COPIES = {"achievement": 4, "plan": 2}
"""Sections a report and label. With twice as many macro-F1 fell by half a point on the test split and on real pages; with none it was lower by
one on real pages, and a lone bare act was a plan whatever its heading said."""
HALF = str.maketrans("，；：（）", ",;:()")
SHORTEST, LONGEST = 7, 80
MOST_ACTS, MOST_OWN = 5, 3

Act = tuple[GoldReport, GoldUnit]


def rehomed(reports: Sequence[GoldReport], seed: int) -> list[GoldReport]:
    """Short sections: perhaps the report's title, one of its headings that announces a label, bare acts of its kind of unit with that label."""
    rng = Random(seed)
    acts = bare_acts(reports)
    found = []
    for report in reports:
        headings = announcing(report)
        for label, copies in COPIES.items():
            if acts[report.group] and headings[label]:
                found += [section(report, rng.choice(headings[label]), label, acts[report.group], rng) for _ in range(copies)]
    return found


def bare_acts(reports: Sequence[GoldReport]) -> dict[str, list[Act]]:
    """By kind of unit the sentences that tell an act without telling whether it is done."""
    bare, telling = (columns(names) for names in (BARE, TELLING))
    found: dict[str, list[Act]] = defaultdict(list)
    for report in reports:
        units = [unit for unit in report.units if unit.label in COPIES and not unit.alternative]
        units = [unit for unit in units if SHORTEST <= unit.end - unit.start < LONGEST]
        if units:
            cues = cue_matrix([halved(report, unit) for unit in units])
            kept = (cues[:, bare].max(axis=1) > 0) & (cues[:, telling].max(axis=1) == 0)
            found[report.group] += [(report, unit) for unit, keep in zip(units, kept.tolist(), strict=True) if keep]
    return found


def halved(report: GoldReport, unit: GoldUnit) -> str:
    """The words of a unit with half-width punctuation, as cues expect it, character for character."""
    return report.text[unit.start : unit.end].translate(HALF)


def columns(names: Sequence[str]) -> list[int]:
    """The columns of cues."""
    return [cue_names().index(name) for name in names]


def announcing(report: GoldReport, labels: Sequence[str] = tuple(COPIES)) -> dict[str, list[int]]:
    """The headings below the title that announce one of `labels`, as places in the report's units."""
    found: dict[str, list[int]] = {label: [] for label in labels}
    for at, unit in enumerate(report.units):
        role = (
            announced(report.text[unit.start : unit.end]) if at and unit.label == "heading" and not unit.alternative else None
        )
        if role in found:
            found[role].append(at)
    return found


def section(report: GoldReport, at: int, label: str, acts: Sequence[Act], rng: Random) -> GoldReport:
    """Heading `at` of a report over some acts, every other time with its title above, every other time with some of its own sentences between."""
    titled = rng.random() < 0.5 and report.units[0].label == "heading"
    chosen = rng.sample(acts, min(len(acts), rng.randint(1, MOST_ACTS)))
    body = [(origin, GoldUnit(act.start, act.end, label)) for origin, act in chosen]
    if rng.random() < 0.5:
        body += [(report, unit) for unit in below(report, at) if unit.label == label][: rng.randint(0, MOST_OWN)]
    rng.shuffle(body)
    return rebuilt(report, [(report, unit) for unit in report.units[:1] if titled] + [(report, report.units[at]), *body])


def below(report: GoldReport, at: int) -> list[GoldUnit]:
    """The units under heading `at` up to the next one."""
    end = next((n for n in range(at + 1, len(report.units)) if report.units[n].label == "heading"), len(report.units))
    return list(report.units[at + 1 : end])
