"""Evaluation: documents held against gold, labels by the characters they share, indicators by overlap, value and unit.

A gold unit's prediction is the label of the sentence that covers most of its characters, other where none does; headings and noise count as
other. An alternative label counts as right. An indicator is found when spans overlap and value and unit agree; name, role and comparator are
judged among the found ones only. Optional gold rows are forgiven both ways.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from miner.gold.notation import GoldIndicator, GoldReport
from miner.gold.transfer import judge
from miner.language.simplify import simplifier
from miner.records import LABELS, Document, Indicator

BINS = 10
NAME_OVERLAP = 0.7
PUNCTUATION = re.compile(r"[\s“”\"'《》（）()、，,。:：；;·]")


@dataclass(slots=True)
class Tally:
    """Counts of one group of reports, filled document by document."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    confident: list[tuple[float, bool]] = field(default_factory=list)
    indicators: Counter[str] = field(default_factory=Counter)

    def add(self, gold: GoldReport, document: Document) -> None:
        """Counts one document."""
        sentences = [row for report in document.reports for row in report.sentences]
        self.pairs += judge(gold, [(row.start, row.end, row.label) for row in sentences])
        self.confident += confidences(gold, document)
        self.indicators += match_indicators(gold.indicators, [row for report in document.reports for row in report.indicators])


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one label; None where neither gold nor prediction has it."""

    precision: float | None
    recall: float | None
    f1: float | None


def label_scores(pairs: Iterable[tuple[str, str]]) -> dict[str, Score]:
    """Per label, from pairs of (wanted, found)."""
    pairs = list(pairs)
    scores: dict[str, Score] = {}
    for label in LABELS:
        right = sum(wanted == label == found for wanted, found in pairs)
        claimed = sum(found == label for _, found in pairs)
        wanted_count = sum(wanted == label for wanted, _ in pairs)
        scores[label] = Score(
            right / claimed if claimed else None,
            right / wanted_count if wanted_count else None,
            2 * right / (claimed + wanted_count) if claimed + wanted_count else None,
        )
    return scores


def macro_f1(scores: dict[str, Score], labels: Sequence[str] = LABELS[:3]) -> float:
    """The mean F1 of labels that occur; of achievement, problem and plan unless told otherwise."""
    known = [score for label in labels if (score := scores[label].f1) is not None]
    return sum(known) / len(known) if known else 0.0


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Counts by wanted and found label."""
    counts: Counter[tuple[str, str]] = Counter(pairs)
    return {wanted: {found: counts[wanted, found] for found in LABELS} for wanted in LABELS}


def confidences(gold: GoldReport, document: Document) -> list[tuple[float, bool]]:
    """For every sentence that covers a labelled unit: its score, and whether its label is right."""
    found = []
    rows = [row for report in document.reports for row in report.sentences]
    at = 0
    units = sorted(gold.units, key=lambda unit: unit.start)
    for row in rows:
        while at < len(units) and units[at].end <= row.start:
            at += 1
        if at == len(units):
            break
        best = max((u for u in units[at : at + 6]), key=lambda u: min(u.end, row.end) - max(u.start, row.start))
        if min(best.end, row.end) > max(best.start, row.start):
            allowed = {label if label in LABELS else "other" for label in (best.label, best.alternative) if label}
            found.append((row.score, row.label in allowed))
    return found


def calibration_error(confident: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in confident:
        bins[min(BINS - 1, int(score * BINS))].append((score, right))
    gap = sum(abs(sum(score for score, _ in rows) - sum(right for _, right in rows)) for rows in bins.values())
    return gap / len(confident) if confident else 0.0


def coverage_at(confident: Sequence[tuple[float, bool]], precision: float = 0.95) -> tuple[float, float]:
    """The largest share of sentences that can be labelled at a precision, and the least score to ask for it."""
    ordered = sorted(confident, key=lambda pair: -pair[0])
    right, best, least = 0, 0, 1.0
    for count, (score, good) in enumerate(ordered, 1):
        right += good
        if right / count >= precision and (count == len(ordered) or ordered[count][0] < score):
            best, least = count, score
    return (best / len(ordered) if ordered else 0.0), least


def match_indicators(gold: Sequence[GoldIndicator], found: Sequence[Indicator]) -> Counter[str]:
    """Counts: found, missed, false; and of the found those with the right name, role, comparator; masked figures given a value."""
    free = list(range(len(found)))
    counts: Counter[str] = Counter()
    for row in gold:
        near = [at for at in free if found[at].start < row.end and row.start < found[at].end]
        hit = next((at for at in near if same_value(row, found[at]) and same_unit(row.unit, found[at].unit)), None)
        counts["valued_masks"] += row.masked and any(found[at].value is not None for at in near)
        if hit is None:
            counts["missed"] += not row.optional
            counts["value"] += not row.optional and any(same_value(row, found[at]) for at in near)
            continue
        free.remove(hit)
        if row.optional:
            continue
        counts["found"] += 1
        counts["value"] += 1
        counts["name"] += same_name(row.name, found[hit].name)
        counts["role"] += row.role == found[hit].role
        counts["comparator"] += row.comparator == found[hit].comparator
    counts["false"] += len(free)
    return counts


def indicator_scores(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of value with unit; shares of right names, roles, comparators."""
    found = counts["found"]
    precision = found / (found + counts["false"]) if found else 0.0
    recall = found / (found + counts["missed"]) if found else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    shares = {key: counts[key] / found if found else 0.0 for key in ("name", "role", "comparator")}
    return {"precision": precision, "recall": recall, "f1": f1, **shares, "valued_masks": float(counts["valued_masks"])}


def same_value(gold: GoldIndicator, found: Indicator) -> bool:
    """Whether value and upper end agree to a millionth."""
    for wanted, given in ((gold.value, found.value), (gold.high, found.high)):
        if (wanted is None) != (given is None):
            return False
        if wanted is not None and given is not None and abs(wanted - given) > 1e-6 * max(1.0, abs(wanted)):
            return False
    return True


def same_unit(gold: str, found: str) -> bool:
    """Whether two units agree but for script, blanks and a leading 个."""
    return plain_unit(gold) == plain_unit(found)


def plain_unit(unit: str) -> str:
    """A unit as compared."""
    return re.sub(r"^个|[\s.]", "", simplifier()(unit).replace("％", "%"))


def same_name(gold: str, found: str) -> bool:
    """Whether one name holds the other, or they share seven tenths of their characters (Dice)."""
    return same_plain_name(plain_name(gold), plain_name(found))


def same_plain_name(first: str, second: str) -> bool:
    """The same of names without script and punctuation."""
    return bool(first and second) and (first in second or second in first or shared(first, second) >= NAME_OVERLAP)


def shared(first: str, second: str) -> float:
    """The share of characters that two names have in common (Dice 1945), 0 to 1."""
    common = sum((Counter(first) & Counter(second)).values())
    return 2 * common / (len(first) + len(second)) if first and second else 0.0


def plain_name(name: str) -> str:
    """A name as compared."""
    return PUNCTUATION.sub("", simplifier()(name))
