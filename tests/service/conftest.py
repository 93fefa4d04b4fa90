"""An application over an empty store, and one over a store with a few reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

# This folder has the package's name, and pytest puts the folder above it on the path: the package itself must be there too.
sys.path.append(str(Path(__file__).parents[2]))

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from service_samples import REPORTS

from miner import Miner, Source
from miner.settings import Settings
from miner.store import Store
from service.app import create_app

WHEN = "2024-07-01T08:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "资料库.db") as opened:
        yield opened


@pytest.fixture
def app(miner: Miner, store: Store) -> OpenAPI:
    """The application; at most a megabyte is taken at once."""
    return create_app(miner, store, Settings(upload_size=1), now=lambda: WHEN)


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    """A browser or program that asks it."""
    return app.test_client()


@pytest.fixture
def stocked(client: FlaskClient, miner: Miner, store: Store) -> list[str]:
    """Fills the store with the sample reports and gives the ids of their documents."""
    documents = [miner.extract(Source(text.encode(), name), with_text=True) for name, text in REPORTS.items()]
    for one in documents:
        store.add(one, when=WHEN)
    return [one.document.id for one in documents]
