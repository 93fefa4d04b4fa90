"""Paragraph styles of Word documents: heading levels, titles, contents, bold, and the lists that styles carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from miner.reading.word_numbering import W, value_of, whole

HEADING = re.compile(r"(?:heading|标题|標題|headline|überschrift|titre)\s{0,3}([1-9])\b", re.IGNORECASE)
TITLES = frozenset({"title", "标题", "標題", "文档标题"})
CONTENTS = re.compile(r"(?:toc|目录|目錄)\s{0,3}[1-9]\b|toc heading|table of figures", re.IGNORECASE)
BODY_LEVEL = 9
LONGEST_CHAIN = 20
OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, with what it is based on: heading level from 1 or 0, list and list level or None."""

    heading: int = 0
    title: bool = False
    contents: bool = False
    bold: bool = False
    hidden: bool = False
    list_id: str | None = None
    list_level: int | None = None


def switched_on(properties: Any, *names: str) -> bool | None:
    """Whether any of the toggles (`w:b`, `w:vanish`) is on; None where none is written."""
    found = None
    for name in names:
        toggle = properties.find(W + name) if properties is not None else None
        if toggle is not None:
            found = bool(found) or toggle.get(W + "val", "1") not in OFF
    return found


def read_styles(root: Any) -> tuple[Mapping[str, Style], str]:
    """Styles by id with their inheritance resolved, and the id of the default paragraph style."""
    if root is None:
        return {}, ""
    elements = {element.get(W + "styleId", ""): element for element in root.iterchildren(W + "style")}
    default = next(
        (key for key, e in elements.items() if e.get(W + "type") == "paragraph" and e.get(W + "default") in ("1", "true")), ""
    )
    return {key: _resolve(key, elements) for key in elements}, default


def _list(properties: Any) -> Any:
    return None if properties is None else properties.find(W + "numPr")


def _chain(key: str, elements: Mapping[str, Any]) -> list[Any]:
    """The style and those it is based on, nearest first; a circle ends by its length."""
    chain: list[Any] = []
    while key in elements and len(chain) < LONGEST_CHAIN:
        chain.append(elements[key])
        key = value_of(elements[key], "basedOn") or ""
    return chain


def _resolve(key: str, elements: Mapping[str, Any]) -> Style:
    chain = _chain(key, elements)
    names = [(value_of(element, "name") or "").strip() for element in chain]
    runs = [element.find(W + "rPr") for element in chain]
    paragraphs = [element.find(W + "pPr") for element in chain]
    return Style(
        heading=_heading(names, paragraphs),
        title=any(name.lower() in TITLES for name in names[:1]),
        contents=any(CONTENTS.match(name) for name in names),
        bold=next((on for run in runs if (on := switched_on(run, "b")) is not None), False),
        hidden=next((on for run in runs if (on := switched_on(run, "vanish")) is not None), False),
        list_id=next((found for p in paragraphs if (found := value_of(_list(p), "numId")) is not None), None),
        list_level=next((whole(found) for p in paragraphs if (found := value_of(_list(p), "ilvl")) is not None), None),
    )


def _heading(names: list[str], paragraphs: list[Any]) -> int:
    for name, properties in zip(names, paragraphs, strict=True):
        outline = value_of(properties, "outlineLvl")
        if outline is not None:
            return whole(outline, BODY_LEVEL) + 1 if whole(outline, BODY_LEVEL) < BODY_LEVEL else 0
        if found := HEADING.fullmatch(name):
            return int(found[1])
    return 0
