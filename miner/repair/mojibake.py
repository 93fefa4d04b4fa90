"""UTF-8 that was once read as GBK: 涓�銆佹湁 is 一、有, and can be read again.

A wrong reading pairs the bytes of UTF-8 into Chinese characters; encoding them again brings the bytes back. A byte that opened
no pair became U+FFFD. It is put back only where one byte alone can have stood there: always 0x80 if the reader knew the
private-use pairs (such characters then stand in the text), else the one that makes a character of GB 2312; otherwise the
character is lost and flagged. A stretch is repaired only if nearly all of its bytes are valid UTF-8, which Chinese text in GBK
never is over more than a few characters. Edits are cut where the characters of both readings meet, so that offsets stay close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from miner.repair.alignment import Edit

SIGNS = re.compile("[銆锛鈥鐨勬涓]")
STRETCH = re.compile(r"[^\x00-\x7f]{4,}(?:[\x20-\x7e]{0,3}[^\x00-\x7f]{2,})*")
PRIVATE = re.compile("[\ue000-\uf8ff]")
LOST = "\ufffd"
LEAST_SHARE = 0.9
UTF8 = re.compile(rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def mojibake(text: str) -> list[Edit]:
    """Edits that read wrongly decoded stretches again; what stays unreadable in them becomes U+FFFD, to be flagged as garbled."""
    if not SIGNS.search(text):
        return []
    certain = PRIVATE.search(text) is not None
    return [
        edit for match in STRETCH.finditer(text) if SIGNS.search(match[0]) for edit in reread(match[0], match.start(), certain)
    ]


def reread(stretch: str, offset: int, certain: bool) -> Iterator[Edit]:
    """The edits of one stretch, or none if it is what it seems; `certain` says that a lost byte can only be 0x80."""
    parts = [char_bytes(char) for char in stretch]
    data = b"".join(parts)
    valid = sum(len(found) for found in UTF8.findall(data))
    if valid < LEAST_SHARE * len(data) or not any(byte > 0x7F for byte in data):
        return
    places = dict(zip(accumulate((len(part) for part in parts), initial=0), range(len(parts) + 1), strict=True))
    lost = {start for start, at in places.items() if at < len(parts) and stretch[at] == LOST}
    begun, new = 0, ""
    for start, char in characters(data, lost, certain):
        if start in places and start > begun:
            yield Edit(offset + places[begun], offset + places[start], new)
            begun, new = start, ""
        new += char
    if begun < len(data):
        yield Edit(offset + places[begun], offset + len(stretch), new)


def char_bytes(char: str) -> bytes:
    """The bytes that a wrong reading made into a character; 0x80 stands in for a lost one."""
    return b"\x80" if char == LOST else char.encode("gb18030", "replace")


def characters(data: bytes, lost: set[int], certain: bool) -> Iterator[tuple[int, str]]:
    """The characters of UTF-8 bytes with their places; what is none, or could be several, becomes U+FFFD."""
    at = 0
    while at < len(data):
        match = UTF8.match(data, at)
        if match is None:
            yield at, LOST
            at += 1
            continue
        gone = [place for place in range(at, match.end()) if place in lost]
        followed = match.end() < len(data) and data[match.end()] > 0x7F
        if not gone or (certain and (followed or gone[-1] < match.end() - 1)):
            yield at, match[0].decode("utf-8", "replace")
        else:
            yield at, only_candidate(data[at : match.end() + 1], [place - at for place in gone], followed)
        at = match.end()


def only_candidate(window: bytes, gone: list[int], followed: bool) -> str:
    """The one character of GB 2312 that the bytes can have been, or U+FFFD; the last byte of `window` is what follows."""
    if len(gone) > 1:
        return LOST
    place = gone[0]
    size = len(window) - 1 if followed else 3
    following = window[place + 1 : place + 2] if place + 1 < len(window) else b"\n"
    found = set()
    for byte in range(0x80, 0xC0):
        if decodes(bytes([byte]) + following, "gbk"):
            continue
        char = bytes([*window[:place], byte, *window[place + 1 : size]]).decode("utf-8", "replace")
        if decodes_to(char, "gb2312"):
            found.add(char)
    return found.pop() if len(found) == 1 else LOST


def decodes(data: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def decodes_to(char: str, encoding: str) -> bool:
    """Whether a character exists in an encoding."""
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return len(char) == 1
