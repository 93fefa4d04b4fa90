"""Tones: phrases are found wherever they stand, each counted in its class; what announces itself is known as such."""

from __future__ import annotations

import pytest

from miner.labels.features import ROLES, led_columns
from miner.labels.tones import MOST, tone_matrix, tone_names
from miner.language.rules import read_rows
from miner.records import Unit


def toned(text: str) -> dict[str, float]:
    return {name: value for name, value in zip(tone_names(), tone_matrix([text])[0].tolist(), strict=True) if value}


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("三号泵密封圈磨损，地坑渗水。", {"failure"}),
        ("两名老师傅年底离职，夜班排不开。", {"shortage", "delay"}),
        ("货主当场翻脸，把押金要回去了。", {"conflict", "success"}),
        ("全科井井有条，家属送来锦旗。", {"success"}),
        ("本月例会照常。", set()),
    ],
)
def test_words_are_counted_by_what_they_tell_of(text: str, tones: set[str]) -> None:
    assert set(toned(text)) - {"bad", "good", "only_bad", "bad_share"} == tones


def test_only_bad_is_said_where_nothing_good_stands_beside_it() -> None:
    assert toned("接头漏水。")["only_bad"] == 1
    assert "only_bad" not in toned("接头漏水，当天修好，住户满意。")


def test_counts_have_a_ceiling_and_an_empty_text_has_none() -> None:
    assert toned("漏水漏水漏水漏水漏水")["failure"] == MOST
    assert tone_matrix([]).shape == (0, len(tone_names()))
    assert not toned("") and not toned("漏")


def test_every_phrase_stands_once_on_one_side() -> None:
    rows = read_rows("tones")
    phrases = [phrase for row in rows for phrase in row[2].split()]
    assert len(phrases) == len(set(phrases)) and min(map(len, phrases)) > 1
    assert {row[1] for row in rows} == {"bad", "good", "done"}


def units(*texts: str) -> list[Unit]:
    """Sentences of one section, or of two where `|` stands before a text."""
    made, section = [], 0
    for text in texts:
        section += text.startswith("|")
        made.append(Unit(0, 1, text.lstrip("|"), section, 0, "", (), 0.0))
    return made


def said(*texts: str) -> list[tuple[str | None, str | None]]:
    """For each sentence what its opener and its lead-in announce."""
    table = led_columns(units(*texts))
    return [(ROLES[row[: len(ROLES)].argmax()], ROLES[row[len(ROLES) :].argmax()]) for row in table]


def test_an_opener_announces_its_own_sentence() -> None:
    assert said("不足之处：夜里没人巡库。", "巡库两次。")[0][0] == "problem"
    assert said("巡库两次。")[0][0] is None


def test_a_line_that_ends_in_a_colon_leads_what_follows_in_its_section() -> None:
    found = said("主要存在以下问题：", "货位乱。", "标签脱落。", "|货位已重排。")
    assert [lead for _, lead in found] == [None, "problem", "problem", None]
