"""Figures of tables: a cell a figure, with row and column in its name and the unit of its head."""

from __future__ import annotations

import pytest
from indicator_samples import measure_table

from miner.indicators.measurer import FigureMeasurer


def test_a_cell_takes_the_unit_of_its_head_multiplied_out(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("项目", "收入(万元)", "同比"), ("水费", "42.5", "3.1%"))
    assert [(figure.value, figure.unit, figure.role) for figure in measured.figures] == [
        (425000.0, "元", "actual"),
        (3.1, "%", "change"),
    ]


def test_a_unit_column_gives_the_unit_of_its_row(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("指标", "单位", "目标", "本月"), ("漏损率", "%", "≤12", "11.4"))
    assert [(figure.name, figure.value, figure.unit, figure.comparator, figure.role) for figure in measured.figures] == [
        ("漏损率目标", 12.0, "%", "<=", "target"),
        ("漏损率本月", 11.4, "%", "=", "actual"),
    ]


def test_a_unit_in_the_row_label_serves_the_whole_row(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("指标", "本月", "上月"), ("供水量（吨）", "1,200", "1,180"))
    assert [(figure.name, figure.unit) for figure in measured.figures] == [("供水量本月", "吨"), ("供水量上月", "吨")]


def test_the_caption_gives_the_unit_where_no_head_does(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("项目", "本期"), ("药剂费", "3.2"), caption="费用表（单位：万元）")
    assert [(figure.value, figure.unit) for figure in measured.figures] == [(32000.0, "元")]


def test_numbers_of_order_and_dates_in_cells_are_no_figures(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("序号", "事项", "完成时间", "次数"), ("3", "清池", "10.20", "2次"))
    assert [(figure.value, figure.unit) for figure in measured.figures] == [(2.0, "次")]


def test_a_rank_column_is_counted_in_places(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("科室", "得分", "排名"), ("抄表科", "96.5", "2"))
    assert [(figure.value, figure.unit) for figure in measured.figures] == [(96.5, "分"), (2.0, "名")]


def test_cells_with_words_are_read_as_sentences(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("差错", "处理"), ("漏抄", "扣5分，罚20元"))
    assert [(figure.value, figure.unit) for figure in measured.figures] == [(5.0, "分"), (20.0, "元")]


def test_a_table_of_a_plan_keeps_what_its_heads_call_facts(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("指标", "现状", "年末"), ("漏损率", "12%", "10%"), label="plan")
    assert [figure.role for figure in measured.figures] == ["actual", "target"]


def test_a_masked_cell_has_no_value(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("项目", "户数"), ("接水", "**户"))
    assert [(figure.value, figure.masked) for figure in measured.figures] == [(None, True)]


def test_a_head_that_ends_in_a_percent_sign_gives_the_unit(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("项目", "进度%"), ("水费", "75.0"))
    assert [(figure.name, figure.value, figure.unit) for figure in measured.figures] == [("水费进度%", 75.0, "%")]


def test_a_unit_declared_in_the_caption_serves_columns_of_money_only(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("项目", "本期", "户数"), ("水费", "3.2", "40"), caption="金额单位：万元")
    assert [(figure.value, figure.unit) for figure in measured.figures] == [(32000.0, "元"), (40.0, "户")]


def test_a_cell_with_words_names_its_figures_as_a_sentence_does(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("项目", "要点"), ("巡线记录", "缺页扣2分,补记5处"))
    assert [figure.name for figure in measured.figures] == ["缺页扣分", "巡线记录补记"]


def test_a_label_of_one_character_takes_its_head_along(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("季度", "抢修"), ("一", "38处"))
    assert [figure.name for figure in measured.figures] == ["一季度抢修"]


def test_a_share_is_of_the_column_in_front_of_it(measurer: FigureMeasurer) -> None:
    measured = measure_table(measurer, ("水厂", "供水(万吨)", "占比(%)"), ("城东", "30", "2.5"))
    assert [figure.name for figure in measured.figures] == ["城东供水", "城东供水占比"]


def test_a_head_for_aim_and_fact_parts_the_two_figures_of_its_cells(measurer: FigureMeasurer) -> None:
    for head, cell in (("应训/实训", "30/32"), ("计划/实际", "30/32"), ("计划/实际(台)", "30/32"), ("实到/应到", "32/30")):
        figures = measure_table(measurer, ("班组", head), ("抄表班", cell)).figures
        assert {figure.role: figure.value for figure in figures} == {"target": 30.0, "actual": 32.0}


def test_an_arrow_in_a_cell_is_a_change(measurer: FigureMeasurer) -> None:
    assert [figure.role for figure in measure_table(measurer, ("项目", "走势"), ("售水", "↑6%")).figures] == ["change"]


@pytest.mark.parametrize(
    ("head", "caption", "cell", "figure"),
    [
        ("甲班", "清运量（湿吨）", "812", (812.0, None, "吨")),
        ("在岗", "各站人手（单位：人）", "36", (36.0, None, "人")),
        ("本月", "设备台账（单位：台）", "14", (14.0, None, "台")),
        ("完好率", "设备台账（单位：台）", "97.2", (97.2, None, "%")),
        ("金额", "设备台账（单位：台）", "3.6", (3.6, None, "")),
        ("标准（元/年）", "", "1500—4000", (1500.0, 4000.0, "元/年")),
    ],
    ids=["wet-tonnes", "persons", "machines", "rate-keeps-percent", "money-takes-no-count", "range"],
)
def test_a_unit_above_the_table_or_in_the_head_serves_bare_cells(
    measurer: FigureMeasurer, head: str, caption: str, cell: str, figure: tuple[float, float | None, str]
) -> None:
    measured = measure_table(measurer, ("项目", head), ("东站", cell), caption=caption)
    assert [(one.value, one.high, one.unit) for one in measured.figures] == [figure]
