"""The way back from repaired text holds over random mixtures of damage."""

from __future__ import annotations

from damage_mixtures import mixtures
from hypothesis import given, settings
from hypothesis import strategies as st

from miner.records import Clean, Mark, Text
from miner.repair import Repair
from miner.repair.alignment import Edit, SegmentAlignment, applied
from miner.repair.chain import Repaired
from miner.repair.entities import entities, unseen
from miner.repair.widths import HALF_WIDTH, IDEOGRAPHIC_BLANK


def repaired(repair: Repair, text: str) -> tuple[Clean, SegmentAlignment]:
    clean = repair(Text(text, "text/plain"))
    assert isinstance(clean.alignment, SegmentAlignment)
    return clean, clean.alignment


def plain(repair: Repair, char: str) -> str:
    """What one source character becomes when nothing but its width and form changes."""
    return repair.simple(char.translate(HALF_WIDTH)).replace(IDEOGRAPHIC_BLANK, " ")


def may_become(repair: Repair, old: str, new: str) -> bool:
    """Equal up to width, or one Chinese character for another (t2s looks at phrases)."""
    return plain(repair, old) == new or (ord(old) >= 0x2E80 and ord(new) >= 0x2E80)


@given(mixtures)
def test_exact_segments_keep_each_character_up_to_width_and_form(repair: Repair, text: str) -> None:
    clean, alignment = repaired(repair, text)
    for segment in alignment.segments:
        kept = clean.text[segment.at : segment.at + segment.size]
        if segment.exact:
            source = text[segment.start : segment.end]
            assert len(source) == len(kept)
            assert all(may_become(repair, old, new) for old, new in zip(source, kept, strict=True))


@given(mixtures)
def test_segments_tile_the_clean_text_and_go_forward_in_the_source(repair: Repair, text: str) -> None:
    clean, alignment = repaired(repair, text)
    at, source_at = 0, 0
    for segment in alignment.segments:
        assert segment.at == at
        assert source_at <= segment.start <= segment.end <= len(text)
        at, source_at = segment.at + segment.size, segment.end if segment.exact else segment.start
    assert at == len(clean.text)


@given(mixtures, st.data())
def test_spans_are_inside_the_source_and_monotone(repair: Repair, text: str, data: st.DataObject) -> None:
    clean, alignment = repaired(repair, text)
    places = sorted(data.draw(st.lists(st.integers(0, len(clean.text)), min_size=4, max_size=4)))
    first, second = alignment.span(places[0], places[1]), alignment.span(places[2], places[3])
    for start, end in (first, second):
        assert 0 <= start <= end <= len(text)
    if places[0] < places[1] and places[2] < places[3]:
        assert first[0] <= second[0]
        assert first[1] <= second[1]


@given(mixtures)
def test_a_span_starts_and_ends_on_kept_characters(repair: Repair, text: str) -> None:
    clean, alignment = repaired(repair, text)
    for segment in alignment.segments:
        if segment.exact:
            assert alignment.span(segment.at, segment.at + segment.size) == (segment.start, segment.end)
    for at in range(len(clean.text)):
        start, end = alignment.span(at, at + 1)
        assert start < end


@given(mixtures)
def test_place_is_the_inverse_of_span_on_kept_characters(repair: Repair, text: str) -> None:
    _, alignment = repaired(repair, text)
    for segment in alignment.segments:
        for offset in range(segment.size if segment.exact else 0):
            assert alignment.place(alignment.span(segment.at + offset, segment.at + offset + 1)[0]) == segment.at + offset


@given(mixtures)
def test_places_are_monotone_and_inside_the_clean_text(repair: Repair, text: str) -> None:
    clean, alignment = repaired(repair, text)
    places = [alignment.place(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(clean.text) for place in places)


@given(mixtures)
def test_no_step_gives_edits_that_overlap_or_leave_the_text(repair: Repair, text: str) -> None:
    state = Repaired(text.translate(HALF_WIDTH))
    for step in (entities, unseen, *repair.steps):
        at = 0
        for edit in step(state.text):
            assert at <= edit.start < edit.end <= len(state.text)
            at = edit.end
        state.apply(step)


@given(mixtures)
def test_damage_is_sorted_and_never_empty(repair: Repair, text: str) -> None:
    clean, _ = repaired(repair, text)
    assert list(clean.damage) == sorted(clean.damage, key=lambda one: (one.start, one.end, one.flag))
    assert all(0 <= one.start < one.end <= len(clean.text) for one in clean.damage)


@given(mixtures, st.data())
def test_marks_of_a_reader_go_where_their_text_goes(repair: Repair, text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    clean = repair(Text(text, "text/plain", marks=(Mark(start, end, "bold"),)))
    mark = clean.marks[0]
    assert 0 <= mark.start <= mark.end <= len(clean.text)


edits = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xyz", max_size=3)), max_size=6)


@settings(max_examples=200)
@given(st.text("甲乙丙丁", min_size=30, max_size=30), st.lists(edits, max_size=4))
def test_chained_edits_keep_untouched_characters_in_step(text: str, rounds: list[list[tuple[int, int, str]]]) -> None:
    """Whatever is edited in however many rounds, an exact segment still shows the source's own characters."""
    now, alignment = text, SegmentAlignment.identity(len(text))
    for drawn in rounds:
        chosen: list[Edit] = []
        for start, size, new in sorted(drawn):
            at = chosen[-1].end if chosen else 0
            if at <= start and start + size <= len(now) and size:
                chosen.append(Edit(start, start + size, new))
        alignment, now = alignment.edited(chosen), applied(now, chosen)
    for segment in alignment.segments:
        if segment.exact:
            assert text[segment.start : segment.end] == now[segment.at : segment.at + segment.size]
    assert sum(segment.size for segment in alignment.segments) == len(now)


def test_an_empty_text_has_an_empty_alignment(repair: Repair) -> None:
    clean, alignment = repaired(repair, "")
    assert (clean.text, alignment.span(0, 0), alignment.place(0)) == ("", (0, 0), 0)


def test_a_replaced_stretch_stands_for_the_whole_of_what_it_replaced(repair: Repair) -> None:
    clean, alignment = repaired(repair, "甲站&nbsp;乙站")
    assert clean.text == "甲站 乙站"
    assert alignment.span(2, 3) == (2, 8)
    assert alignment.place(5) == 2


def test_a_deleted_stretch_belongs_to_no_span(repair: Repair) -> None:
    text = "本季深化了戰(zhàn)略合作。"
    clean, alignment = repaired(repair, text)
    at = clean.text.index("战")
    assert text[slice(*alignment.span(at, at + 1))] == "戰"
    assert text[slice(*alignment.span(at, at + 2))] == "戰(zhàn)略"
    assert alignment.place(text.index("(")) == at + 1
