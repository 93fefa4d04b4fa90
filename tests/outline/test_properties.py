"""What an outline promises for any text at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from report_mixtures import blocks, reports

from miner.outline import split
from miner.outline.sentences import OPENING, sentence_spans
from miner.records import Clean, Mark, Outline

Outlined = Callable[..., tuple[Clean, Outline]]
CLOSING = {closer: opener for opener, closer in OPENING.items()}


def cover(clean: Clean, outline: Outline) -> list[int]:
    """How often each character of the clean text lies in a heading, a block or a dropped stretch."""
    count = [0] * len(clean.text)
    spans = [(one.start, one.end) for one in outline.dropped]
    for piece in outline.pieces:
        spans += [(one.start, one.end) for one in piece.headings] + [(one.start, one.end) for one in piece.blocks]
    for start, end in spans:
        for at in range(start, end):
            count[at] += 1
    return count


@given(reports)
def test_every_character_is_in_one_heading_block_or_dropped_stretch(outlined: Outlined, text: str) -> None:
    clean, outline = outlined(text)
    for char, count in zip(clean.text, cover(clean, outline), strict=True):
        assert count == 1 or (char.isspace() and count <= 1)


@given(reports)
def test_pieces_headings_and_blocks_stand_in_reading_order(outlined: Outlined, text: str) -> None:
    _, outline = outlined(text)
    end = 0
    for piece in outline.pieces:
        assert end <= piece.start < piece.end
        end = piece.end
        for spans in (piece.headings, piece.blocks):
            starts = [one.start for one in spans]
            assert starts == sorted(starts)
            assert all(piece.start <= one.start < one.end <= piece.end for one in spans)


@given(reports)
def test_headings_form_a_tree_whose_parents_come_first(outlined: Outlined, text: str) -> None:
    _, outline = outlined(text)
    for piece in outline.pieces:
        for at, heading in enumerate(piece.headings):
            assert heading.title
            if heading.parent is None:
                assert heading.level == 1
            else:
                assert heading.parent < at
                assert heading.level > piece.headings[heading.parent].level


@given(reports)
def test_a_block_stands_under_the_nearest_heading_above_it(outlined: Outlined, text: str) -> None:
    _, outline = outlined(text)
    for piece in outline.pieces:
        for block in piece.blocks:
            above = [at for at, heading in enumerate(piece.headings) if heading.start < block.start]
            assert block.heading == (above[-1] if above else None)


@given(reports)
def test_units_lie_in_their_block_in_order_and_hold_every_letter_and_digit(outlined: Outlined, text: str) -> None:
    clean, outline = outlined(text)
    for piece in outline.pieces:
        units = split(clean, piece)
        assert all(a.end <= b.start for a, b in pairwise(units))
        held = [False] * len(clean.text)
        for unit in units:
            block = piece.blocks[unit.block]
            assert block.start <= unit.start < unit.end <= block.end
            assert unit.text == clean.text[unit.start : unit.end]
            assert 0 <= unit.place <= 1
            held[unit.start : unit.end] = [True] * (unit.end - unit.start)
        for block in piece.blocks:
            assert all(held[at] for at in range(block.start, block.end) if clean.text[at].isalnum())


@given(reports)
def test_the_same_text_gives_the_same_outline(outlined: Outlined, text: str) -> None:
    assert outlined(text)[1] == outlined(text)[1]


@given(reports, st.data())
def test_a_readers_marks_never_break_the_cover(outlined: Outlined, text: str, data: st.DataObject) -> None:
    starts = [match.start() for match in re.finditer(r"^.", text, re.M)]
    chosen = data.draw(st.lists(st.sampled_from(starts), max_size=5, unique=True)) if starts else []
    kinds = st.sampled_from(("heading", "bold", "row", "header", "title"))
    ends = {start: text.find("\n", start) if "\n" in text[start:] else len(text) for start in chosen}
    marks = tuple(Mark(start, ends[start], data.draw(kinds), data.draw(st.integers(0, 3))) for start in sorted(chosen))
    clean, outline = outlined(text, "", marks)
    assert all(
        count == 1 or (char.isspace() and count <= 1) for char, count in zip(clean.text, cover(clean, outline), strict=True)
    )


@given(blocks)
def test_sentences_hold_every_letter_and_digit_and_never_overlap(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    held = {at for start, end in spans for at in range(start, end)}
    assert all(at in held for at, char in enumerate(text) if char.isalnum())


@given(blocks)
def test_no_sentence_ends_inside_a_balanced_bracket(text: str) -> None:
    stack: list[int] = []
    inside: set[int] = set()
    for at, char in enumerate(text):
        if char in OPENING:
            stack.append(at)
        elif char in CLOSING:
            if stack and text[stack[-1]] == CLOSING[char]:
                inside |= set(range(stack.pop() + 1, at + 1))
            else:
                stack.clear()
    if len(text) < 100 and balanced(text):
        for _, end in sentence_spans(text):
            assert end not in inside


def balanced(text: str) -> bool:
    """Whether every bracket of a text closes in its turn."""
    stack: list[str] = []
    for char in text:
        if char in OPENING:
            stack.append(OPENING[char])
        elif char in CLOSING and (not stack or stack.pop() != char):
            return False
    return not stack


@given(blocks)
def test_no_sentence_ends_inside_a_number(text: str) -> None:
    numbers = [match.span() for match in re.finditer(r"(?<![\w.,])\d+(?:[.,]\d+)+(?![\w.,])", text, re.A)]
    for _, end in sentence_spans(text):
        assert not any(start < end < stop for start, stop in numbers)
