"""UTF-8 that was once read as GBK: 涓�銆佹湁 is 一、有, and can be read again.

A wrong reading pairs the bytes of UTF-8 into Chinese characters. The bytes come back by encoding them again; the one byte that opens no pair, 0x80,
was replaced by U+FFFD and comes back too. A stretch is repaired only if nearly all of its bytes are valid UTF-8, which Chinese text in GBK never is over
more than a few characters. Edits are cut where the characters of both readings meet, so that offsets stay close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from miner.repair.alignment import Edit

SIGNS = re.compile("[銆锛鈥鐨勬涓]")
STRETCH = re.compile(r"[^\x00-\x7f]{4,}(?:[\x20-\x7e]{0,3}[^\x00-\x7f]{2,})*")
LOST = "\ufffd"
LEAST_SHARE = 0.9
UTF8 = re.compile(rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def mojibake(text: str) -> list[Edit]:
    """Edits that read wrongly decoded stretches again; what stays unreadable in them becomes U+FFFD, to be flagged as garbled."""
    if not SIGNS.search(text):
        return []
    return [edit for match in STRETCH.finditer(text) if SIGNS.search(match[0]) for edit in reread(match[0], match.start())]


def reread(stretch: str, offset: int) -> Iterator[Edit]:
    """The edits of one stretch, or none if it is what it seems."""
    parts = [char_bytes(char) for char in stretch]
    data = b"".join(parts)
    valid = sum(len(found) for found in UTF8.findall(data))
    if valid < LEAST_SHARE * len(data) or not any(byte > 0x7F for byte in data):
        return
    edges = {0}
    total = 0
    for part in parts:
        total += len(part)
        edges.add(total)
    places = {}
    total = 0
    for at, part in enumerate(parts):
        places[total] = at
        total += len(part)
    places[total] = len(parts)
    begun, new = 0, ""
    for start, end, char in characters(data):
        if start in edges and start > begun:
            yield Edit(offset + places[begun], offset + places[start], new)
            begun, new = start, ""
        new += char
    if begun < len(data):
        yield Edit(offset + places[begun], offset + len(stretch), new)


def char_bytes(char: str) -> bytes:
    """The bytes that a wrong reading made into a character."""
    return b"\x80" if char == LOST else char.encode("gb18030", "replace")


def characters(data: bytes) -> Iterator[tuple[int, int, str]]:
    """The characters of UTF-8 bytes with their places; bytes that are none become U+FFFD."""
    at = 0
    while at < len(data):
        match = UTF8.match(data, at)
        if match is None:
            yield at, at + 1, LOST
            at += 1
        else:
            yield at, match.end(), match[0].decode("utf-8", "replace")
            at = match.end()
