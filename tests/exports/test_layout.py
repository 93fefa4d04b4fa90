"""The page shows the source's own text, all of it, in its own order."""

from __future__ import annotations

from typing import Any

from export_samples import REPORT, TWO_REPORTS, document, indicator, report, section, sentence
from hypothesis import given
from hypothesis import strategies as st

from miner import Miner
from miner.exports.layout import Block, lay_out, tables
from miner.records import Document, Dropped


def bare(text: str) -> str:
    """A text without blanks and bars, which lines and cells may lose."""
    return "".join(text.replace("|", "").split())


def shown(blocks: tuple[Block, ...]) -> str:
    """What blocks show, without blanks."""
    return bare("".join(run.text for block in blocks for run in block.runs))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose found things lie anywhere, even over each other, as no pipeline should make them."""
    text = draw(st.text(alphabet="甲乙9。：|\t\n ", min_size=1, max_size=60))

    def spans() -> list[tuple[int, int]]:
        pair = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda two: (min(two), max(two)))
        return draw(st.lists(pair, max_size=5))

    def rows(flags: tuple[str, ...]) -> list[Any]:
        return [sentence(at, s, e, text[s:e], flags=flags) for at, (s, e) in enumerate(spans(), 1)]

    reports = [
        report(
            at,
            start,
            end,
            sections=[section(n, s, e) for n, (s, e) in enumerate(spans(), 1)],
            sentences=(said := rows(draw(st.sampled_from([(), ("table",), ("joined",)])))),
            indicators=[
                indicator(n, draw(st.integers(1, len(said) or 1)), s, e, text[s:e]) for n, (s, e) in enumerate(spans(), 1)
            ],
        )
        for at, (start, end) in enumerate(spans(), 1)
    ]
    return document(text, *reports, dropped=tuple(Dropped(start=s, end=e, reason="advert") for s, e in spans()))


@given(documents())
def test_every_character_is_shown_once_and_in_order(made: Document) -> None:
    assert shown(lay_out(made)) == bare(made.document.text or "")


def test_a_real_report_keeps_its_text(miner: Miner) -> None:
    for text in (REPORT, TWO_REPORTS, REPORT.replace("\n", "")):
        assert shown(lay_out(miner.extract(text, with_text=True))) == bare(text)


def test_each_sentence_and_each_indicator_opens_exactly_once(miner: Miner) -> None:
    made = miner.extract(TWO_REPORTS, with_text=True)
    runs = [run for block in lay_out(made) for run in block.runs]
    opened = [(run.report, run.sentence.id) for run in runs if run.opens and run.sentence is not None]
    assert opened == [(one.id, row.id) for one in made.reports for row in one.sentences]
    figures = [(run.report, run.indicator.id) for run in runs if run.indicator is not None]
    assert sorted(figures) == sorted((one.id, row.id) for one in made.reports for row in one.indicators)


def test_a_heading_glued_to_text_stands_alone_and_keeps_its_colon() -> None:
    text = "如下：一、管理：完成检修。"
    row = report(
        1, 0, len(text), sections=(section(1, 3, 7),), sentences=(sentence(1, 0, 3, "如下："), sentence(2, 8, 13, "完成检修。"))
    )
    found = [(block.kind, "".join(run.text for run in block.runs)) for block in lay_out(document(text, row))]
    assert found == [("text", "如下："), ("heading", "一、管理："), ("text", "完成检修。")]


def test_a_line_break_inside_a_sentence_is_closed_up_and_one_between_is_kept() -> None:
    text = "人员\n不足。\n设备老旧。"
    row = report(1, 0, len(text), sentences=(sentence(1, 0, 6, text[:6]), sentence(2, 7, 12, text[7:])))
    assert ["".join(run.text for run in block.runs) for block in lay_out(document(text, row))] == ["人员不足。", "设备老旧。"]


def test_rows_that_follow_each_other_are_one_table() -> None:
    text = "部门\t件数\n客服\t12件\n说明如下\n检修\t9件"
    lines = [(6, 12), (18, 23)]
    rows = tuple(sentence(at, s, e, text[s:e], flags=("table",)) for at, (s, e) in enumerate(lines, 1))
    blocks = lay_out(document(text, report(1, 0, len(text), sentences=rows)))
    assert [(is_table, len(group)) for is_table, group in tables(blocks)] == [(True, 2), (False, 1), (True, 1)]
    assert [["".join(run.text for run in cell) for cell in block.cells] for block in blocks[:2]] == [
        ["部门", "件数"],
        ["客服", "12件"],
    ]


def test_a_label_is_said_again_only_where_it_changes() -> None:
    text = "甲。乙。丙。"
    rows = [sentence(1, 0, 2, "甲。"), sentence(2, 2, 4, "乙。"), sentence(3, 4, 6, "丙。", label="plan")]
    (block,) = lay_out(document(text, report(1, 0, 6, sentences=rows)))
    assert [run.marked for run in block.runs] == [True, False, True]


def test_a_table_drawn_in_bars_is_a_table_without_its_rule() -> None:
    text = "| 部门 | 件数 |\n|---|---|\n| 客服 | 12件 |"
    rows = [sentence(1, 0, 11, text[:11], label="other", flags=("table",)), sentence(2, 22, 34, text[22:], flags=("table",))]
    rule = Dropped(start=12, end=21, reason="rule")
    blocks = lay_out(document(text, report(1, 0, len(text), sentences=rows), dropped=(rule,)))
    ((is_table, group),) = tables(blocks)
    assert is_table
    assert [["".join(run.text for run in cell).strip() for cell in block.cells] for block in group] == [
        ["部门", "件数"],
        ["客服", "12件"],
    ]


def test_a_rule_outside_of_a_table_is_shown_as_dropped() -> None:
    text = "甲。\n-----\n乙。"
    made = document(
        text, report(1, 0, 10, sentences=[sentence(1, 0, 2, "甲。")]), dropped=(Dropped(start=3, end=8, reason="rule"),)
    )
    assert [(is_table, len(group)) for is_table, group in tables(lay_out(made))] == [(False, 1), (False, 1), (False, 1)]
