"""Second names of figures: they belong to the figures of their report, and agreement is counted as the product's names are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from miner.errors import GoldError
from miner.gold.second_names import agreement_of_names, paired_names
from miner.gold.splits import read_splits

CORPUS = Path(__file__).parents[2] / "corpus"


def test_second_names_are_of_test_reports_and_every_figure_has_one() -> None:
    splits = read_splits(CORPUS)
    found = [path.stem for path in (CORPUS / "names").glob("*.tsv")]
    assert {splits[stem.rpartition("-")[0]] for stem in found} == {"test"}
    pairs = list(paired_names(CORPUS))
    assert all(first and second for first, second in pairs)
    agreed = agreement_of_names(CORPUS)
    assert agreed["figures"] == len(pairs)
    assert agreed["equal"] < agreed["right"] < 1


@pytest.mark.parametrize("broken", ["dropped", "another figure", "no name"])
def test_a_reading_of_other_figures_is_refused(tmp_path: Path, broken: str) -> None:
    source = min((CORPUS / "names").glob("*.tsv"))
    (tmp_path / "names").mkdir()
    (tmp_path / "reports").mkdir()
    shutil.copy(CORPUS / "reports" / f"{source.stem}.txt", tmp_path / "reports")
    lines = source.read_text(encoding="utf-8").splitlines()
    changed = {
        "dropped": lines[:-1],
        "another figure": [lines[0].replace("\t", "\t9", 1), *lines[1:]],
        "no name": [lines[0].rpartition("\t")[0], *lines[1:]],
    }[broken]
    (tmp_path / "names" / source.name).write_text("\n".join(changed) + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=source.stem):
        list(paired_names(tmp_path))
