"""Batches: every file ends, the bad ones alone, and neither a kill nor the number of workers shows in the store."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from ingest_samples import die, load, load_nothing, report

from miner.errors import ModelMissing, SettingError
from miner.ingest import Ended, Orders, Skipped, ingest, take_in
from miner.store import FileVerdict, Store

QUICK = {"seconds": 60.0, "memory": 2048}


def run(path: Path, *given: Path, loading=load, **orders) -> list[Ended]:
    """A batch to its end."""
    with Store.open(path) as store:
        found = ingest(store, take_in(given), loading, Orders(**{**QUICK, **orders}), lambda: "2024-07-01T08:00:00+00:00")
        return [one for one in found if not isinstance(one, Skipped)]


def statuses(ended: list[Ended]) -> dict[str, str]:
    """The end of each file by its name: the status, or the code of the failure."""
    return {one.verdict.name: one.verdict.code or one.verdict.status for one in ended}


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that documents and verdicts fill."""
    tables = ("documents", "texts", "reports", "sentences", "sentence_rows", "checks", "verdicts")
    with sqlite3.connect(path) as raw:
        return {table: raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def fill(folder: Path, texts: dict[str, str]) -> Path:
    """A folder with these files."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Good files, equal files, an empty one, one that stumbles twice, and an archive."""
    texts = {f"客服部/{at:02}.txt": report(f"窗口{at}") for at in range(8)}
    texts |= {"客服部/03副本.txt": report("窗口3"), "财务部/甲.txt": report("窗口5"), "财务部/空.txt": ""}
    texts |= {
        "财务部/绊.txt": "绊倒" + report("账目"),
        "财务部/绊副本.txt": "绊倒" + report("账目"),
        "财务部/乙.txt": report("账目"),
    }
    root = fill(tmp_path / "报送", texts)
    with zipfile.ZipFile(root / "补报.zip", "w") as archive:
        archive.writestr("后勤部/丙.txt", report("食堂"))
        archive.writestr("后勤部/丁.txt", report("窗口1"))
    return root


EXPECTED = {f"{at:02}.txt": "stored" for at in range(8)} | {
    "03副本.txt": "duplicate",
    "甲.txt": "duplicate",
    "空.txt": "empty",
    "绊.txt": "internal",
    "绊副本.txt": "internal",
    "乙.txt": "stored",
    "丙.txt": "stored",
    "丁.txt": "duplicate",
}


def test_every_file_ends_and_of_equal_files_the_first_is_stored(mixed: Path, tmp_path: Path) -> None:
    ended = run(tmp_path / "a.db", mixed)
    assert statuses(ended) == EXPECTED
    assert "01.txt" in next(one.verdict.message for one in ended if one.verdict.name == "丁.txt")
    with Store.open(tmp_path / "a.db") as store:
        assert store.departments() == {"后勤部": 1, "客服部": 8, "财务部": 1}
        assert store.search("衔接不畅", departments=["后勤部"]).total == 4


def test_three_workers_leave_the_same_store_as_one(mixed: Path, tmp_path: Path) -> None:
    one = run(tmp_path / "one.db", mixed, workers=1)
    three = run(tmp_path / "three.db", mixed, workers=3)
    assert one == three
    assert contents(tmp_path / "one.db") == contents(tmp_path / "three.db")


def test_a_batch_run_again_does_nothing_again_and_says_the_same(mixed: Path, tmp_path: Path) -> None:
    first = run(tmp_path / "a.db", mixed)
    before = contents(tmp_path / "a.db")
    again = run(tmp_path / "a.db", mixed, loading=die)  # no worker is needed
    assert [one.verdict for one in again] == [one.verdict for one in first]
    assert all(one.before for one in again)
    assert contents(tmp_path / "a.db") == before


def test_a_changed_file_is_new_and_a_forgotten_one_is_done_again(mixed: Path, tmp_path: Path) -> None:
    run(tmp_path / "a.db", mixed)
    (mixed / "财务部/空.txt").write_text(report("补交"), encoding="utf-8")
    with Store.open(tmp_path / "a.db") as store:
        store.remove(store.search("食堂").hits[0].document_id)
    fresh = [one for one in run(tmp_path / "a.db", mixed) if not one.before]
    assert statuses(fresh) == {"空.txt": "stored", "丙.txt": "stored"}


def test_a_retry_does_the_failed_files_and_no_others(mixed: Path, tmp_path: Path) -> None:
    run(tmp_path / "a.db", mixed)
    fill(mixed, {"财务部/空.txt": report("补交"), "财务部/新.txt": report("新来")})
    again = run(tmp_path / "a.db", mixed, retry=True)
    assert statuses(again) == {"空.txt": "stored", "绊.txt": "internal", "绊副本.txt": "internal"}
    with Store.open(tmp_path / "a.db") as store:
        assert len(store.verdicts()) == len(EXPECTED)


def test_another_batch_of_the_same_files_finds_duplicates(mixed: Path, tmp_path: Path) -> None:
    run(tmp_path / "a.db", mixed)
    again = run(tmp_path / "a.db", mixed, batch="第二次")
    assert {one.verdict.status for one in again} == {"duplicate", "failed"}


def test_orders_go_before_folders(mixed: Path, tmp_path: Path) -> None:
    run(tmp_path / "a.db", mixed, department="总部", period="2024年")
    with Store.open(tmp_path / "a.db") as store:
        assert (store.departments(), store.periods()) == ({"总部": 10}, {"2024年": 10})


BAD = [("挂起", "timeout"), ("崩溃", "crashed"), ("吃内存", "memory"), ("绊倒", "internal")]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_hangs_crashes_or_eats_memory_takes_only_itself(tmp_path: Path, workers: int) -> None:
    texts = {f"{at}{word}.txt": word + report("坏") for at, (word, _) in enumerate(BAD)}
    texts |= {f"{at}好.txt": report(f"好{at}") for at in range(5)}
    ended = run(tmp_path / "a.db", fill(tmp_path / "in", texts), workers=workers, seconds=8.0, memory=1536)
    expected = {f"{at}{word}.txt": code for at, (word, code) in enumerate(BAD)} | {f"{at}好.txt": "stored" for at in range(5)}
    assert statuses(ended) == expected


def test_a_pipeline_that_cannot_load_ends_the_batch_with_its_own_refusal(tmp_path: Path) -> None:
    root = fill(tmp_path / "in", {"a.txt": report("甲")})
    with pytest.raises(ModelMissing, match="训练"):
        run(tmp_path / "a.db", root, loading=load_nothing)
    with pytest.raises(SettingError, match="无法启动"):
        run(tmp_path / "a.db", root, loading=die)
    assert statuses(run(tmp_path / "a.db", root)) == {"a.txt": "stored"}


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from ingest_samples import load
from miner.ingest import Orders, ingest, take_in
from miner.store import Store
if __name__ == "__main__":
    with Store.open(sys.argv[2]) as store:
        orders = Orders(workers=int(sys.argv[4]), seconds=60.0, memory=2048)
        for one in ingest(store, take_in([Path(sys.argv[3])]), load, orders, lambda: "2024-07-01T08:00:00+00:00"):
            print(one.verdict.name, flush=True)
"""


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [int(word) for task in Path(f"/proc/{pid}/task").glob("*/children") for word in task.read_text().split()]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_batch_killed_at_any_moment_goes_on_and_ends_like_an_undisturbed_one(tmp_path: Path, workers: str) -> None:
    texts = {f"{at:02}.txt": "慢慢" + report(f"窗口{at}") for at in range(14)}
    texts |= {
        "05副本.txt": "慢慢" + report("窗口5"),
        "09空.txt": "",
        "11绊.txt": "绊倒" + report("账"),
        "12绊.txt": "绊倒" + report("账"),
    }
    root = fill(tmp_path / "in", texts)
    undisturbed = run(tmp_path / "calm.db", root)
    command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(tmp_path / "killed.db"), str(root), workers]
    done = 0
    for patience in (2, 3, 4):  # killed three times, each time a little later
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(done + patience):
            process.stdout.readline()
        started = children(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        done += patience - 1
        process.communicate()
        with Store.open(tmp_path / "killed.db") as store:
            assert len(store.verdicts()) < len(undisturbed), "the kill came too late to show anything"
        waited = time.monotonic() + 30
        while any(map(alive, started)) and time.monotonic() < waited:
            time.sleep(0.05)
        assert not any(map(alive, started)), "workers outlive their parent"
    ended = run(tmp_path / "killed.db", root)
    assert sum(one.before for one in ended) > 0
    assert [one.verdict for one in ended] == [one.verdict for one in undisturbed]
    assert contents(tmp_path / "killed.db") == contents(tmp_path / "calm.db")


def test_a_verdict_is_written_before_the_next_file_is_asked_for(tmp_path: Path) -> None:
    root = fill(tmp_path / "in", {f"{at}.txt": report(f"窗口{at}") for at in range(3)})
    with Store.open(tmp_path / "a.db") as store, Store.open(tmp_path / "a.db") as reader:
        for at, one in enumerate(ingest(store, take_in([root]), load, Orders(**QUICK), lambda: "2024-07-01"), 1):
            seen: list[FileVerdict] = reader.verdicts()
            assert len(seen) >= at
            assert seen[at - 1] == one.verdict  # type: ignore[union-attr]
