"""The store: documents in one SQLite file, searched, listed and checked across departments and periods. All SQL lives here."""

from miner.store.answers import (
    UNSTATED,
    CheckHit,
    Correction,
    DocumentPage,
    DocumentRow,
    Facets,
    FileVerdict,
    Hit,
    Page,
    ReportRow,
    Span,
)
from miner.store.origin import Hints, Origin
from miner.store.periods import period_name
from miner.store.rows import DocumentRows, take_apart
from miner.store.store import Store

__all__ = [
    "UNSTATED",
    "CheckHit",
    "Correction",
    "DocumentPage",
    "DocumentRow",
    "DocumentRows",
    "Facets",
    "FileVerdict",
    "Hints",
    "Hit",
    "Origin",
    "Page",
    "ReportRow",
    "Span",
    "Store",
    "period_name",
    "take_apart",
]
