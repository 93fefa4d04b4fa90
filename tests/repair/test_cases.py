"""Cases of damage as rows: what is broken, what it becomes, which flags say so, and why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from miner.records import Text
from miner.repair import Repair

CASES = Path(__file__).parent / "cases" / "damage.tsv"


def rows() -> list[list[str]]:
    with CASES.open(encoding="utf-8") as lines:
        return list(csv.reader((line for line in lines if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text: str) -> str:
    pictured = {ord("⏎"): "\n", ord("␣"): "\u3000"} | {0x2400 + code: chr(code) for code in range(1, 32)}
    return text.translate(pictured | {0x2421: "\x7f"})


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row[0]}-{at}") for at, row in enumerate(rows())])
def test_damage_comes_out_as_its_row_says(row: list[str], repair: Repair) -> None:
    _, damaged, wanted, flags, _why = row
    clean = repair(Text(plain(damaged), "text/plain"))
    assert clean.text == plain(wanted)
    assert ",".join(sorted({one.flag for one in clean.damage})) == flags


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row[0]}-{at}") for at, row in enumerate(rows())])
def test_damage_lies_inside_the_clean_text_and_in_order(row: list[str], repair: Repair) -> None:
    clean = repair(Text(plain(row[1]), "text/plain"))
    starts = [one.start for one in clean.damage]
    assert starts == sorted(starts)
    assert all(0 <= one.start < one.end <= len(clean.text) for one in clean.damage)


def test_every_row_gives_its_reason() -> None:
    assert len(rows()) >= 80
    assert all(len(row) == 5 and row[4] for row in rows())


def test_repaired_text_is_not_repaired_again(repair: Repair) -> None:
    """Repair settles: what came out clean stays as it is."""
    for row in rows():
        once = repair(Text(plain(row[1]), "text/plain")).text
        assert repair(Text(once, "text/plain")).text == once
