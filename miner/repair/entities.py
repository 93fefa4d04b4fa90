"""HTML entities that were left in the text, and characters that nobody sees."""

from __future__ import annotations

import html
import re

from miner.repair.alignment import Edit
from miner.repair.widths import HALF_WIDTH

ENTITY = re.compile(r"(?:%26|&)(?:amp;)?(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
CONTROLS = "\x00-\x06\x08\x0e-\x1a\x1c\x1d\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f"
UNSEEN_CHAR = re.compile(f"[\x1b{CONTROLS}]")
UNSEEN = re.compile(
    "\x1b\\[[0-9;]{0,12}[A-Za-z]|\x1b"  # what colours a terminal
    f"|[{CONTROLS}]{{1,40}}"
)


def entities(text: str) -> list[Edit]:
    """`&nbsp;`, `%26#8226;` and the like become their characters, at half width like all others."""
    if "&" not in text and "%26" not in text:
        return []
    edits = []
    for match in ENTITY.finditer(text):
        char = html.unescape(f"&{match[1]};").translate(HALF_WIDTH)
        if not char.startswith("&") or match[1] in ("amp", "#38", "#x26"):
            edits.append(Edit(match.start(), match.end(), " " if char.isspace() else char))
    return edits


def unseen(text: str) -> list[Edit]:
    """Joiners, direction marks, soft hyphens, control characters and the like go: they stand inside words and numbers."""
    if UNSEEN_CHAR.search(text) is None:
        return []
    return [Edit(match.start(), match.end(), "") for match in UNSEEN.finditer(text)]
