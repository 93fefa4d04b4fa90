"""Arithmetic held against itself: case rows, honest reports, planted errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from indicator_samples import measure, measure_table, read_rows, units_of_gold

from miner.gold.notation import GoldReport, read_corpus
from miner.indicators.measurer import FigureMeasurer
from miner.records import Figure, Finding

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"


@pytest.mark.parametrize("row", read_rows("checks.tsv"), ids=lambda row: row["reason"])
def test_figures_that_belong_together_are_checked(measurer: FigureMeasurer, row: dict[str, str]) -> None:
    findings = measure(measurer, row["text"]).findings
    assert [(finding.kind, finding.verdict) for finding in findings] == [(row["kind"], row["verdict"])]


@pytest.mark.parametrize("row", read_rows("unchecked.tsv"), ids=lambda row: row["reason"])
def test_figures_that_prove_nothing_are_left_alone(measurer: FigureMeasurer, row: dict[str, str]) -> None:
    assert measure(measurer, row["text"]).findings == ()


def test_a_message_shows_the_arithmetic(measurer: FigureMeasurer) -> None:
    (finding,) = measure(measurer, "信用卡进件1,500张，核准504张，核准率35%。").findings
    assert finding.message == "504 ÷ 1,500 = 33.6%，与文中 35% 不符"


def test_a_target_points_at_the_fact_that_it_judges(measurer: FigureMeasurer) -> None:
    measured = measure(measurer, "水质合格率99.35%（指标≥99%）。")
    assert [figure.actual for figure in measured.figures] == [None, 0]


def test_a_whole_in_the_sentence_before_serves_a_rate(measurer: FigureMeasurer) -> None:
    findings = measure(measurer, "发出征询函1500份。", "其中甲类200份，乙类120份，收回504份，收回率33.6%。").findings
    assert [(finding.kind, finding.verdict, finding.figures) for finding in findings] == [("ratio", "holds", (3, 0, 4))]


def test_a_table_is_checked_by_the_heads_of_its_columns(measurer: FigureMeasurer) -> None:
    heads = ("项目", "目标(万元)", "完成(万元)", "完成率", "上年同期(万元)", "同比")
    rows = (
        ("甲", "40.0", "42.0", "105.0%", "35.0", "20.0%"),
        ("乙", "60.0", "51.0", "90.0%", "50.0", "2.0%"),
        ("合计", "100.0", "93.0", "93.0%", "80.0", "16.3%"),
    )
    findings = measure_table(measurer, heads, *rows).findings
    wrong = [(finding.kind, finding.message) for finding in findings if finding.verdict == "fails"]
    assert wrong == [
        ("ratio", "510,000 ÷ 600,000 = 85%，与文中 90% 不符"),
        ("sum", "350,000 + 500,000 = 850,000，与文中合计 800,000元 不符"),
    ]
    assert {finding.kind for finding in findings} == {"target", "ratio", "growth", "sum"}


def test_rates_and_averages_of_a_table_are_not_added(measurer: FigureMeasurer) -> None:
    findings = measure_table(
        measurer, ("班组", "人均件数", "合格率"), ("甲", "30", "90%"), ("乙", "20", "80%"), ("合计", "25", "86%")
    ).findings
    assert findings == ()


def arithmetic_of(measurer: FigureMeasurer, report: GoldReport) -> tuple[tuple[Figure, ...], list[Finding]]:
    measured = measurer(*units_of_gold(report))
    return measured.figures, [finding for finding in measured.findings if finding.kind != "target"]


def test_fewer_than_two_in_a_hundred_checks_fail_on_honest_reports(measurer: FigureMeasurer) -> None:
    reports = read_corpus(CORPUS)
    findings = [finding for report in reports for finding in measurer(*units_of_gold(report)).findings]
    assert len(reports) >= 80
    assert len(findings) >= 100
    assert sum(finding.verdict == "fails" for finding in findings) < 0.02 * len(findings)


def with_another_digit(text: str, start: int, end: int) -> str | None:
    """The text with the leading digit of the number at a place changed, None where its figure is in Chinese."""
    match = re.compile(r"[1-9]").search(text, start, end)
    if match is None:
        return None
    digit = int(match.group())
    return text[: match.start()] + str(digit - 1 if digit > 1 else 3) + text[match.end() :]


def planted(measurer: FigureMeasurer) -> Iterator[tuple[GoldReport, Finding]]:
    """Reports with one digit changed in a figure of a check that held; every other time in an operand instead of the result."""
    count = 0
    for report in read_corpus(CORPUS):
        figures, findings = arithmetic_of(measurer, report)
        for finding in findings:
            if finding.verdict != "holds":
                continue
            count += 1
            figure = figures[finding.figures[-1 if count % 2 else 0]]
            text = with_another_digit(report.text, figure.start, figure.end)
            if text is not None:
                yield replace(report, text=text), finding


def test_nine_in_ten_planted_errors_are_found(measurer: FigureMeasurer) -> None:
    found = total = 0
    for report, finding in planted(measurer):
        _, findings = arithmetic_of(measurer, report)
        total += 1
        found += any(other.verdict == "fails" and set(other.figures) & set(finding.figures) for other in findings)
    assert total >= 100
    assert found >= 0.9 * total


@pytest.mark.parametrize(
    "text",
    [
        "明年将抄表率从91%提高到97%。",
        "把备件周转天数从48天降到36天。",
        "力争到年底漏损率由14%降至11%。",
        "抄表率由91%提高到97%，漏损率从14%降到11%以内。",
        "抄表率目前91%，力争提高到97%。",
    ],
)
def test_what_a_plan_starts_from_is_not_held_against_its_aim(measurer: FigureMeasurer, text: str) -> None:
    measured = measure(measurer, text, label="plan", kind="plan")
    assert {figure.role for figure in measured.figures} == {"actual", "target"}
    assert measured.findings == ()
