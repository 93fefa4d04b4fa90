"""Totals: parts with their sum, and prices times counts with their product, in the sentences of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from miner.indicators.arithmetic import Reading, adds_up, multiplies, show
from miner.records import Finding

TOTAL = re.compile(r"(?:合计|共计|总计|两项合计|三项合计|加起来|小计|合起来)(?:为|达|是|共)?$")
REST = re.compile(r"(?:其余|余下|剩下|剩余)(?:的|为)?")
# What the words of TOTAL, TOTAL_OF_LIST and REST begin with.
SUMMING = frozenset("合共总两三加小一其余剩")
# 三个车间分别完成12、15、20件，共47件: the list says what the total is of.
TOTAL_OF_LIST = re.compile(r"(?:总共|一共|共有?|共计|合计|总计)(?:完成|实现|为|达|是)?$")
SHARED_OUT = re.compile(r"分别|依次")
# 每人200元，35人共7000元: a price, a count in what the price is for, and their product.
PRICED = re.compile(r"每([\u4e00-\u9fff]{1,2})[^，,。；;每]{0,8}$")
UNIT_PRICE = re.compile(r"(?:单价|均价)[^，,。；;]{0,4}$")
PRODUCT = re.compile(
    r"(?:总?共|合计|共计|总计|计|总价|总额|金额|总金额)(?:发放|支出|支付|补助|需|花费|收入|金额|资金)?(?:为|达|是)?$"
)

# What multiplies a price besides the count, or is added to the product: with one of these nobody can say what the product must be.
OTHER_FACTOR = re.compile(
    r"每(?:天|日|月|餐|年|趟|次|季|周|晚|班|期|小时|学期|课时)|日均|月均|全年|半年|全月|整月|季度|学期|个月|天|晚"
    r"|含税|不含|含运费|含安装|折后|打折|优惠|减免|抹零|另加|外加|加上|另付|另收|扣除"
)


def check_sums(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Parts and a total said at their end (新建58.6公里，改造67.8公里，合计126.4公里), or a total whose parts end in 其余."""
    for order, last in enumerate(readings):
        clause = last.clause.strip("，,；;、 ")
        if clause[:1] not in SUMMING or last.figure.unit in ("%", ""):
            continue
        if TOTAL.fullmatch(clause):
            parts = _alike(readings[max(0, order - 40) : order], last)
            if len(parts) >= 2:
                yield sum_finding(parts, last)
        elif TOTAL_OF_LIST.fullmatch(clause):
            parts = _shared_out(readings[max(0, order - 40) : order], last)
            if len(parts) >= 2:
                yield sum_finding(parts, last)
        elif REST.fullmatch(clause):
            parts = _alike(readings[max(0, order - 40) : order], last)
            opening = next((place for place, part in enumerate(parts) if "其中" in part.clause), 0)
            if opening >= 1:
                yield sum_finding([*parts[opening:], last], parts[opening - 1])


def _alike(before: Sequence[Reading], last: Reading) -> list[Reading]:
    """The unbroken run of figures of one unit and role that ends at the last one."""
    parts: list[Reading] = []
    following = last.place
    for part in reversed(before):
        if part.figure.unit != last.figure.unit or part.figure.role != last.figure.role or following - part.place != 1:
            break
        parts.insert(0, part)
        following = part.place
    return parts


def _shared_out(before: Sequence[Reading], last: Reading) -> list[Reading]:
    """The figures of a list that opens with 分别 and ends right before its total."""
    parts = _alike(before, last)
    opening = next((place for place in reversed(range(len(parts))) if SHARED_OUT.search(parts[place].clause)), None)
    return [] if opening is None else parts[opening:]


def check_products(readings: Sequence[Reading]) -> Iterator[Finding]:
    """A price, a count and their product, next to each other (每人200元，35人共7000元).

    A sentence that names or implies a third factor, or a tax or a discount, is left alone.
    """
    if readings and OTHER_FACTOR.search(readings[0].sentence):
        return
    for price, count, total in zip(readings, readings[1:], readings[2:], strict=False):
        if (
            total.place - price.place != 2
            or price.figure.unit != total.figure.unit
            or not PRODUCT.search(total.clause.strip("，,；; "))
        ):
            continue
        each = PRICED.search(price.clause)
        unit = count.figure.unit.removeprefix("个")
        if (each is not None and each.group(1).startswith(unit) and unit) or UNIT_PRICE.search(price.clause):
            if unit in ("", "%", price.figure.unit) or price.figure.unit in ("%", "个百分点", ""):
                continue
            yield product_finding(price, count, total)


def product_finding(price: Reading, count: Reading, total: Reading) -> Finding:
    """A price times a count against the product stated."""
    holds = multiplies(price, count, total)
    shown = f"{show(price.value)} × {show(count.value)} = {show(price.value * count.value)}"
    message = f"{shown}，与文中 {show(total.value)}{total.figure.unit} {'相符' if holds else '不符'}"
    return Finding("product", "holds" if holds else "fails", (price.place, count.place, total.place), message)


def sum_finding(parts: list[Reading], total: Reading) -> Finding:
    """Parts against their total."""
    holds = adds_up(parts, total)
    shown = " + ".join(show(part.value) for part in parts)
    said = f"与文中合计 {show(total.value)}{total.figure.unit} {'相符' if holds else '不符'}"
    message = f"{shown} = {show(sum(part.value for part in parts))}，{said}"
    return Finding("sum", "holds" if holds else "fails", (*(part.place for part in parts), total.place), message)
