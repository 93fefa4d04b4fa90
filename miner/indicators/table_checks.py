"""Checks of tables: totals of columns, completion rates, growth columns, aims beside facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from miner.indicators.arithmetic import Reading
from miner.indicators.better import Better
from miner.indicators.checks import growth_finding, judge, ratio_finding
from miner.indicators.totals import sum_finding
from miner.records import Finding

TOTAL_ROW = re.compile(r"^(?:合\s?计|总\s?计|共\s?计|全[县市所厂公行院校]司?合计)$")
NOT_ADDED = re.compile(
    r"率|比|均|占|排名|名次|同比|环比|增幅|增长|得分|分数|单价|周转|次/|/|年龄|系数|满意度"
    r"|CMI|权重|指数|最[高低大]|强度|时长|时间|每"
)
RATE_HEAD = re.compile(r"^(?:[\u4e00-\u9fff]{0,4})(?:完成率|达成率|完成比例|完成进度|完成占比|完成[%％])")
AIM_HEAD = re.compile(r"目标|指标值|年指标|计划|任务|预算")
DONE_HEAD = re.compile(r"完成|实际|实绩|达成|本月|本期|本季|当前|累计|现值")
GROWTH_HEAD = re.compile(r"^(?:同比|环比|增幅|增长率?|增减|比上年|较上年|同比增长|同比增减)")
LONG_SPAN, SHORT_SPAN = re.compile(r"年"), re.compile(r"半年|季|月|周")
BASE_HEAD = re.compile(r"上年|去年|同期|上月|上季|上期|上周")


def check_table(readings: Sequence[Reading], better: Better) -> Iterator[Finding]:
    """All checks of one table; the readings are its figures in reading order."""
    rows: dict[int, list[Reading]] = {}
    for reading in readings:
        rows.setdefault(reading.row, []).append(reading)
    for cells in rows.values():
        yield from check_row(cells, better)
    yield from check_columns(readings)


def check_row(cells: list[Reading], better: Better) -> Iterator[Finding]:
    """Aim, fact, completion rate and growth of one row, found by the heads of their columns."""
    aim = _only(cells, AIM_HEAD, RATE_HEAD)
    done = _only(cells, DONE_HEAD, RATE_HEAD, AIM_HEAD, GROWTH_HEAD, BASE_HEAD)
    base = _only(cells, BASE_HEAD, GROWTH_HEAD)
    rate = _only(cells, RATE_HEAD)
    growth = _only(cells, GROWTH_HEAD)
    if aim and done and LONG_SPAN.search(aim.head) and SHORT_SPAN.search(done.head) and not SHORT_SPAN.search(aim.head):
        aim = None  # half a year cannot be held against a whole one
    if aim and done and aim.figure.role == "target" and done.figure.role == "actual" and aim.figure.unit == done.figure.unit:
        yield judge(done, aim, better)
    if aim and done and rate and rate.figure.unit == "%" and aim.figure.unit == done.figure.unit and aim.value > 0:
        yield ratio_finding(done, aim, rate)
    if (
        done
        and base
        and growth
        and growth.figure.unit == "%"
        and done.figure.unit == base.figure.unit
        and done.figure.unit != "%"
    ):
        finding = growth_finding(done, base, growth)
        if finding is not None:
            yield finding


def check_columns(readings: Sequence[Reading]) -> Iterator[Finding]:
    """The total row against the rows above it, a column at a time; rates, averages and ranks do not add."""
    totals = [reading for reading in readings if TOTAL_ROW.match(reading.label.strip())]
    for total in totals:
        column = [reading for reading in readings if reading.column == total.column and reading.row < total.row]
        if len(column) < 2 or NOT_ADDED.search(total.head) or total.figure.unit in ("%", "‰", "个百分点", "名"):
            continue
        if any(reading.label.startswith(("其中", "小计")) or "其中" in reading.label for reading in column):
            continue
        rows_above = {reading.row for reading in readings if reading.row < total.row}
        if len(rows_above) != len(column) or any(reading.figure.unit != total.figure.unit for reading in column):
            continue
        yield sum_finding(column, total)


def _only(cells: list[Reading], head: re.Pattern[str], *never: re.Pattern[str]) -> Reading | None:
    found = [cell for cell in cells if head.search(cell.head) and not any(other.search(cell.head) for other in never)]
    return found[0] if len(found) == 1 else None
