"""Word files give what they display: paragraphs with their marks, tables row by row, boxes and notes, nothing deleted."""

from __future__ import annotations

import docx
import pytest
from reading_samples import level, listed, numbering, paragraph, repacked, saved_word, word_file

from miner.errors import UnsupportedFormat
from miner.reading import read
from miner.records import Source, Text


def word(body: str, **parts: str) -> Text:
    return read(Source(word_file(body, **parts)))


def marks(text: Text) -> list[tuple[str, str, int]]:
    return [(text.text[m.start : m.end], m.kind, m.level) for m in text.marks]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_headings_titles_and_bold_paragraphs_are_marked() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("车队年度总结", 0)
        document.add_heading("一、行车情况", 1)
        document.add_heading("（一）里程", 2)
        document.add_paragraph("全年安全行驶。")
        document.add_paragraph().add_run("存在的不足").bold = True
        document.add_paragraph("两处").add_run("加粗").bold = True

    text = read(Source(saved_word(fill), "总结.docx"))
    assert text.text == "车队年度总结\n一、行车情况\n（一）里程\n全年安全行驶。\n存在的不足\n两处加粗"
    assert marks(text) == [
        ("车队年度总结", "title", 0),
        ("一、行车情况", "heading", 1),
        ("（一）里程", "heading", 2),
        ("存在的不足", "bold", 0),
    ]
    assert text.encoding is None


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公文一级"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="zh"><w:name w:val="标题 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="强调"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="大纲"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="X"/><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="Y"/><w:basedOn w:val="x"/></w:style>'
)
STYLED = [
    ('<w:pStyle w:val="1"/>', "", [("heading", 1)], "by the style's name"),
    ('<w:pStyle w:val="own"/>', "", [("heading", 1)], "by the style it is based on"),
    ('<w:pStyle w:val="zh"/>', "", [("heading", 2)], "by a Chinese name, as WPS may write it"),
    ('<w:pStyle w:val="o"/>', "", [("heading", 3)], "by the style's outline level"),
    ('<w:outlineLvl w:val="3"/>', "", [("heading", 4)], "by its own outline level"),
    ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', "", [("bold", 0)], "body text in spite of its style"),
    ('<w:pStyle w:val="b"/>', "", [("bold", 0)], "bold by style"),
    ('<w:pStyle w:val="b"/>', '<w:b w:val="0"/>', [], "bold taken back"),
    ('<w:pStyle w:val="x"/>', "", [], "styles based on each other in a circle"),
    ('<w:pStyle w:val="gone"/>', "", [], "a style that is not there"),
]


@pytest.mark.parametrize(("properties", "run", "kinds", "reason"), STYLED, ids=[reason for *_, reason in STYLED])
def test_styles_say_what_a_paragraph_is(properties: str, run: str, kinds: list[tuple[str, int]], reason: str) -> None:
    text = word(paragraph("工作情况", properties, run), styles=STYLES)
    assert [(mark.kind, mark.level) for mark in text.marks] == kinds


def test_contents_are_left_out() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>" + paragraph(
        "一、概况……1", '<w:pStyle w:val="t"/>'
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件里的正文')}</w:sdtContent></w:sdt>"
    assert word(body + control, styles=STYLES).text == "控件里的正文"


INLINE = [
    ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙", "tab"),
    ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙", "line break"),
    ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "A-1", "hyphen that does not break"),
    (
        "<w:ins><w:r><w:t>增加</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>",
        "增加",
        "tracked changes",
    ),
    (
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>",
        "新处",
        "tracked move",
    ),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r>", "可见", "hidden text"),
    ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3", "field: its result, not its code"),
    ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接", "hyperlink"),
    (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="x" w:char="221A"/><w:t>合格</w:t></w:r>',
        "√合格",
        "symbols",
    ),
    (
        "<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "汉",
        "ruby",
    ),
    (
        "<w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice>"
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "新",
        "alternatives once",
    ),
]


@pytest.mark.parametrize(("runs", "text", "reason"), INLINE, ids=[reason for *_, reason in INLINE])
def test_a_paragraph_shows_what_word_shows(runs: str, text: str, reason: str) -> None:
    assert word(f"<w:p>{runs}</w:p>").text == text


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>" + paragraph("后半句。")
    assert word(body).text == "前半句，后半句。"


def test_text_boxes_and_notes_follow_the_paragraph_they_belong_to() -> None:
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    box += f"{paragraph('框里的话。')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = f'<w:p><w:r><w:t>正文一。</w:t></w:r>{box}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("正文二。")
    notes = f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("注：含外包。")}</w:footnote>'
    assert word(body, footnotes=notes).text == "正文一。\n框里的话。\n注：含外包。\n正文二。"


SPAN2, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_tables_come_row_by_row_with_merged_cells_filled() -> None:
    text = word(
        paragraph("表前。")
        + table(
            row(cell("班组", DOWN), cell("上半年", SPAN2), properties="<w:tblHeader/>"),
            row(cell("", ON), cell("计划"), cell("完成"), properties="<w:tblHeader/>"),
            row(cell("一班", DOWN), cell("10"), cell("12")),
            row(cell("", ON), cell("停用", SPAN2)),
        )
        + table(row(cell("项目"), cell("一季度")), row(cell("电费"), cell("3.5万元")))
    )
    assert (
        text.text == "表前。\n班组\t上半年\t上半年\n班组\t计划\t完成\n一班\t10\t12\n一班\t停用\t\n项目\t一季度\n电费\t3.5万元"
    )
    assert [(kind, at) for _, kind, at in marks(text)] == [
        *(("header", 0), ("header", 0), ("row", 0), ("row", 0), ("header", 1), ("row", 1))
    ]


ROWS = [
    (
        row(cell("甲"), cell("乙"), properties="<w:del/>") + row(cell("丙"), cell("1")),
        "丙\t1",
        "a row deleted by tracked changes",
    ),
    (
        row(cell("丙"), cell("1"), properties='<w:gridBefore w:val="1"/>') + row(cell("丁"), cell("2"), cell("3")),
        "\t丙\t1\n丁\t2\t3",
        "a row that begins later",
    ),
    (row(f"<w:tc>{paragraph('一')}{paragraph('二')}</w:tc>", cell("1")), "一 二\t1", "paragraphs of a cell in one line"),
    (row(f"<w:tc>{table(row(cell('里'), cell('层')))}<w:p/></w:tc>", cell("1")), "里 层\t1", "a table in a cell"),
    (row(f"<w:sdt><w:sdtContent>{cell('控件')}</w:sdtContent></w:sdt>", cell("1")), "控件\t1", "a cell in a content control"),
]


@pytest.mark.parametrize(("rows", "text", "reason"), ROWS, ids=[reason for *_, reason in ROWS])
def test_rows_are_read_whatever_their_form(rows: str, text: str, reason: str) -> None:
    assert word(table(rows)).text == text


def test_a_form_with_a_whole_report_in_a_cell_gives_its_paragraphs() -> None:
    long = "".join(paragraph("检修班全面完成了冬季检查，没有留下隐患。" * 4) for _ in range(4))
    text = word(table(row(cell("部门"), cell("检修班")), row(cell("小结"), f"<w:tc>{long}</w:tc>")))
    assert len(text.text.split("\n")) == 6
    assert [mark.kind for mark in text.marks] == ["row"]


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    text = word(table(row(f"<w:tc>{paragraph('第一段。')}{paragraph('第二段。')}</w:tc>")))
    assert (text.text, text.marks) == ("第一段。\n第二段。", ())


def test_automatic_numbers_stand_before_headings_inside_their_mark() -> None:
    properties = '<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    text = word(paragraph("行车情况", properties), styles=STYLES, numbering=numbering(level(0, "chineseCounting", "%1、")))
    assert marks(text) == [("一、行车情况", "heading", 1)]


def test_headers_and_footers_are_left_out() -> None:
    def fill(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.sections[0].footer.paragraphs[0].text = "第 1 页"
        document.add_paragraph("只有正文。")

    assert read(Source(saved_word(fill))).text == "只有正文。"


def test_a_template_or_macro_file_is_read_too() -> None:
    made = word_file(paragraph("带宏的文件。"))
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    types = zipfile.ZipFile(io.BytesIO(made)).read("[Content_Types].xml")
    macro = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )
    assert read(Source(repacked(made, **{"[Content_Types].xml": macro}))).text == "带宏的文件。"


def test_strict_open_xml_is_refused_with_a_remedy() -> None:
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="' + strict + b'" Target="word/document.xml"/></Relationships>'
    )
    with pytest.raises(UnsupportedFormat, match="Strict"):
        read(Source(repacked(word_file(paragraph("x")), **{"_rels__.rels": relations})))


def test_list_items_without_text_are_not_counted() -> None:
    items = listed("甲") + "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>" + listed("乙")
    assert word(items, numbering=numbering(level(0, "decimal", "%1."))).text == "1. 甲\n2. 乙"
