"""Names that the store knows: a filter by one that it does not is refused with those that may have been meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from miner.errors import NotStored
from miner.store.answers import UNSTATED

ALIKE = 0.5  # 客户部 and 客服部 share two characters of three: 0.67
MOST_NEAR, MOST_SHOWN = 5, 8


def refuse_unknown(wanted: Iterable[str], stored: Collection[str], what: str) -> None:
    """NotStored for a name that no report has; `what` says what it would name."""
    stated = [name for name in stored if name != UNSTATED]
    for name in wanted:
        if name != UNSTATED and name not in stated:
            raise NotStored(f"没有{what}“{name[:64]}”的报告；{advice(name, stated, what)}")


def advice(name: str, stated: list[str], what: str) -> str:
    """Names like one that is not there, or what there is instead."""
    if not stated:
        return f"库中报告都没有写明{what}，请去掉这个条件"
    inside = [one for one in stated if name and (name in one or one in name)]
    near = list(dict.fromkeys([*get_close_matches(name, stated, MOST_NEAR, ALIKE), *inside]))[:MOST_NEAR]
    if near:
        return f"相近的有 {'、'.join(near)}"
    more = f" 等 {len(stated)} 个" if len(stated) > MOST_SHOWN else ""
    return f"现有 {'、'.join(stated[:MOST_SHOWN])}{more}"
