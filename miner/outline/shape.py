"""How a line is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A heading of its line's whole length, one that runs in and ends at `run_in`, or a statement."""

    heading: bool
    run_in: int = 0


STATEMENT = Shape(False)
HEADING = Shape(True)
