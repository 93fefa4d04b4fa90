"""The chain of repair: source text in, clean text with its way back out.

First what changes no length (half width, simplified), then the steps in an order in which each finds what it needs: entities
before anything reads punctuation, glosses before words, torn numbers before lines are joined, masks last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from miner.records import Clean, Damage, Mark, Text
from miner.repair import lines, steps
from miner.repair.alignment import Edit, SegmentAlignment, applied

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0x200B: " ", 0xFEFF: " ", 0x2028: " ", 0x2029: " ",
    0x0B: " ", 0x0C: " ", 0x85: " ", 0x2212: "-", 0xFF0D: "-", 0x2236: ":", 0x2022: "·", 0x30FB: "·", 0xFF65: "·",
    0x2215: "/", 0x223C: "~", 0x301C: "~", 0x02C9: "-", 0xFE30: ":", 0xFE50: ",", 0xFE51: "、", 0xFE55: ":", 0xFE54: ";",
}  # fmt: skip

IDEOGRAPHIC_BLANK = "\u3000"
"""Becomes a blank last: between two characters it was set on purpose, as a single blank was not."""


class Repair:
    """Repairs texts. `simplify` must keep lengths; `cut` gives the words of a short text."""

    def __init__(self, simplify: Callable[[str], str], cut: lines.Cut) -> None:
        self.simplify = simplify
        self.steps: tuple[steps.Step, ...] = (
            steps.entities,
            steps.glosses,
            steps.cut_glosses,
            steps.eaten,
            steps.spaced_digits,
            lines.torn_numbers,
            lines.hard_breaks(cut),
            steps.blanks,
            steps.garbled,
            steps.masked,
        )

    def __call__(self, source: Text) -> Clean:
        """The repaired text; the source is left as it is."""
        text = self.simplify(source.text.translate(HALF_WIDTH))
        alignment = SegmentAlignment.identity(len(text))
        damage: list[Damage] = []
        for step in self.steps:
            edits = step(text)
            if edits:
                text, alignment, damage = edit_all(text, alignment, damage, edits)
        text = text.replace(IDEOGRAPHIC_BLANK, " ")
        return Clean(text, source, alignment, tuple(damage), moved(source.marks, alignment))


def edit_all(
    text: str, alignment: SegmentAlignment, damage: Sequence[Damage], edits: Sequence[Edit]
) -> tuple[str, SegmentAlignment, list[Damage]]:
    """Text, alignment and damage after one step's edits."""
    changes = [edit for edit in edits if text[edit.start : edit.end] != edit.new]
    found = list(shifted(damage, changes)) if changes else list(damage)
    growth, upcoming = 0, 0
    for edit in edits:
        while upcoming < len(changes) and changes[upcoming].start < edit.start:
            growth += len(changes[upcoming].new) - (changes[upcoming].end - changes[upcoming].start)
            upcoming += 1
        if edit.flag is not None:
            start = edit.start + growth
            found.append(Damage(start, start + max(1, len(edit.new)), edit.flag))
    found.sort(key=lambda one: (one.start, one.end, one.flag))
    if changes:
        text, alignment = applied(text, changes), alignment.edited(changes)
    return text, alignment, found


def shifted(damage: Sequence[Damage], changes: Sequence[Edit]) -> list[Damage]:
    """Damage found by earlier steps, where it stands after later edits (both sorted by start)."""
    moved_damage = []
    growth, upcoming = 0, 0
    for one in damage:
        while upcoming < len(changes) and changes[upcoming].end <= one.start:
            growth += len(changes[upcoming].new) - (changes[upcoming].end - changes[upcoming].start)
            upcoming += 1
        moved_damage.append(Damage(max(0, one.start + growth), max(1, one.end + growth), one.flag))
    return moved_damage


def moved(marks: Sequence[Mark], alignment: SegmentAlignment) -> tuple[Mark, ...]:
    """A reader's marks, in the clean text."""
    return tuple(Mark(alignment.place(mark.start), alignment.place(mark.end), mark.kind, mark.level) for mark in marks)
