"""Formulas: whether stars and crosses multiply, or blank out digits."""

from __future__ import annotations

import re


def multiplies(text: str, at: int) -> bool:
    """Whether a single sign stands between the terms of a formula (津贴=基数×系数) or in a stretch of Latin junk."""
    before = text[max(0, at - 4) : at]
    if text[at] == "×":
        return "=" in text[max(0, at - 40) : at] or "＝" in text[max(0, at - 40) : at]
    return bool(before.strip()) and before.strip()[-1].isascii() and any(char.isalpha() and char.isascii() for char in before)


def is_product(text: str, start: int, end: int) -> bool:
    """Whether the stars or crosses between `start` and `end` multiply: digits on both sides (300*6)."""
    return (
        re.fullmatch(r"\d+(?:\.\d+)?[*＊×xX]\d+(?:[.,]\d+)?[多余来几]?(?:[百千]?万|百|千|亿)?[多余来几]?", text[start:end])
        is not None
    )
