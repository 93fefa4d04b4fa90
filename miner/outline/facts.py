"""Facts of a piece: title, kind, department, organization, author, date and period, from its head, its sign-off and the file name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from miner.language.rules import read_rows
from miner.outline.kinds import find_kind
from miner.outline.lines import Line
from miner.outline.periods import BARE, PERIOD, find_period
from miner.records import Facts, Period

LABELLED = re.compile(r"^(?P<what>(?:报告|填报|报送|汇报|述职|所在|编制)?(?:单位|部门|科室|机构|岗位)|(?:姓\s?名|作者|报告人|汇报人|述职人|撰稿人?|执笔人?|总结人|填表人|编制人?))\s?[::]\s?(?P<value>[^\s,。;:|]{2,30})")
PERSON = re.compile(r"姓|作者|人$|撰稿|执笔")
SIGN_OFF_DATE = re.compile(r"(?:(?:19|20)[\d*_xX]{2}|二[〇○零][〇○零一二三四五六七八九]{2})\s?(?:年|[.\-/])\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:月|[.\-/])\s?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日?)?$")
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
TITLE_TAIL = re.compile(
    r"(?:工作|年度|个人|年终|述职|岗位|党风|部门|安全|生产|经营|专项|重点|目标|业务|情况|党建|的)*(?:总结|小结|计划|规划|报告|汇报|述职|方案|打算|要点|设想|安排|思路|体会|月报|周报|季报|简报|讲话|回顾|纪实|及|和|与|暨|下一步|明年|来年|下半年).*$"
)
UNIT_CHARS = r"[\u4e00-\u9fffA-Za-z0-9·第一二三四五六七八九十]"
NOT_A_NAME = re.compile(r"^(?:本|我|该|各|全|某|我们|本年|上|下|关于|对|的|在|年度|个人|工作)+$")


@cache
def suffixes() -> tuple[tuple[str, str], ...]:
    """Endings of names of departments and organizations, longest first, with their kind."""
    rows = sorted(read_rows("departments"), key=lambda row: (-len(row[0]), row[0]))
    return tuple((row[0], row[1]) for row in rows)


@cache
def unit_name() -> re.Pattern[str]:
    """A run of characters that ends like the name of a department or organization."""
    endings = "|".join(re.escape(suffix) for suffix, _ in suffixes())
    return re.compile(rf"{UNIT_CHARS}{{1,24}}?(?:{endings})(?!{UNIT_CHARS})")


def find_facts(title: str | None, lines: Sequence[Line], headings: Sequence[str], file_name: str, shared: bool) -> Facts:
    """What head, sign-off and (for a lone piece) file name say of a piece; `lines` are all its lines.

    `shared` says that other pieces of the file bear the same title: then the content decides the kind.
    """
    name = EXTENSION.sub("", file_name)
    head, tail = lines[:8], lines[-4:]
    places = labelled(head) | {key: value for key, value in labelled(tail).items()}
    organization, department = names_in(title or "")
    signed = signed_by(tail)
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
        if found is not None and (found.from_ or found.masked or not head):
            return found
        if found is not None:
            return with_year(found, head, tail)
    for line in head[:3]:
        match = PERIOD.search(line.text[:60])
        if match is not None:
            return find_period(line.text[:60])
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
            found.setdefault(key, match["value"])
    return found


def names_in(text: str) -> tuple[str | None, str | None]:
    """Organization and department named in a title or file name, as (organization, department)."""
    stripped = BARE.sub(" ", PERIOD.sub(" ", text))
    stripped = re.sub(r"^(?:关于|附件\d*[::]?)", "", stripped.strip())
    stripped = TITLE_TAIL.sub("", stripped)
    match = None
    for match in unit_name().finditer(stripped):
        break
    return parts_of(match[0]) if match is not None else (None, None)


def parts_of(name: str) -> tuple[str | None, str | None]:
    """A full name cut into organization and department: 蓝天公司客服部 is 蓝天公司 and 客服部."""
    for suffix, kind in suffixes():
        if kind == "organization" and len(suffix) >= 2:
            at = name.find(suffix)
            if at > 0 and at + len(suffix) < len(name):
                rest = name[at + len(suffix) :]
                if any(rest.endswith(ending) for ending, _ in suffixes()):
                    return name[: at + len(suffix)], rest
    if NOT_A_NAME.match(name) or len(name) < 2:
        return None, None
    kind = next((kind for suffix, kind in suffixes() if name.endswith(suffix)), "")
    return (name, None) if kind == "organization" else (None, name)


def signed_by(tail: Sequence[Line]) -> tuple[str | None, str | None]:
    """The unit that signs: a short last line that is a unit's name, alone or before its date."""
    for line in reversed(tail):
        text = SIGN_OFF_DATE.sub("", line.text).strip()
        text = re.sub(r"(?:19|20|二)[\d*_xX〇○零一二三四五六七八九]{2,3}[.年].{0,8}[.月].{0,4}$|^(?:19|20)[\d*_xX]{2}[.年][\d.月日]{1,8}", "", text).strip()
        if 2 <= len(text) <= 24 and not re.search(r"[,。;:!?*_]", text) and unit_name().fullmatch(text):
            return parts_of(text)
    return None, None


def sign_off_date(tail: Sequence[Line]) -> str | None:
    """The date of the sign-off, as written."""
    for line in reversed(tail):
        match = SIGN_OFF_DATE.search(line.text)
        if match is not None and len(line.text) <= 40:
            return match[0]
    return None
