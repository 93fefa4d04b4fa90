"""One self-contained page of a document to read: inline style, no script, nothing from a network."""

from __future__ import annotations

import base64
from collections import Counter
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from miner import titles
from miner.exports.layout import Block, lay_out, tables
from miner.exports.paging import leaves
from miner.exports.rendering import section_paths
from miner.records import Check, Document, Indicator, Report

SIGNS = frozenset("%‰‱℃°")  # units that stand close to their number
COMPARED = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "约 "}


def page(document: Document) -> str:
    """The page of a document that holds its text. ValueError where it was made without."""
    return environment().get_template("page.html.jinja").render(document=document, style=Markup(style()))


@cache
def style() -> str:
    """The style of a document, for this page and for the service's."""
    return files("miner.exports").joinpath("templates", "document.css").read_text(encoding="utf-8")


@cache
def style_source() -> str:
    """The source expression that allows this page's inline style, and no other, in a content security policy."""
    digest = base64.b64encode(sha256(style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def environment() -> Environment:
    """The templates with the words they need; everything is escaped."""
    made = Environment(loader=PackageLoader("miner.exports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    equip(made)
    return made


def equip(made: Environment) -> None:
    """Gives templates what they need to show a document."""
    made.filters["number"] = titles.number
    made.filters["title"] = lambda name, group: titles.title(group, name)
    made.globals.update(lay_out=lay_out, leaves=leaves, tables=tables, titles=titles.titles)
    made.globals.update(counts=counts, figure=figure, tip=tip, judged=judged, outline=outline, is_head=is_head)
    made.globals.update(any_unsure=any_unsure)


def counts(report: Report) -> Counter[str]:
    """How many sentences have each label."""
    return Counter(one.label for one in report.sentences)


def any_unsure(document: Document) -> bool:
    """Whether a sentence is unsure, so that the legend must say what that is."""
    return any(one.label == "unsure" for report in document.reports for one in report.sentences)


def figure(one: Indicator) -> str:
    """The figure as read: comparator, number or range, unit; a masked one says so."""
    if one.value is None:
        return f"数字隐去 {one.unit}".rstrip()
    value = titles.number(one.value) + ("" if one.high is None else f" ～ {titles.number(one.high)}")
    gap = "" if one.unit[:1] in SIGNS else " "
    return f"{COMPARED.get(one.comparator, '')}{value}{gap}{one.unit}".rstrip()


def tip(one: Indicator) -> str:
    """What the tooltip of a figure says: name, value, unit, role, and against what."""
    parts = [one.name or "（未命名）", figure(one), titles.title("Role", one.role)]
    parts += [titles.title("Base", one.base)] if one.base else []
    return " · ".join(parts + ([one.period] if one.period else []))


def is_head(row: Block) -> bool:
    """Whether a table's first row names its columns: it states nothing and measures nothing."""
    return all(run.indicator is None and run.label in (None, "other") for run in row.runs)


def judged(report: Report) -> dict[int, list[Check]]:
    """The checks that use each indicator."""
    found: dict[int, list[Check]] = {}
    for check in report.checks:
        for number in check.indicators:
            found.setdefault(number, []).append(check)
    return found


def outline(report: Report) -> list[dict[str, Any]]:
    """The headings with how deep each stands, from 0, whatever level numbers the source skips."""
    depths = {number: len(path) - 1 for number, path in section_paths(report).items()}
    return [{"section": one, "depth": min(depths[one.id], 5)} for one in report.sections]
