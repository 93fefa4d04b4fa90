"""Formulas: whether stars and crosses multiply or are letters, or blank out digits."""

from __future__ import annotations

import re

# x% Z6 is junk that a page left.
LATIN = re.compile(r"\s[A-Za-z]")


def among_letters(text: str, start: int, end: int) -> bool:
    """Whether the crosses between `start` and `end` are letters of a Latin word or of junk, and blank out nothing."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] in "XxN" and ((before.isascii() and before.isalnum()) or (after.isascii() and after.isalpha())):
        return True
    if text[start] in "XxN" and after == "%" and LATIN.match(text, end + 1):
        return True
    return text[end - 1] in "XxN" and after.isascii() and after.isalpha()


def multiplies(text: str, at: int) -> bool:
    """Whether a single sign stands between the terms of a formula (津贴=基数×系数) or in a stretch of Latin junk."""
    if text[at] == "×":
        return "=" in text[max(0, at - 40) : at] or "＝" in text[max(0, at - 40) : at]
    before = text[max(0, at - 4) : at]
    return any(char.isalpha() and char.isascii() for char in before) and LATIN.match(text, at + 1) is not None


def is_product(text: str, start: int, end: int) -> bool:
    """Whether the stars or crosses between `start` and `end` multiply: digits on both sides (300*6)."""
    return (
        re.fullmatch(r"\d+(?:\.\d+)?[*＊×xX]\d+(?:[.,]\d+)?[多余来几]?(?:[百千]?万|百|千|亿)?[多余来几]?", text[start:end])
        is not None
    )
