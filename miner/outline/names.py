"""Names of departments and organizations: how they end, where they stand in a title, and how a full name falls into the two."""

from __future__ import annotations

import re
from functools import cache

from miner.language.rules import read_rows
from miner.outline.periods import BARE, PERIOD

UNIT_CHARS = r"[\u4e00-\u9fffA-Za-z0-9·]"
FOLLOW = (
    r"(?=$|[\s,、:()—\-“]|的|关于|在|经理|副|主任|书记|(?:[部科处局所站班队组]|(?<!店))长|员工|人员|干部|职工|个人|主管|专员|全体|上半年|下半年|本年|半年|年度|年终|月度|季度|第|[\d一二三四五六七八九十]{1,4}[年月周季]|[QqW]\d|[\d*_]"
    r"|工作|总结|小结|计划|规划|报告|汇报|述职|方案|安排|要点|党建|安全|周报|月报|季报|简报|运行|经营|履职|党支部|党总支|党委|党组|培训|专项|重点)"
)
NOT_A_NAME = re.compile(r"^(?:本|我|该|各|全|某|我们|本年|上|下|关于|对|的|在|年度|个人|工作|外|内|干|基层|有关|所属|相关|兄弟|一)+.{0,2}$|的|签名|签字|本文|关于|审核|不|[，。；]")
FORMS = re.compile(r"(?:审核|校对|签发|编制|填表|填报|联系|制表|日期).{0,12}$")
PARTY = re.compile(r"^中共|(?:党组|党委|党总支|党支部|总支部委员会|总支部|支部委员会|委员会)$")
TITLE_WORDS = re.compile(r"总结|小结|计划|规划|报告|汇报|述职|方案|要点|月报|周报|季报|简报|周记|体会|讲话|通知|通报|办法|制度|细则|情况|复盘|分析|回顾|打算|安排|对策")
LONG_SUFFIX = 3


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
    """A name at the head of a stretch: one with a long ending before anything, else before what may follow a name in a title."""
    long = "|".join(re.escape(suffix) for suffix, _ in suffixes() if len(suffix) >= LONG_SUFFIX)
    short = "|".join(re.escape(suffix) for suffix, _ in suffixes() if len(suffix) < LONG_SUFFIX)
    return re.compile(rf"(?:{UNIT_CHARS}{{1,24}}?(?:{long}|{short}){FOLLOW}|{UNIT_CHARS}{{0,12}}?(?:{long}))")


def names_in(text: str) -> tuple[str | None, str | None]:
    """Organization and department named in a title or file name, as (organization, department)."""
    for stretch in stretches(text):
        match = leading_name().match(stretch)
        if match is not None and is_name(match[0]):
            return parts_of(match[0])
    return None, None


def stretches(text: str) -> list[str]:
    """The stretches of a title where a name may open, the likeliest first: that with a word for reports, what brackets hold, the others."""
    blank = re.sub(r"^附件\d*:?|“[^“”]{1,20}”", " ", PERIOD.sub(" ", text).strip())
    blank = re.sub(r"^(?:19|20)\d\d", " ", blank.strip().partition("关于")[0] if "关于" in blank else blank)
    parts = [part.strip() for part in re.split(r"——|--|[\s,:()【】“”《》\[\]]", BARE.sub(" ", blank)) if part.strip()]
    titled = [part for part in parts if TITLE_WORDS.search(part)]
    alone = [part for part in parts if whole_name().fullmatch(part)]
    return titled + [part for part in alone if part not in titled] + parts[:1]


def is_name(name: str) -> bool:
    """Whether a match names a unit rather than speaking of one."""
    return len(name) >= 2 and NOT_A_NAME.search(name) is None


def parts_of(name: str) -> tuple[str | None, str | None]:
    """A full name cut into organization and department: 蓝天公司客服部 is 蓝天公司 and 客服部."""
    name = PARTY.sub("", PARTY.sub("", name))
    if not is_name(name):
        return None, None
    for suffix, kind in suffixes():
        at = name.find(suffix)
        rest = name[at + len(suffix) :]
        if kind == "organization" and len(suffix) >= 2 and at > 0 and len(rest) >= 2 and ends_as(rest) == "department":
            return name[: at + len(suffix)], rest
    kind = ends_as(name)
    return (name, None) if kind == "organization" else (None, name) if kind else (None, None)


def ends_as(name: str) -> str | None:
    """Whether a name ends as that of a department or an organization, or None."""
    return next((kind for suffix, kind in suffixes() if name.endswith(suffix)), None)


def name_of_form(value: str) -> str | None:
    """The name written behind “部门：”, without the next field of the form."""
    value = FORMS.sub("", value).strip()
    return value if len(value) >= 2 and not re.match(r"各|全|有关|所属", value) else None
