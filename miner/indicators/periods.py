"""Periods: how often, how long on end, whether on average or at most belongs to a name (每月巡堤, 平均账期), wherever it stands in its clause."""

from __future__ import annotations

import re

HOW = re.compile(
    r"每(?:半年|季度|学期|人次|公里|[月天周年日季晚班次件台套亩户吨](?![一二两三四五六七八九十]))|连续(?=\s?$)|夜间|按期|正在|首次|首批|当日|当场"
    r"|最[长短高低](?![的期]|人民|检|法|生活)|人均|户均"
)
MEAN = re.compile(r"平均(?:每[\u4e00-\u9fff]{1,2})?(?:为|达到?|在|只有)?\s?$")
# 储蓄净增1.2亿元, 随礼封顶一百元: what the figure says of the thing.
ENDS = re.compile(r"(净增|净减|封顶)(?:约|近|了)?\s?$")
LABELS = ("罚款", "扣分", "扣款", "奖励", "加分", "记分", "计分", "补贴", "补助")
REACH = 24
SOME = frozenset("每连夜按正首当最均")


def with_period(name: str, left: str, kind: str) -> str:
    """A name with the word of period that the words in front of its figure hold, in front of what a rule asks or gives for it."""
    near = left[-REACH:]
    end = ENDS.search(near)
    if end and name and end.group(1) not in name:
        return name + end.group(1)
    if SOME.isdisjoint(near) or not name:
        return name
    if "均" in near and "均" not in name and MEAN.search(near):
        return name + "平均分" if kind == "score" else "平均" + name
    how = ""
    for found in HOW.finditer(near):
        how = found.group()
    if not how or how in name or (how[0] == "每" and "每" in name) or name in how:
        return name
    return name[:-2] + how + name[-2:] if name.endswith(LABELS) and len(name) > 3 else how + name
