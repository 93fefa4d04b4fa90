"""What a text must hold before a pattern can meet it: for `(?:^|,)加(?:强|大)` the pairs 加强 and 加大.

Read from the pattern itself, so that a rule says nothing twice. Only the signs that our rules are written in are understood;
a pattern with others needs nothing, and is then simply tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 256
"""So many ways of writing one stretch are followed; a stretch with more is left open."""
PAIR = 2
SINGLE_COST = 25
"""A single character stands in about so many times as many texts as a pair."""
SIGN = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<group>\(\?:|\((?!\?))|(?P<end>\))|(?P<bar>\|)|(?P<edge>[\^$])"
    r"|(?P<choice>\[(?P<not>\^)?(?P<chars>(?:\\.|[^\]\\]){1,400})\])|(?P<any>\.|\\[dDsSwW])|\\(?P<escaped>[^A-Za-z0-9])|(?P<plain>[^\\\[\](){}?*+])"
)
TIMES = re.compile(r"(?:(?P<few>\?)|(?P<none>\*|\{0,)|(?P<many>\+|\{[1-9]))(?:\d{0,4}(?:,\d{0,4})?\})?\??")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is known of a part of a pattern: all ways it can be written, or None; and strings of which it has one, or None."""

    ways: frozenset[str] | None
    needs: frozenset[str] | None


NOTHING = Stretch(frozenset({""}), None)
OPEN = Stretch(None, None)


def needed(pattern: str) -> frozenset[str] | None:
    """Single characters and pairs of which every text that a pattern meets holds at least one; None where none are known."""
    try:
        found, end = either(pattern, 0)
    except ValueError:
        return None
    return found.needs if end == len(pattern) else None


def either(pattern: str, at: int) -> tuple[Stretch, int]:
    """The branches from a place on up to the bracket that closes them."""
    branches = []
    while True:
        branch, at = in_turn(pattern, at)
        branches.append(branch)
        if at == len(pattern) or pattern[at] == ")":
            return joined(branches), at
        at += 1


def joined(branches: Iterable[Stretch]) -> Stretch:
    """What is known of a stretch that is one of several."""
    ways: frozenset[str] | None = frozenset()
    needs: frozenset[str] | None = frozenset()
    for one in branches:
        ways = None if ways is None or one.ways is None else ways | one.ways
        needs = None if needs is None or one.needs is None else needs | one.needs
    return Stretch(ways, needs)


def in_turn(pattern: str, at: int) -> tuple[Stretch, int]:
    """One branch: what stands side by side is followed as one string as long as the ways stay few."""
    best: frozenset[str] | None = None
    ways, whole = NOTHING.ways or frozenset(), True
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = element(pattern, at)
        best = rarest(best, part.needs)
        if part.ways is not None and len(ways) * len(part.ways) <= MOST:
            ways = frozenset(left + right for left in ways for right in part.ways)
        else:
            best = rarest(best, begun(ways))
            ways, whole = part.ways if part.ways is not None else frozenset({""}), False
    return Stretch(ways if whole else None, rarest(best, begun(ways))), at


def element(pattern: str, at: int) -> tuple[Stretch, int]:
    """One sign, choice or group with how often it comes; ValueError where it is of no known sort."""
    sign = SIGN.match(pattern, at)
    if sign is None:
        raise ValueError(f"unknown sign at {at}")
    at = sign.end()
    if sign["group"] or sign["look"]:
        part, at = either(pattern, at)
        at += 1
        part = NOTHING if sign["look"] else part
    elif sign["edge"]:
        part = NOTHING
    elif sign["choice"]:
        part = choice(sign["chars"]) if sign["not"] is None else OPEN
    else:
        part = OPEN if sign["any"] else written({sign["escaped"] or sign["plain"]})
    times = TIMES.match(pattern, at)
    return (part, at) if times is None else (repeated(part, times), times.end())


def choice(chars: str) -> Stretch:
    """One of some characters; classes and ranges leave it open."""
    return OPEN if "\\" in chars or "-" in chars else written(chars)


def written(ways: Iterable[str]) -> Stretch:
    """A stretch that can be written in so many ways."""
    known = frozenset(ways)
    return Stretch(known, begun(known))


def repeated(part: Stretch, times: re.Match[str]) -> Stretch:
    """A stretch that comes several times, or may be wanting."""
    if times["few"] and part.ways is not None:
        return Stretch(part.ways | {""}, None)
    return Stretch(None, part.needs) if times["many"] else OPEN


def begun(ways: frozenset[str]) -> frozenset[str] | None:
    """The first one or two characters of each way; None where one is empty."""
    return None if "" in ways else frozenset(way[:PAIR] for way in ways)


def rarest(*found: frozenset[str] | None) -> frozenset[str] | None:
    """Of several sets of needed strings the one that the fewest texts meet."""
    known = [needs for needs in found if needs is not None]
    return min(known, key=lambda needs: sum(1 if len(way) == PAIR else SINGLE_COST for way in needs), default=None)
