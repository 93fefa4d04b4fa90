"""The words by which the outline goes, from outline_cues.tsv: each cue one pattern, its rows the alternatives."""

from __future__ import annotations

import re
from functools import cache

from miner.language.rules import read_rows


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """All cues by name."""
    parts: dict[str, list[str]] = {}
    for name, pattern, _ in read_rows("outline_cues"):
        parts.setdefault(name, []).append(pattern)
    return {name: re.compile("|".join(patterns)) for name, patterns in parts.items()}


def cue(name: str) -> re.Pattern[str]:
    """The pattern of one cue."""
    return cues()[name]
