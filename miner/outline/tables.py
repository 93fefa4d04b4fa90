"""Tables: rows that a reader marked, pipe rows, and runs of tab-separated lines, with the heading of each cell's column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.outline.lines import Line
from miner.records import Row

PIPE_ROW = re.compile(r"\s{0,8}\|.{1,4000}\|\s{0,8}$|[^|\n]{1,80}(?:\|[^|\n]{0,80}){2,40}")
RULE = re.compile(r"[\s|:+\-—=]{3,2000}")
DIGIT = re.compile(r"\d")
TIMES = re.compile(r"\d{4}年|\d{1,2}月|[一二三四]季度")
FIGURE = re.compile(r"[-+±]?\d[\d.,]{0,15}\s?(?:%|‰|[\u4e00-\u9fff]{1,3})?(?<![年月日])")
HEADER_ROWS, LOOKED_AT = 3, 5
LONGEST_HEAD = 12
HEAD_SHARE = 0.5
"""Of the cells behind the first, so many are figures in the rows around a head that no blank line sets off."""
CELL_TAB = re.compile(r"[^\t]*")
CELL_PIPE = re.compile(r"[^|]*")


def is_rule(line: Line) -> bool:
    """Whether a line is the rule between a table's head and body."""
    return "-" in line.text and "|" in line.text and RULE.fullmatch(line.text) is not None


def separator_of(line: Line) -> str | None:
    """What parts the cells of a line: a tab, a pipe, or None where it is no table row."""
    if line.mark is not None and line.mark.kind in ("row", "header"):
        return "|" if "|" in line.text and "\t" not in line.text else "\t"
    if line.text.count("|") >= 2 and PIPE_ROW.fullmatch(line.text):
        return "|"
    return "\t" if "\t" in line.text.strip() else None


def find_rows(lines: Sequence[Line]) -> dict[int, Row]:
    """Row records by the index of their line; a lone line with a tab is no table."""
    rows: dict[int, Row] = {}
    table = -1
    run: list[int] = []
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else None
        separator = separator_of(line) if line is not None else None
        together = not run or (separator is not None and same_table(lines[run[-1]], lines[index]))
        if separator is not None and together and not opens_table(run, index, lines):
            run.append(index)
            continue
        if is_table(run, lines):
            table += 1
            rows.update(table_rows(table, run, lines, below_row=run[0] - 1 in rows))
        run = [index] if separator is not None else []
    return rows


def same_table(above: Line, below: Line) -> bool:
    """Whether two neighbouring rows belong to one table."""
    if above.mark is not None and below.mark is not None:
        return above.mark.level == below.mark.level
    return (above.mark is None) == (below.mark is None) and separator_of(above) == separator_of(below)


def opens_table(run: Sequence[int], index: int, lines: Sequence[Line]) -> bool:
    """Whether a row below rows with figures opens another table.

    It is a head, set off by a blank line or plainly one without a digit; or it is set off and as wide as what follows alone.
    """
    line, below = lines[index], following(index, lines)
    if line.mark is not None or below is None or not any(has_figure(lines[above]) for above in run):
        return False
    apart, width = line.gap and not lines[run[-1]].gap, len(cells_of(line))
    if has_figure(line):
        return apart and not below.gap and width == len(cells_of(below)) != len(cells_of(lines[run[-1]]))
    if not has_figure(below) or not may_head(line) or (not apart and DIGIT.search(TIMES.sub("", line.text))):
        return False
    return apart or (width == len(cells_of(below)) and min(figure_share(lines[run[-1]]), figure_share(below)) >= HEAD_SHARE)


def following(index: int, lines: Sequence[Line]) -> Line | None:
    """The row below a row, past the rule of a pipe table, or None where the table ends."""
    for line in lines[index + 1 : index + 3]:
        if not is_rule(line):
            return line if separator_of(line) == separator_of(lines[index]) and line.mark is None else None
    return None


def cells_of(line: Line) -> list[str]:
    """The texts of a row's cells."""
    return [line.text[start - line.start : end - line.start] for start, end in cell_spans(line)]


def may_head(line: Line) -> bool:
    """Whether a row may head columns: its cells are short words, each different."""
    cells = cells_of(line)
    words = all(any(map(str.isalpha, cell)) and len(cell) <= LONGEST_HEAD for cell in cells)
    return words and len(set(cells)) == len(cells)


def figure_share(line: Line) -> float:
    """How many of the cells behind the first are figures."""
    cells = cells_of(line)[1:]
    return sum(FIGURE.fullmatch(TIMES.sub("", cell).strip()) is not None for cell in cells) / max(1, len(cells))


def is_table(run: Sequence[int], lines: Sequence[Line]) -> bool:
    """At least one marked row, or two rows that look alike."""
    return bool(run) and (lines[run[0]].mark is not None or len(run) >= 2)


def table_rows(table: int, run: Sequence[int], lines: Sequence[Line], below_row: bool = False) -> dict[int, Row]:
    """The rows of one table, each with the heads of its columns; the caption is a short line right above, but no row of another."""
    body = [index for index in run if not is_rule(lines[index])]
    cells = {index: cell_spans(lines[index]) for index in body}
    headers = header_rows(body, run, lines)
    width = max((len(spans) for spans in cells.values()), default=0)
    heads = tuple(column_head(column, headers, cells, lines) for column in range(width))
    caption = ""
    if run[0] and len(lines[run[0] - 1].text) <= 40 and not below_row:
        caption = lines[run[0] - 1].rest.rstrip(":")
    rows = {index: Row(table, cells[index], heads[: len(cells[index])], index in headers, caption) for index in body}
    return rows | {index: Row(table, (), (), True, caption) for index in run if index not in rows}


def header_rows(body: Sequence[int], run: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """Rows marked as header, those right above a pipe table's rule, else a first row without a figure above rows with figures."""
    marked = {index for index in body if (mark := lines[index].mark) is not None and mark.kind == "header"}
    if marked:
        return marked
    rule = next((index for index in run if is_rule(lines[index])), None)
    if rule is not None:
        return {index for index in body if rule - HEADER_ROWS <= index < rule}
    if len(body) > 1 and not has_figure(lines[body[0]]) and any(has_figure(lines[index]) for index in body[1 : 1 + LOOKED_AT]):
        return {body[0]}
    return {body[0]} if len(body) > 1 and not DIGIT.search(TIMES.sub("", lines[body[0]].text)) else set()


def has_figure(line: Line) -> bool:
    """Whether a cell of a row is a figure and nothing else; 2023年实际 is none."""
    return any(FIGURE.fullmatch(TIMES.sub("", cell).strip()) for cell in line.text.split(separator_of(line) or "\t"))


def cell_spans(line: Line) -> tuple[tuple[int, int], ...]:
    """Spans of a row's cells in the clean text, without the blanks around their content."""
    separator = separator_of(line) or "\t"
    text, offset = line.text, line.start
    left = text.startswith("|") and separator == "|"
    right = text.rstrip().endswith("|") and separator == "|"
    parts = text.split(separator)
    spans = []
    at = 0
    for part in parts:
        lead = len(part) - len(part.lstrip())
        body = part.strip()
        spans.append((offset + at + lead, offset + at + lead + len(body)))
        at += len(part) + 1
    return tuple(spans[int(left) : len(spans) - int(right)])


def column_head(column: int, headers: set[int], cells: dict[int, tuple[tuple[int, int], ...]], lines: Sequence[Line]) -> str:
    """The texts of a column's header cells from the top, each once."""
    texts: list[str] = []
    for index in sorted(headers):
        spans = cells[index]
        if column < len(spans):
            start, end = spans[column]
            text = lines[index].text[start - lines[index].start : end - lines[index].start]
            if text and text not in texts:
                texts.append(text)
    return " ".join(texts)
