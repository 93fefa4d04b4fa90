"""Tables: one indicator a cell, named by its row and column, with the unit of its column's head or of a unit column."""

from __future__ import annotations

import re

from miner.indicators.cells import CELL, HEAD_UNIT, Cell, Frame, measure_cell
from miner.indicators.names import Namer
from miner.indicators.quantities import Scanner
from miner.indicators.table_names import full_head, full_label, names_in_words
from miner.records import Unit

# 92号 and 3班 in the first column name their row.
NUMBERED = re.compile(r"\d{1,4}(?:号|#|班|组|层|栋|幢|线|路|区|期|标|队|年|月|日|季度)\s*")
# 金额单位：万元 anywhere above a table speaks for its columns of money.
DECLARED = re.compile(
    r"(?:单位|金额)(?:均?为|均?以|[:：是])?\s?(?:人民币)?((?:万|亿|百万|千)?(?:元|美元|吨|千瓦时|人次|件|户|亩|公里))"
    r"|单位[:：]\s?((?:万|亿)?(?:人|台套|台|个|辆|套|次|家|起|宗|份|张|头|只|公斤|千克|千米|米|平方米|立方米|公顷|棵|株))(?=[）)\s，,；;。]|$)"
)
NO_MONEY = re.compile(
    r"率|比|人力|在册|编制|人员|排名|名次|得分|分数|系数|人数|户数|次数|数量|人次|天数|件数|面积|幅|增长|进度|单价|时间|日期|[%‰]"
)
# Of these no unit of count, weight or length holds either.
NO_COUNT = re.compile(r"率|比|幅|增长|增减|进度|占|排名|名次|得分|分数|系数|单价|时间|日期|金额|额|费|[元%‰]")
NO_COUNTED = re.compile(r"(?:率|比|幅|额|费|单价)$|[%‰]")
FIGURE_IN_WORDS = re.compile(r"[\u4e00-\u9fff]{2}\d")
LABEL_ENDS = frozenset(("", "，", ",", "；", "。", "、", "）", ")"))
# Dry or wet, it is a tonne.
WEIGHED = re.compile(r"^[干湿](?=吨)")
UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
SKIP_HEAD = re.compile(r"死线|期限|截止|序号|编号|日期|时间$|时限|电话|工号|年份|责任人|备注|完成时间|型号|代码|页码|版本")


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
    caption = unit_of_caption(row.caption, scanner) or (unit_of_caption(unit.path[-1], scanner) if unit.path else "")
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
        foreign, alien = (NO_MONEY, NO_MONEY) if spare.endswith("元") else (NO_COUNT, NO_COUNTED)
        frame = Frame(head, label, unit_column, "" if foreign.search(head) or alien.search(label) else spare)
        cells_found = measure_cell(unit.text, start, end, frame, scanner)
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
    parts = [WEIGHED.sub("", part) for part in parts]
    return next((part for part in reversed(parts) if scanner.units.find(part.lstrip("万亿"), 0) is not None), "")


def _is_figure(text: str, scanner: Scanner) -> bool:
    """Whether a cell that is no plain number is one figure and nothing else (6—8分)."""
    found = scanner.scan(text)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(text)


def find_declared(text: str) -> str:
    """The unit that a line above a table declares, empty where it declares none."""
    match = DECLARED.search(text)
    return (match.group(1) or match.group(2)) if match else ""
