"""Units that go without saying: behind a measured value the next one of its kind may stand bare (COD24mg/L，氨氮0.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from miner.indicators.quantity import Quantity

PHYSICAL = frozenset(("chem", "electric", "pressure", "noise", "light", "speed", "compound"))
# The next name and its value, no further than this from the value before.
REACH = 24
NEXT_NAME = re.compile(r"[，,、；;][^，,。；;、：:\d]{0,14}$")
# What has no unit of its own, or another one.
UNITLESS = re.compile(r"pH|PH|率|系数|指数|比|倍|占|评分|得分|排|第|人|次|共|元", re.IGNORECASE)


def with_units(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of a sentence; a bare one takes the unit of the measured value in the clause before it."""
    last: Quantity | None = None
    for quantity in found:
        one = quantity
        if last is not None and not one.unit and not one.kind and one.value is not None:
            between = text[last.tail : one.start]
            if len(between) <= REACH and NEXT_NAME.search(between) and not UNITLESS.search(between):
                one = one._replace(unit=last.unit, kind=last.kind)
        last = one if is_physical(one) else None
        yield one


def is_physical(quantity: Quantity) -> bool:
    """Whether a quantity is a reading of an instrument, whose unit the next reading may share."""
    return quantity.kind in PHYSICAL or ("/" in quantity.unit and quantity.unit.isascii())
