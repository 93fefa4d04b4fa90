"""Repair and outline under test, with the real dictionary and the real simplifier."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.outline import find_outline
from miner.records import Clean, Mark, Outline, Text
from miner.repair import Repair

Outlined = Callable[..., tuple[Clean, Outline]]


@pytest.fixture(scope="session")
def outlined() -> Outlined:
    """A text's clean form and its outline."""
    repair = Repair(simplifier(), Words().cut)

    def run(text: str, name: str = "", marks: tuple[Mark, ...] = ()) -> tuple[Clean, Outline]:
        clean = repair(Text(text, "text/plain", marks=marks))
        return clean, find_outline(clean, name)

    return run
