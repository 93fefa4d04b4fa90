"""How the columns of the classifier read to people: `section:negative` is 本节他句多见：不够、缺乏、滞后类.

A column's name is a place and what is counted there; both stand in reason_names.tsv, so that a new cue is a new row.
"""

from __future__ import annotations

from functools import cache

from miner.language.rules import read_rows


@cache
def _parts() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row[0], row[1]): (row[2], row[3] if len(row) > 3 else "") for row in read_rows("reason_names")[1:]}


def reading(column: str, more: bool = True) -> str:
    """A column in words, where there is more (or else less) of it than in the mean of the corpus; what has no row keeps its name."""
    side = 0 if more else 1
    if ("column", column) in _parts():
        return _parts()["column", column][side]
    place, _, counted = column.partition(":")
    part = "kind" if place == "kind" else "label" if place.startswith(("words", "heading", "opener", "lead")) else "cue"
    frame = _parts().get(("place", place), (column, column))[side]
    return frame.replace("{}", _parts().get((part, counted), (counted, ""))[0])
