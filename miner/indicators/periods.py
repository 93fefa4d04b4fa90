"""Periods: how often, when, which of them, on average or at most belongs to a name (每月巡堤, 平均账期, 剩余漏点)."""

from __future__ import annotations

import re

HOW = re.compile(
    r"每(?:半年|季度|学期|人次|公里|[月天周年日季晚班次件台套亩户吨](?![一二两三四五六七八九十]))|连续(?=\s?$)|夜间|按期|正在|首次|首批|当日|当场"
    r"|最[长短高低](?![的期]|人民|检|法|生活)|人均|户均"
)
MEAN = re.compile(r"平均(?:每[\u4e00-\u9fff]{1,2})?(?:为|达到?|在|只有)?\s?$")
# 储蓄净增1.2亿元, 随礼封顶一百元: what the figure says of the thing.
ENDS = re.compile(r"(净增|净减|封顶)(?:约|近|了)?\s?$")
# 上年的48件, 剩余13个乡镇: which of them, or when.
WHICH = re.compile(
    r"(剩余|还剩|(?:去年|上年)?同期|上年|去年|年初|年末|上月|上季|目标|计划|抽检|抽查|抽测|原有|在建|加装)(?:的|有|只有|仅|约|近|为|是)?\s?$"
)
BEHIND = frozenset(("目标", "计划", "净增", "净减", "封顶"))
LABELS = ("罚款", "扣分", "扣款", "奖励", "加分", "记分", "计分", "补贴", "补助")
REACH = 24
SOME = frozenset("每连夜按正首当最均")
ENDING = frozenset("增减顶余剩年初末月季期标划检查测有建装")


def with_period(name: str, left: str, kind: str) -> str:
    """A name with the word of period that the words in front of its figure hold, in front of what a rule asks or gives for it."""
    near = left[-REACH:]
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


def with_which(name: str, left: str) -> str:
    """A name with the word right in front of its figure that says which ones, when, or that they were gained or aimed at."""
    near = left[-REACH:]
    if ENDING.isdisjoint(near) or not name:
        return name
    found = ENDS.search(near) or WHICH.search(near)
    word = found.group(1) if found else ""
    word = "剩余" if word == "还剩" else word
    if not word or word in name:
        return name
    return name + word if word in BEHIND else word + name
