"""Tables: one indicator a cell, named by its row and column, with the unit of its column's head or of a unit column."""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.names import Namer
from miner.indicators.numbers import read_number
from miner.indicators.quantities import Scanner
from miner.indicators.quantity import Quantity
from miner.indicators.table_names import arrow_role, full_head, full_label, names_in_words, roles_of_head
from miner.records import Comparator, Role, Unit

CELL = re.compile(
    r"\s*(?P<sign>≥|≤|>=|<=|>|<|±|约|不低于|不超过|第)?\s?(?P<number>[-−+]?\d{1,3}(?:,\d{3}){1,6}(?:\.\d"
    r"+)?|[-−+]?\d{1,15}(?:\.\d{1,8})?)\s?(?P<unit>[^\d\s]{0,8})?\s*"
)
# 0.8/1.3 under a head for two (1#/2#): two figures, where they cannot be a day of a month or done of due.
PAIR = re.compile(r"\s*([-−+]?\d{1,9}(?:\.\d{1,6})?)\s?[/／]\s?([-−+]?\d{1,9}(?:\.\d{1,6})?)\s*")
# 92号 and 3班 in the first column name their row.
NUMBERED = re.compile(r"\d{1,4}(?:号|#|班|组|层|栋|幢|线|路|区|期|标|队|年|月|日|季度)\s*")
HEAD_UNIT = re.compile(r"[（(／/]\s?(?:单位[:：])?([^（()）]{1,10})\s?[)）]?$")
PERCENT_HEAD = re.compile(r"[%‰]$")
# 金额单位：万元 anywhere above a table speaks for its columns of money.
DECLARED = re.compile(
    r"(?:单位|金额)(?:均?为|均?以|[:：是])?\s?(?:人民币)?((?:万|亿|百万|千)?(?:元|美元|吨|千瓦时|人次|件|户|亩|公里))"
)
# Without a unit anywhere, 例数 counts in 例 and a rate is in percent.
COUNT_HEAD = re.compile(r"([例人户件次台张家笔起份宗套辆])数$")
RATE_HEAD = re.compile(r"(?<![频功效速汇税斜倍])率$|占比$")
NO_MONEY = re.compile(
    r"率|比|人力|在册|编制|人员|排名|名次|得分|分数|系数|人数|户数|次数|数量|人次|天数|件数|面积|幅|增长|进度|单价|时间|日期|[%‰]"
)
COUNTED = ("count", "person", "labour")
FIGURE_IN_WORDS = re.compile(r"[\u4e00-\u9fff]{2}\d")
LABEL_ENDS = frozenset(("", "，", ",", "；", "。", "、", "）", ")"))
UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
SKIP_HEAD = re.compile(r"死线|期限|截止|序号|编号|日期|时间$|时限|电话|工号|年份|责任人|备注|完成时间|型号|代码|页码|版本")
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


def measure_row(unit: Unit, scanner: Scanner, declared: str = "", namer: Namer | None = None) -> list[Cell]:
    """The figures of a table row; offsets are in the text of the unit. A header row has none.

    `declared` is the unit that the text above the table gives for it.
    """
    row = unit.row
    if row is None or row.header:
        return []
    cells = [(start - unit.start, end - unit.start) for start, end in row.cells]
    texts = [unit.text[start:end].strip() for start, end in cells]
    label, first = _row_label(texts, row.heads)
    unit_column = next((text for text, head in zip(texts, row.heads, strict=False) if UNIT_HEAD.match(head.strip())), "")
    in_label = HEAD_UNIT.search(label)
    first_head = HEAD_UNIT.search(row.heads[first].strip()) if 0 <= first < len(row.heads) else None
    unit_column = unit_column or next((match.group(1) for match in (in_label, first_head) if match), "")
    label = HEAD_UNIT.sub("", label)
    label = full_label(label, row.heads[first].strip() if 0 <= first < len(row.heads) else "")
    caption = unit_of_caption(row.caption, scanner)
    found = figures_of_label(texts[first], cells[first][0], scanner) if first >= 0 else []
    for index, (start, end) in enumerate(cells):
        head = row.heads[index] if index < len(row.heads) else ""
        if index > first + 1:
            head = full_head(head, HEAD_UNIT.sub("", head.strip()), HEAD_UNIT.sub("", row.heads[index - 1].strip()))
        if (
            (
                index == first
                and (not CELL.fullmatch(texts[index]) or NUMBERED.fullmatch(texts[index]))
                and not (_is_figure(texts[index], scanner) and not NUMBERED.fullmatch(texts[index]))
            )
            or SKIP_HEAD.search(head)
            or UNIT_HEAD.match(head.strip())
        ):
            continue
        spare = caption or find_declared(row.caption) or declared
        frame = Frame(head, label, unit_column, "" if NO_MONEY.search(head) or NO_MONEY.search(label) else spare)
        cells_found = _cell(unit.text, start, end, frame, scanner)
        names = (
            names_in_words(unit.text[start:end], start, [cell.quantity for cell in cells_found], label, namer) if namer else []
        )
        cells_found = (
            [cell._replace(name=name) for cell, name in zip(cells_found, names, strict=True)] if names else cells_found
        )
        found += [cell._replace(column=index, head=cell.head or head, label=label) for cell in cells_found]
    return found


def _row_label(texts: list[str], heads: tuple[str, ...]) -> tuple[str, int]:
    for index, text in enumerate(texts):
        head = heads[index] if index < len(heads) else ""
        cell = CELL.fullmatch(text)
        named = cell is None or len(cell["unit"] or "") > 2 or (not index and NUMBERED.fullmatch(text) is not None)
        if text and not SKIP_HEAD.search(head) and named:
            return text, index
    return "", -1


def _cell(text: str, start: int, end: int, frame: Frame, scanner: Scanner) -> list[Cell]:
    head, label = frame.head, frame.label
    body = text[start:end]
    pair = PAIR.fullmatch(body) if "/" in body or "／" in body else None
    if pair is not None and (is_pair(pair, head) or roles_of_head(head)):
        return two_figures(
            text, (start + pair.start(1), start + pair.end(1)), (start + pair.start(2), start + pair.end(2)), frame, scanner
        )
    match = CELL.fullmatch(body)
    own = match["unit"] if match else None
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
        for cell in _cell(text, start, end, frame._replace(head=head), scanner)
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
        for cell in _cell(text, start, end, frame._replace(head=half.strip() + bracket), scanner)
    ]


def figures_of_label(label: str, start: int, scanner: Scanner) -> list[Cell]:
    """The figures in the words of a row's label (提供线索破案1起): those behind words, with a border behind them."""
    if not FIGURE_IN_WORDS.search(label):
        return []
    return [
        Cell(
            quantity._replace(
                start=quantity.start + start,
                end=quantity.end + start,
                number=quantity.number + start,
                tail=quantity.tail + start,
            ),
            label[: quantity.start].strip("，、 "),
            None,
            label=label,
        )
        for quantity in scanner.scan(label)
        if quantity.unit and quantity.start > 1 and label[quantity.end : quantity.end + 1] in LABEL_ENDS
    ]


def unit_of_caption(caption: str, scanner: Scanner) -> str:
    """The unit in the brackets that close a caption (水质（月均，mg/L）), empty where they hold none."""
    match = HEAD_UNIT.search(caption.strip())
    parts = re.split(r"[，,、；; ]", match.group(1)) if match else []
    return next((part for part in reversed(parts) if scanner.units.find(part.lstrip("万亿"), 0) is not None), "")


def _is_figure(text: str, scanner: Scanner) -> bool:
    """Whether a cell that is no plain number is one figure and nothing else (6—8分)."""
    found = scanner.scan(text)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(text)


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


def find_declared(text: str) -> str:
    """The unit that a line above a table declares, empty where it declares none."""
    match = DECLARED.search(text)
    return match.group(1) if match else ""


def _role(head: str, sign: Comparator) -> Role:
    if CHANGE_HEAD.search(head):
        return "change"
    if (TARGET_HEAD.search(head) and not DONE_HEAD.search(head)) or sign in (">=", "<="):
        return "target"
    return "actual"


def _join(label: str, head: str) -> str:
    head = HEAD_UNIT.sub("", head.strip())
    return label if head in label else label + head
