"""One scanner and one measurer for all tests of the package: both hold no state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from miner.indicators import load_measurer
from miner.indicators.measurer import FigureMeasurer
from miner.indicators.quantity import Quantity


@pytest.fixture(scope="session")
def measurer() -> FigureMeasurer:
    return load_measurer()


@pytest.fixture(scope="session")
def scan(measurer: FigureMeasurer) -> Callable[[str], list[Quantity]]:
    return measurer.scanner.scan
