"""Numbered lines: heading, heading that runs into its text, or item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.language.announcing import announced
from miner.outline.glued import glued_end
from miner.outline.lines import Line
from miner.outline.manner import Manner, is_closed
from miner.outline.numbering import Number
from miner.outline.phrases import INNER_STOP, LONGEST, denied, has, is_act, is_formal, is_nominal, is_title_like
from miner.outline.shape import HEADING, STATEMENT, Shape

RUN_IN = re.compile(r"([^。!?;:,]{1,22}(?:[,、][^。!?;:,]{2,16})?)[。:]\s?(?=\S)")
ASIDE = re.compile(r"\([^()]{1,12}\)$")
END_MARK = re.compile(r"[。!?;]")
ENOUGH = 3
LONGEST_RUN_IN = 6
LONGEST_SIGNED = 16
CHAPTERS = ("part", "clause")
RULED = ("article", "decimal1", "decimal2")


def numbered_shape(lines: Sequence[Line], index: int, manner: Manner) -> Shape:
    """How a numbered line reads by itself and by what follows it."""
    line = lines[index]
    number = line.number
    rest = line.rest.strip()
    body = rest.rstrip(":。 ")
    following = lines[index + 1] if index + 1 < len(lines) else None
    if number is None:
        return STATEMENT
    if number.style in ("caption", *CHAPTERS):
        below = number.style != "caption" or index + 1 in manner.tabled
        return HEADING if below and len(body) <= LONGEST and not rest.endswith("。") else STATEMENT
    if not body:
        return HEADING if number.style != "member" and following is not None and following.number is None else STATEMENT
    if number.style == "bullet":
        beside = [lines[at].number for at in (index - 1, index + 1) if 0 <= at < len(lines)]
        listed = any(other is not None and other.text == number.text for other in beside)
        return STATEMENT if listed or following is None else signed_shape(body, line, manner)
    return item_shape(number, rest, line, following, manner)


def item_shape(number: Number, rest: str, line: Line, following: Line | None, manner: Manner) -> Shape:
    """An item of a list: open ones may be headings, closed ones state (so says the labelling guide), long ones may have a run-in."""
    if number.style == "member" or (number.style == "article" and rest[-1] in "。:"):
        return STATEMENT
    if len(rest) > LONGEST or INNER_STOP.search(rest.rstrip(":。 ")):
        return run_in_shape(line, rest)
    if rest[-1] in "。…" or following is None:
        return glued_shape(line, rest, len(line.text) - len(line.rest.lstrip()))
    return HEADING if open_weight(number, rest, following, manner) >= ENOUGH else STATEMENT


def signed_shape(body: str, line: Line, manner: Manner) -> Shape:
    """A line behind a sign such as ■ that no neighbour bears: a heading where short and open."""
    if len(body) > LONGEST_SIGNED or manner.weight < 2 or is_closed(line.text) or line.text[-1] in ",、":
        return STATEMENT
    return STATEMENT if END_MARK.search(body) or has("figure", body) or is_formal(body) else HEADING


def open_weight(number: Number, rest: str, following: Line, manner: Manner) -> int:
    """The signs that a numbered line without an end mark is a heading."""
    body = rest.rstrip(": ")
    role = announced(body)
    if following.number is not None and following.number.style == number.style and rest[-1] != ":":
        return ENOUGH if role is not None and len(body) <= 16 and not has("act", body) and is_title_like(body) else 0
    weight = 3 + (manner.weight >= 2) + (is_nominal(body) or role is not None)
    leads = rest[-1] == ":" and (has("lead_in", body) or (number.style in RULED and len(body) > 12))
    against = (denied(body), has("done", body), has("verdict", body), len(body) > 30, body[:1] in ",、", "," in body[:3])
    return weight - sum(against) - 3 * leads - 3 * has("figure", ASIDE.sub("", body))


def run_in_shape(line: Line, rest: str) -> Shape:
    """A heading that its text follows in the same line: “(一)安全生产。全年…”."""
    match = RUN_IN.match(rest)
    lead = len(line.text) - len(line.rest.lstrip())
    if match is None or match.end() >= len(rest) or rest[match.end(1)] != "。" or len(match[1]) > LONGEST_RUN_IN:
        return glued_shape(line, rest, lead)
    if not is_title_like(match[1]) or not is_nominal(match[1]) or is_act(match[1]) or "," in match[1]:
        return STATEMENT
    return Shape(True, lead + match.end(1) + 1)


def glued_shape(line: Line, rest: str, lead: int) -> Shape:
    """A heading that its text follows without a mark."""
    end = glued_end(line.number.style, rest) if line.number is not None else 0
    return Shape(True, lead + end) if end else STATEMENT
