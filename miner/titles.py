"""What fields and values are called on screen and in tables: the rows of `titles.tsv`, and how figures are written.

Pages, spreadsheets and messages take their words from here, so that one thing has one name everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from miner.language.rules import read_rows


@cache
def _rows() -> Mapping[tuple[str, str], tuple[str, int]]:
    found = {(row[0], row[1]): (row[2], int(row[3])) for row in read_rows("titles")[1:]}
    return MappingProxyType(found)


def title(group: str, name: str | None) -> str:
    """The title of a field or value; the name itself where it has none, nothing for None."""
    if name is None:
        return ""
    return _rows().get((group, name), (name, 0))[0]


def width(group: str, name: str) -> int:
    """How wide the column of a field is, in characters."""
    return _rows()[group, name][1]


def titles(group: str) -> dict[str, str]:
    """The titles of a group by name, in the order of the file."""
    return {name: row[0] for (of, name), row in _rows().items() if of == group}


def number(value: float) -> str:
    """A figure as people write it: thousands parted, no empty decimals, never an exponent."""
    # The shortest decimal that is this double, so that no noise of binary fractions shows.
    whole, _, decimals = f"{Decimal(repr(value)):,f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
