"""Numbered lines: heading, heading that runs into its text, or item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.outline.lines import Line
from miner.outline.manner import Manner, is_closed
from miner.outline.numbering import STATEMENT_STYLES
from miner.outline.phrases import ACT, DONE, FIGURE, INNER_STOP, LEAD_IN, LONGEST, VERDICT, announced, denied, is_act, is_formal, is_nominal, is_title_like
from miner.outline.shape import HEADING, STATEMENT, Shape

RUN_IN = re.compile(r"([^。!?;:,]{1,22}(?:[,、][^。!?;:,]{2,16})?)[。:]\s?(?=\S)")
ENOUGH = 3
LONGEST_RUN_IN = 6
ASIDE = re.compile(r"\([^()]{1,12}\)$")
CHAPTERS = ("part", "clause", "caption")


def numbered_shape(lines: Sequence[Line], index: int, manner: Manner) -> Shape:
    """How a numbered line reads by itself and by what follows it."""
    line = lines[index]
    assert line.number is not None
    rest = line.rest.strip()
    following = lines[index + 1] if index + 1 < len(lines) else None
    body = rest.rstrip(":。 ")
    if line.number.style == "caption":
        return HEADING if index + 1 in manner.tabled and len(body) <= LONGEST and not rest.endswith("。") else STATEMENT
    if line.number.style in CHAPTERS and len(body) <= LONGEST and not rest.endswith("。"):
        return HEADING
    if not body:
        return Shape(line.number.style != "member" and following is not None and following.number is None)
    if line.number.style == "article" and rest[-1] in "。:":
        return STATEMENT
    if line.number.style in STATEMENT_STYLES:
        return signed_shape(line, body, following, manner)
    if len(rest) <= LONGEST and not INNER_STOP.search(body):
        if rest[-1] == "。":
            return STATEMENT
        return HEADING if following is not None and open_weight(line, following, manner) >= ENOUGH else STATEMENT
    return run_in_shape(line, rest)


def followed_by_sibling(line: Line, following: Line | None) -> bool:
    """Whether the next item of the same list stands right below, or nothing does."""
    assert line.number is not None
    return following is None or (following.number is not None and following.number.style == line.number.style)


def signed_shape(line: Line, body: str, following: Line | None, manner: Manner) -> Shape:
    """A line behind a sign such as ■: a heading where short, open, and followed by something that has no such sign."""
    assert line.number is not None
    if line.number.style != "bullet" or following is None or len(body) > 16 or is_closed(line.text) or line.text[-1] in ",、" or manner.weight < 2:
        return STATEMENT
    same = following.number is not None and following.number.text == line.number.text
    return STATEMENT if same or FIGURE.search(body) or re.search(r"[。!?;]", body) or is_formal(body) else HEADING


def open_weight(line: Line, following: Line, manner: Manner) -> int:
    """The signs that a numbered line without an end mark is a heading."""
    assert line.number is not None
    rest = line.rest.strip()
    body = rest.rstrip(": ")
    role = announced(body)
    if followed_by_sibling(line, following) and rest[-1] != ":":
        return ENOUGH if role is not None and len(body) <= 16 and not ACT.match(body) and is_title_like(body) else 0
    weight = 3 + (manner.weight >= 3) + (is_nominal(body) or role is not None)
    if rest[-1] == ":":
        weight -= 3 if LEAD_IN.search(body) or (line.number.style in ("article", "decimal1", "decimal2") and len(body) > 12) else 0
    against = (denied(body), DONE.search(body), VERDICT.fullmatch(body), len(body) > 30, body[:1] in ",、", "," in body[:3])
    return weight - sum(1 for sign in against if sign) - (3 if FIGURE.search(ASIDE.sub("", body)) else 0)


def run_in_shape(line: Line, rest: str) -> Shape:
    """A heading that its text follows in the same line: “(一)大气。优良天数…”."""
    match = RUN_IN.match(rest)
    if match is None or match.end() >= len(rest) or rest[match.end(1)] != "。" or not is_title_like(match[1]):
        return STATEMENT
    if not is_nominal(match[1]) or is_act(match[1]) or "," in match[1] or len(match[1]) > LONGEST_RUN_IN:
        return STATEMENT
    lead = len(line.text) - len(line.rest) + (len(line.rest) - len(line.rest.lstrip()))
    return Shape(True, lead + match.end(1) + 1)
