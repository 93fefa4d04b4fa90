"""Lists: items that count on from one another are read alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from miner.language.announcing import announced
from miner.outline.lines import Line
from miner.outline.manner import Manner
from miner.outline.numbered import RUN_IN
from miner.outline.phrases import denied, has, is_act
from miner.outline.shape import HEADING, STATEMENT, Shape

SHORT_RUN_IN = 6
SHORT_CLOSED = 9
SHORT_OPEN = 30
HAN_ONLY = re.compile(r"[\u4e00-\u9fff“”、]{1,10}")
STATING = ("member", "article", "bullet", "ordinal")


def settle_siblings(lines: Sequence[Line], found: list[Shape], manner: Manner) -> None:
    """Items of one list are read alike: the last, and one that differs, go with the most."""
    for style, members in lists_of(lines):
        settle(members, lines, found)
        if len(members) >= 2 and style not in STATING:
            promote_run_ins(members, lines, found)
            promote_closed(members, lines, found)
        if len(members) >= 3 and manner.weight >= 2:
            promote_open(style, members, lines, found)


def lists_of(lines: Sequence[Line]) -> list[tuple[str, list[int]]]:
    """Style and indices of the items of each list: numbers of one style that rise by one."""
    lists: list[tuple[str, list[int]]] = []
    open_lists: dict[str, tuple[int, list[int]]] = {}
    for index, line in enumerate(lines):
        number = line.number
        if number is None:
            continue
        last, members = open_lists.get(number.style, (0, []))
        if not members or number.value != last + 1:
            members = []
            lists.append((number.style, members))
        members.append(index)
        open_lists[number.style] = (number.value, members)
    return lists


def settle(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """In a list whose items follow one another, few headings among statements become statements."""
    open_ended = [index for index in members if found[index].run_in == 0 and lines[index].text[-1] not in "。;!?"]
    if len(members) < 2 or not open_ended or any(b != a + 1 for a, b in pairwise(members)):
        return
    headings = sum(1 for index in members if found[index].heading)
    if headings <= len(members) / 2:
        for index in open_ended:
            if announced(lines[index].rest) is None or has("act", lines[index].rest):
                found[index] = STATEMENT


def promote_run_ins(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """Where most items open with a word or two and a full stop, those are headings that run in."""
    runs = {index: size for index in members if (size := short_run_in(lines[index]))}
    if len(runs) >= 2 and len(runs) >= 0.6 * len(members):
        for index, size in runs.items():
            if not found[index].heading:
                found[index] = Shape(True, size if size < len(lines[index].text) else 0)


def short_run_in(line: Line) -> int:
    """Where the heading of an item ends that opens with a word or two and a full stop, or 0."""
    rest = line.rest.lstrip()
    match = RUN_IN.match(rest)
    if match is None or rest[match.end(1)] != "。" or len(match[1]) > SHORT_RUN_IN or not is_mere_name(match[1]):
        return 0
    return len(line.text) - len(rest) + match.end(1) + 1


def is_mere_name(text: str) -> bool:
    """Whether a word or two name something and tell nothing of it."""
    return HAN_ONLY.fullmatch(text) is not None and not (is_act(text) or has("figure", text) or has("done", text) or denied(text))


def promote_closed(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """Where every item is a few words with a full stop and text of its own below (“1.选址。”), the items are headings."""
    short = [index for index in members if is_short_closed(lines, index)]
    if len(short) >= 2 and len(short) >= 0.7 * len(members):
        for index in short:
            found[index] = HEADING


def is_short_closed(lines: Sequence[Line], index: int) -> bool:
    """Whether an item is a few words with a full stop above a longer text without a number."""
    body = lines[index].rest.strip()
    if not body.endswith("。") or len(body) > SHORT_CLOSED or not is_mere_name(body[:-1]) or index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    return below.number is None and len(below.text) > 2 * len(body)


def promote_open(style: str, members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """Where most items are open headings with text below each, an open one among them is one too."""
    headings = sum(1 for index in members if found[index].heading and not found[index].run_in)
    if headings < 0.6 * len(members):
        return
    for index in members:
        text = lines[index].text
        if found[index].heading or text[-1] in "。;!?," or len(text) > SHORT_OPEN or has("figure", text):
            continue
        below = lines[index + 1].number if index + 1 < len(lines) else None
        if index + 1 < len(lines) and (below is None or below.style != style):
            found[index] = HEADING
