"""What the service is built from, handed in once by the factory and found by the views through the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from flask import current_app

from miner.pipeline import Readable
from miner.records import Document, MadeWith
from miner.settings import Settings
from miner.store import Store

KEY = "report-miner"


class Extractor(Protocol):
    """Makes documents: a `Miner`, or a `Workshop` that keeps one in processes of its own."""

    @property
    def made_with(self) -> MadeWith:
        """Which versions make the documents."""

    def extract(self, readable: Readable, *, name: str = "", with_text: bool = False) -> Document:
        """The document of bytes, of a Source, or of a text."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts; `now` says the time as an ISO text."""

    extractor: Extractor
    store: Store
    settings: Settings
    now: Callable[[], str]


def parts() -> Parts:
    """The parts of the application that answers the present request."""
    found: Parts = current_app.extensions[KEY]
    return found
