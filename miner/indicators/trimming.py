"""Trimming: what a finished name sheds: marks without their other half, and who did it how often in all."""

from __future__ import annotations

MARKS = frozenset("“”《》【】")
# Behind 共 a name needs an act and its thing.
LEAST_ACT = 4


def behind_total(words: list[tuple[str, str]], start: int, end: int) -> int:
    """Where a name begins behind who did it and how often in all (抢修岗共受理各类报修); `start` where too little would be left."""
    for index in range(start + 1, end - 1):
        if (
            words[index][0] in ("共", "共计", "总共", "一共")
            and sum(len(word) for word, _ in words[index + 1 : end]) >= LEAST_ACT
        ):
            return index + 1
    return start


def balanced(name: str) -> str:
    """A name without the marks whose other half it lacks, or that hold it whole."""
    if MARKS.isdisjoint(name):
        return name
    for opening, closing in ("“”", "《》", "【】"):
        if name.count(opening) != name.count(closing) or (name.startswith(opening) and name.endswith(closing)):
            name = name.replace(opening, "").replace(closing, "")
    return name
