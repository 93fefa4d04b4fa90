"""The chain of repair: source text in, clean text with its way back out.

First a wrong decoding read again, pages put together, and what changes no length (half width, simplified), then the steps in an order in which each
finds what it needs: entities before anything reads punctuation, glosses before words, torn numbers before lines are joined,
Markdown's signs when its lines are whole, masks last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from miner.records import Clean, Damage, Flag, Mark, Text
from miner.repair import entities, glosses, lines, markdown, masks, numbers, spacing
from miner.repair.alignment import Edit, SegmentAlignment, applied
from miner.repair.edits import Step
from miner.repair.mojibake import mojibake
from miner.repair.widths import IDEOGRAPHIC_BLANK, half_width

TAIWAN_ZHE = re.compile(r"著(?<![显名原编专论译卓昭土执遗巨合拙新旧所撰]著)(?![名作称述者录书])")
"""Aspect 著 as Taiwan writes it, which t2s leaves alone; not in 显著, 著名 and the like."""


class Repair:
    """Repairs texts. `simplify` must keep lengths; `cut` gives the words of a short text."""

    def __init__(self, simplify: Callable[[str], str], cut: lines.Cut) -> None:
        self.simplify = simplify
        self.page_breaks = lines.page_breaks(cut, lambda text: simplify(half_width(text)))
        self.steps: tuple[Step, ...] = (
            glosses.glosses,
            glosses.cut_glosses,
            glosses.eaten,
            spacing.spaced_digits,
            numbers.torn_numbers,
            lines.hard_breaks(cut),
        )
        self.last_steps: tuple[Step, ...] = (
            spacing.blanks,
            masks.garbled,
            masks.masked,
        )

    def __call__(self, source: Text) -> Clean:
        """The repaired text; the source is left as it is."""
        state = Repaired(source.text)
        state.apply(mojibake)
        state.apply(self.page_breaks)
        state.text = half_width(state.text)
        state.apply(entities.entities)
        state.apply(entities.unseen)
        state.text = self.simple(state.text)
        for step in self.steps:
            state.apply(step)
        if source.media_type == markdown.MEDIA_TYPE:
            signed = moved(source.marks, state.alignment)
            state.apply(lambda text: markdown.markup(text, signed))
        for step in self.last_steps:
            state.apply(step)
        text = state.text.replace(IDEOGRAPHIC_BLANK, " ")
        return Clean(text, source, state.alignment, tuple(state.damage), moved(source.marks, state.alignment))

    def simple(self, text: str) -> str:
        """The text in the characters of the Mainland, as long as it was."""
        simple = self.simplify(text)
        return TAIWAN_ZHE.sub("着", simple) if "著" in simple else simple


class Repaired:
    """A text on its way through the chain, with its way back and the damage found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.alignment = SegmentAlignment.identity(len(text))
        self.damage: list[Damage] = []

    def apply(self, step: Step) -> None:
        """One step's edits, carried out."""
        edits = step(self.text)
        if edits:
            self.text, self.alignment, self.damage = edit_all(self.text, self.alignment, self.damage, edits)


def edit_all(
    text: str, alignment: SegmentAlignment, damage: Sequence[Damage], edits: Sequence[Edit]
) -> tuple[str, SegmentAlignment, list[Damage]]:
    """Text, alignment and damage after one step's edits."""
    changes = [edit for edit in edits if text[edit.start : edit.end] != edit.new]
    length = len(text) + sum(len(edit.new) - (edit.end - edit.start) for edit in changes)
    found = shifted(damage, changes)
    growth, upcoming = 0, 0
    for edit in edits:
        while upcoming < len(changes) and changes[upcoming].start < edit.start:
            growth += len(changes[upcoming].new) - (changes[upcoming].end - changes[upcoming].start)
            upcoming += 1
        if edit.flag is not None:
            found.append(flagged(edit.start + growth, edit.start + growth + len(edit.new), edit.flag, length))
    found.sort(key=lambda one: (one.start, one.end, one.flag))
    if changes:
        text, alignment = applied(text, changes), alignment.edited(changes)
    return text, alignment, found


def flagged(start: int, end: int, flag: Flag, length: int) -> Damage:
    """The record of damage; where nothing is left of it, it lies on the character before, or on the first."""
    if start >= end:
        start, end = (start - 1, start) if start else (0, min(1, length))
    return Damage(start, end, flag)


def shifted(damage: Sequence[Damage], changes: Sequence[Edit]) -> list[Damage]:
    """Damage found by earlier steps, where it stands after later edits (both sorted by start)."""
    if not damage or not changes:
        return list(damage)
    starts = moved_places([one.start for one in damage], changes, False)
    order = sorted(range(len(damage)), key=lambda at: damage[at].end)
    ends = moved_places([damage[at].end for at in order], changes, True)
    end_of = dict(zip(order, ends, strict=True))
    return [Damage(start, max(start + 1, end_of[at]), damage[at].flag) for at, start in enumerate(starts)]


def moved_places(places: Sequence[int], changes: Sequence[Edit], closing: bool) -> list[int]:
    """Sorted places after edits; one inside an edit goes to its start, or to the end of what replaced it when `closing`."""
    result = []
    growth, upcoming = 0, 0
    for place in places:
        while upcoming < len(changes) and changes[upcoming].end <= place:
            growth += len(changes[upcoming].new) - (changes[upcoming].end - changes[upcoming].start)
            upcoming += 1
        inside = upcoming < len(changes) and changes[upcoming].start < place
        if inside:
            edit = changes[upcoming]
            result.append(edit.start + growth + (len(edit.new) if closing else 0))
        else:
            result.append(place + growth)
    return result


def moved(marks: Sequence[Mark], alignment: SegmentAlignment) -> tuple[Mark, ...]:
    """A reader's marks, in the clean text."""
    return tuple(Mark(alignment.place(mark.start), alignment.place(mark.end), mark.kind, mark.level) for mark in marks)
