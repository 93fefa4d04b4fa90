"""The steps of repair: each looks at a text and says what to edit. None edits anything itself, none knows another.

`Step` is their one signature. A step sees the text that the steps before it left behind and returns sorted, disjoint edits;
an edit whose `new` is the old text only sets a flag. Every pattern has bounded repeats, so that each step is linear.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from miner.repair.alignment import Edit

Step = Callable[[str], list[Edit]]

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
PINYIN = rf"[a-zü]{{0,5}}[{TONED}][a-zü]{{0,4}}"
GLOSS = re.compile(rf"\({PINYIN}\)")
NEUTRAL_GLOSS = re.compile(rf"(?<=[{HAN}])\((?:de|le|zhe|me|men|ma|ba|ne|zi)\)")
CUT_GLOSS = re.compile(rf"(?:^|(?<=[\n?\uFFFD]))\(?{PINYIN}\)", re.M)
GLOSSED_LATIN = re.compile(rf"(?<![A-Za-z])[A-Za-z?\uFFFD]\(({PINYIN})\)")
GLOSSED_HAN = re.compile(rf"([{HAN}])\(({PINYIN})\)")
ENTITY = re.compile(r"(?:%26|&)(?:amp;)?(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
GARBLED = re.compile("[\ufffd\ue000-\uf8ff]{1,40}|(?:锟斤拷|烫烫|屯屯){1,20}")
SPACED_DIGITS = re.compile(rf"(?<![\d.])\d(?:[ \u3000]?[.]?[ \u3000]?\d){{1,12}}(?=[ \u3000]?[{HAN}%‰])")
NO_NUMERAL = "(?<!^[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁])(?<!^[一二三四五六七八九十]{2})(?<!^[表图][一二三四五六七八九十])"
BLANK_BETWEEN_HAN = re.compile(rf"{NO_NUMERAL}(?<=[{HAN},。;:、(“]) (?![一二三四五六七八九十]{{1,3}}、)(?=[{HAN}(“])|(?<=[{HAN}]) (?=[,。;:、)”])", re.M)
BLANK_AT_NUMBER = re.compile(rf"(?<=[{HAN}(,]) (?=\d)(?!\d{{1,2}}[、.])|(?<!^\d)(?<!^\d\d)(?<!^\d\.\d)(?<=\d) (?=[{HAN}%‰])", re.M)
MASKED = re.compile(
    r"(?<!\d)(?:19|20)\d?[*_xX×○〇□](?:[*_xX×○〇□])?(?=[年./\-)）届度,。\s]|$)"
    r"|(?<![0-9A-Za-z])20[a-z]{2}(?=年)"
    r"|(?<![*])\*{1,20}(?![*])"
    r"|_{1,60}"
    r"|(?<![A-Za-z0-9])[xX×]{1,6}(?=[%‰年月日号万亿元人个件次家户名项吨亩省市县区镇乡村厂局公分余多]|[\u4e00-\u9fff])"
    r"|[○□]{2,10}"
)
PRODUCT = re.compile(r"[\d.)][\u4e00-\u9fffA-Za-z]{0,3}\s?$")


def entities(text: str) -> list[Edit]:
    """`&nbsp;`, `%26#8226;` and the like become their characters."""
    edits = []
    for match in ENTITY.finditer(text):
        char = html.unescape(f"&{match[1]};")
        if not char.startswith("&"):
            edits.append(Edit(match.start(), match.end(), " " if char.isspace() else char))
    return edits


def glosses(text: str) -> list[Edit]:
    """Pronunciations left by a bad code-page conversion: 戰(zhàn)略 becomes 戰略."""
    found = [match.span() for match in GLOSS.finditer(text)]
    if not found:
        return []
    found += [match.span() for match in NEUTRAL_GLOSS.finditer(text)]
    edits = {start: Edit(start, end, "", "gloss") for start, end in found if start and text[start - 1] not in "\n?\ufffd"}
    for edit in _eaten_before_gloss(text):
        edits = {at: old for at, old in edits.items() if not edit.start <= at < edit.end}
        edits[edit.start] = edit
    return [edits[at] for at in sorted(edits)]


def _eaten_before_gloss(text: str) -> Iterator[Edit]:
    """F(xiàn)就: the character was eaten, its gloss was not; one that the same text glosses alike elsewhere is put back."""
    known: dict[str, Counter[str]] | None = None
    for match in GLOSSED_LATIN.finditer(text):
        if known is None:
            known = defaultdict(Counter)
            for han in GLOSSED_HAN.finditer(text):
                known[han[2]][han[1]] += 1
            known["xiàn"]["現"] += 1
        if len(candidates := known[match[1]]) == 1:
            yield Edit(match.start(), match.end(), next(iter(candidates)), "gloss")


def cut_glosses(text: str) -> list[Edit]:
    """“?shù)” at the head of a line: the character is lost; the remains of its gloss go and the place is flagged."""
    edits = []
    for match in CUT_GLOSS.finditer(text):
        start = match.start() - 1 if match.start() and text[match.start() - 1] in "?\ufffd" else match.start()
        edits.append(Edit(start, match.end(), "?", "garbled"))
    return edits


@cache
def eaten_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Rows of damage.tsv: characters that a known conversion turns into others."""
    with files("miner.language.data").joinpath("damage.tsv").open(encoding="utf-8") as lines:
        rows = csv.reader((line for line in lines if line[0] != "#"), delimiter="\t")
        return tuple((re.compile(rf"(?:^|(?<=[,。;:、\s])){pattern}"), new) for _, pattern, new, _ in rows)


def eaten(text: str) -> list[Edit]:
    """“，F就” becomes “，现就”."""
    edits = [
        Edit(match.start(), match.end(), new, "gloss")
        for pattern, new in eaten_rules()
        for match in pattern.finditer(text)
    ]
    return sorted(edits, key=lambda edit: edit.start)


def garbled(text: str) -> list[Edit]:
    """Replacement characters and 锟斤拷 stay as they are and are flagged: nobody can know what stood there."""
    return [Edit(m.start(), m.end(), m[0], "garbled") for m in GARBLED.finditer(text)]


def spaced_digits(text: str) -> list[Edit]:
    """1 9 9 8 年 becomes 1998年: digits set wide in print."""
    edits = []
    for match in SPACED_DIGITS.finditer(text):
        joined = match[0].replace(" ", "").replace("\u3000", "")
        runs = match[0].replace(".", " . ").split()
        if joined != match[0] and all(len(run) == 1 for run in runs):
            edits.append(Edit(match.start(), match.end(), joined, "broken_number"))
    return edits


def blanks(text: str) -> list[Edit]:
    """Single blanks inside a Chinese sentence go; wider ones part things and stay."""
    spans = {m.span() for m in BLANK_BETWEEN_HAN.finditer(text)} | {m.span() for m in BLANK_AT_NUMBER.finditer(text)}
    return [Edit(start, end, "") for start, end in sorted(spans)]


def masked(text: str) -> list[Edit]:
    """Digits blanked out in publishing are flagged; a `*` between two numbers multiplies and is left alone."""
    edits = []
    for match in MASKED.finditer(text):
        start, end = match.span()
        if match[0] == "*" and PRODUCT.search(text[max(0, start - 6) : start]) and text[end : end + 1].isdigit():
            continue
        edits.append(Edit(start, end, match[0], "masked"))
    return edits
