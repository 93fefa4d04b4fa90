"""Highlights: where the terms of a search stand, as exact spans into a sentence's source text.

Terms are found in the clean sentence, since that is what was indexed. Clean and source differ by repair: glosses and line
breaks are gone, signs are half width, characters simplified. `align` finds the source place of every clean character again by
walking both side by side and comparing a window wherever they differ, so that its cost grows with the sentence only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from miner.language.pinyin import SYLLABLE
from miner.store.answers import Span
from miner.store.matching import pieces
from miner.store.query import Query, Term
from miner.store.terms import Cut, folded, half_width, runs

WINDOW = 64  # characters compared at once at a difference; repair takes out glosses and marks of a dozen characters
GONE = re.compile(rf"\({SYLLABLE}\)|\n|&nbsp;")
BETWEEN = r"[\W_]{0,40}"
Place = tuple[int, int]


def find_highlights(query: Query, text: str, clean: str, simplify: Callable[[str], str], cut: Cut) -> tuple[Span, ...]:
    """The spans of a query's terms in `text`, sorted, without overlap."""
    spans = find_terms(query, clean, cut)
    if not spans:
        return ()
    places = align(clean, text, simplify)
    found = [source_span(places, start, end) for start, end in spans]
    return tuple(Span(start=start, end=end) for start, end in merged(span for span in found if span is not None))


def find_terms(query: Query, clean: str, cut: Cut) -> list[tuple[int, int]]:
    """Where the terms stand in the clean sentence: the characters in a row, else each of the pieces."""
    text = folded(clean)
    spans: list[tuple[int, int]] = []
    for choice in query.all_of:
        for term in choice:
            strict = stretches(text, term.text)
            spans += strict or _piece_spans(text, term, cut)
    return merged(spans)


def stretches(text: str, wanted: str) -> list[tuple[int, int]]:
    """Every stretch of a folded text that has the runs of `wanted` one after the other, parted by punctuation at most."""
    pattern = BETWEEN.join(re.escape(run) for run in runs(wanted))
    return [match.span() for match in re.finditer(pattern, text)]


def _piece_spans(text: str, term: Term, cut: Cut) -> list[tuple[int, int]]:
    found = [stretches(text, piece) for piece in ([] if term.exact else pieces(term.text, cut))]
    return [span for spans in found for span in spans] if all(found) else []


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, overlapping ones made one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def align(clean: str, text: str, simplify: Callable[[str], str]) -> list[Place]:
    """The stretch of `text` that each character of `clean` stands for; empty where repair put in what the source has not."""
    plain = half_width(text)
    source = simplify(plain)
    if len(source) != len(text):  # a simplifier that breaks its promise costs precision, not correctness
        source = plain
    kept = kept_places(source)
    found = align_kept(clean, "".join(source[at] for at in kept))
    return [
        (kept[start], kept[end - 1] + 1) if end > start else (at := kept[start] if start < len(kept) else len(text), at)
        for start, end in found
    ]


def kept_places(source: str) -> list[int]:
    """The places of the characters that a repaired sentence can have: neither of a gloss nor line ends."""
    gone = {at for match in GONE.finditer(source) for at in range(*match.span())}
    return [at for at in range(len(source)) if at not in gone]


def align_kept(clean: str, source: str) -> list[Place]:
    """The stretch of a source without glosses that each character of `clean` stands for."""
    places: list[Place] = []
    at = 0
    while len(places) < len(clean):
        here = len(places)
        if at < len(source) and clean[here] == source[at]:
            places.append((at, at + 1))
            at += 1
            continue
        if at < len(source) and source[at].isspace():
            at += 1
            continue
        found = compare(clean[here : here + WINDOW], source[at : at + 2 * WINDOW])
        if here + WINDOW < len(clean):
            found = found[: WINDOW // 2]  # what follows is seen better from nearer
        places += [(at + start, at + end) for start, end in found]
        at = max(end for _, end in places[here:])
    return places


def compare(clean: str, source: str) -> list[Place]:
    """The same for two short stretches that begin at the same place."""
    places: list[Place] = []
    for how, left, right, start, end in SequenceMatcher(None, clean, source, autojunk=False).get_opcodes():
        if how == "equal" or (how == "replace" and right - left == end - start):
            places += [(start + step, start + step + 1) for step in range(right - left)]
        elif how != "insert":
            places += [(start, end)] * (right - left)
    return places


def source_span(places: Sequence[Place], start: int, end: int) -> tuple[int, int] | None:
    """The source stretch from the first to the last character of a clean stretch that the source has."""
    known = [place for place in places[start:end] if place[1] > place[0]]
    return (known[0][0], known[-1][1]) if known else None
