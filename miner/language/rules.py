"""Rule data: tab-separated files beside this module, a comment line first, the reason in the last column."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_rows(name: str) -> list[list[str]]:
    """The rows of `data/<name>.tsv` without comments; every row has its columns as written."""
    with files("miner.language").joinpath("data", f"{name}.tsv").open(encoding="utf-8") as lines:
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        return list(csv.reader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))
