"""PDF files give paragraphs again: lines joined, running heads and page numbers gone."""

from __future__ import annotations

import pytest
from reading_samples import pages_of, pdf_file, set_text

from miner.errors import NoTextLayer
from miner.reading import read
from miner.reading.pdf_lines import Column, PrintedLine, goes_on
from miner.records import Source, Text

FIRST = (
    "仓储组今年共盘点库房四十二间，纠正账实不符二十七处，报废过期物资一批，库"
    "容利用率比去年提高了一成多，没有发生丢失和损坏，得到了各使用单位的好评。"
)
SECOND = (
    "库房通风条件仍然较差，夏季温度偏高，对电池一类物资的保存不利；同时夜间"
    "值守人员偏少，巡查间隔过长，容易出现疏漏，需要在明年优先安排改造和补员。"
)
THIRD = "明年计划改造库房六间，新增温湿度记录仪三十台，并且与采购组一起清理三年以上没有领用的物资，把占用的货架腾出来。"
LINES = [
    *((220.0, 22.0, "仓储组年度总结"), *set_text(FIRST)),
    *((113.0, 14.0, "一、存在的问题"), *set_text(SECOND)),
    *((113.0, 14.0, "二、明年打算"), *set_text(THIRD)),
]
EXPECTED = ["仓储组年度总结", FIRST, "一、存在的问题", SECOND, "二、明年打算", THIRD]


def pdf(pages: list[list[tuple[float, float, float, str]]]) -> Text:
    return read(Source(pdf_file(pages)))


FURNITURE = [
    ("", None, "nothing around the text"),
    ("", lambda n: f"— {n} —", "page numbers between dashes"),
    ("", lambda n: f"第 {n} 页 共 4 页", "page numbers in words"),
    ("", str, "bare page numbers"),
    ("内部资料　注意保存", lambda n: f"{n}/4", "a running head"),
    ("仓储组 2023 年总结", lambda n: f"仓储组编印 {n}", "head and foot with figures in them"),
]


@pytest.mark.parametrize(("head", "foot", "reason"), FURNITURE, ids=[reason for *_, reason in FURNITURE])
@pytest.mark.parametrize("per_page", [3, 4, 6])
def test_paragraphs_are_whole_again_over_lines_and_pages(head: str, foot: object, reason: str, per_page: int) -> None:
    pages = pages_of(LINES, per_page, head, foot)  # type: ignore[arg-type]
    assert pdf(pages).text.split("\n") == EXPECTED, reason


def test_a_page_number_is_left_out_also_on_a_single_page() -> None:
    assert pdf(pages_of(LINES, 20, "", lambda n: f"第 {n} 页")).text.split("\n") == EXPECTED


def test_large_type_counts_as_bold() -> None:
    text = pdf(pages_of(LINES, 20))
    assert [(text.text[m.start : m.end], m.kind) for m in text.marks] == [("仓储组年度总结", "bold")]


def test_columns_of_a_table_become_cells() -> None:
    rows = [("库房", "盘点", "差错率"), ("一号", "120", "0.5%"), ("二号", "95", "1.2%")]
    lines = [
        (x, 500.0 - 24 * at, 14.0, cell) for at, row in enumerate(rows) for x, cell in zip((85, 250, 400), row, strict=True)
    ]
    text = pdf([[(85.0, 560.0, 14.0, "各库房情况见下表。"), *lines]])
    assert text.text.split("\n") == ["各库房情况见下表。", *("\t".join(row) for row in rows)]
    assert [mark.kind for mark in text.marks] == ["header", "row", "row"]


def test_the_head_of_a_table_on_every_page_stays_once() -> None:
    head = [(85.0, 780.0, 14.0, "库房"), (250.0, 780.0, 14.0, "盘点"), (400.0, 780.0, 14.0, "差错")]
    pages = [
        [
            *head,
            *(
                (x, 750.0 - 24 * at, 14.0, cell)
                for at in range(9)
                for x, cell in ((85.0, f"{page}{at}号"), (250.0, "12"), (400.0, "0"))
            ),
        ]
        for page in "甲乙丙"
    ]
    assert pdf(pages).text.count("库房\t盘点\t差错") == 1


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    contents = [(85.0, 700.0, 14.0, "一、存在的问题" + "." * 30 + " 3"), (85.0, 672.0, 14.0, "二、明年打算" + "…" * 8 + "12")]
    assert pdf([contents, *pages_of(LINES, 20)]).text.split("\n") == EXPECTED


def test_latin_words_at_a_line_end_are_parted_and_figures_are_not() -> None:
    first = "为配合系统升级工作组与厂家逐台核对了全部服务器的型号并把 Linux"
    second = "服务器的补丁全部打齐，涉及的台数是这几年来最多的，累计达到了20"
    lines = [(113.0, 14.0, first), (85.0, 14.0, "Kernel " + second), (85.0, 14.0, "23台。")]
    wide = [(x, size, text) for x, size, text in lines]
    text = pdf([[(x, 700.0 - 28 * at, size, line) for at, (x, size, line) in enumerate(wide)]])
    assert "Linux Kernel" in text.text


def test_a_page_without_text_among_others_is_told() -> None:
    text = pdf([*pages_of(LINES, 20), []])
    assert [warning.code for warning in text.warnings] == ["page-without-text"]


@pytest.mark.parametrize("pages", [[[], [], []], [[(280.0, 40.0, 9.0, "1")], [(280.0, 40.0, 9.0, "2")]]])
def test_scans_are_refused_even_with_page_numbers_printed_on_them(pages: list[list[tuple[float, float, float, str]]]) -> None:
    with pytest.raises(NoTextLayer, match="OCR"):
        pdf(pages)


def test_text_without_a_character_map_is_refused() -> None:
    with pytest.raises(NoTextLayer):
        pdf([[(85.0, 700.0, 14.0, "".join(chr(0xE000 + at) for at in range(20)))]])


def line(text: str, left: float = 85, right: float = 505, **other: float) -> PrintedLine:
    page = int(other.get("page", 0))
    return PrintedLine(text, left, right, other.get("y", 700), other.get("size", 14), page, 842)


COLUMN = Column(85, 505, 28, 14)
PAIRS = [
    (line("一行写到了右边"), line("接着写", y=672), True, "a full line goes on"),
    (line("没有写到右边", right=300), line("另起", y=672), False, "a short line ends its paragraph"),
    (line("写满并且结束。"), line("另起", y=672), False, "a full stop at the right edge"),
    (line("写满，首行缩进。", left=113), line("同一段", y=672), True, "a full stop at the edge of an indented first line"),
    (line("写满了没有标点"), line("缩进的新段", left=113, y=672), False, "the next line is indented"),
    (line("写满了没有标点"), line("二、新的一节", y=672), False, "the next line begins a section"),
    (line("写满了没有标点"), line("3、新的一项", y=672), False, "the next line begins an item"),
    (line("同比增长了百分之"), line("1.5个点", y=672), True, "a decimal is no item number"),
    (line("写满了没有标点"), line("隔得远", y=600), False, "set apart"),
    (line("写满了没有标点"), line("大字", y=672, size=22), False, "another size"),
    (line("写满了没有标点", y=60), line("下一页", y=740, page=1), True, "over a page break"),
    (line("写满了没有标点"), line("上一栏", y=740), False, "the next line stands higher on the same page"),
]


@pytest.mark.parametrize(("above", "below", "joined", "reason"), PAIRS, ids=[reason for *_, reason in PAIRS])
def test_a_line_goes_on_only_where_the_paragraph_does(
    above: PrintedLine, below: PrintedLine, joined: bool, reason: str
) -> None:
    assert goes_on(above, below, COLUMN) is joined
