"""Markdown's signs as rows: what goes, what stays, which marks stand where."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.reading.markdown import mark_markdown
from miner.records import Text
from miner.repair import Repair

CASES = Path(__file__).parent / "cases" / "markdown.tsv"
SIGNS = st.lists(
    st.sampled_from(["# ", "- ", "**", "*", "`", "|", "\\", "[ ] ", "](a.b)", "[", "> ", "---", "检修", "台", "7", " ", "\n"])
)


def rows() -> list[list[str]]:
    with CASES.open(encoding="utf-8") as lines:
        next(lines)
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", [pytest.param(row, id=row[3]) for row in rows()])
def test_signs_go_and_marks_stay(row: list[str], repair: Repair) -> None:
    text = row[0].replace("⏎", "\n")
    clean = repair(Text(text, "text/markdown", marks=mark_markdown(text)))
    assert clean.text == row[1].replace("⏎", "\n")
    assert "‖".join(f"{mark.kind}:{clean.text[mark.start : mark.end]}" for mark in clean.marks) == row[2]


@pytest.mark.parametrize("row", [pytest.param(row, id=row[3]) for row in rows()])
def test_other_texts_keep_their_signs(row: list[str], repair: Repair) -> None:
    text = row[0].replace("⏎", "\n")
    assert repair(Text(text, "text/plain")).text.count("*") == text.count("*")


@given(parts=SIGNS)
def test_what_is_left_leads_back_to_the_same_characters(parts: list[str], repair: Repair) -> None:
    text = "".join(parts)
    clean = repair(Text(text, "text/markdown", marks=mark_markdown(text)))
    for at, char in enumerate(clean.text):
        start, end = clean.alignment.span(at, at + 1)
        if char in "检修台7":
            assert text[start:end] == char
    assert all(0 <= mark.start <= mark.end <= len(clean.text) for mark in clean.marks)
