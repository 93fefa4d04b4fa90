"""The commands: what they print, how they end, and that nobody ever sees a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from cli_samples import fill
from click.testing import CliRunner, Result

import miner.cli
from miner.cli import COMMANDS, cli
from miner.errors import StoreError
from miner.pipeline import Miner
from miner.store import Store

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

import ingest_samples


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A filled store where commands look for it; the ids of its documents."""
    monkeypatch.chdir(tmp_path)
    return fill(tmp_path / "miner.db")


def run(*words: str) -> Result:
    """A command to its end."""
    return CliRunner().invoke(cli, words)


def test_help_lists_the_commands_without_loading_any_of_them() -> None:
    loaded = (
        "import sys; from miner.cli import cli; cli(['--help'], standalone_mode=False); "
        "print([name for name in sys.modules if name.startswith('miner.')])"
    )
    shown = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    for name in ("ingest", "search", "documents", "checks", "forget"):
        assert f"  {name} " in shown
    assert "sqlalchemy" not in shown
    assert "miner.store" not in shown


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_whose_module_is_there_loads_and_has_help(name: str) -> None:
    context = click.Context(cli)
    if name not in cli.list_commands(context):
        pytest.skip("its module is not there yet")
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert "用法" in result.output


def test_a_broken_module_breaks_its_own_command_only(monkeypatch: pytest.MonkeyPatch, ids: list[str]) -> None:
    monkeypatch.setitem(COMMANDS, "search", ("search", "nowhere", "检索"))
    broken = run("search", "不足")
    assert broken.exit_code == 2
    assert "search 无法加载" in broken.output
    assert run("documents").exit_code == 0
    assert "search" in run("--help").output


def test_an_unknown_command_is_named() -> None:
    result = run("dance")
    assert result.exit_code == 2
    assert "dance" in result.output


def test_search_shows_sentences_with_their_place_and_counts(ids: list[str]) -> None:
    result = run("search", "人员", "不足")
    assert result.exit_code == 0
    for shown in (
        "前台人员不足，换班困难。",
        "客服部",
        "2024年上半年",
        "存在的困难",
        "问题 1",
        "共 1 句",
        "甲.txt",
        ids[0][:12],
    ):
        assert shown in result.output


def test_search_takes_chinese_and_english_labels_and_words_to_leave_out(ids: list[str]) -> None:
    assert "共 1 句" in run("search", "人员 OR 窗口", "--label", "计划").output
    assert "共 1 句" in run("search", "人员 OR 窗口", "--label", "plan").output
    assert "共 1 句" in run("search", "不足", "-仓储", "-前台").output
    assert run("search", "不足", "--lable", "plan").exit_code == 2


def test_search_pages_by_the_cursor_it_prints(ids: list[str]) -> None:
    first = run("search", "仓储", "--limit", "3")
    cursor = first.output.rsplit("--cursor ", 1)[1].strip()
    second = run("search", "仓储", "--limit", "3", "--cursor", cursor)
    found = [line for page in (first, second) for line in page.output.splitlines() if line.strip().startswith("仓储")]
    assert len(set(found)) == len(found) == 5
    assert "--cursor" not in second.output
    wrong = run("search", "不足", "--cursor", cursor)
    assert (wrong.exit_code, wrong.output.count("\n")) == (2, 1)
    assert "翻页标记无效" in wrong.output


def test_search_gives_json_that_is_the_page(ids: list[str]) -> None:
    page = json.loads(run("search", "不足", "--department", "检修部", "--json").output)
    assert page["total"] == 1
    assert page["hits"][0]["sentence"]["text"] == "检修人手不足"
    assert page["facets"]["department"] == {"未注明": 5, "客服部": 1, "检修部": 1}


def test_search_gives_csv_that_no_spreadsheet_runs(ids: list[str]) -> None:
    output = run("search", "培训", "--csv").output
    assert output.startswith("\ufeff部门,")
    (row,) = csv.DictReader(io.StringIO(output.removeprefix("\ufeff")))
    assert (row["句子"], row["归类"], row["部门"]) == ("'=人员培训三期", "成绩", "检修部")


def test_nothing_from_a_file_reaches_the_terminal_as_a_control(ids: list[str]) -> None:
    for command in (("search", "人手"), ("documents",), ("checks",), ("forget", ids[1][:10], "--yes")):
        result = run(*command)
        assert result.exit_code == 0
        assert "\x1b" not in result.output


def test_a_wrong_query_is_one_line_on_standard_error(ids: list[str]) -> None:
    result = run("search", "标签:好事")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("检索式有误：")
    assert result.stderr.count("\n") == 1


def test_a_missing_store_is_said_and_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (("search", "不足"), ("documents",), ("checks",), ("forget", "a")):
        result = run(*command)
        assert result.exit_code == 2
        assert "miner ingest" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_period_is_understood_in_other_words(ids: list[str]) -> None:
    assert "共 2 份文档" in run("documents", "--period", "2024年1-6月").output
    assert "共 2 份文档" in run("documents", "--period", "2024 年上半年").output
    assert "共 1 份文档" in run("documents", "--period", "未注明").output


@pytest.mark.parametrize("command", [("checks",), ("documents",), ("search", "不足")], ids=str)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=str)
def test_a_department_or_period_that_is_not_stored_is_named_with_near_ones(
    ids: list[str], command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    for flag, wrong, near in (
        ("--department", "客户部", "客服部"),
        ("--department", "检修", "检修部"),
        ("--period", "2024年", "2024年上半年"),
    ):
        result = run(*command, flag, wrong, *form)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert f"“{wrong}”" in result.stderr and near in result.stderr
    assert "现有" in run(*command, "--department", "xyz").stderr
    assert run(*command, "--department", "未注明", "--department", "客 服 部", *form).exit_code == 2
    assert run(*command, "--department", "未注明", "--department", "客服部", *form).exit_code == 0


def test_documents_are_listed_and_filtered(ids: list[str]) -> None:
    assert "共 3 份文档" in run("documents").output
    assert "共 1 份文档" in run("documents", "--department", "未注明").output
    assert "共 1 份文档" in run("documents", "--failing").output
    assert [one["id"] for one in json.loads(run("documents", "--json").output)["documents"]] == ids


def test_checks_show_the_arithmetic(ids: list[str]) -> None:
    result = run("checks")
    assert "4 + 4 ≠ 9" in result.output
    assert "共 1 处" in result.output
    assert json.loads(run("checks", "--json", "--verdict", "holds").output)[0]["check"]["verdict"] == "holds"


def test_forget_asks_first_and_takes_the_beginning_of_an_id(ids: list[str]) -> None:
    assert CliRunner().invoke(cli, ["forget", ids[0][:8]], input="n\n").exit_code == 1
    assert "共 3 份" in run("documents").output
    assert "已删除“甲.txt”" in run("forget", ids[0][:8], "--yes").output
    assert "共 2 份" in run("documents").output
    assert run("forget", ids[0][:8], "--yes").exit_code == 2


@pytest.mark.parametrize(
    ("written", "label"), [("成绩", "achievement"), ("问题", "problem"), ("计划", "plan"), ("其他", "other"), ("plan", "plan")]
)
def test_a_label_is_corrected_by_its_name_in_either_language(ids: list[str], written: str, label: str) -> None:
    result = run("correct", ids[0][:8], "1", "1", written, "--who", "李敏")
    assert result.exit_code == 0, result.output
    with Store.open(Path("miner.db"), create=False) as store:
        assert [one.new for one in store.corrections(ids[0])] == [label]


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of reports, and a pipeline of our own to take them through."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("miner.cli.ingest.loader", lambda settings: ingest_samples.load)
    folder = tmp_path / "报送" / "客服部"
    folder.mkdir(parents=True)
    (folder / "一.txt").write_text(ingest_samples.report("窗口"), encoding="utf-8")
    (folder / "二.txt").write_text(ingest_samples.report("热线"), encoding="utf-8")
    (folder / "~$二.docx").write_text("x")
    return tmp_path / "报送"


def test_ingest_ends_with_a_line_of_counts(reports: Path) -> None:
    result = run("ingest", str(reports))
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "共 2 个文件：入库 2，重复 0，失败 0；跳过 1 个（隐藏、锁定或系统文件）"
    again = run("ingest", str(reports))
    assert "其中 2 个以前已有结论" in again.output
    assert "共 4 句" in run("search", "热线", "--period", "未注明").output


def test_ingest_shows_failures_with_reasons_and_ends_with_status_one(reports: Path) -> None:
    (reports / "空.txt").write_text("")
    result = run("ingest", str(reports), "--store", "另一个.db", "--department", "总部", "--period", "2024年上半年")
    assert result.exit_code == 1
    assert "empty" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("共 3 个文件：入库 2，重复 0，失败 1")
    with Store.open("另一个.db") as store:
        assert (store.departments(), store.periods()) == ({"总部": 2}, {"2024年上半年": 2})
    (reports / "空.txt").write_text(ingest_samples.report("补交"), encoding="utf-8")
    retried = run("ingest", str(reports), "--store", "另一个.db", "--retry")
    assert retried.exit_code == 0
    assert retried.stdout.splitlines()[-1].startswith("共 1 个文件：入库 1")
    assert json.loads(run("documents", "--status", "stored", "--store", "另一个.db", "--json").output)[-1]["status"] == "stored"


def test_ingest_says_which_stored_files_its_orders_did_not_reach(reports: Path) -> None:
    run("ingest", str(reports), "--department", "总部", "--period", "2024年")
    same = run("ingest", str(reports), "--department", "总部", "--period", "2024年度")
    assert "没有用上" not in same.output
    assert json.loads(run("ingest", str(reports), "--json").stdout)["not_as_ordered"] is None
    other = run("ingest", str(reports), "--department", "分部")
    assert other.exit_code == 0
    assert "有 2 个文件已在库中" in other.stdout and "--department" in other.stdout and "miner forget" in other.stdout
    (reports / "三.txt").write_text(ingest_samples.report("巡检"), encoding="utf-8")
    data = json.loads(run("ingest", str(reports), "--batch", "再报", "--period", "2025年", "--json").stdout)
    assert data["counts"] == {"stored": 1, "duplicate": 2, "failed": 0}
    told = data["not_as_ordered"]
    assert told["files"] == [one["origin"] for one in data["files"] if one["status"] == "duplicate"]
    assert len(told["ids"]) == 2 and "miner forget" in told["message"]
    assert run("forget", *told["ids"], "--yes").exit_code == 0
    run("ingest", str(reports), "--batch", "再报", "--period", "2025年")
    with Store.open("miner.db") as store:
        assert store.periods() == {"2025年": 3}


def test_ingest_gives_json(reports: Path) -> None:
    data = json.loads(run("ingest", str(reports), "--json").stdout)
    assert data["counts"] == {"stored": 2, "duplicate": 0, "failed": 0}
    assert [one["name"] for one in data["files"]] == ["一.txt", "二.txt"]
    assert len(data["skipped"]) == 1


def test_ingest_with_an_impossible_number_of_workers_is_refused(reports: Path) -> None:
    result = run("ingest", str(reports), "--workers", "0")
    assert result.exit_code == 2
    assert "workers" in result.stderr


def test_the_usual_loader_can_be_handed_to_a_worker_process() -> None:
    import pickle  # noqa: PLC0415

    from miner.cli.ingest import loader  # noqa: PLC0415
    from miner.settings import Settings  # noqa: PLC0415

    assert pickle.loads(pickle.dumps(loader(Settings()))).func == Miner.load


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_a_reader_that_goes_away_is_no_error(ids: list[str], form: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "miner", "search", "不足", *form]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    errors = process.stderr.read()
    process.wait()
    assert errors == b""
    assert process.returncode in {0, 1}


def test_what_the_store_says_becomes_one_line_whatever_it_is(ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Store:
        raise StoreError("第一行\n第二行")

    monkeypatch.setattr(Store, "open", refuse)
    result = run("documents")
    assert (result.exit_code, result.stderr) == (2, "资料库出错：第一行 第二行\n")


def test_a_file_error_of_the_system_becomes_one_line(ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Store:
        raise PermissionError(13, "Permission denied", "/x")

    monkeypatch.setattr(Store, "open", refuse)
    result = run("documents")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_the_entry_point_is_the_group() -> None:
    assert callable(miner.cli.main)
    shown = subprocess.run([sys.executable, "-m", "miner", "--version"], capture_output=True, text=True, check=True).stdout
    assert shown.startswith("miner")


INTERRUPTED = """
import sys
import time
sys.path.insert(0, sys.argv.pop(1))
import ingest_samples
import miner.cli.ingest
miner.cli.ingest.loader = lambda settings: ingest_samples.load
if __name__ == "__main__":
    miner.cli.main()
"""


def test_an_interrupted_batch_says_how_to_go_on_and_leaves_no_process(reports: Path) -> None:
    for at in range(40):
        (reports / f"{at}.txt").write_text("慢慢" + ingest_samples.report(f"窗口{at}"), encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        INTERRUPTED,
        str(Path(ingest_samples.__file__).parent),
        "ingest",
        str(reports),
        "--workers",
        "2",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and not counted(reports.parent / "miner.db"):
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the command and its workers alike
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert "再次运行同一命令" in errors
    until = time.monotonic() + 30
    while running(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert running(process.pid) == []


def running(group: int) -> list[str]:
    """The processes of a group that run; those that have ended and wait to be collected do not."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, process_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # gone meanwhile
            continue
        if int(process_group) == group and state != "Z":
            found.append(stat.parent.name)
    return found


def counted(path: Path) -> int:
    """How many verdicts a store holds, if it is there at all."""
    if not path.exists():
        return 0
    try:
        with Store.open(path, create=False) as store:
            return len(store.verdicts())
    except StoreError:  # not laid out yet
        return 0
