"""Below the least score that is asked for a sentence is unsure; everything that is handed out says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from export_samples import REPORT
from lxml import html

from miner import Miner, Source
from miner.cli import cli
from miner.errors import SettingError, StoreError
from miner.exports import to_json
from miner.exports.page import page
from miner.store import Store
from miner.tables import to_csv

HIGH = 1.0


@pytest.mark.parametrize("least", [0.0, 0.5, 0.9, HIGH])
def test_only_what_is_below_becomes_unsure_and_nothing_else_changes(miner: Miner, least: float) -> None:
    free, held = miner.extract(REPORT), miner.extract(REPORT, min_score=least)
    for before, after in zip(free.reports[0].sentences, held.reports[0].sentences, strict=True):
        assert after.label == (before.label if before.score >= least else "unsure")
        assert (after.score, after.scores) == (before.score, before.scores)
    assert held.reports[0].indicators == free.reports[0].indicators


@pytest.mark.parametrize("least", [-0.1, 1.1, 60, float("nan")])
def test_a_least_score_that_is_none_is_refused(miner: Miner, least: float) -> None:
    with pytest.raises(SettingError, match="0 到 1"):
        miner.extract(REPORT, min_score=least)


def test_page_and_table_say_undecided_only_where_something_is(miner: Miner) -> None:
    held = miner.extract(REPORT, with_text=True, min_score=HIGH)
    parsed = html.fromstring(page(held))
    assert parsed.xpath("//*[@class='text']//b[@class='mark unsure']/text()")[0] == "未"
    assert "未定" in parsed.xpath("string(//*[@class='legend'])") and parsed.xpath("//*[@class='tally']/li[@class='unsure']")
    assert ",未定," in to_csv([held], "sentences").decode("utf-8-sig")
    assert "未定" not in page(miner.extract(REPORT, with_text=True))


def test_the_command_line_hands_it_on(miner: Miner, tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(REPORT, encoding="utf-8")
    printed = CliRunner().invoke(cli, ["extract", str(path), "--min-score", "0.9"])
    assert printed.stdout == to_json(miner.extract(Source(REPORT.encode(), "甲.txt"), min_score=0.9))
    assert CliRunner().invoke(cli, ["extract", str(path), "--min-score", "60"]).exit_code == 2


def test_the_store_takes_no_undecided_sentence(miner: Miner, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store, pytest.raises(StoreError, match="未定"):
        store.add(miner.extract(REPORT, with_text=True, min_score=HIGH))
