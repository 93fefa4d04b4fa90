"""`miner extract`: one file printed, many written, failures counted, names that cannot collide."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from export_samples import REPORT, TWO_REPORTS
from hypothesis import given
from hypothesis import strategies as st

from miner import Miner, Source
from miner.cli import cli
from miner.cli.outputs import fold, names_for, safe
from miner.exports import to_json

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

import ingest_samples
from ingest_samples import report


def run(*words: object, stdin: bytes = b"") -> Result:
    """The command to its end."""
    return CliRunner().invoke(cli, ["extract", *map(str, words)], input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports in folders, a broken file, and files that are none."""
    for name, data in {
        "客服部/总结.txt": REPORT.encode(),
        "检修部/总结.txt": TWO_REPORTS.encode("gb18030"),
        "检修部/总结.md": REPORT.encode(),
        "空.txt": b"",
        "~$总结.docx": b"lock",
        ".隐藏.txt": REPORT.encode(),
    }.items():
        (tmp_path / "收" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "收" / name).write_bytes(data)
    return tmp_path / "收"


def test_a_file_is_printed_as_the_document_that_the_library_gives(folder: Path, miner: Miner) -> None:
    path = folder / "客服部" / "总结.txt"
    printed = run(path)
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert printed.stdout == to_json(miner.extract(path))


def test_standard_input_is_read_and_can_be_named(miner: Miner) -> None:
    printed = run("-", "--name", "检修部总结.txt", stdin=REPORT.encode())
    assert printed.stdout == to_json(miner.extract(Source(REPORT.encode(), "检修部总结.txt")))
    assert run("-", "--name", "收/检修部总结.txt", stdin=REPORT.encode()).stdout == printed.stdout


def test_text_and_encoding_are_as_asked(folder: Path) -> None:
    found = json.loads(run(folder / "检修部" / "总结.txt", "--text", "--encoding", "gb18030").stdout)
    assert (found["document"]["text"], found["document"]["encoding"]) == (TWO_REPORTS, "gb18030")


def test_a_refused_file_is_one_line_and_exit_two(folder: Path) -> None:
    ended = run(folder / "空.txt")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"文件是空的：{folder / '空.txt'}：") and ended.stderr.count("\n") == 1


def test_a_refusal_names_the_file_once_and_standard_input_as_such(folder: Path) -> None:
    assert run("-", stdin=b"").stderr.startswith("文件是空的：标准输入：")
    assert run(folder / "无.txt").stderr.count("无.txt") == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_is_written_file_by_file_and_failures_are_counted(folder: Path, tmp_path: Path, workers: int) -> None:
    ended = run(folder, "-o", tmp_path / "出", "--workers", workers)
    written = sorted(one.name for one in (tmp_path / "出").iterdir())
    assert ended.exit_code == 1
    assert ended.stderr.splitlines()[-1] == "共 4 个文件：成功 3，失败 1"
    assert "空.txt：文件是空的" in ended.stderr
    assert written == ["总结.md.json", "总结.txt.json", "总结.txt~2.json"]
    names = [json.loads((tmp_path / "出" / one).read_text("utf-8"))["document"]["name"] for one in written]
    assert names == ["总结.md", "总结.txt", "总结.txt"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_past_its_deadline_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr("miner.cli.extract.loader", lambda settings: ingest_samples.load)
    monkeypatch.setenv("MINER_FILE_SECONDS", "6")
    for name, text in {
        "一.txt": report("窗口"),
        "二.txt": "挂起" + report("热线"),
        "三.txt": "崩溃",
        "四.txt": report("巡检"),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ended = run(*sorted(tmp_path.glob("*.txt")), "-o", tmp_path / "出", "--workers", workers)
    assert ended.exit_code == 1
    assert sorted(one.name for one in (tmp_path / "出").iterdir()) == ["一.txt.json", "四.txt.json"]
    assert "二.txt：处理超时：处理超过 6 秒" in ended.stderr and "三.txt：处理中断" in ended.stderr
    assert ended.stderr.splitlines()[-1] == "共 4 个文件：成功 2，失败 2"


@pytest.mark.parametrize(
    ("word", "seconds", "said"),
    [("挂起", "6", "处理超时：处理超过 6 秒"), ("崩溃", "120", "处理中断"), ("吃内存", "120", "内存不足")],
)
def test_a_single_file_has_the_guards_of_one_among_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, seconds: str, said: str
) -> None:
    monkeypatch.setattr("miner.cli.extract.loader", lambda settings: ingest_samples.load)
    monkeypatch.setenv("MINER_FILE_SECONDS", seconds)
    monkeypatch.setenv("MINER_FILE_MEMORY", "2048")
    (tmp_path / "一.txt").write_text(word + report("窗口"), encoding="utf-8")
    ended = run(tmp_path / "一.txt")
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    title, _, message = said.partition("：")
    assert ended.stderr.startswith(f"{title}：{tmp_path / '一.txt'}：{message}")


def test_standard_input_beside_files_is_read_whatever_works_on_them(folder: Path, tmp_path: Path) -> None:
    ended = run("-", folder / "客服部", "-o", tmp_path / "出", "--workers", 2, stdin=TWO_REPORTS.encode())
    assert ended.exit_code == 0
    found = json.loads((tmp_path / "出" / "stdin.json").read_text("utf-8"))
    assert found["document"]["characters"] == len(TWO_REPORTS)


def test_a_model_that_cannot_be_loaded_is_one_refusal_for_all_files(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "m.toml").write_text(f'model = "{tmp_path / "空"}"', encoding="utf-8")
    words = ["--config", str(tmp_path / "m.toml"), "extract", str(folder), "-o", str(tmp_path / "出"), "--workers", "2"]
    ended = CliRunner().invoke(cli, words)
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1)
    assert "找不到模型" in ended.stderr


def test_any_number_of_workers_writes_the_same(folder: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        run(folder, "-o", tmp_path / str(workers), "--workers", workers)
    first, second = ({one.name: one.read_bytes() for one in (tmp_path / n).iterdir()} for n in ("1", "2"))
    assert first == second


@pytest.mark.parametrize(
    ("form", "endings"),
    [
        ("jsonl", {".jsonl"}),
        ("html", {".html"}),
        ("xlsx", {".xlsx"}),
        ("csv", {".sentences.csv", ".indicators.csv", ".checks.csv"}),
    ],
)
def test_every_format_is_written(folder: Path, tmp_path: Path, form: str, endings: set[str]) -> None:
    run(folder / "客服部", "-o", tmp_path / "出", "--format", form)
    assert {one.name for one in (tmp_path / "出").iterdir()} == {f"总结.txt{ending}" for ending in endings}


def test_tables_of_many_files_go_into_one(folder: Path, tmp_path: Path) -> None:
    ended = run(folder, "-o", tmp_path / "全部.xlsx", "--format", "xlsx")
    assert ended.exit_code == 1
    rows = openpyxl.load_workbook(io.BytesIO((tmp_path / "全部.xlsx").read_bytes()))["句子"].iter_rows(
        min_row=2, values_only=True
    )
    assert {row[1] for row in rows} == {"总结.txt", "总结.md"}


def test_tables_of_many_files_are_printed_together(folder: Path) -> None:
    ended = run(folder / "客服部", folder / "检修部", "--format", "csv", "--table", "checks")
    assert ended.exit_code == 0
    assert ended.stdout.count("目标对照") == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["收"], "请用 -o 指定"),
        (["收", "--name", "甲", "-o", "出"], "--name 只用于一个文件"),
        (["收", "-o", "收/空.txt"], "不是文件夹"),
        (["无此文件"], "打不开"),
        ([], "文件"),
    ],
)
def test_impossible_orders_are_explained(folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str) -> None:
    monkeypatch.chdir(folder.parent)
    ended = run(*words)
    assert ended.exit_code == 2 and said in ended.stderr


def test_an_output_nobody_reads_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "miner", "extract", str(folder / "客服部" / "总结.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


@given(st.lists(st.text(alphabet="aA/.éｅ~2:<\x00", min_size=1, max_size=4), max_size=8, unique=True))
def test_names_never_collide(names: list[str]) -> None:
    paths = list(dict.fromkeys(Path(f"{at}") / name.replace("/", "_").replace("\0", "_") for at, name in enumerate(names)))
    given_names = list(names_for(paths).values())
    assert len({fold(one) for one in given_names}) == len(paths)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("总结.docx", "总结.docx"),
        ("a/b\\c:d", "a_b_c_d"),
        ("CON.txt", "_CON.txt"),
        ("...", "_"),
        ("甲\n乙", "甲_乙"),
        ("结尾. ", "结尾"),
    ],
)
def test_names_are_safe_on_every_system(name: str, written: str) -> None:
    assert safe(name) == written


def test_a_long_name_still_fits_a_file_system(tmp_path: Path) -> None:
    (tmp_path / safe("报告" * 200)).write_text("")
    assert len(os.fsencode(safe("报告" * 200))) <= 180
