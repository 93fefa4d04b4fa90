"""Checks: the arithmetic of a report held against itself, in its sentences.

Each rule needs words that say how the figures belong together (合格率 with 合格, 由…到, 分别为, 合计); closeness of values is never
the reason for a check, or an error would make its own check vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from miner.indicators.arithmetic import Reading, adds_up, differs, divides, grows, show
from miner.records import Finding

RATE = re.compile(r"([\u4e00-\u9fff]{2,3})率")
SHARE = re.compile(r"占(?:比|总数|总量|全部|其中)?(?:的|为|达|比)?$")
SAME_PERIOD = re.compile(
    r"(?:去年|上年|上年度|去年度)(?:同期|同月|同季|全年)?(?:为|是|的)?$|(?:上月|上季|上期|上周|上季度|年初|上年末|去年底|年初的)(?:为|是|的)?$"
)
MOVED = re.compile(r"[到至为成]了?$")
GROWTH = re.compile(
    r"(?:同比|环比|较[\u4e00-\u9fff]{1,6}?|比[\u4e00-\u9fff]{1,6}?)?(?:增幅|降幅|增长率?|下降|减少|增加|上升|提高|提升|降低|升幅|涨幅|跌幅|多出|少了|多了|高出|回落|压降|降了|涨了|升了|缩短|下滑|上涨|上浮|减幅|增|降)(?:了|达)?"
)
TOTAL = re.compile(r"(?:合计|共计|总计|两项合计|三项合计|加起来|小计|合起来)(?:为|达|是|共)?$")
PARTED = re.compile(r"分别(?:为|是|达|占|有)?")
LOWER_BETTER = re.compile(
    r"投诉|差错|事故|故障|线损|损耗|呼损|逾期|不良|超时|延误|等候|排队|时长|时间|成本|费用|流失|退货|退款|返修|缺陷|违规|违章|能耗|差率|污染|感染率|死亡"
)


def check_sentence(readings: Sequence[Reading]) -> Iterator[Finding]:
    """All checks among the figures of one sentence."""
    yield from check_targets(readings)
    yield from check_rates(readings)
    yield from check_growth(readings)
    yield from check_sums(readings)


def check_targets(readings: Sequence[Reading]) -> Iterator[Finding]:
    """A fact with its aim beside it, in the same unit and with no other figure between (99.35%（指标≥99%）)."""
    for first, second in pairwise(readings):
        pair = {first.figure.role: first, second.figure.role: second}
        if second.place - first.place != 1:
            continue
        if set(pair) == {"actual", "target"} and first.figure.unit == second.figure.unit and first.figure.high is None:
            if second.figure.role == "actual" and len(second.clause) > 6:
                continue
            yield judge(pair["actual"], pair["target"])


def judge(actual: Reading, target: Reading) -> Finding:
    """Whether a fact meets its aim; an aim without comparator is a floor, or a ceiling where less is better."""
    sign = target.figure.comparator
    if sign not in (">=", ">", "<=", "<"):
        sign = "<=" if LOWER_BETTER.search(actual.figure.name + target.figure.name) else ">="
    met = actual.value >= target.value if sign in (">=", ">") else actual.value <= target.value
    unit = actual.figure.unit
    relation = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}[sign]
    opposite = {">=": "<", ">": "≤", "<=": ">", "<": "≥"}[sign]
    message = f"{show(actual.value)}{unit} {relation if met else opposite} {show(target.value)}{unit}，{'达到' if met else '未达到'}目标"
    return Finding("target", "met" if met else "missed", (actual.place, target.place), message)


def check_rates(readings: Sequence[Reading]) -> Iterator[Finding]:
    """A rate with its two counts: the counted act gives the rate its name (核准301张，核准率73.1%), or 占 stands before it."""
    for order, stated in enumerate(readings):
        if stated.figure.unit != "%" or stated.figure.role != "actual":
            continue
        pair = _operands(readings[:order], stated)
        if pair is not None:
            part, whole = pair
            yield ratio_finding(part, whole, stated)


def ratio_finding(part: Reading, whole: Reading, stated: Reading) -> Finding:
    """A stated percentage against its two figures."""
    holds = divides(part, whole, stated)
    shown = f"{show(part.value)} ÷ {show(whole.value)} = {show(part.value / whole.value * 100)}%"
    message = f"{shown}，与文中 {show(stated.value)}% {'相符' if holds else '不符'}"
    return Finding("ratio", "holds" if holds else "fails", (part.place, whole.place, stated.place), message)


def _operands(before: Sequence[Reading], stated: Reading) -> tuple[Reading, Reading] | None:
    if len(before) < 2:
        return None
    part, whole = before[-1], before[-2]
    if part.figure.unit != whole.figure.unit or part.figure.unit in ("%", "个百分点") or not whole.value:
        return None
    if part.figure.role != "actual" or whole.figure.role != "actual":
        return None
    if SAME_PERIOD.search(part.clause) or SAME_PERIOD.search(whole.clause):
        return None
    clause = stated.clause.strip("，,；;、（( ")
    rate = RATE.fullmatch(clause.removesuffix("为").removesuffix("达").removesuffix("是"))
    act = rate.group(1) if rate else ""
    if act and act[-2:] in part.clause and act[-2:] not in whole.clause:
        return part, whole
    if SHARE.fullmatch(clause) and "其中" in part.clause:
        return part, whole
    return None


def check_growth(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Two values and the change stated between them (由127户降为58户，降幅54.3%; 18640单，去年同期16310单，多出14.3%)."""
    for first, second, stated in zip(readings, readings[1:], readings[2:], strict=False):
        if stated.place - first.place != 2:
            continue
        if first.figure.unit != second.figure.unit or not GROWTH.fullmatch(stated.clause.strip("，,；;（( ")):
            continue
        if SAME_PERIOD.search(second.clause) and second.figure.role != "target":
            now, before = first, second
        elif MOVED.search(second.clause) and re.search(r"(?:由|从)[^，,]{0,12}$", first.clause):
            now, before = second, first
        else:
            continue
        finding = growth_finding(now, before, stated)
        if finding is not None:
            yield finding


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


def check_sums(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Parts and a total said at their end (新建58.6公里，改造67.8公里，合计126.4公里)."""
    for order, total in enumerate(readings):
        if not TOTAL.search(total.clause) or len(total.clause.strip("，,；;、 ")) > 5:
            continue
        parts: list[Reading] = []
        for part in reversed(readings[max(0, order - 40) : order]):
            if part.figure.unit != total.figure.unit or part.figure.role != total.figure.role:
                break
            parts.insert(0, part)
        if len(parts) >= 2 and total.figure.unit not in ("%", ""):
            yield sum_finding(parts, total)


def sum_finding(parts: list[Reading], total: Reading) -> Finding:
    """Parts against their total."""
    holds = adds_up(parts, total)
    shown = " + ".join(show(part.value) for part in parts)
    message = f"{shown} = {show(sum(part.value for part in parts))}，与文中合计 {show(total.value)}{total.figure.unit} {'相符' if holds else '不符'}"
    return Finding("sum", "holds" if holds else "fails", (*(part.place for part in parts), total.place), message)
