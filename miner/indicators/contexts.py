"""Contexts: the time a figure speaks of and whose it is, where its clause or its headings say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

PERIOD = re.compile(
    r"(?:截至|截止|至|到)?(?:(?:19|20)[\d_*Xx×]{2}年|今年|去年|上年|本年|前年)?(?:度)?"
    r"(?:\d{1,2}月(?:份|末|底|中旬|上旬|下旬)?(?:\d{1,2}[日号])?|第?[一二三四1-4]季度|前[一二三]季度|[上下]半年|全年|本月|上月|当月|本季度?|上季度?|同期|年末|年底|年初|月末)"
    r"|(?:19|20)[\d_*Xx×]{2}年(?:度|末|底|初)?|去年同期|上年同期|去年|上年"
)
SUBJECT = re.compile(r"(?:^|[，,。；;：:、])(?:其中[，,：:]?)?([\u4e00-\u9fffA-Za-z\d]{2,12}?(?:公司|支行|分行|分公司|支局|部门|中心|车间|科室|科|处|所|站|队|班组|班|网点|厂|院|校|乡|镇|村|街道|片区|县|区|市))(?![\u4e00-\u9fff]{0,2}[数量率])")


def find_period(text: str, at: int, path: Sequence[str]) -> str | None:
    """The words for a figure's time: the last in its sentence before it, else in the nearest heading that has any."""
    last = None
    for match in PERIOD.finditer(text, max(0, at - 80), at):
        last = match.group()
    if last is not None:
        return last
    for title in reversed(path):
        match = PERIOD.search(title[:60])
        if match:
            return match.group()
    return None


def find_subject(text: str, at: int) -> str | None:
    """The department or place that heads the figure's clause, None where none is named."""
    last = None
    for match in SUBJECT.finditer(text, max(0, at - 40), at):
        last = match.group(1)
    return last
