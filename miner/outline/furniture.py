"""What stands on a page but in no report: site names, adverts, copyright, navigation, page numbers.

The rows of furniture.tsv weigh the signs. A line is dropped anywhere when they are beyond doubt, and on lighter signs only at
the edge of a piece, where such lines stand: nothing of a report may be lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from miner.language.rules import read_rows
from miner.outline.lines import Line
from miner.outline.phrases import title_kind
from miner.outline.sentences import sentence_spans
from miner.records import Dropped

LONGEST = 320
ANYWHERE = 4
STRONG = 3
AT_EDGE = 2
NUMBERED = 9
HEAD, FOOT = 3, 4
PAGE_LINES = 5
NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of furniture.tsv."""

    reason: str
    weight: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Signs:
    """All rows: `by_hint` those that a word hints at, `against` those that speak for a report, and the hints as patterns."""

    by_hint: dict[str, tuple[Sign, ...]]
    against: tuple[Sign, ...]
    any_hint: re.Pattern[str]
    strong_hint: re.Pattern[str]


@cache
def signs() -> Signs:
    """The rows of furniture.tsv. All hints are plain words, which makes for a fast search."""
    by_hint: dict[str, list[Sign]] = {}
    against, strong = [], set()
    for reason, weight, words, pattern, _ in read_rows("furniture"):
        sign = Sign(reason, int(weight), re.compile(pattern, re.I))
        if sign.weight < 0:
            against.append(sign)
            continue
        for word in words.split(" "):
            by_hint.setdefault(word, []).append(sign)
            strong |= {word} if sign.weight >= STRONG else set()
    frozen = {word: tuple(sign for part in by_hint if part in word for sign in by_hint[part]) for word in by_hint}
    return Signs(frozen, tuple(against), any_of(frozen), any_of(strong))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of words, the longest first, so that of two at one place the fuller is found."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))


def weigh(text: str) -> tuple[int, str]:
    """The sum of the signs in a line, and the reason that weighs most."""
    table = signs()
    hinted = {sign for word in set(table.any_hint.findall(text)) for sign in table.by_hint[word]}
    reasons: Counter[str] = Counter()
    for sign in hinted:
        if sign.pattern.search(text):
            reasons[sign.reason] += sign.weight
    if not reasons:
        return 0, ""
    reason = max(reasons, key=lambda name: (reasons[name], name))
    whole = sum(reasons.values())
    if whole < NUMBERED:
        whole += sum(sign.weight for sign in table.against if sign.pattern.search(text))
    return whole, reason


def furniture_reason(line: Line, least: int = ANYWHERE) -> str | None:
    """Why a line is no part of a report, or None if it may well be one.

    A numbered line needs signs beyond any doubt, a closed one or a title heavier signs than other open ones; without a strong
    sign nothing is dropped far from an edge.
    """
    hint = signs().strong_hint if least >= ANYWHERE else signs().any_hint
    if line.mark is not None or len(line.text) > LONGEST or not hint.search(line.text):
        return None
    weight, reason = weigh(line.text)
    if line.number is not None and line.number.style != "bullet":
        least = NUMBERED
    elif least < ANYWHERE and line.text[-1] in "。!?":
        least += 1
    elif least < ANYWHERE and reason != "navigation" and title_kind(line.text):
        least = ANYWHERE
    return reason if weight >= least else None


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """The lines but those that are furniture wherever they stand."""
    kept: list[Line] = []
    gone: list[Dropped] = []
    pages = page_numbers(lines)
    for index, line in enumerate(lines):
        reason = "page" if index in pages else furniture_reason(line)
        if reason is None:
            kept.append(line)
        else:
            spared, left_out = taken_out(line, reason)
            kept += spared
            gone += left_out
    return kept, gone


def taken_out(line: Line, reason: str) -> tuple[list[Line], list[Dropped]]:
    """What is kept and what dropped of a line that is furniture: sentences before and after those that show it are kept."""
    spans = list(sentence_spans(line.text))
    weights = [weigh(line.text[start:end])[0] for start, end in spans]
    if len(spans) < 2 or max(weights) <= 0 or (weigh(line.text)[0] >= NUMBERED and shows_all(line.text, spans, weights)):
        return [], [dropped_line(line, reason)]
    shown = [at for at, weight in enumerate(weights) if weight > 0]
    first, last = spans[shown[0]][0], spans[shown[-1]][1]
    before, after = line.text[:first].rstrip(), line.text[last:].lstrip()
    kept = []
    if any(char.isalnum() for char in before):
        kept.append(replace(line, end=line.start + len(before), text=before))
    else:
        first = 0
    if any(char.isalnum() for char in after):
        kept.append(replace(line, start=line.end - len(after), text=after, number=None, glued=True))
    else:
        last = len(line.text)
    return kept, [Dropped(start=line.start + first, end=line.start + last, reason=reason)]


def shows_all(text: str, spans: Sequence[tuple[int, int]], weights: Sequence[int]) -> bool:
    """Whether the sentences that show nothing may go with those that do: fewer words, and none tells of somebody's work."""
    silent = [text[start:end] for (start, end), weight in zip(spans, weights, strict=True) if weight <= 0]
    told = any(sign.pattern.search(sentence) for sentence in silent for sign in signs().against)
    return not told and 2 * sum(map(len, silent)) <= len(text)


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are a mere number, where they count the pages: at least two, each one more than the last and well apart."""
    found = [(index, int(line.text)) for index, line in enumerate(lines) if len(line.text) <= 4 and NUMBER.fullmatch(line.text)]
    rising = all(page == last + 1 and index - above >= PAGE_LINES for (above, last), (index, page) in pairwise(found))
    return {index for index, _ in found} if len(found) >= 2 and rising else set()


def without_edges(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """The lines of a piece but the furniture above and below it, which lighter signs show there."""
    gone: dict[int, str] = {}
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        left = HEAD if order.step > 0 else FOOT
        for index in order:
            if left == 0 or len(gone) + 1 >= len(lines):
                break
            reason = furniture_reason(lines[index], AT_EDGE)
            if reason is None:
                left -= 1
            else:
                gone[index] = reason
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for index, line in enumerate(lines):
        spared, left_out = taken_out(line, gone[index]) if index in gone else ([line], [])
        kept += spared
        dropped += left_out
    return kept, dropped


def dropped_line(line: Line, reason: str) -> Dropped:
    """The record of a line that is left out."""
    return Dropped(start=line.start, end=line.end, reason=reason)
