"""Pronunciations left by a bad code-page conversion, and the characters that the same conversion lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from miner.language.pinyin import SYLLABLE, TONED
from miner.language.rules import read_rows
from miner.repair.alignment import Edit
from miner.repair.edits import HAN

TONED_CHAR = re.compile(f"[{TONED}]")
TORN_PINYIN = rf"[a-zü]{{0,5}}\n{{0,2}}[a-zü]{{0,3}}[{TONED}]\n{{0,2}}[a-zü]{{0,4}}"
GLOSS = re.compile(rf"\((?:{SYLLABLE}|{TORN_PINYIN})\)")
NEUTRAL_GLOSS = re.compile(rf"\((?<=[{HAN}]\()(?:de|le|zhe|me|men|ma|ba|ne|zi)\)")
CUT_GLOSS = re.compile(rf"(?:^|(?<=[\n?\ufffd]))\(?{SYLLABLE}\)", re.M)
GLOSSED_LATIN = re.compile(rf"[A-Za-z?\ufffd](?<![A-Za-z]{{2}})\(({SYLLABLE})\)")
GLOSSED_HAN = re.compile(rf"([{HAN}])\(({SYLLABLE})\)")
LOST = "\n?\ufffd"


def glosses(text: str) -> list[Edit]:
    """战(zhàn)略 becomes 战略; a character that the conversion ate beside its gloss is put back where the text says which."""
    if TONED_CHAR.search(text) is None:
        return []
    found = [match.span() for match in GLOSS.finditer(text)]
    if not found:
        return []
    found += [match.span() for match in NEUTRAL_GLOSS.finditer(text)]
    edits = {start: Edit(start, end, "", "gloss") for start, end in found if start and text[start - 1] not in LOST}
    for edit in eaten_before_gloss(text):
        edits.pop(edit.start + 1, None)
        edits[edit.start] = edit
    return [edits[at] for at in sorted(edits)]


def eaten_before_gloss(text: str) -> Iterator[Edit]:
    """F(xiàn)就: the character was eaten, its gloss was not; one that the same text glosses alike elsewhere is put back."""
    known: dict[str, Counter[str]] | None = None
    for match in GLOSSED_LATIN.finditer(text):
        if known is None:
            known = defaultdict(Counter)
            known["xiàn"]["现"] += 1
            for han in GLOSSED_HAN.finditer(text):
                known[han[2]][han[1]] += 1
        if len(candidates := known[match[1]]) == 1:
            yield Edit(match.start(), match.end(), next(iter(candidates)), "gloss")


def cut_glosses(text: str) -> list[Edit]:
    """“?shù)” at the head of a line: the character is lost; the remains of its gloss go and the place is flagged."""
    if TONED_CHAR.search(text) is None:
        return []
    edits = []
    for match in CUT_GLOSS.finditer(text):
        start = match.start() - 1 if match.start() and text[match.start() - 1] in "?\ufffd" else match.start()
        edits.append(Edit(start, match.end(), "?", "garbled"))
    return edits


@cache
def eaten_rules() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Rows of damage.tsv: the letter that a conversion left, its pattern at the head of a clause, and what stood there."""
    return tuple((pattern[0], at_head(pattern[0], pattern[1:]), new) for _, pattern, new, _ in read_rows("damage"))


def at_head(letter: str, rest: str) -> re.Pattern[str]:
    """A pattern whose letter opens a line or follows a mark or a blank."""
    return re.compile(rf"{letter}(?:(?<=^{letter})|(?<=[,。;:、\s]{letter})){rest}", re.M)


def eaten(text: str) -> list[Edit]:
    """“，F就” becomes “，现就”."""
    edits = [
        Edit(match.start(), match.end(), new, "gloss")
        for letter, pattern, new in eaten_rules()
        if letter in text
        for match in pattern.finditer(text)
    ]
    return sorted(edits, key=lambda edit: edit.start)
