"""What was blanked out in publishing or lost beyond repair: flagged, never guessed."""

from __future__ import annotations

import re

from miner.repair.alignment import Edit

GARBLED = re.compile("[\ufffd\ue000-\uf8ff]{1,40}|(?:锟斤拷|烫烫|屯屯){1,20}")
GARBLED_CHAR = re.compile("[\ufffd\ue000-\uf8ff]")
GARBLED_WORDS = ("锟斤拷", "烫烫", "屯屯")
BLANKED = "*_xX×○〇□"
BLANKED_CHAR = re.compile(rf"[{BLANKED}]|20[a-z]")
COUNTED = "%‰年月日号万亿元人个件次家户名项吨亩省市县区镇乡村厂局公分余多"
MASKED = re.compile(
    r"(?=[12*_xX×○□])(?:"  # what any of them opens with
    rf"(?:19|20)(?<!\d(?:19|20))(?:[{BLANKED}]{{2}}(?!\d)|\d[{BLANKED}](?!\d|[{BLANKED}]))"
    r"|20(?<![0-9A-Za-z]20)[a-z]{2}(?=年)"
    r"|\*{1,20}"
    r"|_{1,60}"
    rf"|[xX×](?<![A-Za-z0-9].)(?:[xX×]{{1,5}}(?=[{COUNTED}\u4e00-\u9fff])|(?=[{COUNTED}]))"
    r"|[○□]{2,10})"
)
PRODUCT = re.compile(r"[\d.)][\u4e00-\u9fffA-Za-z²³%]{0,3}\s?$")
FACTOR = re.compile(r"\s?\d")


def garbled(text: str) -> list[Edit]:
    """Replacement characters and 锟斤拷 stay as they are and are flagged: nobody can know what stood there."""
    if GARBLED_CHAR.search(text) is None and not any(word in text for word in GARBLED_WORDS):
        return []
    return [Edit(match.start(), match.end(), match[0], "garbled") for match in GARBLED.finditer(text)]


def masked(text: str) -> list[Edit]:
    """Digits blanked out in publishing are flagged; a `*` between two numbers multiplies, one before a blank opens an item."""
    if BLANKED_CHAR.search(text) is None:
        return []
    spans = (match.span() for match in MASKED.finditer(text))
    kept = (span for span in spans if not is_product(text, *span) and not is_sign(text, *span))
    return [Edit(start, end, text[start:end], "masked") for start, end in kept]


def is_product(text: str, start: int, end: int) -> bool:
    """Whether a single `*` stands between two numbers."""
    if text[start:end] != "*" or FACTOR.match(text, end) is None:
        return False
    return PRODUCT.search(text, max(0, start - 6), start) is not None


def is_sign(text: str, start: int, end: int) -> bool:
    """Whether a run opens an item of a Markdown list or is a rule of its own line."""
    before = text[max(0, start - 80) : start].rpartition("\n")
    if before[2].strip(" *_") or (not before[1] and start > 80):
        return False
    rest = text[end : end + 80].partition("\n")[0]
    return (text[start:end] == "*" and rest[:1] == " ") or (end - start >= 3 and not rest.strip(" *_"))
