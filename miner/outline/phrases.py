"""What the words of a line say about it: whether it announces or states, names a thing, greets, signs or dates.

All patterns meet clean text: simplified characters, half-width punctuation.
"""

from __future__ import annotations

import re
from functools import cache

from miner.language.announcing import announced
from miner.language.rules import read_rows
from miner.outline.cues import cue

LONGEST = 45
"""Longest heading and title, in characters."""
HAN = re.compile(r"[\u4e00-\u9fff]")
INNER_STOP = re.compile(r"[。!?;](?=.)|:(?!.{0,4}$)")
QUOTED = re.compile(r"[“《‘「][^“”《》‘’「」]{1,40}[”》’」]")
TITLE_KINDS = ("plan", "summary", "notice", "regulation")
TITLE_TAIL = 12
TRANSLATION = re.compile(r"\s?\([A-Za-z][A-Za-z0-9 .,&'/-]{1,38}\)$")
"""What stands in brackets behind a title of bilingual offices: 周报(Weekly Report)."""


@cache
def title_words() -> re.Pattern[str]:
    """Words that make a line the title of a report."""
    return re.compile("|".join(row[1] for row in read_rows("kinds") if row[0] in TITLE_KINDS))


def title_kind(text: str) -> bool:
    """Whether a line reads like the title of a report."""
    own = TRANSLATION.sub("", text)
    return 4 <= len(text) <= LONGEST and title_words().search(own[-TITLE_TAIL:]) is not None


def has(name: str, text: str) -> bool:
    """Whether a cue stands in a text."""
    return cue(name).search(text) is not None


def denied(text: str) -> bool:
    """Whether a stretch says no to something outside its quotations, which a heading of problems may."""
    return has("negation", QUOTED.sub("", text)) and announced(text) != "problem"


def is_title_like(text: str) -> bool:
    """Whether a stretch could be a title: no end mark inside, no figure, not denied."""
    return not INNER_STOP.search(text) and not has("figure", text) and not denied(text) and "," not in text[:3]


def is_nominal(text: str) -> bool:
    """Whether a stretch names something and says nothing of it."""
    if has("act", text) and not (len(text) <= 8 and has("noun_end", text)):
        return False
    return has("noun_end", text) or (len(text) <= 10 and "," not in text and announced(text) is not None)


def is_act(text: str) -> bool:
    """Whether a stretch tells what somebody does, or finds something wanting, and so states more than it names."""
    return has("act", text) or has("terse_act", text)


def is_formal(text: str) -> bool:
    """Whether a line greets, addresses, dates, signs or fills in a form."""
    return has("salutation", text) or has("formula", text) or cue("date").fullmatch(text.rstrip(": ")) is not None
