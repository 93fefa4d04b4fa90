"""The page about store and search names what the code knows."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from miner.errors import UnreadableSource
from miner.store.answers import UNSTATED, Basis
from miner.store.query import FIELDS, KIND_NAMES, LABEL_NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
CODES = [error.code for error in (UnreadableSource, *UnreadableSource.__subclasses__())]


@pytest.mark.parametrize("name", [f"{field}:" for field in FIELDS])
def test_every_field_of_a_search_is_on_the_page(name: str) -> None:
    assert f"`{name}" in PAGE


@pytest.mark.parametrize("code", [*CODES, "timeout", "memory", "crashed", "internal", *get_args(Basis)])
def test_every_code_and_basis_is_on_the_page(code: str) -> None:
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("name", [name for name in [*LABEL_NAMES, *KIND_NAMES, UNSTATED] if not name.isascii()])
def test_every_chinese_name_of_a_value_is_on_the_page(name: str) -> None:
    assert name in PAGE
