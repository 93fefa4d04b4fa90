"""The kind of a piece: by its title where that says it, else by its headings and by what its lines sound like.

Most reports tell what was done and then what is to be done, whatever their title says; so a summary with a section of plans,
or one whose last lines plan, is both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from miner.language.announcing import announced, kind_patterns
from miner.outline.lines import Line
from miner.outline.phrases import has
from miner.outline.telling import kind_told, telling_of
from miner.records import Kind

REPORT = re.compile(r"总结|汇报|述职")
PLAN_AT_END = re.compile(r"(?:计划|方案|规划)(?:的?报告)?$")
TOLD = re.compile(r"总结|情况")
MONTH = r"1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
TIME = re.compile(
    r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])"
    rf"|(?:(?P<first>{MONTH})月?(?:份)?[-—~至到])?(?P<month>{MONTH})月"
)
HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")}
CONTENT_LINES = 200
PROSE = 12
BORNE_OUT = {"regulation": ("rule", 0.1), "plan": ("ahead", 0.12), "summary": ("told", 0.2), "summary_and_plan": ("told", 0.2)}
"""The share of prose lines that must have a cue before a title shared by several pieces is believed."""


def find_kind(title: str, headings: Sequence[str], lines: Sequence[Line], shared: bool = False) -> Kind:
    """The kind of a piece from its title, the titles of its headings below that, and its lines.

    A title `shared` with other pieces of a joined file is believed only if the lines bear it out: such files mix their samples.
    """
    kind = kind_of_title(title, headings, lines)
    if not shared:
        return kind
    content = kind_of_content(title, headings, lines)
    if kind == "plan" and content in ("summary", "summary_and_plan"):
        return "summary_and_plan"
    return kind if borne_out(kind, lines) else content


def borne_out(kind: Kind, lines: Sequence[Line]) -> bool:
    """Whether the lines of a piece sound a little like its kind."""
    texts = [line.text for line in lines[:CONTENT_LINES]]
    if any(has("paper", text) for text in texts):
        return kind == "article"
    name, least = BORNE_OUT.get(kind, ("", 0.0))
    prose = [text for text in texts if len(text) >= PROSE]
    return not name or share(name, prose) >= least


def kind_of_title(title: str, headings: Sequence[str], lines: Sequence[Line]) -> Kind:
    """The kind that a title says, with the plans that a summary holds; that of the content where it says none."""
    found = {kind for kind, pattern in kind_patterns() if pattern.search(title)}
    formal = formal_kind(found, title)
    if formal is not None:
        return formal
    if found >= {"summary", "plan"}:
        return "plan" if PLAN_AT_END.search(title) and not TOLD.search(title) else "summary_and_plan"
    if "plan" in found:
        return "plan"
    if "summary" in found:
        return "summary_and_plan" if plans_ahead(title, headings, lines) else "summary"
    return kind_of_content(title, headings, lines)


def formal_kind(found: set[str], title: str) -> Kind | None:
    """The kind where a title announces neither summary nor plan."""
    if "other" in found:
        return "other"
    if "regulation" in found and not found & {"summary", "plan"}:
        return "regulation"
    if "notice" in found and "summary" not in found:
        return "notice"
    return "article" if "article" in found and "plan" not in found and not REPORT.search(title) else None


def plans_ahead(title: str, headings: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether a piece plans: its headings announce it, or its last sentences do."""
    return announces_plans(title, headings) or telling_of(lines).plans_too


def announces_plans(title: str, headings: Sequence[str]) -> bool:
    """Whether the words of a heading announce plans, or one names the time after the title's."""
    if any(announced(heading) == "plan" or has("work_ahead", heading) for heading in headings):
        return True
    end = months(title)
    return end is not None and end[1] % 12 + 1 in {start[0] for heading in headings if (start := months(heading))}


def months(text: str) -> tuple[int, int] | None:
    """First and last month of the last time that a text names, or None."""
    found = list(TIME.finditer(text))
    if not found:
        return None
    half, quarter = found[-1]["half"], found[-1]["quarter"] or found[-1]["q"]
    if half:
        return (1, 6) if half == "上" else (7, 12)
    if quarter:
        return 3 * number_of(quarter) - 2, 3 * number_of(quarter)
    last = number_of(found[-1]["month"])
    return number_of(found[-1]["first"]) if found[-1]["first"] else last, last


def number_of(text: str) -> int:
    """A small number in digits or Chinese."""
    return int(text) if text.isdigit() else sum(HAN[char] for char in text)


def kind_of_content(title: str, headings: Sequence[str], lines: Sequence[Line]) -> Kind:
    """The kind of a piece whose title does not say it."""
    if any(has("paper", line.text) for line in lines[:CONTENT_LINES]):
        return "article"
    roles = {announced(heading) for heading in headings}
    return kind_told(telling_of(lines), roles, announces_plans(title, headings))


def share(name: str, texts: Iterable[str]) -> float:
    """The share of texts that have a cue."""
    hits = [has(name, text) for text in texts]
    return sum(hits) / len(hits) if hits else 0.0
