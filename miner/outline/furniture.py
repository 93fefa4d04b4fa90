"""What stands on a page but in no report: site names, adverts, copyright, navigation, page numbers."""

from __future__ import annotations

import re
from functools import cache

from miner.language.rules import read_rows
from miner.outline.lines import Line

LONGEST = 320


@cache
def furniture_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows of furniture.tsv: reason and pattern."""
    return tuple((row[0], re.compile(row[1], re.I)) for row in read_rows("furniture"))


@cache
def prefilter() -> re.Pattern[str]:
    """Any word without which no rule can meet a line."""
    return re.compile(
        "篇|返回|回到|位置|首页|相关|推荐|喜欢|热门|阅读|更多|点击|查看|展开|来源|出处|转自|来自|发布|更新|发表|录入|添加|日期|时间|编辑|编审|审核"
        "|校对|供稿|投稿|浏览|字数|字号|评论|人气|下载|版权|著作权|copyright|©|rights|备案|icp|免责|侵权|侵犯|联系|告知|通知我们|提示|编者|小编|本站"
        r"|网站|我站|范文|好期刊|文库|论文网|大家|您|你|各位|欢迎|参考|借鉴|导语|导读|模板|样本|扫|关注|长按|怎么|如何|怎样|本文|该文|文档|文章|目\s*录|精选"
        r"|页|^[\s\d/—-]+$|[-—=_*~·#]{3}|分割线|分隔线",
        re.I,
    )


def furniture_reason(line: Line) -> str | None:
    """Why a line is no part of a report, or None if it may well be one."""
    text = line.text
    if len(text) > LONGEST or not prefilter().search(text):
        return None
    for reason, pattern in furniture_rules():
        if pattern.fullmatch(text):
            return reason
    return None
