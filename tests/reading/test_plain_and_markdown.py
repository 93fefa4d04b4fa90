"""Plain text and Markdown keep their text; Markdown says which lines are headings and table rows."""

from __future__ import annotations

import pytest

from miner.reading import read
from miner.reading.markdown import is_rule, mark_markdown
from miner.records import Source


def test_plain_text_changes_in_its_line_ends_alone() -> None:
    text = read(Source("一、概况\r\n\r\n　　走访客户 12 家。\t完\r结尾\n".encode("gbk"), "a.txt"))
    assert text.text == "一、概况\n\n　　走访客户 12 家。\t完\n结尾\n"
    assert (text.media_type, text.encoding, text.marks) == ("text/plain", "gb18030", ())


def test_the_place_of_a_broken_byte_follows_the_changed_line_ends() -> None:
    text = read(Source("走访客户十二家，签约三家。\r\n".encode() * 20 + b"\xff\r\n" + "没有问题。".encode()))
    (warning,) = text.warnings
    assert text.text[warning.start : warning.end] == "\ufffd"


def test_a_text_that_only_mentions_tags_is_plain() -> None:
    assert read(Source("系统页面里的<br>标签已经修复。".encode())).text == "系统页面里的<br>标签已经修复。"


MARKDOWN = """# 维修班月报 #

概况
====

## 一、完成情况
| 项目 | 数量 |
| :-- | --: |
| 抢修 | 5 次 |
| 保养 | 12 台 |

正文里的 a | b 不是表格。
```
# 代码不是标题
```
小结
---
"""


def test_headings_and_rows_of_markdown_are_marked_in_the_unchanged_text() -> None:
    text = read(Source(MARKDOWN.encode(), "月报.md"))
    assert text.text == MARKDOWN
    assert [(text.text[m.start : m.end], m.kind, m.level) for m in text.marks] == [
        ("维修班月报", "heading", 1),
        ("概况", "heading", 1),
        ("一、完成情况", "heading", 2),
        ("| 项目 | 数量 |", "header", 0),
        ("| 抢修 | 5 次 |", "row", 0),
        ("| 保养 | 12 台 |", "row", 0),
        ("小结", "heading", 2),
    ]


def test_a_pipe_table_is_recognised_under_any_name() -> None:
    assert [mark.kind for mark in read(Source("甲|乙\n-|-\n1|2".encode("gbk"), "a.txt")).marks] == ["header", "row"]


RULES = [
    ("|---|---|", True, "as usual"),
    (" :-: | --- ", True, "without outer pipes, with alignment"),
    ("|---|x|", False, "a cell that is none"),
    ("---", False, "a line across"),
    ("|  |", False, "no dashes"),
]


@pytest.mark.parametrize(("line", "rule", "reason"), RULES)
def test_the_rule_below_a_head_is_told_from_other_lines(line: str, rule: bool, reason: str) -> None:
    assert is_rule(line) is rule, reason


HASHES = [
    ("###### 六", [("六", 6)], "the deepest level"),
    ("####### 七", [], "seven are none"),
    ("#标签", [], "no blank after it"),
    ("   # 缩进", [("缩进", 1)], "three blanks are allowed"),
    ("# ", [], "nothing in it"),
    ("1. 项\n---", [], "a rule below a list item is no underline"),
]


@pytest.mark.parametrize(("text", "headings", "reason"), HASHES)
def test_headings_follow_the_rules_of_markdown(text: str, headings: list[tuple[str, int]], reason: str) -> None:
    assert [(text[m.start : m.end], m.level) for m in mark_markdown(text)] == headings, reason
