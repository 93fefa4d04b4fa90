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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_of_units_may_be_as_notepad_and_excel_write_it(folder: Path, encoding: str, end: str) -> None:
    (folder / "units.tsv").write_bytes(UNITS.replace("\n", end).encode(encoding))
    assert units_found(folder, "--units", str(folder / "units.tsv")) == ["托盘"]


HEAD = "unit\tcanonical\tkind\tfactor\n"
BAD_UNITS = [
    ("", "是空的", "an empty file"),
    ("\ufeff", "是空的", "nothing but the mark of the encoding"),
    ("托盘\t托盘\tcount\t1\n", "表头", "one row without a head line"),
    ("托盘\t托盘\tcount\t1\n箱组\t箱组\tcount\t1\n", "表头", "two rows without a head line"),
    ("unit\tcanonical\tkind\n托盘\t托盘\tcount\n", "factor", "a head without a column"),
    (HEAD + "托盘\t托盘\tcount\n", "factor", "a row without its last column"),
    (HEAD + "\t托盘\tcount\t1\n", "没有写单位", "a row without a unit"),
    *(
        (HEAD + f"托盘\t托盘\tcount\t{factor}\n", "大于 0", f"factor {factor}")
        for factor in ("0", "-1", "nan", "inf", "-inf", "1e999")
    ),
    (HEAD + "托盘\t托盘\tcount\t一\n", "不是数字", "a factor in words"),
]


@pytest.mark.parametrize(("content", "said"), [row[:2] for row in BAD_UNITS], ids=[row[2] for row in BAD_UNITS])
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_file_of_units_that_cannot_be_used_is_refused_with_its_name(
    folder: Path, command: str, content: str, said: str
) -> None:
    bad = folder / "bad.tsv"
    bad.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(cli, [command, str(folder / "托盘.txt"), "--units", str(bad)])
    assert result.exit_code == 2
    assert said in result.output
    assert "bad.tsv" in result.output


def test_ingest_looks_at_the_file_of_units_before_it_makes_a_store(folder: Path) -> None:
    (folder / "bad.tsv").write_text("", encoding="utf-8")
    flags = ["--units", str(folder / "bad.tsv"), "--store", str(folder / "new.db")]
    result = CliRunner().invoke(cli, ["ingest", str(folder / "托盘.txt"), *flags])
    assert result.exit_code == 2
    assert not (folder / "new.db").exists()
    again = CliRunner().invoke(cli, ["ingest", *flags, str(folder / "nowhere.txt")])
    assert "bad.tsv" in again.output
