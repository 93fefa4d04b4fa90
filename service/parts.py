"""What the service is built from, handed in once by the factory and found by the views through the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from flask import current_app

from miner.labels.explain import Explanation
from miner.pipeline import Readable
from miner.records import Document, Label, MadeWith
from miner.settings import Settings
from miner.store import Store

KEY = "report-miner"


class Extractor(Protocol):
    """Makes documents: a `Miner`, or a `Workshop` that keeps one in processes of its own."""

    @property
    def made_with(self) -> MadeWith:
        """Which versions make the documents."""

    def extract(self, readable: Readable, *, name: str = "", with_text: bool = False, min_score: float = 0.0) -> Document:
        """The document of bytes, of a Source, or of a text."""

    def explain(self, readable: Readable, report: int, sentence: int, label: Label | None = None) -> Explanation | None:
        """Why a sentence was or was not given a label; None where there is no such sentence."""

    def explain_stored(self, document: Document, report: int, sentence: int, label: Label | None = None) -> Explanation | None:
        """The same for a stored document."""


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
