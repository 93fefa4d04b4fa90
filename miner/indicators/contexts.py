"""Contexts: the time a figure speaks of and whose it is, where its clause or its headings say so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# The look ahead names every character that a period may begin with: most places are passed by it alone.
PERIOD = re.compile(
    r"(?=[截至到今去上本前度第一二三四下全当同年月\d])(?:(?:截至|截止|至|到)?(?:(?:19|20)[\d_*Xx×]{2}年|今年|去年|上年|本年|前年)?(?:度)?"
    r"(?:\d{1,2}月(?:份|末|底|中旬|上旬|下旬)?(?:\d{1,2}[日号])?|第?[一二三四1-4]季度|前[一二三]季度"
    r"|[上下]半年|全年|本月|上月|当月|本季度?|上季度?|同期|年末|年底|年初|月末)"
    r"|(?:19|20)[\d_*Xx×]{2}年(?:度|末|底|初)?|去年同期|上年同期|去年|上年)"
)
# Every period holds one of these, and most sentences hold none.
TIMED = re.compile(r"[年月季期]")
NAMED = (
    r"(?=[公支分中车科大班街网服事管营项供派卫办])(?:公司|支行|分行|分公司|支局|中心|车间|科室|大队|支队|班组|街道|网点|服务部|事业部"
    r"|管理部|营业部|项目部|供电所|派出所|卫生院|办事处)"
)
PLACED = r"[\u4e00-\u9fff]{1,3}[镇乡村县区市厂院校所站队科处](?![\u4e00-\u9fff]{0,2}[数量率得税])"
# A sentence is searched with a comma in front, for the engine finds a class faster than a class or the start.
SUBJECT = re.compile(rf"[，,。；;：:](?:其中[，,：:]?)?((?:[\u4e00-\u9fff]{{1,10}}?{NAMED})|{PLACED})(?=[\u4e00-\u9fff\d])")
NO_SUBJECT = re.compile(
    r"加强|深化|新增|新建|解决|继续|免除|对|各|全|个|将|把|在|从|每|该|本|我|实施|推进"
    r"|组织|召开|开展|完成|通过|按|为|与|由|向|到|截|投|设|建|协|走|进|下|上|覆盖|农村"
    r"|城区|社区|学校|医院"
)


class Contexts:
    """The times and subjects of one sentence, found once and asked for each of its figures.

    `headings` keeps what the headings of a piece say, so that each path is read once; it is the caller's and holds for one piece.
    """

    __slots__ = ("heading", "periods", "subjects")

    def __init__(self, text: str, path: Sequence[str], headings: dict[Sequence[str], str] | None = None) -> None:
        timed = TIMED.search(text) is not None
        self.periods = [(match.end(), match.group()) for match in PERIOD.finditer(text)] if timed else []
        self.subjects = [
            (match.end() - 1, match.group(1))
            for match in SUBJECT.finditer(f"，{text}")
            if NO_SUBJECT.match(match.group(1)) is None
        ]
        self.heading = "" if self.periods else known_heading(path, {} if headings is None else headings)

    def period(self, at: int) -> str | None:
        """The words for the time of the figure at `at`: the last in its sentence before it, else of the nearest heading."""
        return (_last(self.periods, at) if self.periods else self.heading) or None

    def subject(self, at: int) -> str | None:
        """The department or place that heads the clauses before `at`, None where none is named."""
        return _last(self.subjects, at) if self.subjects else None


def known_heading(path: Sequence[str], headings: dict[Sequence[str], str]) -> str:
    """The time that headings speak of, looked up where another sentence under the same headings asked before."""
    found = headings.get(path)
    if found is None:
        found = headings[path] = heading_period(path)
    return found


def heading_period(path: Sequence[str]) -> str:
    """The time that the nearest heading speaks of, empty where none does."""
    for title in reversed(path):
        match = PERIOD.search(title[:60]) if TIMED.search(title) else None
        if match:
            return match.group()
    return ""


def _last(found: list[tuple[int, str]], at: int) -> str | None:
    place = bisect_right(found, at, key=lambda entry: entry[0])
    return found[place - 1][1] if place else None
