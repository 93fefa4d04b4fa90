"""Excel workbooks (.xlsx, .xlsm): every visible sheet, rows as table rows, values as their number formats display them.

The cells are parsed by openpyxl's own sheet parser, which reports merged ranges as ranges; its workbook model would make a cell
for each square of a merged range, a million for a hostile one.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import WorkSheetParser

from miner.errors import CorruptSource, UnreadableSource
from miner.reading.composing import Composer
from miner.reading.grid import Cell, Line, looks_like_header, write_table
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.reading.number_format import show_value
from miner.reading.package import check_package, part_names
from miner.records import Caution, Source, Text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s{0,3}\d{0,4}", re.IGNORECASE)
LONGEST_TITLE = 60
STATING = re.compile(r"[。；;：:！!]|^[\d.%\s]{1,20}$")
SheetRow = dict[int, Cell]
"""Cells of a row by column from 0; only those with text."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets share: strings, number formats by style, and whether days count from 1904."""

    strings: list[Any]
    formats: list[str | int]
    since_1904: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A sheet's name; it tells something beside a title where there are other sheets to tell it from."""

    text: str
    tells: bool


class SheetReader:
    """Reads .xlsx and .xlsm."""

    name = "sheet"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, source: Source) -> bool:
        """A zip package with a workbook in it."""
        return source.data.startswith(b"PK\x03\x04") and "xl/workbook.xml" in part_names(source)

    def read(self, source: Source) -> Text:
        """The text, a mark a row; raises an UnreadableSource for what is broken."""
        check_package(source, self._limits)
        composer = Composer(self._limits)
        try:
            _read_book(source, composer)
        except UnreadableSource:
            raise
        except Exception as error:  # openpyxl raises anything on broken parts
            raise CorruptSource("Excel 文件已损坏，表格读不出来。请用 Excel 或 WPS 打开另存后重新提交。") from error
        return composer.text(MEDIA_TYPE)


def _read_book(source: Source, composer: Composer) -> None:
    reader = ExcelReader(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    reader.read_theme()
    apply_stylesheet(reader.archive, reader.wb)
    workbook = reader.wb
    book = Book(reader.shared_strings, _formats(workbook), workbook.epoch == CALENDAR_MAC_1904)
    numbers = count()
    sheets = [
        (sheet, relation.target) for sheet, relation in reader.parser.find_sheets() if relation.Type.endswith("/worksheet")
    ]
    several = sum(sheet.state == "visible" for sheet, _ in sheets) > 1
    for sheet, part in sheets:
        if sheet.state != "visible":
            composer.warnings.append(Caution(code="hidden-sheet", message=f"隐藏的工作表“{sheet.name[:40]}”没有读取。"))
            continue
        with reader.archive.open(part) as stream:
            _read_sheet(stream, Name(sheet.name, several), book, numbers, composer)


class _Cells(WorkSheetParser):  # type: ignore[misc]
    """The parser without what only matters to writing the sheet again, some of which it warns about on the console."""

    def parse_formatting(self, element: Any) -> None:
        """Conditional formats do not change what a cell says."""

    def parse_extensions(self, element: Any) -> None:
        """Extensions hold sparklines and the like."""

    def parse_sheet_protection(self, element: Any) -> None:
        """A protected sheet may be read."""


def _formats(workbook: Any) -> list[str | int]:
    """Number format by cell style: the code where the file writes one, else the built-in id."""
    custom = list(workbook._number_formats)
    ids = [style.numFmtId for style in workbook._cell_styles]
    return [custom[at - 164] if 0 <= at - 164 < len(custom) else at for at in ids]


def _read_sheet(stream: IO[bytes], name: Name, book: Book, numbers: Iterator[int], composer: Composer) -> None:
    parser = _Cells(stream, book.strings, data_only=True, date_formats=set(), timedelta_formats=set())
    rows = [(number, _texts(cells, book)) for number, cells in parser.parse()]
    merged = [merge.ref for merge in parser.merged_cells.mergeCell] if parser.merged_cells else []
    filled = [(number, row) for number, row in rows if row]
    if not filled:
        return
    title = _title(filled) if composer.is_empty() else None
    if title is not None:
        composer.paragraph(title, "title")
        del filled[0]
    if not DEFAULT_NAME.fullmatch(name.text.strip()) and (title is None or name.tells):
        composer.paragraph(name.text, "heading", 1)
    _span(dict(filled), merged)
    for block in _blocks(filled):
        _write_block(block, numbers, composer)


def _texts(cells: list[dict[str, Any]], book: Book) -> SheetRow:
    row: SheetRow = {}
    for cell in cells:
        value = cell["value"]
        if value is not None:
            style = cell["style_id"]
            form = book.formats[style] if 0 <= style < len(book.formats) else 0
            text = show_value(value, form, book.since_1904)
            if text.strip():
                row[cell["column"] - 1] = Cell(text, cell["column"] - 1)
    return row


def _title(rows: list[tuple[int, SheetRow]]) -> str | None:
    """The title of a sheet: a first row of one short cell that neither states nor fills in anything, with rows below it."""
    cells = list(rows[0][1].values())
    if len(cells) != 1 or len(rows) < 2 or len(cells[0].text) > LONGEST_TITLE or STATING.search(cells[0].text):
        return None
    return cells[0].text


def _span(rows: dict[int, SheetRow], merged: list[str]) -> None:
    """Writes merged ranges into the cells they begin with, counting only rows that hold something."""
    numbers = sorted(rows)
    for reference in merged:
        left, top, right, bottom = range_boundaries(reference[:40])
        row = rows.get(top)
        if row is None or left - 1 not in row:
            continue
        reached = bisect_right(numbers, bottom) - bisect_left(numbers, top)
        row[left - 1] = Cell(row[left - 1].text, left - 1, right - left + 1, reached)


def _blocks(rows: list[tuple[int, SheetRow]]) -> Iterator[list[SheetRow]]:
    """Rows parted where empty rows stand before something that looks like another table's beginning."""
    block: list[SheetRow] = []
    before = 0
    for number, row in rows:
        if block and number > before + 1 and (len(row) == 1 or looks_like_header(cell.text for cell in row.values())):
            yield block
            block = []
        block.append(row)
        before = number
    yield block


def _write_block(block: list[SheetRow], numbers: Iterator[int], composer: Composer) -> None:
    """Lines of one cell above a table (its title, its unit) and below it (its notes) are paragraphs."""
    first = next((index for index, row in enumerate(block) if len(row) > 1), len(block))
    last = next((index for index in range(len(block) - 1, first, -1) if len(block[index]) > 1), first)
    for row in block[:first]:
        _write_paragraphs(row, composer)
    if first == len(block):
        return
    end = last + 1
    while end < len(block) and 0 not in block[end]:
        end += 1
    write_table([Line(tuple(row[column] for column in sorted(row))) for row in block[first:end]], next(numbers), composer)
    for row in block[end:]:
        _write_paragraphs(row, composer)


def _write_paragraphs(row: SheetRow, composer: Composer) -> None:
    for column in sorted(row):
        composer.paragraph(row[column].text)
