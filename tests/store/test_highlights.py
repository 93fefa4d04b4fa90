"""Highlights are exact spans of the source text, whatever repair did on the way to the clean text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.store.highlights import align, find_highlights
from miner.store.query import parse

CUT = Words().cut
DAMAGE = ["(zhàn)", "(rén)", "\n", " ", "\u3000", "\n\n", "&nbsp;", "(bù)"]

CASES = [
    ("不足", "人手不足", "人手不足", ["不足"], "nothing was repaired"),
    ("战略", "戰(zhàn)略清楚", "战略清楚", ["戰(zhàn)略"], "a gloss inside the word belongs to it"),
    ("清楚", "戰(zhàn)略清(qīng)楚(chǔ)", "战略清楚", ["清(qīng)楚"], "a gloss behind the word does not"),
    ("人手不足", "人手\n不足", "人手不足", ["人手\n不足"], "a hard line break"),
    ("kpi", "ＫＰＩ下滑", "KPI下滑", ["ＫＰＩ"], "full width"),
    ("营运", "營運不暢", "营运不畅", ["營運"], "Traditional"),
    ("人员不足", "人员配备不足，人员老化", "人员配备不足,人员老化", ["人员", "不足", "人员"], "pieces each"),
    ("不足 OR 老化", "人员不足,设备老化", "人员不足,设备老化", ["不足", "老化"], "both of a choice"),
    ("人员 员不", "人员不足", "人员不足", ["人员不"], "overlapping ones are one"),
    ("现就", "F(xiàn)就有关情况", "现就有关情况", ["F(xiàn)就"], "an eaten character put back"),
    ("78.35", "共78.\n\n35吨", "共78.35吨", ["78.\n\n35"], "a torn number"),
    ("不存在", "人手不足", "人手不足", [], "nothing to mark"),
    ("-不足", "人手很足", "人手很足", [], "what is left out is not marked"),
    ('"手不"', "人手不足", "人手不足", ["手不"], "a phrase across words"),
    ("a", "", "", [], "an empty sentence"),
]


@pytest.mark.parametrize(("query", "text", "clean", "expected"), [row[:4] for row in CASES], ids=[row[4] for row in CASES])
def test_these_stretches_are_marked(query: str, text: str, clean: str, expected: list[str]) -> None:
    spans = find_highlights(parse(query, simplifier()), text, clean, simplifier(), CUT)
    assert [text[span.start : span.end] for span in spans] == expected


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str, list[int]]:
    """A clean text, the same with damage put between its characters, and the place of each character there."""
    clean = draw(st.text(st.sampled_from("甲乙丙丁人员不足设备老化窗口排队"), min_size=2, max_size=150))
    places, text = [], ""
    for char in clean:
        places.append(len(text))
        text += char + draw(st.sampled_from(["", "", "", "", *DAMAGE]))
    return clean, text, places


@given(damaged())
def test_every_character_is_placed_on_its_own_kind_in_order(case: tuple[str, str, list[int]]) -> None:
    clean, text, _ = case
    found = align(clean, text, simplifier())
    assert len(found) == len(clean)
    assert all(0 <= start <= end <= len(text) for start, end in found)
    assert [start for start, _ in found] == sorted(start for start, _ in found)


@given(case=damaged(), data=st.data())
def test_a_marked_stretch_without_its_damage_is_the_word(case: tuple[str, str, list[int]], data: st.DataObject) -> None:
    clean, text, _ = case
    start = data.draw(st.integers(0, len(clean) - 2))
    word = clean[start : start + 2]
    spans = find_highlights(parse(f'"{word}"', simplifier()), text, clean, simplifier(), CUT)
    assert spans
    for span in spans:
        shown = text[span.start : span.end]
        for mark in sorted(DAMAGE, key=len, reverse=True):
            shown = shown.replace(mark, "")
        assert set(shown) <= set(word)
        assert shown[:1] in word and text[span.start] in word and text[span.end - 1] in word


def test_a_very_long_damaged_sentence_is_aligned_to_its_last_character() -> None:
    clean = "窗口排队时间偏长" * 5000
    text = clean.replace("排", "排(pái)")
    assert align(clean, text, simplifier())[-1] == (len(text) - 1, len(text))
