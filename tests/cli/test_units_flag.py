"""A file of units of one's own, given by flag: `miner extract --units`, `miner ingest --units`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from miner.cli import cli

UNITS = "unit\tcanonical\tkind\tfactor\n托盘\t托盘\tcount\t1\n"
REPORT = "仓储科上半年工作总结\n一、主要工作\n上半年清点周转物料46托盘，盘点入账及时。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report and a file of units, and nothing set elsewhere."""
    monkeypatch.delenv("MINER_UNITS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "托盘.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "units.tsv").write_text(UNITS, encoding="utf-8")
    return tmp_path


def units_found(folder: Path, *flags: str) -> list[str]:
    result = CliRunner().invoke(cli, ["extract", str(folder / "托盘.txt"), *flags])
    assert result.exit_code == 0, result.output
    return [row["unit"] for report in json.loads(result.stdout)["reports"] for row in report["indicators"]]


def test_a_unit_of_ones_own_counts_where_the_flag_names_its_file(folder: Path) -> None:
    assert "托盘" not in units_found(folder)
    assert units_found(folder, "--units", str(folder / "units.tsv")) == ["托盘"]


def test_the_flag_goes_before_the_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINER_UNITS", str(folder / "nowhere.tsv"))
    assert units_found(folder, "--units", str(folder / "units.tsv")) == ["托盘"]


def test_a_file_of_units_that_is_not_there_is_named(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["ingest", str(folder / "托盘.txt"), "--units", "nowhere.tsv"])
    assert result.exit_code != 0
    assert "nowhere.tsv" in result.output
