"""Worker processes that are killed while they start: tried again, then only their file fails, and the batch goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from ingest_samples import die, die_at_first, report

from miner.errors import SettingError
from miner.ingest import Ended, Orders, ingest, take_in
from miner.store import Store


def batch(folder: Path, loading, files: int, workers: int = 1) -> dict[str, str]:
    """How each file of a batch ended: the status, or the code of the failure."""
    source = folder / "in"
    source.mkdir(exist_ok=True)
    for at in range(files):
        (source / f"{at}.txt").write_text(report(f"窗口{at}"), encoding="utf-8")
    orders = Orders(workers=workers, seconds=60.0, memory=2048)
    with Store.open(folder / "a.db") as store:
        found = list(ingest(store, take_in([source]), loading, orders, lambda: "2024-07-01T08:00:00+00:00"))
    return {one.verdict.name: one.verdict.code or one.verdict.status for one in found if isinstance(one, Ended)}


def killed(folder: Path, deaths: int):
    """A pipeline whose first starts are killed."""
    (folder / "marks").mkdir()
    return partial(die_at_first, str(folder / "marks"), deaths)


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_start_that_dies_is_tried_again(tmp_path: Path, deaths: int) -> None:
    assert batch(tmp_path, killed(tmp_path, deaths), 2) == {"0.txt": "stored", "1.txt": "stored"}


def test_a_file_for_which_three_starts_died_fails_and_the_batch_goes_on(tmp_path: Path) -> None:
    ends = batch(tmp_path, killed(tmp_path, 3), 6)
    assert ends == {"0.txt": "crashed"} | {f"{at}.txt": "stored" for at in range(1, 6)}
    with Store.open(tmp_path / "a.db") as store:
        message = next(one.message for one in store.verdicts() if one.status == "failed")
    assert "信号 9" in message
    assert "--retry" in message


def test_two_workers_that_die_at_their_start_lose_no_file(tmp_path: Path) -> None:
    assert set(batch(tmp_path, killed(tmp_path, 2), 5, workers=2).values()) == {"stored"}


@pytest.mark.parametrize(("files", "workers"), [(1, 1), (3, 2)])
def test_where_no_worker_ever_starts_the_batch_ends_and_no_file_is_blamed(tmp_path: Path, files: int, workers: int) -> None:
    with pytest.raises(SettingError, match="无法启动"):
        batch(tmp_path, die, files, workers)
    with Store.open(tmp_path / "a.db") as store:
        assert store.verdicts() == []
