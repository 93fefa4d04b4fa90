"""Facts of a piece: title, kind, department, organization, author, date and period, from its head, its sign-off and the file name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.outline.kinds import find_kind
from miner.outline.lines import Line
from miner.outline.names import is_name, name_of_form, names_in, parts_of, whole_name
from miner.outline.periods import BARE, PERIOD, find_period
from miner.records import Facts, Period

LABELLED = re.compile(r"^(?P<what>(?:报告|填报|报送|汇报|述职|所在|编制)?(?:单位|部门|科室|机构|岗位)|(?:姓\s?名|作者|报告人|汇报人|述职人|撰稿人?|执笔人?|总结人|填表人|编制人?))\s?[::]\s?(?P<value>[^\s,。;:|]{2,30})")
PERSON = re.compile(r"姓|作者|人$|撰稿|执笔")
SIGN_OFF_DATE = re.compile(r"(?:(?:19|20)[\d*_xX]{2}|二[〇○零][〇○零一二三四五六七八九]{2})\s?(?:年|[.\-/])\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:月|[.\-/])\s?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日?)?$")
STATED_PERIOD = re.compile(r"(?:报告|统计|考核|汇报|填报)?(?:期间?|周期|时段|区间|时间段):\s?(?=[\d*_xX])")
LEADING_YEAR = re.compile(r"(?:19|20)\d\d(?=[\u4e00-\u9fff])(?!年)")
UNDATED = frozenset({"年度", "全年", "本年度"})
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def find_facts(title: str | None, lines: Sequence[Line], headings: Sequence[str], file_name: str, shared: bool) -> Facts:
    """What head, sign-off and (for a lone piece) file name say of a piece; `lines` are all its lines.

    `shared` says that other pieces of the file bear the same title: then the content decides the kind.
    """
    name = EXTENSION.sub("", file_name)
    head, tail = lines[:8], lines[-4:]
    places = labelled(head) | {key: value for key, value in labelled(tail).items()}
    organization, department = names_in(title or "")
    signed = signed_by(tail)
    if not (organization or department or any(signed)):
        signed = signed_by(head[1:4])
    named = names_in(clean_name(name))
    return Facts(
        title=title,
        kind=find_kind("" if shared else title or clean_name(name), headings, lines),
        department=places.get("department") or department or signed[1] or named[1],
        organization=organization or signed[0] or named[0],
        author=places.get("author"),
        date=sign_off_date(tail),
        period=report_period(title, name, head, tail),
    )


def clean_name(name: str) -> str:
    """A file name as words: blanks for underscores and hyphens."""
    return re.sub(r"[_\-+]+", " ", name).strip()


def report_period(title: str | None, name: str, head: Sequence[Line], tail: Sequence[Line]) -> Period | None:
    """The period that the title says, else the file name, else the first lines; the year of a title without one comes from the head."""
    for text in (title or "", name):
        found = find_period(text)
        if found is not None and not (found.from_ or found.masked):
            found = with_year(found, head, tail)
        if found is not None and (found.from_ or found.text not in UNDATED):
            return found
    if title is not None and (year := LEADING_YEAR.match(title)):
        return find_period(f"{year[0]}年")
    for line in head[:4]:
        stated = STATED_PERIOD.match(line.text)
        if stated is not None:
            return find_period(line.text[stated.end() :])
        match = PERIOD.match(line.text)
        if match is not None and not match["day"] and not line.text[match.end() :].startswith("第"):
            return find_period(match[0])
    return None


def with_year(period: Period, head: Sequence[Line], tail: Sequence[Line]) -> Period:
    """A period without a year, dated by the first year that the head or the sign-off names."""
    for line in [*head[:4], *tail[-2:]]:
        match = re.search(r"(?:19|20)\d{2}(?=年|[.\-/])", line.text)
        if match is not None and BARE.search(period.text):
            dated = find_period(f"{match[0]}年{period.text.removeprefix('本').removeprefix('年度')}")
            if dated is not None:
                return Period(text=period.text, **{"from": dated.from_}, to=dated.to, grain=period.grain, masked=False)
    return period


def labelled(lines: Sequence[Line]) -> dict[str, str]:
    """“部门：…” and “姓名：…” lines."""
    found: dict[str, str] = {}
    for line in lines:
        match = LABELLED.match(line.text)
        if match is not None and not re.search(r"[*_xX]{2}", match["value"]):
            key = "author" if PERSON.search(match["what"]) else "department"
            value = match["value"] if key == "author" else name_of_form(match["value"])
            if value is not None:
                found.setdefault(key, value)
    return found


def signed_by(tail: Sequence[Line]) -> tuple[str | None, str | None]:
    """The unit that signs: a short last line that is a unit's name, alone or before its date."""
    for line in reversed(tail):
        text = SIGN_OFF_DATE.sub("", line.text).strip()
        text = re.sub(r"(?:19|20|二)[\d*_xX〇○零一二三四五六七八九]{2,3}[.年].{0,8}[.月].{0,4}$|^(?:19|20)[\d*_xX]{2}[.年][\d.月日]{1,8}", "", text).strip()
        if 2 <= len(text) <= 24 and line.number is None and whole_name().fullmatch(text) and is_name(text):
            return parts_of(text)
    return None, None


def sign_off_date(tail: Sequence[Line]) -> str | None:
    """The date of the sign-off, as written."""
    for line in reversed(tail):
        match = SIGN_OFF_DATE.search(line.text)
        if match is not None and len(line.text) <= 40:
            return match[0]
    return None
