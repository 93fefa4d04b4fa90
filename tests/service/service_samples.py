"""Reports written for these tests, and pipelines that misbehave."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from miner.errors import EmptySource, ModelMissing
from miner.pipeline import Miner
from miner.records import MadeWith, Source, Text

REPORTS = {
    "客服部上半年总结.txt": (
        "客服部2024年上半年工作总结\n一、主要成绩\n上半年受理来电1.2万件，同比增长8.5%，满意率达到98.6%（目标≥97%）。\n"
        "二、存在的问题\n夜班人员不足，接通率仅为82%。\n三、下半年计划\n9月底前招聘客服专员10名。\n"
    ),
    "检修部一季度总结.txt": (
        "检修部2024年第一季度工作总结\n一、完成情况\n新铺管线58.6公里，改造67.8公里，合计124.6公里。\n"
        "二、存在的问题\n检修班组人员不足，备件到货偏慢。\n三、下一步打算\n4月份补充备件库存。\n"
    ),
    "仓储部计划.txt": "仓储部2024年工作计划\n一、重点任务\n年内新建货架200组。\n二、当前困难\n库区照明不足，夜间盘点困难。\n",
}
HOSTILE = "\"'><script>alert(1)</script>"
HOSTILE_REPORT = (
    f"{HOSTILE}科2024年上半年工作总结\n一、{HOSTILE}成绩\n受理{HOSTILE}来电120件。\n"
    f"二、存在的问题\n人员不足{HOSTILE}，设备老旧。\n姓名\t{HOSTILE}\t120件\n"
)
MADE_WITH = MadeWith(miner="0", model="none", model_sha256="0" * 64)


def misbehave(source: Source) -> Text:
    """A reader that does what the text says; what says nothing is refused."""
    if source.data == b"hang":
        time.sleep(120)
    if source.data == b"crash":
        os._exit(3)
    if source.data == b"fault":
        raise ZeroDivisionError
    if source.data == b"glut":
        raise MemoryError
    if source.data == b"slow":
        time.sleep(1.5)
    raise EmptySource("没有内容")


def unused(*_: object) -> None:
    """No part behind the reader is ever reached."""
    raise AssertionError


def load_misbehaving() -> Miner:
    """A pipeline that misbehaves."""
    return Miner(misbehave, unused, unused, unused, MADE_WITH)  # type: ignore[arg-type]


def load_at_second_start(mark: str) -> Miner:
    """A pipeline whose first start is killed; it leaves a mark."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return load_misbehaving()


def load_nothing() -> Miner:
    """A pipeline that cannot be loaded."""
    raise ModelMissing("找不到模型")
