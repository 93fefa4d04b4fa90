"""Numbers of headings and list items in Chinese documents: what stands at the head of a line, and of which style it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
ORDINALS = {
    char: at
    for row in ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "❶❷❸❹❺❻❼❽❾❿", "甲乙丙丁戊己庚辛", "壹贰叁肆伍陆柒捌玖拾")
    for at, char in enumerate(row, 1)
} | {"参": 3}
HAN = "[一二三四五六七八九十]{1,3}"

STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"第(?:{HAN}|\d{{1,2}})\s?(?:部分|章|编|部)[、:,.]?\s?|(?:Part|PART)\s?\d{{1,2}}[.:]?\s?"),
    ("article", rf"第(?:{HAN}|[百零一二三四五六七八九十]{{1,5}}|\d{{1,3}})条[、:,.]?\s?"),
    ("ordinal", rf"(?:第(?:{HAN})[^\s,:。;、季期批次届名产轮年个章节部时方代]{{0,2}}|头一[^\s,:。;、]{{1,2}})[、,:]\s?"),
    ("clause", rf"第(?:{HAN}|\d{{1,2}})节[、:,.]?\s?"),
    ("caption", rf"附?[表图]\s?(?:{HAN}|\d{{1,2}}(?:-\d{{1,2}})?)(?:[:.、]|\s|(?=[\u4e00-\u9fff]))\s{{0,3}}|附表:\s?"),
    ("labelled", rf"[\u4e00-\u9fff]{{2,4}}(?<!附件)(?:{HAN}|\d{{1,2}}):\s?(?=\S)"),
    ("han", rf"(?:{HAN})\s?(?:[、.]|。(?=.{{2,20}}$)|[,:](?=[^,。;]{{2,20}}$))\s?"),
    ("han_blank", rf"(?:{HAN})[ ]{{1,3}}(?=[^\d\s])"),
    ("formal", r"[壹贰叁参肆伍陆柒捌玖拾](?:[、.]\s?|\s{1,3})"),
    ("stem", r"[甲乙丙丁戊己庚辛][、.:]\s?"),
    ("han_paren", rf"(?:\((?:{HAN})\)|(?:{HAN})\))[、.,:]?\s?"),
    ("member", rf"(?:{HAN})(?:是|要|则)[,:]?(?=[^否的])"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%‰万亿元年月日号.:])[、.]?\s?(?=[^\d\s%‰,，。;)+\-*/=~<>≤≥年月日])"),
    ("arabic_paren", r"\(\d{1,2}\)[、.,]?\s?"),
    ("arabic", r"\d{1,2}(?:[、]|[.](?!\d)|\)[、.]?)\s?"),
    ("arabic_blank", r"\d{1,2}[ ]{1,3}(?=[A-Z\u4e00-\u9fff《“]|\d{1,2}月)(?![年月日号时点%])"),
    ("circled", r"[①-⑳❶-❿⑴-⒇][、.]?\s?"),
    ("latin2", r"[A-Z]\d{1,2}[.、]\s?(?=\D)"),
    ("latin", r"[A-Za-z](?:[、)]|\.(?=\s?[\u4e00-\u9fff]))\s?"),
    ("latin_blank", r"[A-Z][ ]{1,3}(?=[\u4e00-\u9fff])"),
    ("bullet", r"(?:[•●■◆▲★※○◇□►➢→·▍▌█◎☆✦❖▼▶]\s?|[-—*+]\s(?=[^\d\s]))"),
)
DIGITS = re.compile(r"\d{1,3}")
HAN_NUMBER = re.compile(r"[零一二三四五六七八九十百]{1,5}")
OPENING = frozenset("第头附表图零" + "".join(HAN_DIGITS) + "十百" + "".join(ORDINALS))
"""The Chinese characters that a number may open with, but for a label such as “战场一：”, whose colon stands within LABEL."""
LABEL = 12
WEAK_STYLES = frozenset({"arabic_blank", "han_blank", "latin_blank", "labelled", "stem", "formal"})
NUMBERING = re.compile(r"\s{0,12}(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in STYLES) + ")")
INLINE = re.compile(
    r"[。;!?…: ](?:(?<! )[ ”)》]{0,2}|(?<= )(?=一))(?P<number>"
    rf"第{HAN}部分|{HAN}、(?=[^一二三四五六七八九十、]{{2}})|\({HAN}\)|\d{{1,2}}、(?=\D)|\d{{1,2}}\.(?=[\u4e00-\u9fff“《])|\(\d{{1,2}}\)|[①-⑳❶-❿⑴-⒇])"
)
STATEMENT_STYLES = frozenset({"member", "bullet"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the head of a line: its style, its value (0 where it has none), as written, and where the rest begins."""

    style: str
    value: int
    text: str
    end: int


def number_at(line: str) -> Number | None:
    """The number that opens a line, or None."""
    match = NUMBERING.match(line) if may_open(line) else None
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup
    if style == "decimal":
        style = f"decimal{match[0].count('.')}"
    return Number(style, value_of(match[0]), match[0].strip(), match.end())


def may_open(line: str) -> bool:
    """Whether a line may open with a number: most begin with a Chinese character that no number does, without a colon near."""
    first = line[:1]
    return not "\u4e00" <= first <= "\u9fff" or first in OPENING or ":" in line[:LABEL]


def value_of(text: str) -> int:
    """The ordinal in a number's text: 十二 is 12, ③ is 3, 2.4 is 4, 乙 and B are 2; 0 where there is none."""
    if (han := HAN_NUMBER.match(text)) is not None:
        return han_value(han[0])
    digits = DIGITS.findall(text)
    if digits:
        return int(digits[-1])
    for char in text:
        if char in ORDINALS:
            return ORDINALS[char]
    han = HAN_NUMBER.search(text)
    if han:
        return han_value(han[0])
    return next((ord(char.lower()) - 96 for char in text if char.isascii() and char.isalpha()), 0)


def han_value(text: str) -> int:
    """The value of a Chinese numeral below a thousand."""
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = HAN_DIGITS[char]
    return total + digit


def inline_numbers(text: str) -> list[int]:
    """Where numbers stand inside a line, right after the end of a sentence, a colon or a blank; not in a list of attachments."""
    places = [match.start("number") for match in INLINE.finditer(text)]
    return [at for at in places if not (text[at - 1] == ":" and text[max(0, at - 3) : at - 1].endswith(("附", "附件")))]
