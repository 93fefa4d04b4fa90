"""Automatic numbers of Word lists come out as Word displays them."""

from __future__ import annotations

import pytest
from reading_samples import level, listed, numbering, paragraph, word_file

from miner.reading import read
from miner.reading.numerals import write_numeral
from miner.records import Source

NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
SECOND = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
OUTLINE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%3)")


def lines(items: list[tuple[str, int, int]], levels: str, nums: str = NUM, **parts: str) -> list[str]:
    body = "".join(listed(text, at, number) for text, at, number in items)
    return read(Source(word_file(body, numbering=numbering(levels, nums), **parts))).text.split("\n")


FORMS = [
    ("chineseCounting", "%1、", ["一、项", "二、项", "三、项"]),
    ("chineseCounting", "（%1）", ["（一）项", "（二）项", "（三）项"]),
    ("decimal", "%1、", ["1、项", "2、项", "3、项"]),
    ("decimal", "%1.", ["1. 项", "2. 项", "3. 项"]),
    ("decimal", "第%1条", ["第1条 项", "第2条 项", "第3条 项"]),
    ("decimalEnclosedCircleChinese", "%1", ["① 项", "② 项", "③ 项"]),
    ("upperLetter", "%1．", ["A．项", "B．项", "C．项"]),
    ("upperRoman", "%1.", ["I. 项", "II. 项", "III. 项"]),
    ("chineseLegalSimplified", "%1、", ["壹、项", "贰、项", "叁、项"]),
    ("ideographTraditional", "%1、", ["甲、项", "乙、项", "丙、项"]),
    ("bullet", "\uf06c", ["项", "项", "项"]),
    ("none", "", ["项", "项", "项"]),
    ("decimal", "", ["项", "项", "项"]),
]


@pytest.mark.parametrize(("form", "text", "shown"), FORMS, ids=[f"{form}{text}" for form, text, _ in FORMS])
def test_each_format_is_written_as_displayed(form: str, text: str, shown: list[str]) -> None:
    assert lines([("项", 0, 1)] * 3, level(0, form, text)) == shown


COUNTS = [
    (
        [("甲", 0, 1), ("乙", 1, 1), ("丙", 1, 1), ("丁", 0, 1), ("戊", 1, 1)],
        OUTLINE,
        NUM,
        "1. 甲|1.1 乙|1.2 丙|2. 丁|2.1 戊",
        "lower levels restart",
    ),
    ([("甲", 1, 1), ("乙", 0, 1)], OUTLINE, NUM, "1.1 甲|1. 乙", "a level above that was never used shows its start"),
    ([("甲", 0, 1), ("乙", 2, 1), ("丙", 1, 1), ("丁", 2, 1)], OUTLINE, NUM, "1. 甲|a)乙|1.1 丙|a)丁", "a skipped level"),
    ([("甲", 0, 1), ("乙", 0, 1)], level(0, "decimal", "%1.", 5), NUM, "5. 甲|6. 乙", "start value"),
    (
        [("甲", 0, 1), ("乙", 0, 2), ("丙", 0, 1)],
        OUTLINE,
        NUM + SECOND.format(""),
        "1. 甲|2. 乙|3. 丙",
        "two lists over one numbering count on",
    ),
    (
        [("甲", 0, 1), ("乙", 0, 2), ("丙", 0, 2)],
        OUTLINE,
        NUM + SECOND.format(RESTART.format(1)),
        "1. 甲|1. 乙|2. 丙",
        "start overridden once",
    ),
    (
        [("甲", 0, 1), ("乙", 0, 2)],
        OUTLINE,
        NUM + SECOND.format(RESTART.format(9)),
        "1. 甲|9. 乙",
        "start overridden with a value",
    ),
    (
        [("甲", 0, 1), ("乙", 0, 2)],
        OUTLINE,
        NUM + SECOND.format(f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "%1、")}</w:lvlOverride>'),
        "1. 甲|二、乙",
        "level redefined by an override",
    ),
    (
        [("甲", 0, 1), ("乙", 1, 1), ("丙", 0, 1), ("丁", 1, 1)],
        level(0, "decimal", "%1.") + level(1, "decimal", "（%2）", more='<w:lvlRestart w:val="0"/>'),
        NUM,
        "1. 甲|（1）乙|2. 丙|（2）丁",
        "a level that never restarts",
    ),
    (
        [("甲", 0, 1), ("乙", 1, 1)],
        level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        NUM,
        "一、甲|1.1 乙",
        "legal numbering in digits",
    ),
    ([("甲", 0, 7)], OUTLINE, NUM, "甲", "a list that is not there"),
    ([("甲", 8, 1)], OUTLINE, NUM, "甲", "a level that is not there"),
    ([("甲", 0, 0)], OUTLINE, NUM, "甲", "list 0 takes the number away"),
]


@pytest.mark.parametrize(("items", "levels", "nums", "shown", "reason"), COUNTS, ids=[row[-1] for row in COUNTS])
def test_numbers_are_counted_as_displayed(
    items: list[tuple[str, int, int]], levels: str, nums: str, shown: str, reason: str
) -> None:
    assert lines(items, levels, nums) == shown.split("|")


def test_styles_carry_lists_and_their_levels() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:name w:val="K"/><w:basedOn w:val="h2"/></w:style>'
    )
    levels = level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="h1"/>') + level(
        1, "chineseCounting", "（%2）", more='<w:pStyle w:val="h2"/>'
    )
    body = "".join(paragraph("节", f'<w:pStyle w:val="{style}"/>') for style in ("h1", "h2", "k", "h1", "h2"))
    off = paragraph("无号", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    text = read(Source(word_file(body + off, styles=styles, numbering=numbering(levels)))).text
    assert text.split("\n") == ["一、节", "（一）节", "（二）节", "二、节", "（一）节", "无号"]


def test_a_numbering_linked_by_style_leads_to_its_definition() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="S"/></w:abstractNum>'
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    levels = '<w:styleLink w:val="S"/>' + level(0, "chineseCounting", "%1、")
    body = listed("甲") + listed("乙")
    assert read(Source(word_file(body, numbering=numbering(levels, nums, linked)))).text == "一、甲\n二、乙"


def test_a_number_never_runs_into_the_figure_that_follows() -> None:
    assert lines([("5项任务", 0, 1)], level(0, "decimal", "%1.")) == ["1. 5项任务"]


NUMERALS = [
    (10, "chineseCounting", "十"),
    (11, "chineseCounting", "十一"),
    (20, "chineseCounting", "二十"),
    (21, "chineseCountingThousand", "二十一"),
    (105, "chineseCountingThousand", "一百零五"),
    (110, "chineseCountingThousand", "一百一十"),
    (1000, "chineseCountingThousand", "一千"),
    (12, "chineseLegalSimplified", "壹拾贰"),
    (12, "ideographDigital", "一二"),
    (20, "decimalEnclosedCircle", "⑳"),
    (21, "decimalEnclosedCircle", "㉑"),
    (51, "decimalEnclosedCircle", "51"),
    (3, "decimalEnclosedParen", "⑶"),
    (3, "decimalEnclosedFullstop", "⒊"),
    (7, "decimalZero", "07"),
    (12, "decimalFullWidth", "１２"),
    (27, "upperLetter", "AA"),
    (28, "lowerLetter", "bb"),
    (1994, "upperRoman", "MCMXCIV"),
    (4, "lowerRoman", "iv"),
    (11, "ideographTraditional", "甲"),
    (0, "upperRoman", "0"),
    (3, "klingon", "3"),
]


@pytest.mark.parametrize(("number", "form", "shown"), NUMERALS)
def test_numerals_are_written_in_their_format(number: int, form: str, shown: str) -> None:
    assert write_numeral(number, form) == shown
