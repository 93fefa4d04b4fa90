"""`docs/indicators.md` names every field, role, comparator and kind of check, and gives the size of the bank as it is."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from indicator_samples import read_rows

from miner.records import Check, Comparator, Indicator, Role

PAGE = (Path(__file__).parents[2] / "docs" / "indicators.md").read_text(encoding="utf-8")


def test_every_field_of_an_indicator_is_explained() -> None:
    fields = set(Indicator.model_fields) - {"id", "sentence"}
    assert [name for name in sorted(fields) if f"`{name}`" not in PAGE] == []


def test_every_role_comparator_and_check_is_explained() -> None:
    words = (*get_args(Role), *get_args(Comparator), *get_args(Check.model_fields["kind"].annotation))
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_the_size_of_the_bank_is_the_one_given() -> None:
    assert f"{len(read_rows('numbers.tsv'))} rows by kind, {len(read_rows('not_indicators.tsv'))} more" in PAGE
