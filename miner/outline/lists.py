"""Lists: items that count on from one another are read alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.outline.lines import Line
from miner.outline.manner import Manner
from miner.outline.numbered import RUN_IN
from miner.outline.phrases import ACT, DONE, FIGURE, announced, denied, is_act
from miner.outline.shape import HEADING, STATEMENT, Shape

SHORT_RUN_IN = 6
SHORT_CLOSED = 9
HAN_ONLY = re.compile(r"[\u4e00-\u9fff“”、]{1,10}")


def settle_siblings(lines: Sequence[Line], found: list[Shape], manner: Manner) -> None:
    """Items of one list are read alike: the last, and one that differs, go with the most."""
    for members in lists_of(lines):
        settle(members, lines, found)
        promote_run_ins(members, lines, found)
        promote_open(members, lines, found, manner)
        promote_closed(members, lines, found)


def lists_of(lines: Sequence[Line]) -> list[list[int]]:
    """The indices of the items of each list: numbers of one style that rise by one."""
    lists: list[list[int]] = []
    open_lists: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        number = line.number
        if number is None:
            continue
        current = open_lists.get(number.style)
        last = lines[current[-1]].number if current else None
        if current is not None and last is not None and number.value == last.value + 1:
            current.append(index)
        else:
            current = [index]
            open_lists[number.style] = current
            lists.append(current)
    return lists


def settle(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """In a list whose items follow one another, few headings among statements become statements."""
    open_ended = [index for index in members if found[index].run_in == 0 and lines[index].text[-1] not in "。;!?"]
    if len(members) < 2 or not open_ended:
        return
    if all(b == a + 1 for a, b in zip(members, members[1:], strict=False)):
        headings = sum(1 for index in members if found[index].heading)
        if headings <= len(members) / 2:
            for index in open_ended:
                if announced(lines[index].rest) is None or ACT.match(lines[index].rest):
                    found[index] = STATEMENT


def promote_run_ins(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """Where most items open with a word or two and a full stop, those are headings that run in."""
    if len(members) < 2 or (first := lines[members[0]].number) is None or first.style in ("member", "article"):
        return
    runs = {index: size for index in members if (size := short_run_in(lines[index]))}
    if len(runs) >= 2 and len(runs) >= 0.6 * len(members):
        for index, size in runs.items():
            if not found[index].heading:
                found[index] = Shape(True, size if size < len(lines[index].text) else 0)


def short_run_in(line: Line) -> int:
    """Where the heading of an item ends that opens with a word or two and a full stop, or 0."""
    rest = line.rest.lstrip()
    match = RUN_IN.match(rest)
    if match is None or rest[match.end(1)] != "。" or len(match[1]) > SHORT_RUN_IN or not HAN_ONLY.fullmatch(match[1]):
        return 0
    if is_act(match[1]):
        return 0
    if FIGURE.search(match[1]) or DONE.search(match[1]) or denied(match[1]):
        return 0
    return len(line.text) - len(rest) + match.end(1) + 1


def promote_open(members: Sequence[int], lines: Sequence[Line], found: list[Shape], manner: Manner) -> None:
    """Where most items are open headings with text below each, an open one among them is one too."""
    headings = sum(1 for index in members if found[index].heading and not found[index].run_in)
    if len(members) < 3 or headings < 0.6 * len(members) or manner.weight < 2:
        return
    for index in members:
        text = lines[index].text
        apart = index + 1 < len(lines) and (following := lines[index + 1].number) is None or (following is not None and following.style != lines[index].number.style)  # type: ignore[union-attr]
        if not found[index].heading and apart and text[-1] not in "。;!?," and len(text) <= 30 and not FIGURE.search(text):
            found[index] = HEADING


def promote_closed(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """Where every item is a few words with a full stop and text of its own below (“1.勘察选址。”), the items are headings."""
    if len(members) < 2 or lines[members[0]].number.style in ("member", "article", "bullet"):  # type: ignore[union-attr]
        return
    short = [index for index in members if is_short_closed(lines, index)]
    if len(short) >= 2 and len(short) >= 0.7 * len(members):
        for index in short:
            found[index] = HEADING


def is_short_closed(lines: Sequence[Line], index: int) -> bool:
    """Whether an item is a few words with a full stop above a longer text without a number of its style."""
    body = lines[index].rest.strip()
    if not body.endswith("。") or len(body) > SHORT_CLOSED or not HAN_ONLY.fullmatch(body[:-1]) or index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    return below.number is None and len(below.text) > 2 * len(body) and not DONE.search(body) and not denied(body[:-1]) and not is_act(body)
