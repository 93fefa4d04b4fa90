"""Comparators: the words and signs beside a number that say at least, at most, about."""

from __future__ import annotations

import re

from miner.errors import SettingError
from miner.indicators.units import DATA, read_table
from miner.records import Comparator

KNOWN: tuple[Comparator, ...] = ("=", ">=", ">", "<=", "<", "~", "range")
APART = re.compile(
    r"(至少|不少于|不低于|不得少于|不得低于|不超过|不得超过|不高于|不得高于|未突破|没有突破|不突破|未超|没有超过)[^，,。；;、：:（(\d]{1,10}$"
)
COLUMNS = ("word", "side", "comparator", "reason")


class Comparators:
    """Words before and after a number, found by the one character that touches it."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.before: dict[str, list[tuple[str, Comparator]]] = {}
        self.after: dict[str, list[tuple[str, Comparator]]] = {}
        for row in sorted(rows, key=lambda row: -len(row["word"])):
            entry = (row["word"], _comparator(row["comparator"]))
            if row["side"] == "before":
                self.before.setdefault(row["word"][-1], []).append(entry)
            else:
                self.after.setdefault(row["word"][0], []).append(entry)

    def find_before(self, text: str, end: int) -> tuple[str, Comparator] | None:
        """The longest comparator that ends at `end`."""
        for entry in self.before.get(text[end - 1 : end], ()):
            if text.endswith(entry[0], 0, end):
                return entry
        return None

    def find_after(self, text: str, start: int) -> tuple[str, Comparator] | None:
        """The longest comparator that begins at `start`."""
        for entry in self.after.get(text[start : start + 1], ()):
            if text.startswith(entry[0], start):
                return entry
        return None


def find_apart(text: str, end: int) -> Comparator:
    """The comparator that governs a number from a few words off (每季度至少报送信息2篇); `=` where there is none."""
    near = text[max(0, end - 14) : end]
    match = APART.search(near) if "不" in near or "至少" in near or "突破" in near or "超" in near else None
    if match is None:
        return "="
    return ">=" if match.group(1) in ("至少", "不少于", "不低于", "不得少于", "不得低于") else "<="


def _comparator(text: str) -> Comparator:
    for known in KNOWN:
        if text == known:
            return known
    raise SettingError(f"比较词表里有不认识的比较符：{text}。可用的是 {' '.join(KNOWN)}。")


def load_comparators() -> Comparators:
    """The comparators of `miner/language/data/comparators.tsv`."""
    return Comparators(read_table(DATA / "comparators.tsv", COLUMNS))
