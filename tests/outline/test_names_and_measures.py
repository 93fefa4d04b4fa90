"""What names no one: a unit of measure behind 单位：, and the number that sorts a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from miner.outline.names import names_of_file
from miner.records import Clean, Facts, Outline

Outlined = Callable[..., tuple[Clean, Outline]]
MEASURES = [
    "万元",
    "万元、%",
    "人",
    "吨、%",
    "元/平方米",
    "万元/人",
    "人民币万元",
    "千元",
    "万元,%",
    "件",
    "台(套)",
    "亿元和人次",
]
HEAD = "经费使用情况\n单位：{}\n本月各项开支平稳。\n全部按计划执行。\n"
TAIL = "经费使用情况\n本月各项开支平稳。\n全部按计划执行。\n单位：{}\n"


def facts_of(outlined: Outlined, text: str, name: str = "") -> Facts:
    return outlined(text, name)[1].pieces[0].facts


@pytest.mark.parametrize("text", [HEAD, TAIL], ids=["head", "tail"])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_unit_of_measure_is_no_department(outlined: Outlined, text: str, measure: str) -> None:
    facts = facts_of(outlined, text.format(measure))
    assert (facts.department, facts.organization) == (None, None)


@pytest.mark.parametrize("name", ["检修车间", "城南小学", "客服部", "三门店", "元坝镇卫生院", "工程一队"])
def test_a_name_in_the_same_place_is_one(outlined: Outlined, name: str) -> None:
    assert facts_of(outlined, HEAD.format(name)).department == name


FILES = [
    ("05学校", (None, None), "a number before a word for any school"),
    ("05城南小学", ("城南小学", None), "a number before a name"),
    ("12.客服部", (None, "客服部"), "a dot between"),
    ("003_客服部总结", (None, "客服部"), "three digits"),
    ("7 客服部总结", (None, "客服部"), "a blank between"),
    ("(3)客服部总结", (None, "客服部"), "in brackets"),
    ("2024年客服部总结", (None, "客服部"), "a year"),
    ("110指挥中心总结", (None, "110指挥中心"), "a service known by its number"),
    ("3号车间总结", (None, "3号车间"), "the number is part of the name"),
]


@pytest.mark.parametrize(("name", "named"), [row[:2] for row in FILES], ids=[row[2] for row in FILES])
def test_the_number_that_sorts_a_file_is_no_part_of_a_name(name: str, named: tuple[str | None, str | None]) -> None:
    assert names_of_file(name) == named


@pytest.mark.parametrize("name", ["05学校.txt", "12银行.txt", "17团委.txt", "08_学校.txt", "9-团委.txt"])
def test_no_fact_begins_with_the_number_of_the_file(outlined: Outlined, name: str) -> None:
    facts = facts_of(outlined, "本月各项开支平稳。\n全部按计划执行。\n检修水泵二十台。\n", name)
    assert not any(word and word[0].isdigit() for word in (facts.department, facts.organization))
