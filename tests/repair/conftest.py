"""The repair under test, with the real dictionary and the real simplifier."""

from __future__ import annotations

import pytest

from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.repair import Repair


@pytest.fixture(scope="session")
def repair() -> Repair:
    return Repair(simplifier(), Words().cut)
