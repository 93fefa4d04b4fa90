"""Bare acts set under other headings bear the label that the heading announces, and nothing else is changed."""

from __future__ import annotations

import pytest

from miner.gold.notation import GoldReport, parse_gold
from miner.gold.rehoming import bare_acts, rehomed
from miner.language.announcing import announced

REPORT = """@id depot-01
@group depot
@unit 车队
@kind summary_and_plan
@genre annual
h1 车队全年工作小结
h2 一、主要工作
a 检修车辆46台，车况良好。
a 组织驾驶员复训。
h2 二、存在的问题
p 夜班司机不够。
h2 三、明年打算
t 加强出车前检查，严格交接手续。
t 明年底前换掉三台老车。
t 规范油卡管理。
"""


@pytest.fixture(scope="module")
def report() -> GoldReport:
    return parse_gold(REPORT, "depot-01.txt")


def test_only_sentences_that_do_not_tell_by_themselves_are_bare(report: GoldReport) -> None:
    found = [origin.text[unit.start : unit.end] for origin, unit in bare_acts([report])["depot"]]
    assert found == ["组织驾驶员复训。", "加强出车前检查，严格交接手续。", "规范油卡管理。"]


def test_the_heading_decides_their_label(report: GoldReport) -> None:
    found = rehomed([report], seed=3)
    assert len(found) == 6
    labels = set()
    for made in found:
        headings = [unit for unit in made.units if unit.label == "heading"]
        said = announced(made.text[headings[-1].start : headings[-1].end])
        labels.add(said)
        assert {unit.label for unit in made.units if unit.label != "heading"} == {said}
        assert "".join(made.text[unit.start : unit.end] for unit in made.units) == made.text.replace("\n", "")
    assert labels == {"achievement", "plan"}


def test_the_same_seed_makes_the_same_sections(report: GoldReport) -> None:
    assert rehomed([report], seed=3) == rehomed([report], seed=3) != rehomed([report], seed=4)


def test_a_kind_of_unit_without_bare_acts_gives_none(report: GoldReport) -> None:
    bare = parse_gold(REPORT.replace("加强", "将加强").replace("规范", "要规范").replace("组织", "组织了"), "depot-01.txt")
    assert not rehomed([bare], seed=3)
