"""The quantity: a number with its unit as the scanner finds it, before it has a name or a role."""

from __future__ import annotations

from typing import NamedTuple

from miner.records import Comparator


class Quantity(NamedTuple):
    """A number with its unit: `start`/`end` with comparator, `number`/`tail` without; `kind` is the kind of the unit.

    `signed` says that the comparator is ≥ or ≤ itself, as limits are written.
    """

    start: int
    end: int
    number: int
    tail: int
    value: float | None
    high: float | None
    unit: str
    kind: str
    comparator: Comparator
    masked: bool
    signed: bool = False
