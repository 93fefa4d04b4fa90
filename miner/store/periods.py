"""Names of periods, so that 2024年1-6月 and 二〇二四年上半年 are one: what the dates say, else the words used."""

from __future__ import annotations

import calendar
from datetime import date

from miner.records import Period
from miner.store.terms import half_width

QUARTERS = "一二三四"


def period_name(period: Period) -> str:
    """The name of a period, for lists and filters: by its dates where it has them and they are whole units of a calendar."""
    words = "".join(half_width(period.text).split())
    return _by_dates(period) or (words[:-1] if len(words) > 2 and words.endswith("年度") else words)


def _by_dates(period: Period) -> str | None:
    if not period.from_ or not period.to:
        return None
    try:
        return calendar_name(date.fromisoformat(period.from_), date.fromisoformat(period.to))
    except ValueError:  # another program's document may hold anything
        return None


def calendar_name(first: date, last: date) -> str | None:
    """The year, half, quarter, month, day or run of months from `first` to `last`; None where it is none of them."""
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1] or first > last:
        return None
    if first.year != last.year:
        whole = (first.month, last.month) == (1, 12)
        return f"{first.year}-{last.year}年" if whole else f"{first.year}年{first.month}月-{last.year}年{last.month}月"
    return f"{first.year}年{months_name(first.month, last.month)}"


def months_name(first: int, last: int) -> str:
    """What comes after the year: nothing for the whole of it."""
    if (first, last) == (1, 12):
        return ""
    if last - first == 5 and first in (1, 7):
        return "上半年" if first == 1 else "下半年"
    if last - first == 2 and first % 3 == 1:
        return f"第{QUARTERS[first // 3]}季度"
    return f"{first}月" if first == last else f"{first}-{last}月"
