"""A pattern is tried only on texts that hold what it needs, and that changes nothing of what it meets."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.gold.notation import read_corpus
from miner.labels.cues import cue_matrix, cue_patterns
from miner.labels.needs import needed
from miner.labels.pairs import Gate, pairs_of

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("滞后|落后", {"滞后", "落后"}),
        ("加(?:强|大)", {"加强", "加大"}),
        ("(?:^|[,。])(?:但是?|却说)", {"但", "却说"}),
        (r"^\d{1,2}、(?:参加|协助)", {"参加", "协助"}),
        ("有力(?:地)?(?:保障|促进)", {"有力"}),
        ("(?<![主必])要(?!求)[一-龥]", {"要"}),
        ("每月{1,3}检", {"每"}),
        ("[停缓]工", {"停工", "缓工"}),
        ("由[^,]{1,9}负责", {"负责"}),
        (r"\d", None),
        ("了?", None),
        ("滞后|", None),
        (r"(?P<name>滞后)", None),
        ("(?i:滞后)", None),
        ("[]滞后]", None),
    ],
)
def test_what_a_pattern_needs_is_read_from_it(pattern: str, needs: set[str] | None) -> None:
    assert needed(pattern) == needs


def plain_matrix(texts: list[str]) -> np.ndarray:
    """Every pattern tried on every text."""
    return np.array([[pattern.search(text) is not None for _, pattern in cue_patterns()] for text in texts], dtype=np.float32)


def test_every_cue_is_found_that_stands_in_the_corpus() -> None:
    texts = [report.text[unit.start : unit.end] for report in read_corpus(CORPUS)[::40] for unit in report.units]
    assert np.array_equal(cue_matrix(texts), plain_matrix(texts))


CUE_CHARS = sorted({char for _, pattern in cue_patterns() for char in re.sub(r"\\.", "", pattern.pattern)})


@given(st.lists(st.text(st.sampled_from([*CUE_CHARS, "\n", "5", "\U00020000", "\ud800"]), max_size=30), max_size=5))
def test_every_cue_is_found_in_any_mixture_of_their_characters(texts: list[str]) -> None:
    found = cue_matrix(texts)
    assert found.shape == (len(texts), len(cue_patterns()))
    assert not texts or np.array_equal(found, plain_matrix(texts))


def test_a_gate_has_room_for_any_number_of_columns() -> None:
    chars = [chr(0x4E00 + at) for at in range(150)]
    columns, rows = Gate([*([char] for char in chars), None]).trials(pairs_of([chars[140] + chars[3], "", chars[64]]))
    assert list(zip(columns, rows, strict=True)) == [(3, 0), (64, 2), (140, 0), (150, 0), (150, 1), (150, 2)]
