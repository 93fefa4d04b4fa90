"""Sentences with figures as the measurer hands them over, and the packaged chooser."""

from __future__ import annotations

import re

from miner.language.words import Words
from miner.loading import filler_words
from miner.naming.artefact import load_chooser
from miner.naming.chooser import Chooser
from miner.records import Worded, Wording

NUMBER = re.compile(r"(\d+(?:\.\d+)?)(%|万元|个百分点|台|人次|人|处|次|天|份|吨|元)")
KINDS = {"%": "rate", "万元": "money", "元": "money", "吨": "mass", "天": "time", "人": "person", "人次": "person"}


def worded(text: str, rule: str = "", heading: str = "") -> Wording:
    """A sentence with its plain figures, all of one name by the rules."""
    figures = tuple(
        Worded(found.start(), found.end(), found.group(2), KINDS.get(found.group(2), "count"), "=", "actual", rule)
        for found in NUMBER.finditer(text)
    )
    return Wording(text, figures, heading)


def packaged() -> Chooser:
    """The chooser of this version."""
    return load_chooser(Words().tag, filler_words())


__all__ = ["packaged", "worded"]
