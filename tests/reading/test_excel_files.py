"""Workbooks give every visible sheet row by row, with values as displayed."""

from __future__ import annotations

import datetime

import openpyxl
import pytest
from reading_samples import repacked, rows_sheet, saved_sheet

from miner.reading import read
from miner.reading.number_format import show_value
from miner.records import Source, Text

BUILT_IN = {code: at for at, code in openpyxl.styles.numbers.BUILTIN_FORMATS.items()}


def marks(text: Text) -> list[tuple[str, str, int]]:
    return [(text.text[m.start : m.end], m.kind, m.level) for m in text.marks]


def test_rows_titles_notes_and_values_come_as_displayed() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "一季度"
        for values in (
            ["指标完成情况"],
            ["单位：万元"],
            ["指标", "目标", "完成率"],
            ["收入", 1200.5, 0.985],
            ["成本", 800, 1.02],
            ["制表：财务科"],
        ):
            sheet.append(values)
        sheet.merge_cells("A1:C1")
        for at in (4, 5):
            sheet.cell(at, 2).number_format = "#,##0.00"
            sheet.cell(at, 3).number_format = "0.0%"

    text = read(Source(saved_sheet(fill)))
    rows = ["指标\t目标\t完成率", "收入\t1,200.50\t98.5%", "成本\t800.00\t102.0%"]
    assert text.text.split("\n") == ["指标完成情况", "单位：万元", *rows, "制表：财务科"]
    assert marks(text) == [("指标完成情况", "title", 0), (rows[0], "header", 0), (rows[1], "row", 0), (rows[2], "row", 0)]


TITLES = [
    (["客服部上半年指标表"], 1, [("客服部上半年指标表", "title")], "the title row says more than the only sheet's name"),
    (["客服部上半年指标表"], 2, [("客服部上半年指标表", "title"), ("KPI", "heading")], "a name tells one sheet from others"),
    (["单位：万元"], 1, [("KPI", "heading")], "a field is no title"),
    (["本期收入完成得不错。"], 1, [("KPI", "heading")], "nor is a statement"),
    (["班组", "收入"], 1, [("KPI", "heading")], "nor a row of several cells"),
    ([2024], 1, [("KPI", "heading")], "nor a mere number"),
]


@pytest.mark.parametrize(("first", "sheets", "wanted", "reason"), TITLES, ids=[row[-1] for row in TITLES])
def test_the_title_row_of_the_first_sheet_is_the_title_of_the_file(first, sheets, wanted, reason) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "KPI"
        for values in (first, ["指标", "完成"], ["收入", 12]):
            book.active.append(values)
        for at in range(1, sheets):
            book.create_sheet(f"说明{at}").append(["附注"])

    found = [(line, kind) for line, kind, _ in marks(read(Source(saved_sheet(fill)))) if kind in ("title", "heading")]
    assert [one for one in found if not one[0].startswith("说明")] == wanted


def test_merged_cells_are_filled_in_heads_and_downwards() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for values in (["班组", "上半年", None], [None, "计划", "完成"], ["一班", 10, 12], [None, 7, None]):
            book.active.append(values)
        for merged in ("A1:A2", "B1:C1", "A3:A4", "B4:C4"):
            book.active.merge_cells(merged)

    text = read(Source(saved_sheet(fill)))
    assert text.text == "班组\t上半年\t上半年\n班组\t计划\t完成\n一班\t10\t12\n一班\t7\t"
    assert [kind for _, kind, _ in marks(text)] == ["header", "header", "row", "row"]


def test_sheets_and_tables_parted_by_empty_rows_are_numbered_through() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for values in (["项目", "数"], ["甲", 1], [], ["人员", "岗位"], ["乙", 2], [], ["丙", 3]):
            book.active.append(values)
        book.create_sheet("二季度").append(["丁", 4])
        hidden = book.create_sheet("草稿")
        hidden.append(["不读", 5])
        hidden.sheet_state = "hidden"

    text = read(Source(saved_sheet(fill)))
    assert [(line, at) for line, kind, at in marks(text) if kind != "heading"] == [
        *(("项目\t数", 0), ("甲\t1", 0), ("人员\t岗位", 1), ("乙\t2", 1), ("丙\t3", 1), ("丁\t4", 2))
    ]
    assert [warning.code for warning in text.warnings] == ["hidden-sheet"]


def test_a_value_far_out_does_not_make_a_thousand_cells() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"], book.active["XFD1"] = "甲", 1
        book.active["A900000"], book.active["XFD900000"] = "乙", 2

    assert read(Source(saved_sheet(fill))).text == "甲\t1\n乙\t2"


def test_a_merged_range_over_the_whole_sheet_is_no_trap() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c>'
        b'<c r="B1"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    assert read(Source(repacked(rows_sheet([[1]]), **{"xl__worksheets__sheet1.xml": sheet}))).text.startswith("1\t2")


def test_dates_booleans_errors_and_line_breaks_in_cells() -> None:
    rows = [["日期", "是否", "说明"], [datetime.date(2023, 6, 5), True, "第一行\n第二行"]]
    assert read(Source(rows_sheet(rows))).text == "日期\t是否\t说明\n2023-06-05\tTRUE\t第一行 第二行"


SHOWN = [
    (0.35, "0.0%", "35.0%", "percent with a place"),
    (0.985, 10, "98.50%", "built-in percent"),
    (0.0012, "0.0‰", "1.2‰", "per mille as a literal"),
    (1234567.891, "#,##0.00", "1,234,567.89", "thousands"),
    (1234567, 3, "1,234,567", "built-in thousands"),
    (1234567, "#,##0,", "1,235", "scaled by a thousand"),
    (123456789, '0.00,,"百万"', "123.46百万", "scaled by a million with a literal"),
    (12, '0"万元"', "12万元", "unit as literal"),
    (12, "0万元", "12万元", "unit unquoted"),
    (-5, "0.00;(0.00)", "(5.00)", "negative in brackets"),
    (-5, "0.00_);[Red]0.00", "-5.00", "a negative shown by colour alone keeps its sign"),
    (-0.5, "0.0%", "-50.0%", "negative percent"),
    (0, '0.0;-0.0;"无"', "无", "section for zero"),
    (0, "0.0;-0.0;;@", "", "zero hidden"),
    (5, "000", "005", "leading zeros"),
    (0.5, "#.##", ".5", "no zero before the point"),
    (3, "0.##", "3", "optional places"),
    (2.5, "0", "3", "half rounds up as displayed, not to even"),
    (1.005, "0.00", "1.01", "as a decimal, not as a binary fraction"),
    (12345.678, "0.00E+00", "1.23E+04", "scientific"),
    (1200, '"¥"#,##0.00', "¥1,200.00", "currency"),
    (-1200, "[$¥-804]#,##0", "-¥1,200", "currency with locale"),
    (150, '[>=100]"超标"0;0', "超标150", "condition met"),
    (50, '[>=100]"超标"0;0', "50", "condition not met"),
    (0.1 + 0.2, "General", "0.3", "General hides binary noise"),
    (100000000000, 0, "100000000000", "General with a large whole number"),
    (12.5, "G/通用格式", "12.5", "General as Chinese Excel calls it"),
    (7, "# ?/?", "7", "fractions as decimals"),
    (45082, 14, "2023/6/5", "built-in date"),
    (45082, 31, "2023年6月5日", "built-in Chinese date"),
    (45082, 'yyyy"年"m"月"', "2023年6月", "year and month"),
    (45082, "yyyy-mm-dd", "2023-06-05", "ISO date"),
    (45082.75, 34, "下午6时00分", "built-in Chinese time"),
    (45082.75, "yyyy/m/d h:mm", "2023/6/5 18:00", "date and time"),
    (45082.75, "h:mm AM/PM", "6:00 PM", "halves of the day"),
    (0.5104166667, "h:mm:ss", "12:15:00", "minutes beside hours and seconds"),
    (1.5, "[h]:mm", "36:00", "elapsed hours"),
    (1, 14, "1900/1/1", "first day of the calendar"),
    (-1, "yyyy", "-1", "no date before the calendar"),
    ("文字", "0.00", "文字", "text is left alone"),
    (True, 0, "TRUE", "truth value"),
    (float("inf"), "0", "inf", "no number"),
]


@pytest.mark.parametrize(("value", "form", "shown", "reason"), SHOWN, ids=[reason for *_, reason in SHOWN])
def test_values_are_shown_by_their_number_format(value: object, form: str | int, shown: str, reason: str) -> None:
    assert show_value(value, form) == shown


@pytest.mark.parametrize(
    "code", ["[$-804]aaaa", "[", '"', "\\", "0.0.0.0", "E+", "%%%0", "[h", "?" * 200, ";;;;;", "@@", "0/0/0", "e+e+e+"]
)
def test_a_code_that_makes_no_sense_shows_something_or_nothing(code: str) -> None:
    assert isinstance(show_value(45082.5, code), str)


def test_dates_of_a_workbook_counting_from_1904() -> None:
    assert show_value(43620, "yyyy-mm-dd", since_1904=True) == "2023-06-05"
