"""一 beside other counts: in a list of them, at one end of a move, and in sentences that otherwise only muse."""

from __future__ import annotations

import re

from miner.indicators.quantity import Quantity

REACH = 24
BORDERS = frozenset('，,。；;、：:！!？?（()）)】”"\n| ') | {""}
# What was one became many, or many became one.
MOVES_ON = re.compile(r"[\u4e00-\u9fff]{0,5}?[改变增加扩减并压升降调][\u4e00-\u9fff]{0,2}[\d二两三四五六七八九十]")
WENT_TO = re.compile(r"[降减少缩压变改]到$")
JOINTS = frozenset("、和及与")
COUNTED_BEFORE = re.compile(r"(?:[二两三四五六七八九十]|\d)[\u4e00-\u9fff]{2,10}[、和及与]$")
AWARDED = re.compile(r"[名项户篇家][\u4e00-\u9fff]{1,8}(?:被评|获评|荣获|获得|入选)")
# 每小时巡视一次: how often something is done.
EVERY = re.compile(r"每(?!逢|到|当|一)[^，,。；;：:]{0,16}$")
OFTEN = frozenset("次轮期趟篇")
# A station, a machine, a person told behind its name is counted also where nothing is achieved by it.
STOCK = frozenset("座台次部辆名所家处")
NAMED = re.compile(r"[\u4e00-\u9fff]{3}(?<![少多错填查])$")


def is_move(text: str, left: str, tail: int) -> bool:
    """Whether 一 is where a count came from or went to (由一条回路改为两条, 每月六七回减到一回)."""
    if left[-1:] in ("由", "从"):
        return MOVES_ON.match(text, tail) is not None
    return text[tail : tail + 1] in BORDERS and WENT_TO.search(left) is not None


def is_listed(text: str, left: str, tail: int) -> bool:
    """Whether 一 with its thing follows another count in one list (三台半成品和一个料桶), or opens what won a prize."""
    if left[-1:] in JOINTS:
        return "\u4e00" <= text[tail : tail + 1] <= "\u9fff" and COUNTED_BEFORE.search(left) is not None
    return not left and AWARDED.match(text, tail - 1) is not None


def is_idle(text: str, quantity: Quantity) -> bool:
    """Whether a quantity in a sentence of musings is a bare 一 that counts nothing (办一场活动，从策划到收尾)."""
    if quantity.comparator != "=" or quantity.value != 1.0 or text[quantity.number : quantity.number + 1] != "一":
        return False
    left = text[max(0, quantity.number - REACH) : quantity.number]
    if quantity.unit == "番" or is_listed(text, left, quantity.tail) or is_move(text, left, quantity.tail):
        return False
    if quantity.unit in OFTEN and EVERY.search(left):
        return False
    return not (text[quantity.tail : quantity.tail + 1] in BORDERS and quantity.unit in STOCK and NAMED.search(left))
