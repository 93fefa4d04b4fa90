"""Places and parts: numbers that name a building, a storey, a bus line or a stretch of the year, and counts of places."""

from __future__ import annotations

import re

from miner.indicators.numerals import Numeral
from miner.indicators.units import UnitRow

BOUNDARY = frozenset('，,。；;、：:！!？?（()）)】”"\n| \t')
# Storeys of a building under way are places.
BUILT = re.compile(r"的?(?:顶板|底板|剪力墙|钢筋|混凝土|主体|封顶|暗柱|梁板|楼板|柱|砌体|模板|结构)")
# 8栋楼道 and 3栋2单元 say where; 5栋高层住宅 says how many.
HOUSE = re.compile(r"楼[上下道顶]|老[爷太人]|\d{1,2}(?:栋|幢|单元)|[一二三四五六]单元")
# Behind 栋, 层, 路 these say that buildings, floors and roads are counted.
COUNTED_BEHIND = frozenset("楼筒房住宿厂公建别病民居教办高多老新旧危全均已共同分包以之和与及并")
DONE_BEFORE = re.compile(r"(?:完成?|浇筑|砌筑|[浇砌建盖]了|建成|新建|共|计|达|为|是|有)$")
PLACES = frozenset("县市镇乡村社区国省州站地校院所")
COMMON = re.compile(
    r"(?:沿[河江线海湖]|上述|以上|涉及|邻近|周边|分管|下辖|挂包|包|跑遍|走遍|全部|其他|其余|另外|所辖|毗邻|惠及|覆盖|横跨|途经|流经|辐射|东北|西北|华北)$"
)
LOTS = frozenset("栋幢层床路线")
OBJECTS = frozenset("回下把面")
PARTS = frozenset(("个月", "年", "个季度", "季度", "周"))


def names_places(text: str, at: int, tail: int) -> bool:
    """Whether places are counted behind their names or behind what they have in common (甲、乙、丙三镇, 沿河六村)."""
    before = text[max(0, at - 12) : at]
    return "、" in before or COMMON.search(before) is not None


def is_place(text: str, at: int, tail: int, numeral: Numeral, unit: UnitRow) -> bool:
    """Whether a number names a building, a floor, a bus line or a bed: 8栋有位大姐, 17路恢复双向, 302把."""
    before = text[at - 1 : at]
    if unit.unit in ("栋", "幢") and not numeral.chinese and HOUSE.match(text, tail):
        return True
    if unit.unit == "层" and (before in ("楼", "#", "幢", "栋") or is_storey(text, at, tail)):
        return True
    if unit.unit in LOTS and (before in BOUNDARY or not before) and not numeral.about:
        after = text[tail : tail + 1]
        return not numeral.scaled and "\u4e00" <= after <= "\u9fff" and after not in COUNTED_BEHIND
    numbered = unit.unit in OBJECTS and not numeral.chinese and (numeral.value or 0.0) >= 300
    return numbered and (before in BOUNDARY or not before) and text[tail : tail + 1] not in BOUNDARY


def is_storey(text: str, at: int, tail: int) -> bool:
    """Whether 层 names the storey that is being built (七层顶板, 二十层的钢筋), and does not count what was done (浇完12层主体)."""
    behind = BUILT.match(text, tail)
    return behind is not None and (behind.group()[0] == "的" or DONE_BEFORE.search(text[max(0, at - 4) : at]) is None)


def is_part_of_year(text: str, at: int, tail: int, unit: UnitRow) -> bool:
    """Whether a span is one end of a longer time (前四个月, 后两年), and not how long before or after an event (考前三天)."""
    if unit.unit not in PARTS or text[at - 1 : at] not in ("前", "后", "头") or text[tail : tail + 1] in ("内", "以", "之"):
        return False
    return at == 1 or text[at - 2] in BOUNDARY or text[at - 2] in "年由降比到划"
