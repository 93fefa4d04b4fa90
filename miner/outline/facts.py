"""Facts of a piece: title, kind, department, organization, author, date and period.

They come from its title, its head, its sign-off and the file name, each only when it is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.outline.kinds import find_kind
from miner.outline.lines import Line
from miner.outline.names import is_name, name_of_form, names_in, parts_of, whole_name
from miner.outline.periods import BARE, PERIOD, find_period
from miner.records import Facts, Period

UNIT_FIELD = r"(?:报告|填报|报送|汇报|述职|所在|编制)?(?:单位|部门|科室|机构|岗位)"
PERSON_FIELD = r"姓\s?名|作者|报告人|汇报人|述职人|撰稿人?|执笔人?|总结人|填表人|编制人?"
LABELLED = re.compile(rf"^(?:(?P<unit>{UNIT_FIELD})|(?:{PERSON_FIELD}))\s?:\s?(?P<value>[^\s,。;:|]{{2,30}})")
BLANKED = re.compile(r"[*_xX×]{2}")
YEAR = r"(?:(?:19|20)[\d*_xX]{2}|二[〇○零][〇○零一二三四五六七八九*_xX]{2})"
MONTH = r"(?:\d{1,2}|[*_xX]{1,2}|[一二三四五六七八九十]{1,2})"
DAY = r"(?:\d{1,2}|[*_xX]{1,2}|[一二三四五六七八九十]{1,3})"
SIGN_OFF_DATE = re.compile(rf"{YEAR}\s?[年.\-/]\s?{MONTH}\s?[月.\-/]\s?(?:{DAY}\s?日?)?$")
LEADING_DATE = re.compile(rf"^{YEAR}[年.][\d.月日]{{1,8}}")
STATED_PERIOD = re.compile(r"(?:报告|统计|考核|汇报|填报)?(?:期间?|周期|时段|区间|时间段):\s?(?=[\d*_xX])")
LEADING_YEAR = re.compile(r"(?:19|20)\d\d(?=[\u4e00-\u9fff])(?!年)")
YEAR_NAMED = re.compile(r"(?:19|20)\d{2}(?=年|[.\-/])")
UNDATED = frozenset({"年度", "全年", "本年度"})
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
HEAD, TAIL = 8, 4
LONGEST_NAME, LONGEST_DATE = 24, 40


def find_facts(title: str | None, lines: Sequence[Line], headings: Sequence[str], file_name: str, shared: bool) -> Facts:
    """What head, sign-off and (for a lone piece) file name say of a piece; `lines` are all its lines.

    `shared` says that other pieces of the file bear the same title: then the content has a say in the kind.
    """
    name = re.sub(r"[_\-+]+", " ", EXTENSION.sub("", file_name)).strip()
    head, tail = lines[:HEAD], lines[-TAIL:]
    fields = labelled(head) | labelled(tail)
    organization, department = names_in(title or "")
    signed = signed_by(tail)
    if not (organization or department or any(signed)):
        signed = signed_by(head[1:4])
    named = names_in(name)
    return Facts(
        title=title,
        kind=find_kind(title or name, headings, lines, shared),
        department=fields.get("department") or department or signed[1] or named[1],
        organization=organization or signed[0] or named[0],
        author=fields.get("author"),
        date=sign_off_date(tail),
        period=report_period(title or "", name, head, tail),
    )


def report_period(title: str, name: str, head: Sequence[Line], tail: Sequence[Line]) -> Period | None:
    """The period that the title says, else the file name, else the first lines."""
    for text in (title, name):
        found = find_period(text)
        if found is not None and not (found.from_ or found.masked):
            found = with_year(found, head, tail)
        if found is not None and (found.from_ or found.text not in UNDATED):
            return found
    year = LEADING_YEAR.match(title)
    return find_period(f"{year[0]}年") if year is not None else period_of_head(head)


def period_of_head(head: Sequence[Line]) -> Period | None:
    """The period that a field or the opening words of the first lines say; a date to the day is no period."""
    for line in head[:4]:
        stated = STATED_PERIOD.match(line.text)
        if stated is not None:
            return find_period(line.text[stated.end() :])
        match = PERIOD.match(line.text)
        if match is not None and not match["day"] and not line.text.startswith("第", match.end()):
            return find_period(match[0])
    return None


def with_year(period: Period, head: Sequence[Line], tail: Sequence[Line]) -> Period:
    """A period without a year, dated by the first year that the head or the sign-off names."""
    for line in [*head[:4], *tail[-2:]]:
        match = YEAR_NAMED.search(line.text)
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
        if match is not None and not BLANKED.search(match["value"]):
            value = name_of_form(match["value"]) if match["unit"] else match["value"]
            if value is not None:
                found.setdefault("department" if match["unit"] else "author", value)
    return found


def signed_by(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The unit that signs, as (organization, department): a short last line that is a unit's name, alone or with its date."""
    for line in reversed(lines):
        text = LEADING_DATE.sub("", SIGN_OFF_DATE.sub("", line.text).strip()).strip()
        if 2 <= len(text) <= LONGEST_NAME and line.number is None and whole_name().fullmatch(text) and is_name(text):
            return parts_of(text)
    return None, None


def sign_off_date(tail: Sequence[Line]) -> str | None:
    """The date of the sign-off, as written."""
    short = (line.text for line in reversed(tail) if len(line.text) <= LONGEST_DATE)
    return next((match[0] for text in short if (match := SIGN_OFF_DATE.search(text)) is not None), None)
