"""Formulas: whether stars and crosses multiply or are letters, or blank out digits."""

from __future__ import annotations

import re

# x% Z6 is junk that a page left.
LATIN = re.compile(r"\s[A-Za-z]")
# A single cross or star between a term and digits: 6台×4500元, 单价×2,000元, 8人X2,500元.
SIGN = re.compile(r"(?<![*＊×xXN_○□])[*＊×xX](?=\d{1,15}(?![\d*＊_×XxN○□]))")
# Behind a number: the sign with the number that it is multiplied by.
FACTOR = re.compile(r"[×*＊xX]\s?(?=\d)")


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


def is_sign(text: str, at: int) -> bool:
    """Whether a star or cross stands alone right before digits, and so multiplies (×4500元); `**89` and `*8*` are blanked out."""
    return SIGN.match(text, at) is not None


def follows_sign(text: str, at: int) -> bool:
    """Whether the number at `at` is a factor behind a sign that stands behind a term (8人X2500元, 3x4米)."""
    return (
        at > 1
        and is_sign(text, at - 1)
        and ("\u4e00" <= text[at - 2] <= "\u9fff" or text[at - 2] in ")）%" or text[at - 2].isdigit())
    )


def factor_ahead(text: str, end: int) -> int:
    """Where the number behind a sign at `end` begins, 0 where no sign with a number stands there."""
    sign = FACTOR.match(text, end)
    return sign.end() if sign else 0
