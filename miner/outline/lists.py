"""Lists: items that count on from one another are read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from miner.language.announcing import announced
from miner.outline.lines import Line
from miner.outline.manner import PROSE, Manner
from miner.outline.numbered import RUN_IN
from miner.outline.phrases import denied, has, is_act
from miner.outline.shape import HEADING, STATEMENT, Shape

SHORT_RUN_IN, LONGEST_NAME = 6, 14
SHORT_CLOSED = 9
SHORT_OPEN = 30
HAN_ONLY = re.compile(r"[\u4e00-\u9fff“”、]{1,14}")
TELLS = re.compile(r".{0,9}(?:了(?!解)|[没未不无缺差是在有])")
ASPECT = "方面"
LONGEST_ASPECT = 10
LEAST_BARE, BARE_SHARE = 4, 0.6
"""Unnumbered openings must be more, and most: measured over the corpus, where fewer were statements as often as headings."""
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
    promote_aspects(lines, found)


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
    """Where most items open with a word or two and a full stop, those are headings that run in, and those that differ as well.

    A word may look like a statement by itself (“清欠。”, “管理。”); among names it is one.
    """
    runs = {index: size for index in members if (size := short_run_in(lines[index]))}
    named = sum(1 for index, size in runs.items() if found[index].heading or is_mere_name(opening(lines[index], size)))
    if len(runs) >= 2 and len(runs) >= 0.6 * len(members) and named >= 0.6 * len(members):
        for index, size in runs.items():
            if not found[index].heading and may_name(opening(lines[index], size)):
                found[index] = Shape(True, size if size < len(lines[index].text) else 0)


def promote_aspects(lines: Sequence[Line], found: list[Shape]) -> None:
    """Paragraphs that open one after another with “薪酬方面。” or a mere name and a full stop stand under these as headings."""
    for run in bare_runs(lines, found):
        sizes = {index: short_run_in(lines[index]) for index in run}
        named = [at for at, size in sizes.items() if size and is_mere_name(opening(lines[at], size))]
        aspects = [at for at, size in sizes.items() if size and opening(lines[at], size).endswith(ASPECT)]
        enough = len(named) >= LEAST_BARE and len(named) >= BARE_SHARE * len(run)
        alike = [at for at, size in sizes.items() if size and may_name(opening(lines[at], size))]
        for index in alike if enough else aspects if len(aspects) >= 2 else ():
            found[index] = Shape(True, sizes[index])


def bare_runs(lines: Sequence[Line], found: Sequence[Shape]) -> Iterator[list[int]]:
    """Runs of lines without a number between two headings."""
    run: list[int] = []
    for index, shape in enumerate(found):
        if shape.heading or lines[index].number is not None or lines[index].mark is not None:
            yield run
            run = []
        elif len(lines[index].text) >= PROSE:
            run.append(index)
    yield run


def opening(line: Line, size: int) -> str:
    """The words of a heading that runs into its line and ends at `size`."""
    return line.text[line.number.end if line.number is not None else 0 : size].strip(" 。")


def short_run_in(line: Line) -> int:
    """Where the heading of an item ends that opens with a word or two and a full stop, or 0."""
    rest = line.rest.lstrip()
    stop = rest.find("。", 0, LONGEST_NAME + 1)
    match = RUN_IN.match(rest) if stop > 0 else None
    if match is None or rest[match.end(1)] != "。" or not HAN_ONLY.fullmatch(match[1]):
        return 0
    named = LONGEST_NAME if has("noun_end", match[1]) else SHORT_RUN_IN
    if len(match[1]) > (LONGEST_ASPECT if match[1].endswith(ASPECT) else named) or has("figure", match[1]):
        return 0
    return len(line.text) - len(rest) + match.end(1) + 1


def may_name(text: str) -> bool:
    """Whether a word or two may name something where all others beside them do."""
    return is_mere_name(text) or not (TELLS.match(text) or has("act", text))


def is_mere_name(text: str) -> bool:
    """Whether a word or two name something and tell nothing of it."""
    return HAN_ONLY.fullmatch(text) is not None and not (
        is_act(text) or has("figure", text) or has("done", text) or denied(text)
    )


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
