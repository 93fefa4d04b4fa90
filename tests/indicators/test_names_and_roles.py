"""Names, roles, bases, periods and subjects of figures in sentences."""

from __future__ import annotations

import pytest
from indicator_samples import measure, read_rows

from miner.indicators.canonical import load_canonical_names
from miner.indicators.measurer import FigureMeasurer


@pytest.mark.parametrize("row", read_rows("names.tsv"), ids=lambda row: row["reason"])
def test_a_figure_bears_the_name_of_what_is_measured(measurer: FigureMeasurer, row: dict[str, str]) -> None:
    assert measure(measurer, row["text"]).figures[0].name == row["name"]


@pytest.mark.parametrize("row", read_rows("roles.tsv"), ids=lambda row: row["reason"])
def test_a_figure_is_fact_aim_or_change(measurer: FigureMeasurer, row: dict[str, str]) -> None:
    measured = measure(measurer, row["text"], label=row["label"], kind=row["kind"])  # type: ignore[arg-type]
    assert [figure.role for figure in measured.figures] == row["roles"].split()


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("售水量同比增长5%。", "year_on_year"),
        ("售水量环比下降2%。", "period_on_period"),
        ("电耗比计划少4万千瓦时。", "target"),
        ("存货较年初减少3吨。", "年初"),
    ],
)
def test_a_change_says_against_what(measurer: FigureMeasurer, text: str, base: str) -> None:
    assert measure(measurer, text).figures[0].base == base


def test_ellipsis_takes_the_name_of_the_figure_before(measurer: FigureMeasurer) -> None:
    names = [figure.name for figure in measure(measurer, "售水量820万吨，同比增长5%，增速高于全省1个百分点。").figures]
    assert names == ["售水量", "售水量", "售水量"]


def test_a_period_comes_from_the_sentence_or_else_from_the_heading(measurer: FigureMeasurer) -> None:
    assert measure(measurer, "一季度抢修漏点46处。", path=("2021年总结",)).figures[0].period == "一季度"
    assert measure(measurer, "抢修漏点46处。", path=("2021年总结",)).figures[0].period == "2021年"
    assert measure(measurer, "抢修漏点46处。").figures[0].period is None


def test_a_subject_is_the_department_that_heads_the_clause(measurer: FigureMeasurer) -> None:
    assert measure(measurer, "城南供水分公司抢修漏点46处。").figures[0].subject == "城南供水分公司"
    assert measure(measurer, "抢修漏点46处。").figures[0].subject is None


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("营收", "营业收入"),
        ("客户满意率", "客户满意度"),
        ("西区客户满意率", "西区客户满意度"),
        ("线路故障率", "线路故障率"),
        ("隐患整改率", "隐患整改率"),
        ("全年营收", "营业收入"),
        ("抢修漏点", "抢修漏点"),
    ],
)
def test_names_of_one_measure_share_a_canonical_name(name: str, canonical: str) -> None:
    assert load_canonical_names().find(name) == canonical


def test_spans_point_at_the_words_of_the_figure(measurer: FigureMeasurer) -> None:
    text = "漏损率12.3%，"
    second = "不低于95%的用户已换表。"
    figures = measure(measurer, text, second).figures
    assert [(text + second)[figure.start : figure.end] for figure in figures] == ["12.3%", "不低于95%"]


@pytest.mark.parametrize("row", read_rows("names_in_turn.tsv"), ids=lambda row: row["reason"])
def test_each_figure_of_a_sentence_bears_its_own_name(measurer: FigureMeasurer, row: dict[str, str]) -> None:
    assert [figure.name for figure in measure(measurer, row["text"]).figures] == row["names"].split("；")
