"""Cells: the figures of one cell of a table, with unit, name and role as the heads and labels around it say."""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.numbers import read_number
from miner.indicators.quantities import Scanner
from miner.indicators.quantity import Quantity
from miner.indicators.table_names import arrow_role, roles_of_head
from miner.records import Comparator, Role

CELL = re.compile(
    r"\s*(?P<sign>≥|≤|>=|<=|>|<|±|约|不低于|不超过|第)?\s?(?P<number>[-−+]?\d{1,3}(?:,\d{3}){1,6}(?:\.\d"
    r"+)?|[-−+]?\d{1,15}(?:\.\d{1,8})?)\s?(?P<unit>[^\d\s]{0,8})?\s*"
)
# 0.8/1.3 under a head for two (1#/2#): two figures, where they cannot be a day of a month or done of due.
PAIR = re.compile(r"\s*([-−+]?\d{1,9}(?:\.\d{1,6})?)\s?[/／]\s?([-−+]?\d{1,9}(?:\.\d{1,6})?)\s*")
RANGE = re.compile(r"\s*(\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?)\s?[-—–~～至]{1,2}\s?(\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?)\s*")
HEAD_UNIT = re.compile(r"[（(／/]\s?(?:单位[:：])?([^（()）]{1,10})\s?[)）]?$")
PERCENT_HEAD = re.compile(r"[%‰]$")
# Without a unit anywhere, 例数 counts in 例 and a rate is in percent.
COUNT_HEAD = re.compile(r"([例人户件次台张家笔起份宗套辆])数$")
RATE_HEAD = re.compile(r"(?<![频功效速汇税斜倍])率$|占比$")
COUNTED = ("count", "person", "labour")
TARGET_HEAD = re.compile(r"目标|指标值|计划|标准|预算|考核[线值]|任务|要求|定额|限值|控制[线值]|门槛|上限|下限|预计|全年指标")
NOW_HEAD = re.compile(
    r"现状|现有|现值|当前|实际|实绩|完成|达成|上年|去年|上月|上季|上期|同期|基线|本月|本期"
    r"|本季|累计|已|\d{4}年(?!目标|计划|指标|预算)|存量|基数"
)
CHANGE_HEAD = re.compile(r"同比|环比|增幅|增长|降幅|增减|净增|较上|涨幅|比上|变化|增速")
DONE_HEAD = re.compile(r"完成|实际|实绩|达成")
RANK_HEAD = re.compile(r"排名|名次|位次|排位")
SIGNS: dict[str, Comparator] = {
    "≥": ">=",
    "≤": "<=",
    ">=": ">=",
    "<=": "<=",
    ">": ">",
    "<": "<",
    "约": "~",
    "不低于": ">=",
    "不超过": "<=",
    "±": "<=",
}


class Frame(NamedTuple):
    """What a table says of a cell: the head of its column, the label of its row, the row's unit, the unit in the caption."""

    head: str
    label: str
    unit_column: str
    caption: str


class Cell(NamedTuple):
    """A figure of a table: the quantity, its name, its role as the head says it, and whether the head says it is a fact."""

    quantity: Quantity
    name: str
    role: Role | None
    fact: bool = False
    column: int = -1
    head: str = ""
    label: str = ""


def measure_cell(text: str, start: int, end: int, frame: Frame, scanner: Scanner) -> list[Cell]:
    head, label = frame.head, frame.label
    body = text[start:end]
    pair = PAIR.fullmatch(body) if "/" in body or "／" in body else None
    if pair is not None and (is_pair(pair, head) or roles_of_head(head)):
        return two_figures(
            text, (start + pair.start(1), start + pair.end(1)), (start + pair.start(2), start + pair.end(2)), frame, scanner
        )
    match = CELL.fullmatch(body)
    own = match["unit"] if match else None
    ranged = RANGE.fullmatch(body) if match is None and HEAD_UNIT.search(head.strip()) else None
    if ranged is not None:
        return range_cell(start, ranged, frame, scanner)
    if match is None or (own and not own.startswith(("(", "（")) and own.strip().lstrip("万亿") not in scanner.units.rows):
        return [
            Cell(
                quantity._replace(start=quantity.start + start, end=quantity.end + start),
                _join(label, head),
                arrow_role(body, quantity),
            )
            for quantity in scanner.scan(body)
        ]
    unit = _unit_of(own or "", frame, scanner)
    name = _join(label, HEAD_UNIT.sub("", head.strip()))
    value = read_number(match["number"].lstrip("+-−"))
    if value is None:
        return []
    scale = 10_000.0 if unit.startswith("万") else 1e8 if unit.startswith("亿") else 1.0
    unit = unit[1:] if scale > 1 else unit
    value = round(value * scale * (-1 if match["number"][0] in "-−" else 1), 6)
    sign = SIGNS.get(match["sign"] or "", "=")
    number = start + match.start("sign" if match["sign"] else "number")
    tail = start + (match.end("unit") if own and not own.startswith(("(", "（")) else match.end("number"))
    if RANK_HEAD.search(head):
        unit = "名"
    quantity = Quantity(number, tail, number, tail, value, None, unit, scanner.units.kind(unit), sign, False)
    return [Cell(quantity, name, _role(head, sign), NOW_HEAD.search(head) is not None and TARGET_HEAD.search(head) is None)]


def range_cell(start: int, ranged: re.Match[str], frame: Frame, scanner: Scanner) -> list[Cell]:
    """The one figure of a cell with two ends (2000—5000) whose head gives the unit."""
    unit = _unit_of("", frame, scanner)
    scale = 10_000.0 if unit.startswith("万") else 1e8 if unit.startswith("亿") else 1.0
    low, high = (read_number(ranged.group(side)) for side in (1, 2))
    if low is None or high is None or low >= high or not unit:
        return []
    unit = unit[1:] if scale > 1 else unit
    begin, end = start + ranged.start(1), start + ranged.end(2)
    quantity = Quantity(begin, end, begin, end, low * scale, high * scale, unit, scanner.units.kind(unit), "range", False)
    return [Cell(quantity, _join(frame.label, frame.head), _role(frame.head, "range"))]


def is_pair(pair: re.Match[str], head: str) -> bool:
    """Whether two numbers with a stroke between are two figures: they have decimals or signs, or their head is for two."""
    return (
        "/" in HEAD_UNIT.sub("", head.strip())
        or "/" in head.partition("(")[2]
        or any("." in part or part[0] in "+-−" for part in pair.groups())
    )


def two_figures(text: str, first: tuple[int, int], second: tuple[int, int], frame: Frame, scanner: Scanner) -> list[Cell]:
    """Both figures of a cell like 0.8/1.3, each under its half of the head where the head has two."""
    roles = roles_of_head(frame.head)
    if roles is not None:
        return aim_and_fact(text, (first, second), roles, frame, scanner)
    halves = frame.head.split("/") if frame.head.count("/") == 1 and "(" not in frame.head else (frame.head, frame.head)
    return [
        cell
        for (start, end), head in zip((first, second), halves, strict=True)
        for cell in measure_cell(text, start, end, frame._replace(head=head), scanner)
    ]


def aim_and_fact(
    text: str, spans: tuple[tuple[int, int], tuple[int, int]], roles: tuple[Role, Role], frame: Frame, scanner: Scanner
) -> list[Cell]:
    """Both figures of a cell below a head for aim and fact, each with its role and its half of the head."""
    unit = re.search(r"\s?[（(][^()（）]{1,10}[)）]$", frame.head)
    bracket = unit.group() if unit else ""
    halves = re.split(r"[/／]", frame.head.removesuffix(bracket))
    return [
        cell._replace(role=role, fact=role == "actual", head=half)
        for (start, end), role, half in zip(spans, roles, halves, strict=True)
        for cell in measure_cell(text, start, end, frame._replace(head=half.strip() + bracket), scanner)
    ]


def _unit_of(own: str, frame: Frame, scanner: Scanner) -> str:
    if own and not own.startswith(("(", "（")):
        return own.strip()
    in_head = HEAD_UNIT.search(frame.head.strip())
    if PERCENT_HEAD.search(frame.head.strip()):
        return frame.head.strip()[-1]
    scored = "分" if re.search(r"分值|扣分|得分|评分|分数|加分", frame.head) else ""
    ending = next((tail for tail in (frame.head[-2:], frame.head[-3:]) if scanner.units.kind(tail) in COUNTED), "")
    for name in (in_head.group(1) if in_head else "", scored, frame.unit_column, ending, frame.caption):
        bare = name.lstrip("万亿")
        if bare and (scanner.units.find(bare, 0) is not None):
            return name
    spoken = COUNT_HEAD.search(frame.head.strip()) or COUNT_HEAD.search(frame.label)
    if spoken:
        return spoken.group(1)
    return "%" if RATE_HEAD.search(frame.label) or RATE_HEAD.search(frame.head.strip()) else ""


def _role(head: str, sign: Comparator) -> Role:
    if CHANGE_HEAD.search(head):
        return "change"
    if (TARGET_HEAD.search(head) and not DONE_HEAD.search(head)) or sign in (">=", "<="):
        return "target"
    return "actual"


def _join(label: str, head: str) -> str:
    head = HEAD_UNIT.sub("", head.strip())
    return label if head in label else label + head
