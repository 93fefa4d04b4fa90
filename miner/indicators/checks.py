"""Checks: the arithmetic of a report held against itself, in its sentences.

Each rule needs words that say how the figures belong together (合格率 with 合格, 由…到, 合计); closeness of values is never
the reason for a check, or an error would make its own check vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from miner.indicators.arithmetic import Reading, differs, divides, grows, last_digit, show
from miner.indicators.better import Better
from miner.indicators.totals import check_products, check_sums
from miner.records import Finding

RATE = re.compile(r"([\u4e00-\u9fff]{2,3})率")
SHARE = re.compile(r"占(?:比|总数|总量|全部|其中)?(?:的|为|达|比)?$")
SAME_PERIOD = re.compile(
    r"(?:比|较)?(?:去年|上年|上年度|去年度)(?:同期|同月|同季|全年)?(?:为|是|的)?$|(?:上月"
    r"|上季|上期|上周|上季度|年初|上年末|去年底|年初)(?:为|是|的)?$"
)
STARTED = re.compile(r"(?:由|从)[^，,]{0,12}$")
MOVED = re.compile(r"[到至为成]了?$")
GROWTH = re.compile(
    r"(?:同比|环比|较[\u4e00-\u9fff]{1,6}?|比[\u4e00-\u9fff]{1,6}?)?(?:增幅|降幅|增长率?"
    r"|下降|减少|增加|上升|提高|提升|降低|升幅|涨幅|跌幅|多出|少了|多了|高出|回落|压降"
    r"|降了|涨了|升了|缩短|下滑|上涨|上浮|减幅|增|降)(?:了|达)?"
)
NEGATED = re.compile(r"未|没有?|无法|不|待|尚|正在|拟")
DONE = re.compile(r"(?:实际|实绩|完成|实现|达到|达成|现为|实有|实收|本月|本期|目前)(?:完成|达到|实现|为|了)?")

# 实际发生 and 实际支出 go with any aim, 实际检修 with an aim for 检修.
DONE_SO = re.compile(r"实际(?:总?共|累计)?([\u4e00-\u9fff]{1,6})")
DONE_OF_DUE = re.compile(r"实([\u4e00-\u9fff])[\u4e00-\u9fff]{0,6}$")
SPENDING = re.compile(r"(?:发生|支出|开支|使用|花费|花了|支付|投入|用款|用时|用了|耗用|消耗)(?:了|额|数)?")
# A value goes on from here to an aim: 从52天降到, 目前88%，力争提高到.
MOVES_ON = re.compile(r"[提升降缩减增压长高低少加改调扩延拉][^，,。；;]{0,3}[到至为成]")
# A budget is a ceiling for what is spent and a floor for what comes in.
BUDGET = re.compile(r"预算")
SPENT = re.compile(r"支出|开支|花|发生|使用|支付|用款|实际$")
INCOME = re.compile(r"收|利润|销售|营业|产值|回款|税|上缴|贷款|投放")


def check_paragraph(readings: Sequence[Reading], better: Better) -> Iterator[Finding]:
    """All checks among the figures of one paragraph; only a rate may reach back into the sentence before."""
    yield from check_rates(readings)
    for _, sentence in groupby(readings, key=lambda reading: reading.figure.unit_index):
        found = list(sentence)
        if len(found) > 1:
            yield from check_targets(found, better)
        if len(found) > 2:  # all others hold one figure against two
            yield from check_growth(found)
            yield from check_sums(found)
            yield from check_products(found)


def check_targets(readings: Sequence[Reading], better: Better) -> Iterator[Finding]:
    """A fact with its aim beside it, in the same unit and with no other figure between (99.35%（指标≥99%）)."""
    for first, second in pairwise(readings):
        if first.figure.role == second.figure.role or second.place - first.place != 1:
            continue
        pair = {first.figure.role: first, second.figure.role: second}
        if set(pair) == {"actual", "target"} and first.figure.unit == second.figure.unit and first.figure.high is None:
            if second.figure.role == "actual" and not is_done(second.clause.strip("，,；;（( "), first.clause):
                continue
            if second.figure.role == "target" and MOVES_ON.search(second.clause):
                continue
            yield judge(pair["actual"], pair["target"], better)


def is_done(clause: str, aim: str) -> bool:
    """Whether the words in front of a fact say that it is what became of the aim before it, of which `aim` speaks."""
    if DONE.fullmatch(clause):
        return True
    owed = DONE_OF_DUE.match(clause)
    if owed is not None and "应" + owed.group(1) in aim:
        return True
    so = DONE_SO.fullmatch(clause)
    return so is not None and (SPENDING.fullmatch(so.group(1)) is not None or so.group(1).rstrip("了") in aim)


def is_ceiling(actual: Reading, target: Reading, better: Better) -> bool:
    """Whether less is better: by the names, or because a budget is held against what was spent."""
    name = actual.figure.name + target.figure.name
    if better.is_lower(name):
        return True
    budgeted = BUDGET.search(target.figure.name) or BUDGET.search(target.clause)
    return bool(budgeted) and SPENT.search(actual.clause) is not None and INCOME.search(name) is None


def judge(actual: Reading, target: Reading, better: Better) -> Finding:
    """Whether a fact meets its aim; an aim without comparator is a floor, or a ceiling where less is better."""
    sign = target.figure.comparator
    if sign not in (">=", ">", "<=", "<"):
        sign = "<=" if is_ceiling(actual, target, better) else ">="
    met = actual.value >= target.value if sign in (">=", ">") else actual.value <= target.value
    unit = actual.figure.unit
    relation = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}[sign]
    opposite = {">=": "<", ">": "≤", "<=": ">", "<": "≥"}[sign]
    outcome = "达到目标" if met else "未达到目标"
    message = f"{show(actual.value)}{unit} {relation if met else opposite} {show(target.value)}{unit}，{outcome}"
    return Finding("target", "met" if met else "missed", (actual.place, target.place), message)


def check_rates(readings: Sequence[Reading]) -> Iterator[Finding]:
    """A rate with its two counts: the counted act gives the rate its name (核准301张，核准率73.1%), or 占 stands before it.

    The whole may be any count before in the same unit, or the sum of two: a report may put others between. So the check fails
    only when no pair gives the rate, and only against a whole of the same sentence: one from further off may be of something else.
    """
    for order, stated in enumerate(readings):
        if stated.figure.unit != "%" or stated.figure.role != "actual" or order < 2:
            continue
        before = readings[max(0, order - 10) : order]
        parts = [part for part in before[:0:-1] if is_part(part, stated)]
        pairs = [(part, whole) for part in parts for whole in wholes_of(part, before) if whole.value >= part.value]
        if pairs:
            others = [(part, whole) for part in before for whole in wholes_of(part, before)] if len(before) > 2 else []
            others += [(whole, part) for part, whole in others]
            part, whole = next((pair for pair in pairs + others if divides(*pair, stated)), pairs[0])
            if whole.figure.unit_index == stated.figure.unit_index or divides(part, whole, stated):
                yield ratio_finding(part, whole, stated)


def ratio_finding(part: Reading, whole: Reading, stated: Reading) -> Finding:
    """A stated percentage against its two figures."""
    holds = divides(part, whole, stated)
    shown = f"{show(part.value)} ÷ {show(whole.value)} = {show(part.value / whole.value * 100)}%"
    message = f"{shown}，与文中 {show(stated.value)}% {'相符' if holds else '不符'}"
    return Finding("ratio", "holds" if holds else "fails", (part.place, whole.place, stated.place), message)


def is_part(part: Reading, stated: Reading) -> bool:
    """Whether a figure before a rate is a count that gives the rate its name."""
    if part.figure.role == "target" or part.figure.unit in ("%", "个百分点", "") or SAME_PERIOD.search(part.clause):
        return False
    if part.figure.unit_index != stated.figure.unit_index:
        return False
    clause = stated.clause.strip("，,；;、（( ")
    rate = RATE.fullmatch(clause.rstrip("为达是"))
    if rate:
        act = rate.group(1)[-2:]
        return (
            act in part.clause + part.follow and act + "率" not in part.follow and not NEGATED.search(part.clause + part.follow)
        )
    return stated.place - part.place == 1 and SHARE.fullmatch(clause) is not None and "其中" in part.clause


def wholes_of(part: Reading, before: Sequence[Reading]) -> list[Reading]:
    """The counts that a part may belong to, nearest first, and last the sum of the two nearest."""
    counts = [
        reading
        for reading in reversed(before)
        if reading.place < part.place
        and reading.figure.unit == part.figure.unit
        and reading.figure.role == "actual"
        and reading.value > 0
        and not SAME_PERIOD.search(reading.clause)
    ]
    if len(counts) >= 2:
        both = replace(counts[0].figure, value=counts[0].value + counts[1].value)
        rougher = max(counts[0].written, counts[1].written, key=last_digit)
        counts.append(counts[0]._replace(figure=both, written=rougher))
    return counts


def check_growth(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Two values and the change stated between them (由127户降为58户，降幅54.3%; 18640单，去年同期16310单，多出14.3%)."""
    for order, stated in enumerate(readings):
        if order < 2 or not GROWTH.fullmatch(stated.clause.strip("，,；;（( ")):
            continue
        second = readings[order - 1]
        found = [_growth_of(first, second, stated) for first in reversed(readings[max(0, order - 4) : order - 1])]
        findings = [finding for finding in found if finding is not None]
        if findings:
            yield next((finding for finding in findings if finding.verdict == "holds"), findings[0])


def _growth_of(first: Reading, second: Reading, stated: Reading) -> Finding | None:
    if first.figure.unit != second.figure.unit or stated.place - second.place != 1 or second.figure.role == "target":
        return None
    if SAME_PERIOD.search(second.clause) and first.figure.role == "actual":
        return growth_finding(first, second, stated)
    if second.place - first.place == 1 and MOVED.search(second.clause) and STARTED.search(first.clause):
        return growth_finding(second, first, stated)
    return None


def growth_finding(now: Reading, before: Reading, stated: Reading) -> Finding | None:
    """A stated change against its two values: in percent, in points, or in the unit of the values themselves."""
    unit, indices = stated.figure.unit, (now.place, before.place, stated.place)
    if unit == "%" and now.figure.unit != "%" and before.value > 0:
        holds = grows(now, before, stated.value, stated.step)
        shown = (
            f"({show(now.value)} − {show(before.value)}) ÷ {show(before.value)} = {show((now.value / before.value - 1) * 100)}%"
        )
    elif (unit in ("个百分点", "个点") and now.figure.unit == "%") or unit == now.figure.unit != "%":
        holds = differs(now, before, stated)
        shown = f"{show(now.value)} − {show(before.value)} = {show(now.value - before.value)}"
    else:
        return None
    message = f"{shown}，与文中 {show(stated.value)}{unit} {'相符' if holds else '不符'}"
    return Finding("growth", "holds" if holds else "fails", indices, message)
