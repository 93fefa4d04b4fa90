"""Facts of a piece: title, kind, department, organization, author, date and period.

They come from its title, its head, its sign-off and the file name, each only when it is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.language.offices import is_general_office
from miner.outline.dating import SIGN_OFF_DATE, YEAR, report_period
from miner.outline.kinds import find_kind
from miner.outline.lines import Line
from miner.outline.names import is_name, name_of_form, names_in, names_of_file, signing_names, whole_name
from miner.records import Facts

UNIT_FIELD = r"(?:报告|填报|报送|汇报|述职|所在|编制)?(?:单位|部门|科室|机构|岗位)"
PERSON_FIELD = r"姓\s?名|作者|报告人|汇报人|述职人|撰稿人?|执笔人?|总结人|填表人|编制人?"
LABELLED = re.compile(rf"(?:^|(?<=[\s|]))(?:(?P<unit>{UNIT_FIELD})|(?:{PERSON_FIELD}))\s?:\s?(?P<value>[^\s,。;:|]{{2,30}})")
BLANKED = re.compile(r"[*_xX×]{2}")
LEADING_DATE = re.compile(rf"^{YEAR}[年.][\d.月日]{{1,8}}")
JOINTS = re.compile(r"[_+]+|(?<!\d)-+|-+(?!\d)")
"""What parts the words of a file name; a hyphen between digits says from when to when."""
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
HEAD, TAIL = 8, 4
LONGEST_NAME, LONGEST_PERSON, LONGEST_DATE = 24, 10, 40


def find_facts(title: str | None, lines: Sequence[Line], headings: Sequence[str], file_name: str, shared: bool) -> Facts:
    """What head, sign-off and (for a lone piece) file name say of a piece; `lines` are all its lines.

    `shared` says that other pieces of the file bear the same title: then the content has a say in the kind.
    """
    name = JOINTS.sub(" ", EXTENSION.sub("", file_name)).strip()
    head, tail = lines[:HEAD], lines[-TAIL:]
    fields = labelled(head) | labelled(tail)
    organization, department = names_in(title or "")
    signed = signed_by(tail)
    if not (organization or department or any(signed)):
        signed = signed_by(head[1:4])
    named = names_of_file(name)
    office = signed[1] or ""
    if (organization and (not title or office not in title)) or (any(named) and is_general_office(office)):
        signed = signed[0], None
    unit = fields.get("department") or department or signed[1] or named[1]
    whole = organization or signed[0] or named[0]
    return Facts(
        title=title,
        kind=find_kind(title or name, headings, lines, shared),
        department=unit,
        organization=whole if whole != unit else None,
        author=fields.get("author"),
        date=sign_off_date(tail) or sign_off_date([line for line in head[1:3] if is_signature(line.text, True)]),
        period=report_period(title or "", name, head, tail),
    )


def labelled(lines: Sequence[Line]) -> dict[str, str]:
    """“部门：…” and “姓名：…” lines."""
    found: dict[str, str] = {}
    for line in lines:
        for match in LABELLED.finditer(line.text):
            value = name_of_form(match["value"]) if match["unit"] else match["value"]
            too_long = not match["unit"] and len(match["value"]) > LONGEST_PERSON
            if value is not None and not too_long and not BLANKED.search(match["value"]):
                found.setdefault("department" if match["unit"] else "author", value)
    return found


def signed_by(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The unit that signs, as (organization, department): a short last line that is a unit's name, alone or with its date."""
    for line in reversed(lines):
        text = LEADING_DATE.sub("", SIGN_OFF_DATE.sub("", line.text).strip()).strip()
        if 2 <= len(text) <= LONGEST_NAME and line.number is None and whole_name().fullmatch(text) and is_name(text):
            return signing_names(text)
    return None, None


def is_signature(text: str, below_title: bool = False) -> bool:
    """Whether a line says who reports and when, and nothing else; as a subtitle it may say but one of the two."""
    bare = text.strip("()")
    name = SIGN_OFF_DATE.sub("", bare).strip(" ,(")
    dated, named = name != bare, whole_name().fullmatch(name) is not None
    return (named and dated) or (below_title and (named or (dated and not name)))


def sign_off_date(tail: Sequence[Line]) -> str | None:
    """The date of the sign-off, as written."""
    short = (line.text for line in reversed(tail) if len(line.text) <= LONGEST_DATE)
    return next((match[0] for text in short if (match := SIGN_OFF_DATE.search(text)) is not None), None)
