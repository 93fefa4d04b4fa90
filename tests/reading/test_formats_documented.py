"""`docs/formats.md` names every limit, every refusal and every warning of the readers."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import miner.reading
from miner.errors import UnreadableSource
from miner.reading import Limits

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")
CODE = "".join(path.read_text("utf-8") for path in sorted((ROOT / "miner" / "reading").glob("*.py")))


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Limits)])
def test_every_limit_is_documented(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", [error.__name__ for error in UnreadableSource.__subclasses__()])
def test_every_refusal_is_documented(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("code", sorted(set(re.findall(r'code="([a-z-]+)"', CODE))))
def test_every_warning_is_documented(code: str) -> None:
    assert f"| `{code}` |" in PAGE


def test_the_group_of_entry_points_is_documented() -> None:
    assert f'entry-points."{miner.reading.ENTRY_POINTS}"' in PAGE
