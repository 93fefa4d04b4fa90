"""The kind of a piece: by its title where that says it, else by its headings and by what its lines sound like.

Most reports tell what was done and then what is to be done, whatever their title says; so a summary with a section of plans, or one whose
last lines plan, is both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from miner.language.rules import read_rows
from miner.outline.lines import Line
from miner.outline.phrases import announced
from miner.records import Kind

RULE = re.compile(r"不得|必须|应当|应(?=[\u4e00-\u9fff])|扣款|罚款|扣\d|予以|视为|本(?:办法|制度|规定)|严禁")
DONE = re.compile(r"了|完成|开展|组织|取得|累计|达到|同比|环比|增长|下降|获|今年以来|上半年|全年")
AHEAD = re.compile(
    r"计划|打算|(?<!即)将(?=[\u4e00-\u9fff])|力争|争取|(?:^|[,:。、])要(?=[\u4e00-\u9fff]{2})|拟(?=[\u4e00-\u9fff])|下(?:一步|个?月|周|季度|半年|年度)|明年|来年|确保|今后"
    r"|(?:月|年|日|周|季度)(?:底|末)?(?:之?前|以前)|控制在.{0,12}(?:以内|之内)|不低于|不少于"
)
PAPER = re.compile(r"参考文献|关键词[::】]|摘\s?要[::】]")
TIME = re.compile(
    r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度?|[QqＱ](?P<q>[1-4])|(?:(?P<first>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月?(?:份)?[-—~至到])?"
    r"(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
)
HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")}
CONTENT_LINES = 200
LAST = 0.25


@cache
def kind_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of kinds.tsv."""
    return tuple((row[0], re.compile(row[1])) for row in read_rows("kinds"))


def find_kind(title: str, headings: Sequence[str], lines: Sequence[Line]) -> Kind:
    """The kind of a piece from its title, the titles of its headings below that, and its lines."""
    found = {kind for kind, pattern in kind_rules() if pattern.search(title)}
    if "other" in found:
        return "other"
    if "regulation" in found and not found & {"summary", "plan"}:
        return "regulation"
    if "notice" in found and "summary" not in found:
        return "notice"
    if "article" in found and "plan" not in found and not re.search(r"总结|汇报|述职", title):
        return "article"
    if {"summary", "plan"} <= found:
        return "plan" if re.search(r"(?:计划|方案|规划)(?:的?报告)?$", title) and not re.search(r"总结|情况", title) else "summary_and_plan"
    if "plan" in found:
        return "plan"
    if "summary" in found:
        return "summary_and_plan" if plans_ahead(title, headings, lines) else "summary"
    return kind_of_content(title, headings, lines)


def plans_ahead(title: str, headings: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether a piece has a section of plans: by a heading's words, by a heading that names the time after the title's, or by its last lines."""
    if any(announced(heading) == "plan" for heading in headings):
        return True
    end = months(title)
    if end is not None and any(start is not None and start[0] == end[1] % 12 + 1 for heading in headings if (start := months(heading))):
        return True
    prose = [line.text for line in lines if len(line.text) >= 12][1:]
    last = prose[-max(3, int(len(prose) * LAST)) :]
    return len(prose) >= 6 and sum(1 for text in last if AHEAD.search(text)) >= 0.5 * len(last)


def months(text: str) -> tuple[int, int] | None:
    """First and last month of the last time that a text names, or None."""
    found = None
    for found in TIME.finditer(text):
        pass
    if found is None:
        return None
    if half := found["half"]:
        return (1, 6) if half == "上" else (7, 12)
    if quarter := found["quarter"] or found["q"]:
        number = number_of(quarter)
        return 3 * number - 2, 3 * number
    last = number_of(found["month"])
    return number_of(found["first"]) if found["first"] else last, last


def number_of(text: str) -> int:
    """A small number in digits or Chinese."""
    return int(text) if text.isdigit() else sum(HAN[char] for char in text)


def kind_of_content(title: str, headings: Sequence[str], lines: Sequence[Line]) -> Kind:
    """The kind of a piece whose title does not say it."""
    texts = [line.text for line in lines[:CONTENT_LINES]]
    text = "\n".join(texts)
    if PAPER.search(text):
        return "article"
    size = max(1, len(text)) / 1000
    rules = len(RULE.findall(text)) / size
    prose = [text for text in texts if len(text) >= 12] or texts
    done = sum(1 for text in prose if DONE.search(text) and not AHEAD.search(text)) / max(1, len(prose))
    ahead = sum(1 for text in prose if AHEAD.search(text)) / max(1, len(prose))
    roles = {announced(heading) for heading in headings}
    if rules > 6 and rules > 8 * done:
        return "regulation"
    if done >= 0.35 or "achievement" in roles:
        return "summary_and_plan" if plans_ahead(title, headings, lines) else "summary"
    if ahead > 0.3 or "plan" in roles:
        return "plan"
    return "other"
