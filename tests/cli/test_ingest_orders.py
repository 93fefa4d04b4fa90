"""What `miner ingest` refuses to be told, and what it says of a broken document."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from miner.cli import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_text("上半年工作总结\n检修水泵二十台。\n", encoding="utf-8")
    return tmp_path


def ingested(*words: str) -> Result:
    return CliRunner().invoke(cli, ["ingest", *words, "--store", "a.db"])


REFUSED = [
    ("--department", "\x01", "控制字符", "a control character"),
    ("--department", "客服部\n", "控制字符", "a line break"),
    ("--department", "客服\u2028部", "控制字符", "a line separator"),
    ("--department", "客服\x9b部", "控制字符", "a control character above ASCII"),
    ("--department", "客" * 201, "200", "one more than can be"),
    ("--department", "客" * 3000, "200", "far more than can be"),
    ("--period", "2024年\x1f", "控制字符", "one that counts as a blank"),
    ("--period", "2024年" + " " * 300, "200", "blanks without end"),
    ("--period", "2024年2-1月", "看不出", "months that run backwards"),
    ("--period", "2024-2023年", "看不出", "years that run backwards"),
    ("--period", "2024年2月30日", "看不出", "a day that February never has"),
    ("--period", "2023年2月29日", "看不出", "a day that February has in other years"),
    ("--period", "2024年4月31日", "看不出", "a day that April has not"),
    ("--period", "2024年3月0日", "看不出", "a day before the first"),
    ("--period", "2.28-2.31", "看不出", "days without a year that never are"),
    ("--period", "2024年第60周", "看不出", "a week that no year has"),
]


@pytest.mark.parametrize(("flag", "value", "said"), [row[:3] for row in REFUSED], ids=[row[3] for row in REFUSED])
def test_an_order_that_no_name_or_period_is_gets_refused(folder: Path, flag: str, value: str, said: str) -> None:
    result = ingested("甲.txt", flag, value)
    assert result.exit_code == 2
    assert said in result.output
    assert not (folder / "a.db").exists()


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--department", "客" * 200),
        ("--period", "2024年1-2月"),
        ("--period", "2024年2月29日"),
        ("--period", "2.20-2.29"),
        ("--period", "2024年第53周"),
    ],
)
def test_an_order_at_the_border_is_taken(folder: Path, flag: str, value: str) -> None:
    assert ingested("甲.txt", flag, value).exit_code == 0


def pieces() -> bytes:
    """The beginning of a Word file whose first part has an unusual name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("customXml/item1.xml", "<a/>" * 200)
        archive.writestr("[Content_Types].xml", "<Types/>")
    return packed.getvalue()[:500]


@pytest.mark.parametrize(
    ("name", "program"), [("乙.docx", "Word"), ("乙.DOCX", "Word"), ("乙.xlsx", "Excel"), ("乙.zip", "压缩包")]
)
@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\x00" * 90, pieces()], ids=["nothing behind its mark", "cut off"])
def test_a_broken_document_is_called_by_its_program(folder: Path, name: str, program: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    result = ingested(name, "--json")
    assert result.exit_code == 1
    (file,) = json.loads(result.stdout)["files"]
    assert program in file["message"]
    assert file["code"] == "corrupt"
    assert ("重新打包" in file["message"]) == (program == "压缩包")
