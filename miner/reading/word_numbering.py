"""Automatic numbering of Word documents rebuilt as displayed: ECMA-376 part 1, 17.9.

A paragraph names a list (`w:numId`) and a level; the list leads to an abstract numbering with up to nine levels, each with a
format, a start and a text like “%1.%2”. Lists over the same abstract numbering count on together, unless one overrides
the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from miner.reading.numerals import write_numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = re.compile(r"%([1-9])")
LEVELS = 9
HIGHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: numbering format, first number, displayed text, and the level (from 0) whose numbers restart it."""

    form: str = "decimal"
    start: int = 1
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A `w:num`: the abstract numbering it counts in, its levels with overrides applied, and where it starts anew."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counting:
    """Where each abstract numbering stands while a document is read."""

    numbers: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def value_of(element: Any, name: str, attribute: str = "val") -> str | None:
    """The `w:val` (or another attribute) of a child element, or None."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + attribute)


def whole(text: str | None, default: int = 0) -> int:
    """A whole number as files write it, held within sane bounds; the default for anything else."""
    try:
        return max(-HIGHEST, min(HIGHEST, int(text[:20]))) if text else default
    except ValueError:
        return default


class Numbering:
    """The lists of a document; `label` counts on and says what is displayed before a paragraph."""

    def __init__(self, root: Any = None) -> None:
        """`root`: the `w:numbering` element, None for a document without lists."""
        self._counting = Counting()
        abstracts = {} if root is None else {a.get(W + "abstractNumId", ""): a for a in root.iterchildren(W + "abstractNum")}
        linked = {name: key for key, a in abstracts.items() if (name := value_of(a, "styleLink"))}
        self._lists = {} if root is None else dict(_lists(root, abstracts, linked))

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level that a paragraph style is linked to in a list, or None."""
        found = self._lists.get(list_id)
        return next((at for at, level in found.levels.items() if level.style == style), None) if found else None

    def label(self, list_id: str, at: int) -> str:
        """Counts a paragraph at level `at` (from 0) of a list; what is displayed, empty for bullets and unknown lists."""
        found = self._lists.get(list_id)
        if found is None or at not in found.levels:
            return ""
        numbers = self._counting.numbers.setdefault(found.abstract, {})
        self._count(list_id, found, at, numbers)
        level = found.levels[at]
        if level.form == "bullet":
            return ""
        return PLACE.sub(lambda place: _numeral(found, numbers, int(place[1]) - 1, level.legal), level.text)

    def _count(self, list_id: str, found: NumberedList, at: int, numbers: dict[int, int]) -> None:
        anew = (list_id, at) not in self._counting.begun and at in found.starts
        self._counting.begun.add((list_id, at))
        if anew:
            numbers[at] = found.starts[at]
        else:
            numbers[at] = numbers[at] + 1 if at in numbers else found.levels[at].start
        for below in range(at + 1, LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or (restart > 0 and at < restart):
                numbers.pop(below, None)


def _numeral(found: NumberedList, numbers: Mapping[int, int], at: int, legal: bool) -> str:
    level = found.levels.get(at, Level())
    form = "decimal" if legal and level.form not in ("bullet", "none") else level.form
    return write_numeral(numbers.get(at, level.start), form)


def _lists(root: Any, abstracts: Mapping[str, Any], linked: Mapping[str, str]) -> Iterator[tuple[str, NumberedList]]:
    read: dict[str, dict[int, Level]] = {}
    for num in root.iterchildren(W + "num"):
        key = value_of(num, "abstractNumId") or ""
        key = linked.get(value_of(abstracts.get(key), "numStyleLink") or "", key)
        if key not in abstracts:
            continue
        if key not in read:
            read[key] = dict(_levels(abstracts[key].iterchildren(W + "lvl")))
        levels, starts = dict(read[key]), {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = whole(override.get(W + "ilvl"))
            levels.update((at, level) for _, level in _levels(override.iterchildren(W + "lvl")))
            start = value_of(override, "startOverride")
            if start is not None:
                starts[at] = whole(start)
                levels[at] = replace(levels.get(at, Level()), start=whole(start))
        yield num.get(W + "numId", ""), NumberedList(key, levels, starts)


def _levels(elements: Iterable[Any]) -> Iterator[tuple[int, Level]]:
    for element in elements:
        restart = value_of(element, "lvlRestart")
        legal = element.find(W + "isLgl")
        yield (
            whole(element.get(W + "ilvl")),
            Level(
                form=_form(element),
                start=whole(value_of(element, "start"), 0),
                text=(value_of(element, "lvlText") or "")[:100],
                legal=legal is not None and legal.get(W + "val") not in ("0", "false", "off"),
                restart=None if restart is None else whole(restart),
                style=value_of(element, "pStyle") or "",
            ),
        )


def _form(level: Any) -> str:
    """The numbering format; newer ones stand in an alternative with a plain fallback."""
    found = value_of(level, "numFmt")
    if found is not None:
        return found
    return next((form.get(W + "val") for form in level.iter(W + "numFmt") if form.get(W + "val") != "custom"), "decimal")
