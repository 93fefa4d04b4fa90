"""What the folders above a file, and its name, say of department and period."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from miner.language.simplify import simplifier
from miner.outline.names import names_in
from miner.outline.periods import find_period, never_was, runs_backwards
from miner.records import Period
from miner.store import Hints, period_name

HAN_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()（）·]{1,11}")
JOINTS = re.compile(r"[_+]|(?<!\d)-|-(?!\d)")  # parts of a file name; a hyphen between digits says from when to when
ORDINAL = re.compile(r"^[\d\s.、_\-]{1,8}")


def find_hints(folders: Sequence[str], name: str) -> Hints:
    """The hints of a file; `folders` are those above it, outermost first, from the one that was handed in.

    The nearest folder named like a department or a period counts. Where none is, the first folder below the one handed in is
    taken for a department unless its name says that it is something else: 300 files in 40 folders are sorted by somebody.
    """
    plain = [simplifier()(folder) for folder in folders]
    stem = simplifier()(JOINTS.sub(" ", PurePosixPath(name).stem))
    return Hints(
        folder_department=next(filter(None, map(department_in, reversed(plain))), None) or _sorted_by(plain),
        folder_period=next(filter(None, map(find_period, reversed(plain))), None),
        file_department=department_in(stem),
        file_period=find_period(stem),
    )


def department_in(name: str) -> str | None:
    """The department that a name holds, else the organization, else None."""
    organization, department = names_in(ORDINAL.sub("", name))
    return department or organization


def _sorted_by(folders: Sequence[str]) -> str | None:
    if len(folders) < 2:
        return None
    name = ORDINAL.sub("", folders[1]).strip()
    if HAN_NAME.fullmatch(name) is None or find_period(name) is not None:
        return None
    return None if any(pattern.fullmatch(name) for pattern in generic_names()) else name


@cache
def generic_names() -> tuple[re.Pattern[str], ...]:
    """Names of folders that say nothing of a department."""
    text = files("miner.ingest").joinpath("generic_folders.tsv").read_text(encoding="utf-8")
    rows = csv.reader((line for line in text.splitlines() if line and not line.startswith("#")), delimiter="\t")
    return tuple(re.compile(row[0]) for row in rows)


def parse_period(text: str) -> Period | str:
    """An ordered period with its dates where all of it is a period that can be; else the words as they are.

    One that ends before it begins cannot, nor a day that its month has not: under a period of less than was ordered nobody looks.
    """
    tidy = "".join(simplifier()(text).split())
    found = find_period(tidy)
    whole = found is not None and found.text == tidy and not (runs_backwards(tidy) or never_was(tidy))
    return found if found is not None and whole else tidy


PERIOD_FORMS = "2024年、2024年上半年、2024年第二季度、2024年3月、2024年2-4月、2024年3月5日、2023-2024年"
"""What users may write for a period; 二〇二四年 and 2024年度 and the like are understood as well."""


def period_label(text: str) -> str:
    """The name under which the store lists an ordered period: 2024年1-6月 is 2024年上半年."""
    ordered = parse_period(text)
    return ordered if isinstance(ordered, str) else period_name(ordered)
