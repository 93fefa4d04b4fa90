"""Headings: which lines announce rather than state, and how they nest.

Numbers alone do not tell a heading from a list item; what follows does. A numbered line without an end mark is a heading when something other
than its next sibling stands below it, and an item of a list when its siblings follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from miner.language.rules import read_rows
from miner.outline.lines import Line
from miner.outline.numbering import STATEMENT_STYLES
from miner.records import Heading

LONGEST = 45
LONGEST_BARE = 26
RUN_IN = re.compile(r"([^。!?;:,]{2,22}(?:[,、][^。!?;:,]{2,16})?)[。:]\s?(?=\S)")
FIGURE = re.compile(
    r"\d(?:[\d.,]{0,12})\s?(?:%|‰|万|亿|元|个(?!专项)|件|人|次|家|户|名|项(?!工作)|吨|亩|台|份|起|分(?!公司|局|行|管)|倍|公里|平方|千瓦|天|小时)|[一二三四五六七八九十]{1,3}(?:次|场|起|户|件|名)"
)
ACT = re.compile(
    r"^(?:认真|积极|切实|不断|进一步|全面|深入|大力|继续|努力|严格|扎实|着力|充分|及时|加强|加快|加大|强化|完成|做好|抓好|搞好|开展|推进|组织|建立|健全|完善|提高|提升|落实|优化|规范|配合|协助|参与"
    r"|制定|制订|编制|修订|拟定|召开|举办|争取|力争|确保|深化|夯实|创新|推动|打造|构建|围绕|坚持|实施|实行|狠抓|突出|注重|解决|改进|培养|增强|发挥|严把|严控|降低|缩短)"
)
NEGATION = re.compile(r"不[^断同动时少良仅]|没有|未|无法|缺|欠|差|弱|低下|滞后|薄弱|过于|偏")
MODAL = re.compile(r"必须|应当|不得|需要|可以|已经|正在")
SALUTATION = re.compile(r"^(?:尊敬|各位|亲爱|同志们|大家好|你好|您好)|^.{2,24}(?:领导|同事|同志|代表|委员|部门|单位|公司|科室|员工|老师|朋友)(?:们)?:$")
FORMULA = re.compile(r"^(?:特此|此致|敬礼|谢谢|以上|妥否|当否|附件|附:|抄送|主送|联系人|电话|地址|签发|报告人|汇报人|述职人|单位|姓名|部门|日期|时间|地点|主持|参加|出席|记录)")
DATE = re.compile(r"[\dx*_〇○一二三四五六七八九十零Xz]{2,6}年.{0,12}[日月]?|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{2,4}[*_xX]{1,2}[./]\d{1,2}[./]\d{1,2}")
LEAD_IN = re.compile(r"(?:如下|以下|下面|主要有|表现(?:在|为)|包括|几点|方面|一是)[^。]{0,8}[::]?$")
NOUNY_END = re.compile(r"(?:工作|情况|方面|管理|建设|问题|不足|措施|计划|总结|原则|条件|流程|能力|目标|思想|要求|职责|分析|安排|思路|体会|成绩|概况|内容|范围|标准|办法|制度|机制|服务|安全|质量|培训|考核|指标|任务|重点|项目|回顾|展望|对象|规定|方式|组织|队伍|体系|时间|地点|建议|意见)$")


@cache
def heading_roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of headings.tsv: what a heading announces, and by which words."""
    return tuple((row[0], re.compile(row[1])) for row in read_rows("headings"))


def announced(title: str) -> str | None:
    """The label that a heading's words announce for what stands below it, or None."""
    for role, pattern in heading_roles():
        if pattern.search(title):
            return role
    return None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line was read: a heading of its whole length, one that runs in and ends at `run_in`, or a statement."""

    heading: bool
    run_in: int = 0


STATEMENT = Shape(False)
HEADING = Shape(True)


def shapes(lines: Sequence[Line], tabled: set[int]) -> list[Shape]:
    """How each line of a piece was read; rows of tables are statements here."""
    found = [STATEMENT if index in tabled else first_look(lines, index) for index in range(len(lines))]
    settle_siblings(lines, found)
    return found


def first_look(lines: Sequence[Line], index: int) -> Shape:
    """A line's shape by itself and what follows it."""
    line = lines[index]
    mark = line.mark
    if mark is not None and mark.kind in ("heading", "title") and len(line.text) <= 2 * LONGEST:
        return HEADING
    following = lines[index + 1] if index + 1 < len(lines) else None
    if line.number is not None:
        return numbered(line, following)
    return HEADING if is_bare_heading(line, lines, index) else STATEMENT


def numbered(line: Line, following: Line | None) -> Shape:
    """A numbered line: heading, run-in heading, or statement."""
    assert line.number is not None
    rest = line.rest.strip()
    body = rest.rstrip(":。 ")
    if line.number.style in ("part", "clause") and len(body) <= LONGEST and not rest.endswith("。"):
        return HEADING
    if line.number.style in STATEMENT_STYLES or not body:
        return Shape(bool(not body and following is not None and following.number is None), 0)
    if len(rest) <= LONGEST and is_title_like(body):
        if rest[-1] in "。":
            return HEADING if len(body) <= 14 and "," not in body and is_nominal(body) else STATEMENT
        if rest[-1] == ":" or following is None or following.number is None or following.number.style != line.number.style:
            return HEADING if following is not None else STATEMENT
        return HEADING if announced(body) and len(body) <= 16 and not ACT.match(body) else STATEMENT
    run_in = RUN_IN.match(rest)
    if run_in is not None and run_in.end() < len(rest) and is_title_like(run_in[1]) and (is_nominal(run_in[1]) or rest[run_in.end(1)] == ":" and len(run_in[1]) <= 12):
        lead = len(line.text) - len(line.rest) + (len(line.rest) - len(line.rest.lstrip()))
        if rest[run_in.end(1)] == "。":
            return Shape(True, lead + run_in.end(1) + 1)
    return STATEMENT


def is_title_like(text: str) -> bool:
    """Whether a stretch could be a title: no end mark inside, no figure, not denied."""
    return not re.search(r"[。!?;]|:(?!.{0,4}$)", text) and not FIGURE.search(text) and not (NEGATION.search(text) and announced(text) != "problem") and "," not in text[:3]


def is_nominal(text: str) -> bool:
    """Whether a stretch names something and says nothing of it."""
    if ACT.match(text) and not (len(text) <= 8 and NOUNY_END.search(text)):
        return False
    return bool(NOUNY_END.search(text)) or (len(text) <= 10 and "," not in text and announced(text) is not None)


def is_bare_heading(line: Line, lines: Sequence[Line], index: int) -> bool:
    """Whether a line without a number is a heading: short, no end mark, and longer text or a list below it."""
    text = line.text
    body = text.rstrip(": ")
    if not 2 <= len(body) <= (LONGEST if index < 3 else LONGEST_BARE) or text[-1] in "。;!?,、…）)" and not text.endswith((")", "）")):
        return False
    if SALUTATION.match(text) or FORMULA.match(text) or DATE.fullmatch(body) or not re.search(r"[\u4e00-\u9fff]{2}", body):
        return False
    if line.mark is not None and line.mark.kind == "bold":
        return True
    if re.search(r"[。!?;]", body) or FIGURE.search(body) or index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    if text.endswith(":"):
        return not LEAD_IN.search(body) and len(body) <= 14 and (announced(body) is not None or NOUNY_END.search(body) is not None)
    known = announced(body) is not None or title_kind(body)
    if known and not NEGATION.search(body) or index == 0:
        return "," not in body or index == 0
    if NEGATION.search(body) or MODAL.search(body) or "," in body or ACT.match(body) and len(body) > 12:
        return False
    longer = len(following.text) >= max(30, 2 * len(body))
    around = line.gap or index == 0 or lines[index - 1].text[-1] in "。;!?:" or lines[index - 1].number is not None
    return longer and around


@cache
def title_words() -> re.Pattern[str]:
    """Words that make a line the title of a report."""
    return re.compile("|".join(row[1] for row in read_rows("kinds") if row[0] in ("plan", "summary", "notice", "regulation")))


def title_kind(text: str) -> bool:
    """Whether a line reads like the title of a report."""
    return 4 <= len(text) <= LONGEST and title_words().search(text[-12:]) is not None


def settle_siblings(lines: Sequence[Line], found: list[Shape]) -> None:
    """Items of one list are read alike: the last, and one that differs, go with the most."""
    lists: list[list[int]] = []
    open_lists: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        number = line.number
        if number is None:
            continue
        style = number.style
        current = open_lists.get(style)
        if current is not None and number.value == (lines[current[-1]].number or number).value + 1:
            current.append(index)
        else:
            current = [index]
            open_lists[style] = current
            lists.append(current)
    for members in lists:
        settle(members, lines, found)


def settle(members: Sequence[int], lines: Sequence[Line], found: list[Shape]) -> None:
    """One list: a lone heading among statements of a close-set list becomes a statement, a lone statement that could be one a heading."""
    open_ended = [index for index in members if found[index].run_in == 0 and lines[index].text[-1] not in "。;!?"]
    if len(members) < 2 or not open_ended:
        return
    close_set = sum(1 for a, b in zip(members, members[1:], strict=False) if b == a + 1)
    if close_set >= max(1, (len(members) - 1) * 0.7) and close_set == len(members) - 1:
        headings = sum(1 for index in members if found[index].heading)
        if headings <= len(members) / 2:
            for index in open_ended:
                if announced(lines[index].rest) is None or ACT.match(lines[index].rest):
                    found[index] = STATEMENT


def tree(headings: Sequence[tuple[Line, int, int, str]]) -> list[Heading]:
    """The tree of headings from (line, start, end, title): a style keeps its depth until a style above it comes again."""
    stack: list[tuple[str, int]] = []
    result: list[Heading] = []
    for line, start, end, title in headings:
        style = style_of(line)
        depth = next((i for i, (known, _) in enumerate(stack) if known == style), None)
        if depth is None:
            depth = insertion_depth(style, stack)
        del stack[depth:]
        parent = stack[-1][1] if stack else None
        stack.append((style, len(result)))
        number = line.number.text if line.number is not None else ""
        result.append(Heading(start, end, depth + 1, parent, number, title))
    return result


RANK = {"title": 0, "part": 1, "article": 2, "clause": 2, "bare": 2, "han": 3, "ordinal": 4, "han_paren": 5, "arabic": 6, "decimal1": 6, "arabic_paren": 8, "decimal2": 8, "circled": 9, "decimal3": 9, "latin": 10, "member": 11, "bullet": 12}  # fmt: skip


def style_of(line: Line) -> str:
    """The style by which a heading nests: Word's own level before the number's style."""
    if line.mark is not None and line.mark.kind == "heading":
        return f"word{line.mark.level}"
    if line.mark is not None and line.mark.kind == "title":
        return "title"
    return line.number.style if line.number is not None else "bare"


def insertion_depth(style: str, stack: Sequence[tuple[str, int]]) -> int:
    """Where a style not yet open goes: below everything of a higher rank."""
    rank = rank_of(style)
    depth = len(stack)
    while depth and rank_of(stack[depth - 1][0]) > rank:
        depth -= 1
    return depth


def rank_of(style: str) -> int:
    """The usual depth of a style in Chinese documents."""
    return int(style[4:]) + 1 if style.startswith("word") else RANK.get(style, 7)
