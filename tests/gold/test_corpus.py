"""The corpus keeps its own promises: the notation, a split for every kind of unit, no templates, sound arithmetic of values."""

import re
from pathlib import Path

import pytest

from miner.gold.notation import GoldReport, read_corpus
from miner.gold.splits import read_splits
from miner.gold.statistics import shared_runs, statistics

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def reports() -> list[GoldReport]:
    return read_corpus(CORPUS / "reports")


def test_every_kind_of_unit_is_in_one_split(reports: list[GoldReport]) -> None:
    splits = read_splits(CORPUS)
    assert {report.group for report in reports} == set(splits)


def test_files_bear_their_reports_ids(reports: list[GoldReport]) -> None:
    names = sorted(path.stem for path in (CORPUS / "reports").glob("*.txt"))
    assert sorted(report.id for report in reports) == names


def test_it_has_the_size_it_claims(reports: list[GoldReport]) -> None:
    counted = statistics(reports)
    assert counted["reports"] >= 400
    assert counted["units"] >= 16_000
    assert counted["indicators"] >= 6_000
    assert counted["groups"] >= 45


def test_no_sentence_frame_runs_through_it(reports: list[GoldReport]) -> None:
    frequent = {run: count for run, count in shared_runs(reports).items() if count > 4}
    assert not frequent


def test_a_plain_surface_says_its_value(reports: list[GoldReport]) -> None:
    wrong = [
        (report.id, row.surface, row.value)
        for report in reports
        for row in report.indicators
        if (match := re.fullmatch(r"(\d+(?:\.\d+)?)(?:%|个百分点|元|件|次|人|户|台|份|家|起|项|吨|公里)", row.surface))
        and row.value is not None
        and not re.search(r"[\t|]", report.text[report.units[row.unit_index].start : report.units[row.unit_index].end])
        and float(match[1]) != abs(row.value)
    ]
    assert not wrong
