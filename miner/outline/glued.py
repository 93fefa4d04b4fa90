"""Headings glued to the text that follows them in one line, without a blank or a mark between: “(一)安全管理今年以来,…”.

What tells is how the words before and behind fit: a name of work before, an opening of a sentence behind; the known words of a
section; or words that say at once again what the heading said.
"""

from __future__ import annotations

import re
from functools import cache

from miner.language.announcing import announced
from miner.outline.cues import cue
from miner.outline.phrases import denied, has

SHORTEST, LONGEST = 2, 34
SHORTEST_ACT = 4
LEAST_BEHIND = 14
LONG_ITEM = 40
LONGEST_KNOWN = 18
AGAIN, FARTHEST = 10, 32
SAID_AGAIN = re.compile(r"([\u4e00-\u9fff]{4,10}?)\1")
PAIR = re.compile(r"[\u4e00-\u9fff]{2,10},[\u4e00-\u9fff]{4,16}")
"""Two phrases of a heading that calls for work: “加强学习,提高素质”."""
STOP = re.compile(r"[。!?;:(“《]")
UPPER = ("part", "han", "han_paren", "formal")


def glued_end(style: str, rest: str) -> int:
    """Where the heading that opens the text behind a number of some style ends, or 0 where none is glued to it."""
    if len(rest) < SHORTEST + LEAST_BEHIND:
        return 0
    stop = STOP.search(rest, 1, LONGEST + 1)
    last = min(LONGEST, stop.start() if stop is not None else len(rest), len(rest) - LEAST_BEHIND)
    upper = style in UPPER and len(rest) >= LONG_ITEM
    ends = [match.start() for match in openers().finditer(rest, SHORTEST, last + FARTHEST) if match.start() <= last]
    found = next((at for at in ends if opens(rest, at, upper)), 0)
    again = SAID_AGAIN.search(rest, 0, last + AGAIN)
    if again is not None and again.end(1) <= (found or last):
        return again.end(1)
    return found or (known_end(rest, last) if upper else 0)


@cache
def openers() -> re.Pattern[str]:
    """What may open a sentence, one way or another."""
    return re.compile("|".join(f"(?:{cue(name).pattern})" for name in ("opener", "opener_named", "opener_act")))


def opens(rest: str, at: int, upper: bool) -> bool:
    """Whether a sentence opens at a place, and what stands before it may be all of a heading."""
    body = rest[:at]
    if cue("opener").match(rest, at):
        return names(body) or (at >= SHORTEST_ACT and sound(body))
    if cue("opener_named").match(rest, at):
        return names(body) or (upper and PAIR.fullmatch(body) is not None and sound(body))
    return upper and "," not in body and names(body)


def known_end(rest: str, last: int) -> int:
    """Where the known words of a section end that open a text, so far as they go on."""
    match = cue("section_name").search(rest, 0, min(last, LONGEST_KNOWN))
    if match is None or cue("goes_on").match(rest, match.end()) or "," in rest[: match.end()]:
        return 0
    return match.end() if sound(rest[: match.end()]) and not has("leads_on", rest) and not has("act", rest) else 0


def names(body: str) -> bool:
    """Whether a stretch names something."""
    known = len(body) <= LONGEST_KNOWN and "," not in body and announced(body) != announced(body[:-1])
    return (known or has("noun_end", body)) and sound(body) and not has("leads_on", body)


def sound(body: str) -> bool:
    """Whether a stretch wants nothing more and holds nothing that a heading does not: figures, denials, what was done."""
    return not (has("wants_more", body) or has("figure", body) or has("done", body) or has("modal", body) or denied(body))
