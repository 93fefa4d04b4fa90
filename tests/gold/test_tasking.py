"""Tasks and needs made of bare acts: the words that call for them stand before the verb, headings decide what words leave open."""

from __future__ import annotations

import pytest

from miner.gold.needing import NEEDS, needed
from miner.gold.notation import GoldReport, parse_gold
from miner.gold.rehoming import bare_acts
from miner.gold.tasking import CALLS, tasked, verb_at
from miner.language.announcing import announced

REPORT = """@id depot-01
@group depot
@unit 车队
@kind summary_and_plan
@genre annual
h1 车队全年工作小结
h2 一、存在的问题
p 夜班司机不够。
h2 二、明年打算
t （一）加强出车前检查，严格交接手续。
t 规范油卡管理。
t 对老车逐台体检。
"""


@pytest.fixture(scope="module")
def report() -> GoldReport:
    return parse_gold(REPORT, "depot-01.txt")


def labelled(made: GoldReport) -> list[tuple[str, str]]:
    return [(unit.label, made.text[unit.start : unit.end]) for unit in made.units]


def test_the_call_stands_between_number_and_verb(report: GoldReport) -> None:
    passages = [line for seed in range(12) for made in tasked([report], seed) for line in labelled(made)]
    tasks = {text for label, text in passages if label != "heading"}
    assert all(label in ("plan", "heading") for label, _ in passages)
    called = {text for text in tasks if any(f"（一）{call}加强出车前检查，" in text for call in CALLS)}
    assert called and {"（一）加强出车前检查，严格交接手续。"} & tasks


def test_an_act_that_opens_with_no_verb_of_the_list_is_not_called_for(report: GoldReport) -> None:
    opened = {origin.text[unit.start : unit.end]: verb_at((origin, unit)) for origin, unit in bare_acts([report])["depot"]}
    assert opened["（一）加强出车前检查，严格交接手续。"] == 3 and opened["规范油卡管理。"] == 0


@pytest.mark.parametrize("kind", ["regulation", "article", "notice"])
def test_rules_and_essays_give_no_tasks(kind: str) -> None:
    assert not tasked([parse_gold(REPORT.replace("summary_and_plan", kind), "depot-01.txt")], 1)


def test_needs_bear_the_label_of_their_heading(report: GoldReport) -> None:
    found = needed([report], 5)
    assert len(found) == 5
    for made in found:
        (_, heading), *lines = labelled(made)
        assert {label for label, _ in lines} == {announced(heading)}
        assert any(need in text for _, text in lines for need in NEEDS)
    assert {announced(labelled(made)[0][1]) for made in found} == {"problem", "plan"}


def test_the_same_seed_makes_the_same_passages(report: GoldReport) -> None:
    assert tasked([report], 3) == tasked([report], 3) and needed([report], 3) == needed([report], 3)
