"""General offices: departments that write and send what their whole unit reports."""

from __future__ import annotations

import re
from functools import cache

from miner.language.rules import read_rows


@cache
def office_names() -> re.Pattern[str]:
    """The rows of offices.tsv as one pattern."""
    return re.compile("|".join(row[0] for row in read_rows("offices")))


def is_general_office(department: str) -> bool:
    """Whether a department is a general office, whose signature says little of whose report it is."""
    return office_names().fullmatch(department) is not None
