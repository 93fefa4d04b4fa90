"""Ingest: files, folders and archives by the hundred into the store. `take_in` finds them, `ingest` takes them through."""

from miner.ingest.batch import Ended, Orders, ingest
from miner.ingest.hints import PERIOD_FORMS, parse_period, period_label
from miner.ingest.intake import count_files, take_in
from miner.ingest.items import Bounds, Item, Skipped

__all__ = [
    "PERIOD_FORMS",
    "Bounds",
    "Ended",
    "Item",
    "Orders",
    "Skipped",
    "count_files",
    "ingest",
    "parse_period",
    "period_label",
    "take_in",
]
