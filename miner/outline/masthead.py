"""The head of a page whose lines ran together: title, subtitle, speaker, salutation and the first sentence in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miner.outline.cues import cue

SHORTEST_LINE, LOOKED_AT = 40, 160
LONGEST, SHORTEST = 46, 4
STOP = re.compile(r"[,。;:!?]")
TITLE_END = re.compile(r"(?:总结|小结|计划|规划|报告|汇报|方案|要点|打算)(?=(?P<next>——|--|关于|各位)?)")
DATED = re.compile(r"(?:——|--)(?=(?:19|20)\d\d年\d)")
"""A subtitle that says when somebody spoke."""
SALUTATION = re.compile(r"(?<=[\u4e00-\u9fff])(?:各位(?:代表|领导|同志|同事|委员)|同志们)[^。,;:!]{0,12}[:!]")


def masthead_cuts(line: str) -> Iterator[int]:
    """Where the first line of a text falls apart into title, second title, speaker and what is said."""
    if len(line) < SHORTEST_LINE:
        return
    start = len(line) - len(line.lstrip())
    stop = STOP.search(line, start, start + LOOKED_AT)
    last = stop.start() if stop is not None else start + LOOKED_AT
    for match in TITLE_END.finditer(line, start, last):
        end = match.end()
        if SHORTEST <= end - start <= LONGEST and (match["next"] is not None or opens_sentence(line, end)):
            yield end
            start = end
    if (dash := DATED.search(line, 1, LOOKED_AT)) is not None:
        yield dash.start()
    salutation = SALUTATION.search(line, 1, LOOKED_AT)
    if salutation is not None:
        yield salutation.start()


def opens_sentence(line: str, at: int) -> bool:
    """Whether a sentence opens at a place."""
    return cue("opener").match(line, at) is not None or cue("opener_named").match(line, at) is not None
