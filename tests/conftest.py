"""One pipeline for all tests that need the whole line: it has no state, and building it takes a second."""

import os

import pytest
from hypothesis import HealthCheck, settings

from miner import Miner

settings.register_profile("usual", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("usual"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "usual")


@pytest.fixture(scope="session")
def miner() -> Miner:
    """The usual pipeline."""
    return Miner.load()
