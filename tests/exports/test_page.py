"""The page stands alone: one file, nothing fetched, nothing run, everything escaped."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from export_samples import REPORT, TWO_REPORTS, dangerous, indicator
from lxml import html

from miner import Miner, Source
from miner.exports.layout import Block, Run
from miner.exports.page import figure, page, tip
from miner.exports.paging import LEAF, SIZE, leaves

HOSTILE = "\"'><script>alert(1)</script>&amp;"


@pytest.fixture(scope="module")
def made(miner: Miner) -> html.HtmlElement:
    """The page of a report, parsed."""
    return html.fromstring(page(miner.extract(REPORT, name="甲.txt", with_text=True)))


def test_nothing_is_fetched_and_nothing_is_run(made: html.HtmlElement) -> None:
    assert not made.xpath("//script | //link | //img | //iframe | //@onclick | //@src | //base | //form")
    assert all(link.startswith("#") for link in made.xpath("//@href"))
    assert not re.findall(r"url\(|@import|expression", made.xpath("string(//style)"))


def test_every_link_leads_to_a_place_on_the_page(miner: Miner) -> None:
    parsed = html.fromstring(page(miner.extract(TWO_REPORTS, with_text=True)))
    ids = parsed.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in parsed.xpath("//@href")} <= set(ids)


def test_problems_are_told_apart_without_colour(made: html.HtmlElement) -> None:
    for label, mark in (("achievement", "成"), ("problem", "问"), ("plan", "计")):
        assert made.xpath(f"//*[@class='text']//b[@class='mark {label}']/text()")[0] == mark


def test_a_figure_tells_name_value_unit_and_role(made: html.HtmlElement) -> None:
    tips = ["".join(one.itertext()) for one in made.xpath("//*[@role='tooltip']")]
    assert any("满意率 · 98.6% · 实际" in one for one in tips)
    assert any("· ≥ 97% · 目标" in one for one in tips)


def test_the_text_of_the_page_is_the_text_of_the_report(made: html.HtmlElement) -> None:
    (text,) = deepcopy(made).xpath("//*[@class='text']")
    for extra in text.xpath(".//*[@role='tooltip'] | .//b"):
        extra.drop_tree()
    assert "".join(text.text_content().split()) == "".join(REPORT.split())


def test_facts_indicators_and_checks_are_on_the_page(made: html.HtmlElement) -> None:
    said = made.text_content()
    assert "客服部" in said and "2024年上半年（2024-01-01 至 2024-06-30）" in said
    assert len(made.xpath("//*[@id='indicators']//tbody/tr")) >= 5
    assert made.xpath("//*[@id='checks']//*[contains(@class, 'met')]")


def test_nothing_in_a_document_becomes_markup() -> None:
    written = page(dangerous(HOSTILE))
    assert "<script" not in written and "\"'>" not in written
    assert html.fromstring(written).xpath("string(//h1)") == HOSTILE


def test_a_document_without_its_text_has_no_page(miner: Miner) -> None:
    with pytest.raises(ValueError, match="without its text"):
        page(miner.extract(REPORT))


def test_a_document_without_reports_has_a_page(miner: Miner) -> None:
    assert "没有找到" in page(miner.extract("上一篇：无\n下一篇：无", with_text=True))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": 12000.0, "unit": "件"}, "12,000 件"),
        ({"value": 0.3333, "unit": ""}, "0.3333"),
        ({"value": 20.0, "high": 25.0, "unit": "人", "comparator": "range"}, "20 ～ 25 人"),
        ({"value": 8000.0, "unit": "份", "comparator": "~"}, "约 8,000 份"),
        ({"value": 99.0, "unit": "%", "comparator": ">="}, "≥ 99%"),
        ({"value": None, "unit": "%", "masked": True}, "数字隐去 %"),
        ({"value": -3.5, "unit": "个百分点"}, "-3.5 个百分点"),
        ({"value": 1e16, "unit": "元"}, "10,000,000,000,000,000 元"),
    ],
)
def test_a_figure_is_written_as_people_read_it(changes: dict[str, object], said: str) -> None:
    assert figure(indicator(1, 1, 0, 1, "x", **changes)) == said


def test_a_change_says_against_what() -> None:
    assert tip(indicator(1, 1, 0, 1, "x", role="change", base="year_on_year")) == "接通率 · 82% · 增减 · 同比"


def test_a_tables_head_is_told_from_its_rows(miner: Miner) -> None:
    table = "客服部2024年上半年指标完成表\n| 指标 | 上半年 |\n|---|---|\n| 接通率 | 92.4% |\n| 满意率 | 98.6% |\n"
    parsed = html.fromstring(page(miner.extract(Source(table.encode(), "表.md"), with_text=True)))
    rows = parsed.xpath("//table[@class='source']//tr")
    assert [row.get("class") for row in rows] == ["head", None, None]
    assert [cell.text_content().strip() for cell in rows[0]] == ["指标", "上半年"]


def long_text(characters: int) -> str:
    """A report of at least so many characters, with a table in its midst."""
    lines = [f"第{at}批管网巡查{at % 90 + 3}处，消除隐患{at % 7 + 2}处，按期完成。" for at in range(characters // 20)]
    rows = [f"班组{at}\t{at + 3}\t{at + 2}" for at in range(400)]
    middle = len(lines) // 2
    return "\n".join(["检修部2024年工作总结", *lines[:middle], "班组\t计划\t实际", *rows, "", *lines[middle:]])


@pytest.fixture(scope="module")
def long(miner: Miner) -> html.HtmlElement:
    """The page of a report that would fill several."""
    return html.fromstring(page(miner.extract(long_text(SIZE + LEAF), with_text=True)))


def test_a_long_text_lies_in_leaves_that_a_browser_need_not_lay_out_at_once(long: html.HtmlElement) -> None:
    (text,) = deepcopy(long).xpath("//*[@class='text']")
    assert len(text) > SIZE / LEAF and {one.get("class") for one in text} == {"leaf"}
    for extra in text.xpath(".//*[@role='tooltip'] | .//b"):
        extra.drop_tree()
    assert "".join(text.text_content().split()) == "".join(long_text(SIZE + LEAF).split())


def test_every_link_of_a_long_page_leads_to_a_place_on_it(long: html.HtmlElement) -> None:
    assert {link[1:] for link in long.xpath("//@href")} <= set(long.xpath("//@id"))


def test_a_table_lies_on_one_leaf(long: html.HtmlElement) -> None:
    assert [len(one.xpath(".//tr")) for one in long.xpath("//table[@class='source']")] == [401]


def test_a_report_of_usual_length_has_no_leaves(made: html.HtmlElement) -> None:
    assert not made.xpath("//*[@class='leaf']")


def test_leaves_hold_all_blocks_in_their_order() -> None:
    blocks = [Block("row" if at % 5 else "text", ((Run("字" * 700, "plain"),),)) for at in range(100)]
    found = leaves(blocks)
    assert [block for leaf in found for block in leaf] == blocks
    assert len(found) == 20 and all(leaf[0].kind == "text" for leaf in found)


def test_a_page_break_parts_lines_but_no_sentence(miner: Miner) -> None:
    text = "客服部七月小结\n夜班人员不\f足，接通率偏低。\f下月补充人员三名。"
    shown = html.fromstring(page(miner.extract(text, with_text=True))).xpath("//*[@class='text']/p")
    said = [one.xpath("*[contains(@class, 's ')]//text()[not(ancestor::*[@role='tooltip'])]") for one in shown]
    assert ["".join(parts) for parts in said] == ["夜班人员不足，接通率偏低。", "下月补充人员三名。"]
