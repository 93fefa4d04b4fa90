"""What a heading announces: the label its words lead a reader to expect below it; and whether a title names the kind of its report."""

from __future__ import annotations

import re
from functools import cache

from miner.language.rules import read_rows


@cache
def heading_roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of headings.tsv: what a heading announces, and by which words."""
    return tuple((row[0], re.compile(row[1])) for row in read_rows("headings"))


def announced(title: str) -> str | None:
    """The label that a heading's words announce for what stands below it, or None."""
    for role, pattern in heading_roles():
        if pattern.search(title):
            return role
    return None


@cache
def kind_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of kinds.tsv: a kind, and the words of a title that name it."""
    return tuple((row[0], re.compile(row[1])) for row in read_rows("kinds"))


def names_kind(title: str) -> bool:
    """Whether a title says what kind of text it heads."""
    return any(pattern.search(title) for _, pattern in kind_patterns())
