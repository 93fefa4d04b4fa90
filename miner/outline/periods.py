"""Periods: the time that a title, a head or a sentence speaks of, with dates where the digits allow them."""

from __future__ import annotations

import calendar
import re

from miner.records import Grain, Period

YEAR = (
    r"(?:(?:19|20)\d{2}|(?:19|20)\d?[*_xXzZ×○〇]{1,2}|20[a-z]{2}|[二一][〇○零九0][〇○零一二三四五六七八九]{2}|[*_xX]{2,4}"
    r"|(?<!\d)\d{2}(?=年度?(?:上|下|第|[一二三四]季|工作|总结|\d{1,2}(?:月|\s?[-~至到—])|\s?[HhQq][1-4]))"
    r"|二[〇○零一二三四五六七八九](?=年度?(?:上|下|第|[一二三四]季)))"
)
SHORT_YEAR = r"(?:(?<!\d)20\d{2}|(?<![\d.])[12]\d|(?<!\d)20[*_xX]{2})"
"""A year without 年 in front of a half or quarter, as file names have it: 2024H1, 24上半年."""
HALF = r"[上下]半年|[Hh][12](?![\dA-Za-z])"
QUARTER = r"第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])(?![\dA-Za-z])"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
MONTHS = rf"(?P<month>{MONTH})月?(?:份)?\s?(?:-|~|至|到|—{{1,2}})\s?(?P<month2>{MONTH})月(?:份)?"
DATE = r"(?:1[0-2]|0?[1-9])\.(?:[12]\d|3[01]|0?[1-9])"
PERIOD = re.compile(
    rf"(?:(?P<year>{YEAR})\s?(?:-\s?(?P<year2>(?:19|20)\d{{2}})\s?)?(?:年度|年|学年(?:度)?|\.(?=\d{{1,2}}\s?[-~至—]\s?\d{{1,2}}月))"
    rf"|(?P<short>{SHORT_YEAR})(?=\s?(?:[上下]半年|第?[一二三四]季度|[HhQq][1-4](?![\dA-Za-z]))))\s?(?:度)?"
    rf"(?:(?P<half>{HALF})|{QUARTER}|{MONTHS}"
    rf"|(?P<month1>{MONTH})月(?:份)?(?:第(?P<week>[一二三四五1-5])周|(?P<day>\d{{1,2}})日)?|第(?P<yearweek>\d{{1,2}})周)?"
)
BARE = re.compile(
    rf"(?P<half>[上下]半年|(?<![A-Za-z\d])[Hh][12](?![\dA-Za-z年]))(?:度)?|第?(?P<quarter>[一二三四])季度|[Qq](?P<q>[1-4])(?!\d)"
    rf"|(?<![\d.年]){MONTHS}"
    rf"|(?<![\d.年])(?P<month1>{MONTH})月份?(?=工作|小结|总结|月报|计划|[^\d]{{0,12}}(?:总结|小结|报告|计划|月报|简报))"
    rf"|第(?P<yearweek>\d{{1,2}})周|(?<![\d.])(?P<days>{DATE}\s?[-—~至]{{1,2}}\s?{DATE})(?![\d.%])"
    r"|(?P<this>本周|本月|本季度)|本年度|全年|年度"
)
HAN_YEAR = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
HAN_SMALL = {char: value for value, char in enumerate("零一二三四五六七八九十")}
THIS: dict[str, Grain] = {"本周": "week", "本月": "month", "本季度": "quarter"}
MONTH_AND_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")
LEAP_YEAR, MOST_WEEKS = 2024, 53
Groups = dict[str, str | None]


def find_period(text: str) -> Period | None:
    """The first period in a text: one with a year before one without."""
    match = PERIOD.search(text) or BARE.search(text)
    return None if match is None else period_of(match)


def runs_backwards(text: str) -> bool:
    """Whether the first period in a text ends before it begins, as 2024年2-1月 does."""
    match = PERIOD.search(text) or BARE.search(text)
    groups: Groups = match.groupdict() if match is not None else {}
    year, year2, first, last = (groups.get(name) for name in ("year", "year2", "month", "month2"))
    begins, ends = year_of(year), year_of(year2)
    years = begins is not None and ends is not None and begins > ends
    return years or (first is not None and last is not None and month_of(first) > month_of(last))


def never_was(text: str) -> bool:
    """Whether the first period in a text names a day or week that no calendar has, as 2024年2月30日 and 2024年第60周 do."""
    match = PERIOD.search(text) or BARE.search(text)
    groups: Groups = match.groupdict() if match is not None else {}
    year, month, day, week = (groups.get(name) for name in ("year", "month1", "day", "yearweek"))
    dates = [(int(one), int(other)) for one, other in MONTH_AND_DAY.findall(groups.get("days") or "")]
    if month is not None and day is not None:
        dates.append((month_of(month), int(day)))
    # Without a year that can be read any 29 February may have been.
    some = year_of(year) or LEAP_YEAR
    return any(not 1 <= at <= calendar.monthrange(some, of)[1] for of, at in dates) or not 1 <= int(week or 1) <= MOST_WEEKS


def period_of(match: re.Match[str]) -> Period:
    """The record of a matched period."""
    groups: Groups = match.groupdict()
    written = groups.get("year") or groups.get("short")
    year = year_of(written)
    masked = written is not None and year is None
    grain, first, last = months_of(groups)
    start = end = None
    if groups.get("year2") and grain == "year":
        grain, start, end = "span", f"{year}-01-01" if year else None, f"{groups['year2']}-12-31"
    elif year is not None and first and last and not groups.get("week"):
        grain, start, end = dated(grain, year, first, last, int(groups.get("day") or 0))
    return Period(text=match[0].strip(), **{"from": start}, to=end, grain=grain, masked=masked)


def dated(grain: Grain, year: int, first: int, last: int, day: int) -> tuple[Grain, str, str]:
    """Grain and ISO dates from months of a year, or from one day; a day that its month has not is left out."""
    if 0 < day <= calendar.monthrange(year, first)[1]:
        date = f"{year}-{first:02}-{day:02}"
        return "day", date, date
    return grain, f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"


def year_of(text: str | None) -> int | None:
    """The year in digits, or None where it is masked or not given."""
    digits = "".join(HAN_YEAR.get(char, char) for char in text or "")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if len(digits) == 2 else None


def months_of(groups: Groups) -> tuple[Grain, int, int]:
    """Grain, first and last month of the groups of a match: a whole year where nothing less is said, zeros where no month is."""
    if half := groups.get("half"):
        return ("half_year", 1, 6) if half[0] == "上" or half[-1] == "1" else ("half_year", 7, 12)
    if quarter := groups.get("quarter") or groups.get("q"):
        number = month_of(quarter)
        return "quarter", 3 * number - 2, 3 * number
    if (month := groups.get("month")) and (month2 := groups.get("month2")):
        first, last = month_of(month), month_of(month2)
        return ("span", first, last) if first <= last else ("span", 0, 0)
    if single := groups.get("month1"):
        return ("week" if groups.get("week") else "month"), month_of(single), month_of(single)
    return undated(groups)


def undated(groups: Groups) -> tuple[Grain, int, int]:
    """The grain of what names no month."""
    if groups.get("yearweek"):
        return "week", 0, 0
    if groups.get("days"):
        return "span", 0, 0
    this = groups.get("this")
    return (THIS[this], 0, 0) if this else ("year", 1, 12)


def month_of(text: str) -> int:
    """The number of a month or quarter in digits or Chinese."""
    return int(text) if text.isdigit() else sum(HAN_SMALL[char] for char in text)
