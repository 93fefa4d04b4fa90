"""Better: whether an aim is a floor or a ceiling, from `miner/language/data/lower_is_better.tsv`."""

from __future__ import annotations

import re

from miner.indicators.units import DATA, read_table


class Better:
    """The words by which less is better (投诉率), and those that turn them round (投诉办结率)."""

    def __init__(self, lower: re.Pattern[str], higher: re.Pattern[str]) -> None:
        self.lower = lower
        self.higher = higher

    def is_lower(self, name: str) -> bool:
        """Whether an aim for what bears this name is a ceiling."""
        return self.lower.search(name) is not None and self.higher.search(name) is None


def load_better() -> Better:
    """The words of `miner/language/data/lower_is_better.tsv`."""
    sides: dict[str, list[str]] = {"lower": [], "higher": []}
    for row in read_table(DATA / "lower_is_better.tsv", ("word", "side", "reason")):
        sides[row["side"]].append(re.escape(row["word"]))
    return Better(re.compile("|".join(sides["lower"])), re.compile("|".join(sides["higher"])))
