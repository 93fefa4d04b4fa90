"""What is wrong with a command line is said in Chinese: one line what, one line what to do, and exit status 2."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import click
import pytest
from cli_samples import fill
from click.testing import CliRunner

from miner.cli import cli
from miner.cli.helping import folded, write_list
from miner.errors import trouble
from miner.store import Store

ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")
ROWS = [
    (["ingest"], "缺少参数 文件…", "miner ingest --help", "an argument is missing"),
    (["correct", "a", "1", "2", "plan"], "缺少选项 --who", "miner correct --help", "an option is missing"),
    (
        ["search", "--lable", "plan"],
        "没有 --lable 这个选项",
        "--label",
        "a misspelt option where words may begin with a hyphen",
    ),
    (["documents", "--departmant", "x"], "没有 --departmant 这个选项", "--department", "a misspelt option"),
    (["checks", "--qqqq"], "没有 --qqqq 这个选项", "miner checks --help", "an option like no other"),
    (["checks", "-q"], "没有 -q 这个选项", "miner checks --help", "a short one"),
    (["--nope"], "没有 --nope 这个选项", "miner --help", "an option before the command"),
    (["--config"], "选项 --config 后面缺少值", "miner --help", "a value is missing before the command"),
    (["documents", "--limit"], "选项 --limit 后面缺少值", "miner documents --help", "a value is missing"),
    (["checks", "--json=1"], "选项 --json 不带值", "--json", "a value for a switch"),
    (["documents", "--limit", "abc"], "选项 --limit 的值“abc”不对", "整数", "no number"),
    (["review", "--limit", "0"], "选项 --limit 的值“0”不对", "1 到 200", "below a range"),
    (["serve", "--port", "99999"], "选项 --port 的值“99999”不对", "0 到 65535", "above a range"),
    (["serve", "--threads", "0"], "选项 --threads 的值“0”不对", "不小于 1", "below a range without an end"),
    (["extract", "a", "--min-score", "nan2"], "选项 --min-score 的值“nan2”不对", "0 到 1", "no number for a share"),
    (["extract", "a", "--format", "doc"], "选项 --format 的值“doc”不对", "json、jsonl、csv", "none of the choices"),
    (
        ["correct", "a", "1", "1", "wish", "--who", "x"],
        "参数 归类 的值“wish”不对",
        "plan",
        "an argument that is none of the choices",
    ),
    (["correct", "a", "x", "1", "plan", "--who", "x"], "参数 报告 的值“x”不对", "整数", "an argument that is no number"),
    (["extract", "a", "--units", "nowhere.tsv"], "“nowhere.tsv”", "路径", "a file that is not there"),
    (["corpus", "--corpus", "miner.db"], "“miner.db”", "文件夹", "a file where a folder is meant"),
    (["schema", "-o", "."], "“.”", "文件", "a folder where a file is meant"),
    (["checks", "甲", "乙"], "多出了参数 甲 乙", "miner checks --help", "arguments that nobody asked for"),
    (["dance"], "没有 dance 这个命令", "miner --help", "no such command"),
    (["serch", "x"], "没有 serch 这个命令", "search", "a misspelt command"),
    (["extract", "miner.db", "b", "--name", "甲"], "--name 只用于一个文件", "多个文件", "our own words stay"),
    (["ingest", "a", "--period", "胡说"], "选项 --period：“胡说”看不出是哪个期间", "2024年第二季度", "no period"),
    (["ingest", "a", "--period", ""], "选项 --period：“”看不出是哪个期间", "2024年第二季度", "an empty period"),
    (["ingest", ""], "路径是空的", "请写文件", "an empty path, as an unset variable gives, is not the current folder"),
    (["extract", ""], "路径是空的", "请写文件", "the same for extract"),
    (["extract", "miner.db", "-o", ""], "路径是空的", "请写文件", "the same for results"),
    (["ingest", "a", "--batch", "\udcff"], "选项 --batch：", "有效文字", "half a character"),
    (["search", "x", "--json", "--csv"], "--json 和 --csv", "去掉", "two forms at once"),
    (["documents", "--status", "stored", "--department", "客服部"], "--status", "分开", "a filter that would be ignored"),
    (["ingest", "a", "--department", " "], "选项 --department：部门是空的", "部门", "an empty department"),
]


@pytest.mark.parametrize(("words", "what", "remedy", "reason"), ROWS, ids=[row[3] for row in ROWS])
def test_a_wrong_command_line_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], what: str, remedy: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "miner.db")
    ended = CliRunner().invoke(cli, words, prog_name="miner")
    first, second = ended.stderr.splitlines()
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert first.startswith("用法有误：") and what in first, reason
    assert remedy in second, reason
    assert ENGLISH.search(ended.stderr) is None, reason


def test_nobody_has_to_know_english_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (first, *_) = fill(tmp_path / "miner.db")
    ended = CliRunner().invoke(cli, ["forget", first[:8]], input="n\n")
    assert ended.exit_code == 1
    assert ended.stderr.splitlines()[-1] == "已取消，没有改动"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["forget", "\udcff", "--yes"], "资料库中没有"),
        (["correct", "\udcff", "1", "1", "plan", "--who", "李敏"], "资料库中没有"),
        (["serve", "--host", "\u202e\x1b[31m恶"], "host 设为"),
        (["schema", "-o", "无夹/a.json"], "不存在"),
        (["explain", ".", "--sentence", "1"], "是文件夹"),
    ],
    ids=str,
)
def test_a_refusal_is_one_plain_line_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "miner.db")
    ended = CliRunner().invoke(cli, words)
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1), ended.exception
    assert said in ended.stderr and ended.stderr.rstrip("\n").isprintable()
    assert ENGLISH.search(ended.stderr) is None


@pytest.mark.parametrize("name", [None, *cli.list_commands(click.Context(cli))])
def test_help_is_chinese_in_all_that_is_not_a_name(name: str | None) -> None:
    """What stays in Latin letters is typed so: names of options, commands, choices, files and formats."""
    ended = CliRunner().invoke(cli, [*([name] if name else []), "--help"], prog_name="miner")
    said = [line for line in ended.stdout.splitlines() if line.strip()]
    assert ended.exit_code == 0 and said[0].startswith("用法：miner")
    assert "选项：" in said and ("命令：" in said) == (name is None)
    assert "-h, --help" in ended.stdout and "显示这份说明" in ended.stdout
    typed = re.compile(r"\[OPTIONS\]|TEXT|PATH|INTEGER|FLOAT|RANGE|FILE|DIRECTORY|COMMAND|ARGS|default|required|exit")
    assert typed.findall(ended.stdout) == []
    assert ENGLISH.search(ended.stdout) is None


def test_lists_are_aligned_as_a_terminal_shows_them() -> None:
    formatter = click.HelpFormatter(width=40)
    rows = [("--json", "输出 JSON"), ("--store 路径", "资料库文件，默认见设置 store"), ("甲" * 20, "太长的名字独占一行")]
    write_list(formatter, "选项", rows)
    assert formatter.getvalue().splitlines() == [
        "",
        "选项：",
        "  --json                          输出 JSON",
        "  --store 路径                    资料库文件，默认见设",
        "                                  置 store",
        f"  {'甲' * 20}",
        "                                  太长的名字独占一行",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("归为“未定”，不作", ["归为“未", "定”，不作"]),
        ("见 settings.md", ["见", "settings.md"]),
        ("一二三四五。六", ["一二三四", "五。六"]),
        ("", [""]),
    ],
)
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str, lines: list[str]) -> None:
    assert folded(text, 9) == lines


@pytest.mark.parametrize(
    ("answer", "status", "left"),
    [("y\n", 0, 2), ("是\n", 0, 2), ("n\n", 1, 3), ("\n", 1, 3), ("maybe\n", 1, 3), ("", 1, 3)],
)
def test_only_a_yes_is_a_yes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int, left: int) -> None:
    monkeypatch.chdir(tmp_path)
    (first, *_) = fill(tmp_path / "miner.db")
    ended = CliRunner().invoke(cli, ["forget", first[:8]], input=answer)
    assert ended.exit_code == status and ENGLISH.search(ended.output) is None
    with Store.open(tmp_path / "miner.db", create=False) as store:
        assert store.documents().total == left


def test_what_the_system_refuses_is_said_in_chinese_whatever_it_is() -> None:
    for number in errno.errorcode:
        said = trouble(OSError(number, os.strerror(number)))
        assert re.match("[\u4e00-\u9fff]", said) and os.strerror(number) not in said
    assert trouble(OSError("no number")) == "出错（系统错误 0）"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"workers = \n", "第 1 行第 11 个字附近有误"),
        (b"workers = [1", "到结尾还缺一部分"),
        ("workers = 1 # 两核".encode("gb18030"), "不是 UTF-8 文字"),
    ],
)
def test_a_broken_settings_file_is_explained_in_chinese(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "m.toml").write_bytes(content)
    ended = CliRunner().invoke(cli, ["--config", str(tmp_path / "m.toml"), "documents"])
    assert ended.exit_code == 2 and said in ended.stderr
    assert ENGLISH.search(ended.stderr) is None


def test_a_file_that_is_no_store_is_explained_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no store " * 1000)
    ended = CliRunner().invoke(cli, ["documents", "--store", str(tmp_path / "a.db")])
    assert ended.exit_code == 2 and "不是资料库文件或已损坏" in ended.stderr
    assert ENGLISH.search(ended.stderr) is None


def test_the_group_alone_still_shows_its_help() -> None:
    assert "work" not in CliRunner().invoke(cli, []).output
    assert "ingest" in CliRunner().invoke(cli, []).output


def test_every_argument_has_a_name_in_chinese() -> None:
    """So that a refusal can name it."""
    context = click.Context(cli)
    commands = [cli.get_command(context, name) for name in cli.list_commands(context)]
    arguments = [one for command in commands if command for one in command.params if isinstance(one, click.Argument)]
    assert arguments
    assert [one.name for one in arguments if not re.search("[\u4e00-\u9fff]", one.metavar or "")] == []


def test_a_command_alone_knows_the_same_options_for_help_as_within_the_program() -> None:
    """click keeps the help option of the first call: a command once run alone would else forget `-h`."""
    from miner.cli.gate import gate  # noqa: PLC0415 - the program loads its commands when they are called

    assert "-h, --help" in CliRunner().invoke(gate, ["--help"]).stdout
