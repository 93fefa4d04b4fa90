"""The period that a report is of: from its title, its file's name, its head and its sign-off, which fill in each other's year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from miner.outline.cues import cue
from miner.outline.lines import Line
from miner.outline.periods import BARE, PERIOD, find_period
from miner.records import Period

YEAR = r"(?:(?:19|20)[\d*_xX]{2}|二[〇○零][〇○零一二三四五六七八九*_xX]{2})"
MONTH = r"(?:\d{1,2}|[*_xX]{1,2}|[一二三四五六七八九十]{1,2})"
DAY = r"(?:\d{1,2}|[*_xX]{1,2}|[一二三四五六七八九十]{1,3})"
SIGN_OFF_DATE = re.compile(rf"{YEAR}\s?[年.\-/]\s?{MONTH}\s?[月.\-/]\s?(?:{DAY}\s?日?)?$")
STATED_PERIOD = re.compile(
    r"(?:^|(?<=[\s|]))(?:报告|统计|考核|汇报|填报|所属)?(?:期间?|周期|时段|区间|时间段)\s?[:\t]\s?(?=[\d*_xX二])"
)
LEADING_YEAR = re.compile(r"(?:19|20)\d\d(?=[\u4e00-\u9fff])(?!年)")
YEAR_NAMED = re.compile(r"(?P<year>(?:19|20)\d{2})(?=年|[.\-/])(?:.(?P<month>\d{1,2})(?=月|[.\-/]))?")
YEAR_ALONE = re.compile(r"(?<!\d)20\d{2}(?!\d)")
WRITTEN_YEAR = re.compile(r"(?:[\d*_xXzZ×○〇]{2,4}|20[a-z]{2})\s?(?:年度?|学年度?)?")
YEAR_PART = re.compile(r"(?:19|20)[\d*_xXzZ×○〇]{1,2}")
BLANK = re.compile(r"[^\d]")
UNDATED = frozenset({"年度", "全年", "本年度"})
AHEAD = re.compile(r"计划|打算|安排|要点")
TOLD = re.compile(r"总结|小结|汇报|报告|述职")


def report_period(title: str, name: str, head: Sequence[Line], tail: Sequence[Line]) -> Period | None:
    """The period that the title says, else the file name, else the first lines; `masked` only if none of them says the year."""
    for text in (told_part(title), name):
        found = find_period(text)
        if found is not None and not found.from_:
            found = with_year(found, title, name, head, tail)
        if found is not None and (found.from_ or found.text not in UNDATED):
            return found
    year = LEADING_YEAR.match(title)
    return find_period(f"{year[0]}年") if year is not None else period_of_head(head)


def told_part(title: str) -> str:
    """A title without the plan that it announces behind what it tells."""
    told = TOLD.search(title)
    return title[: told.end()] if told is not None and AHEAD.search(title, told.end()) else title


def period_of_head(head: Sequence[Line]) -> Period | None:
    """The period that a field or the opening words of the first lines say; a date to the day is no period."""
    for line in head:
        stated = STATED_PERIOD.search(line.text)
        if stated is not None:
            return find_period(line.text[stated.end() :])
    for line in head[:4]:
        match = PERIOD.match(line.text, 1 if line.text[0] == "(" else 0)
        if match is not None and not match["day"] and not cue("page_date").match(line.text, match.end()):
            return find_period(match[0])
    return None


def with_year(period: Period, title: str, name: str, head: Sequence[Line], tail: Sequence[Line]) -> Period:
    """A period whose year is not said or masked, dated by the first year that fits of file name, head and sign-off."""
    bare = WRITTEN_YEAR.sub("", period.text) if period.masked else period.text.removeprefix("本").removeprefix("年度")
    if not period.masked and not BARE.search(period.text):
        return period
    wanted = re.compile(BLANK.sub(".", written[0][:4].ljust(4, "."))) if (written := YEAR_PART.match(period.text)) else None
    tells = not (AHEAD.search(title) and not TOLD.search(title))
    for year, month in years_named(period.masked, name, head, tail):
        if wanted is not None and not wanted.fullmatch(str(year)):
            continue
        dated = find_period(f"{year}年{bare}")
        if dated is not None and tells and month and dated.from_ and dated.from_ > f"{year}-{month:02}-31":
            dated = find_period(f"{year - 1}年{bare}")
        if dated is not None and dated.from_:
            return Period(text=period.text, **{"from": dated.from_}, to=dated.to, grain=period.grain, masked=False)
    return period


def years_named(masked: bool, name: str, head: Sequence[Line], tail: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Years with the month named beside them, 0 where none is; of a masked text only its file's name and its sign-off count."""
    of_name = find_period(name)
    if of_name is not None and of_name.from_:
        yield int(of_name.from_[:4]), 0
    elif (alone := YEAR_ALONE.search(name)) is not None:
        yield int(alone[0]), 0
    for line in tail[-2:] if masked else [*head[:4], *tail[-2:]]:
        match = YEAR_NAMED.search(line.text)
        if match is not None and (not masked or SIGN_OFF_DATE.search(line.text)):
            yield int(match["year"]), int(match["month"] or 0)
