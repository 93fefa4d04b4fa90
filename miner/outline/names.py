"""Names of departments and organizations: how they end, where they stand in a title, and how a full name falls into the two."""

from __future__ import annotations

import re
from functools import cache

from miner.language.offices import is_general_office
from miner.language.rules import read_rows
from miner.outline.cues import cue
from miner.outline.periods import BARE, PERIOD
from miner.outline.phrases import has

UNIT_CHARS = r"[\u4e00-\u9fffA-Za-z0-9·]"
FORMS = re.compile(r"(?:审核|校对|签发|编制|填表|填报|联系|制表|日期).{0,12}$")
PARTY = re.compile(r"^中共|(?:党组|党委|党总支|党支部|总支部委员会|总支部|支部委员会|委员会)$")
ASIDE = re.compile(r"^附件\d{0,2}:?|“[^“”]{1,20}”")
LEADING_YEAR = re.compile(r"^(?:19|20)\d\d")
EDGES = re.compile(r"——|--|[\s,:()【】“”《》\[\]]")
ANYBODY = re.compile(r"各|全|有关|所属")
LONG_SUFFIX = 3
"""A longer ending (营业部, 管理处) makes a name whatever follows; a shorter one (部, 处) also ends other words."""
MEASURE_JOINTS = re.compile(r"[、/和及或每·()]")
POWERS = re.compile(r"^(?:人民币)?(?:十万|百万|千万|[十百千万亿])?(?=.)")
FILE_NUMBER = re.compile(
    r"^\s{0,4}(?:0\d{0,4}|\d{1,2}(?!\d)|\d{1,4}(?=[\s.、_()-]))[\s.、_()-]{0,4}(?=[\u4e00-\u9fff])(?![年月日号季队组层班届期])"
)
"""The number by which files are sorted; what goes on with 年 or 号 is part of a name, and 110 or 12345 are services."""
GROUPS = frozenset({"集团", "集团公司", "总公司"})
LEGAL_FORMS = frozenset({"有限公司", "有限责任公司", "股份有限公司"})
Names = tuple[str | None, str | None]


@cache
def suffixes() -> tuple[tuple[str, str], ...]:
    """Endings of names of departments and organizations, longest first, with their kind."""
    rows = sorted(read_rows("departments"), key=lambda row: (-len(row[0]), row[0]))
    return tuple((row[0], row[1]) for row in rows)


@cache
def whole_name() -> re.Pattern[str]:
    """A stretch that is the name of a department or organization from end to end."""
    endings = "|".join(re.escape(suffix) for suffix, _ in suffixes())
    return re.compile(rf"{UNIT_CHARS}{{1,24}}(?:{endings})")


@cache
def leading_name() -> re.Pattern[str]:
    """A name at the head of a stretch: before what may follow a name in a title, or with a long ending."""
    long = "|".join(re.escape(suffix) for suffix, _ in suffixes() if len(suffix) >= LONG_SUFFIX)
    short = "|".join(re.escape(suffix) for suffix, _ in suffixes() if len(suffix) < LONG_SUFFIX)
    follow = cue("after_name").pattern
    return re.compile(rf"{UNIT_CHARS}{{1,24}}?(?:{long}|{short})(?={follow})|{UNIT_CHARS}{{0,12}}?(?:{long})")


def names_in(text: str) -> Names:
    """Organization and department named in a title or file name, as (organization, department)."""
    for stretch in stretches(text):
        match = leading_name().match(stretch)
        if match is not None and is_name(match[0]):
            return parts_of(match[0])
    return None, None


def stretches(text: str) -> list[str]:
    """The stretches of a title where a name may open, the likeliest first.

    That is the one with a word for reports, then those that are a name, then the first; what follows 关于 is the topic.
    """
    undated = LEADING_YEAR.sub(" ", ASIDE.sub(" ", PERIOD.sub(" ", text).strip()).strip())
    parts = [part for part in EDGES.split(BARE.sub(" ", undated.partition("关于")[0])) if part]
    titled = [part for part in parts if has("name_title", part)]
    alone = [part for part in parts if part not in titled and whole_name().fullmatch(part)]
    return titled + alone + parts[:1]


def is_name(name: str) -> bool:
    """Whether a match names a unit rather than speaking of one."""
    return len(name) >= 2 and not has("no_name", name)


def parts_of(name: str) -> Names:
    """A full name cut into organization and department: 蓝天公司客服部 is 蓝天公司 and 客服部.

    A company named behind its group is a department of it: 蓝天集团燃气公司 is 蓝天集团 and 燃气公司.
    """
    name = PARTY.sub("", PARTY.sub("", name))
    if not is_name(name):
        return None, None
    for suffix, kind in suffixes():
        at = name.find(suffix)
        if at <= 0:
            continue
        rest = name[at + len(suffix) :]
        if kind == "organization" and len(suffix) >= 2 and len(rest) >= 2 and ends_as(rest) == "department":
            return name[: at + len(suffix)], rest
        if suffix in GROUPS and len(rest) > LONG_SUFFIX and rest not in LEGAL_FORMS and ends_as(rest):
            return name[: at + len(suffix)], rest
    whole = ends_as(name)
    return (name, None) if whole == "organization" else (None, name if whole else None)


def signing_names(name: str) -> Names:
    """Organization and department that a signature stands for: an office that drafts for its company signs for all of it."""
    organization, department = parts_of(name)
    return (
        parts_of(organization) if organization and department and is_general_office(department) else (organization, department)
    )


def ends_as(name: str) -> str | None:
    """Whether a name ends as that of a department or an organization, or None."""
    return next((kind for suffix, kind in suffixes() if name.endswith(suffix)), None)


def name_of_form(value: str) -> str | None:
    """The name written behind “部门：”, without the next field of the form; “单位：万元” names none."""
    value = FORMS.sub("", value).strip()
    return value if len(value) >= 2 and not ANYBODY.match(value) and not measures(value) else None


def measures(value: str) -> bool:
    """Whether words are units of measure and nothing else: 万元、%."""
    parts = [part.strip() for part in MEASURE_JOINTS.split(value) if part.strip()]
    return all(part in units_of_measure() or POWERS.sub("", part) in units_of_measure() for part in parts)


@cache
def units_of_measure() -> frozenset[str]:
    """The units in the table of units, without the words that only begin like one."""
    return frozenset(row[0] for row in read_rows("units")[1:] if row[4] != "noun") | {"人民币"}


def names_of_file(name: str) -> Names:
    """Organization and department named in a file name, without the number that sorts it: 05城南小学 is 城南小学."""
    return names_in(FILE_NUMBER.sub("", name))
