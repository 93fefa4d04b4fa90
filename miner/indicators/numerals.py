"""Numerals: the number that begins at a place, without its unit: ordinary, about, spread, masked, a fraction or a half."""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.formulas import among_letters, is_product, is_sign, multiplies
from miner.indicators.numbers import ARABIC, CHINESE, HAN, MIXED, SPOKEN, read_number

ABOUT_SCALE = r"[多余来几](?:[十百千]?[万亿]|[千百](?![瓦克米伏分]))?[多余]?"
NUMBER = re.compile(rf"(?P<sign>[-−–—])?(?P<digits>{MIXED}|{CHINESE})(?P<about>\s?{ABOUT_SCALE})?")
SPREAD = re.compile(
    rf"(?P<head>[{HAN}]{{0,6}}?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<tail>[十"
    rf"百千万亿]{{0,3}})(?![{HAN}])"
)
FRACTION = re.compile(
    rf"(?P<whole>百万|十万|十|百|千|万|[{HAN}]{{1,4}}|\d{{1,4}})分之"
    rf"(?P<part>{ARABIC}|[一二两三四五六七八九十百零〇千几]{{1,8}}(?:点[零〇一二三四五六七八九]{{1,6}})?|[*＊_×Xx]{{1,6}})"
)
MASK = re.compile(
    r"\d{0,6}(?:[*＊_×○□]{1,12}|[XxN]{1,8}|\.[*＊_×Xx]{1,4})[\d*＊_×XxN○□]{0,8}(?:[.,][\d*＊_×Xx]{1,4})?"
    r"(?P<about>[多余来几])?(?P<scale>[百千]?万|百|千|亿)?(?P<after>[多余来几])?"
)
RATIO = re.compile(rf"(?P<left>{ARABIC})(?:\s?[:：]\s?|比)(?P<right>{ARABIC})(?![\d:：])")
SHARE = re.compile(
    r"(?P<tens>[一二两三四五六七八九]|\d(?:\.\d)?)成(?:(?P<ones>[一二三四五六七八九半])|(?![立功果绩员]|为(?!封顶|限|度|准|上限|底线|止)|["
    r"本长效交熟都品因像片套型就语份才]))"
)
CONSECUTIVE = {a + b for a, b in zip("一二三四五六七八", "二三四五六七八九", strict=True)} | {"一两", "两三", "三五"}
PERCENT_OF = {"百": ("%", 1.0), "千": ("‰", 1.0), "万": ("‱", 1.0), "十": ("%", 10.0), "十万": ("‱", 0.1), "百万": ("‱", 0.01)}
# A Chinese digit with none of these behind it is the whole numeral.
GOES_ON = frozenset(HAN + "成分点多余来几 \t\u3000")
VAGUE = re.compile(r"几(?:[十百千万亿]{1,3})?[多余]?")


# What most figures look like; nothing that follows may belong to the numeral.
SIMPLE = re.compile(
    r"(\d{1,15}(?:\.\d{1,10})?)([万亿])?(?![\d*＊_×XxN○□:：\s百千十万亿Ww多余来几成比零又]|[,，.．·][\d*＊_×Xx]|分之|个亿)"
)


# Thousands parted by blanks, as some printers set them: 1 208万吨, 6 300多人次.
PARTED = re.compile(r"\d{1,3}(?: \d{3}){1,3}(?=[多余]?[百千万亿]?[多余]?(?![年月日号])[\u4e00-\u9fff])")
NOT_PARTED = frozenset("第表图件附年月日号")
# Parts that are said as a stroke and not as 分之: 占1/4, 2/3以上.
PART = re.compile(r"([1-9])/([2-9]|10|\d{3,4})(?![\d/.%])")
PART_BEFORE = re.compile(r"(?:[占近约达超过的为]|不[足到])(?:[全总][\u4e00-\u9fff]{1,2})?$")


class Numeral(NamedTuple):
    """A number: where it ends, its value and upper end, whether it is about, and how it is written.

    `literal` is the value before a scale of its own, so that the scale behind a range's upper end can reach its lower one.
    `unit` is given where the notation implies it (百分之三, 三成五).
    """

    end: int
    value: float | None
    high: float | None = None
    about: bool = False
    chinese: bool = False
    scaled: bool = False
    masked: bool = False
    unit: str | None = None


WORD_ENDS = {"伍": "队退", "陆": "大登"}
"""Formal digits and the characters before them with which they are words: 队伍, 退伍, 大陆, 登陆; no number begins there."""


def find_numeral(text: str, at: int) -> Numeral | None:  # noqa: PLR0911 - one case after another
    """The number that begins at `at`, None where the characters there make none."""
    char = text[at]
    if char.isdigit() and char.isascii():
        if text[at + 1 : at + 2] == "/" and (part := _part(text, at)) is not None:
            return part
        simple = SIMPLE.match(text, at)
        if simple is not None:
            digits, scale = simple.groups()
            if scale is None:
                return Numeral(simple.end(), float(digits))
            return Numeral(simple.end(), read_number(digits + scale), scaled=True)
        return (
            _parted(text, at)
            or _masked(text, at)
            or _fraction(text, at)
            or _share(text, at)
            or _ratio(text, at)
            or _number(text, at)
        )
    if char in "_*＊×XxN○□":
        return _masked(text, at)
    if char in WORD_ENDS and text[at - 1 : at] and text[at - 1] in WORD_ENDS[char]:
        return None
    if char == "几":
        vague = VAGUE.match(text, at)
        return Numeral(vague.end(), None, about=True, chinese=True) if vague else None
    value = SPOKEN.get(char)
    if value is not None and text[at + 1 : at + 2] not in GOES_ON and not text.startswith("个亿", at + 1):
        return Numeral(at + 1, value, chinese=True)
    if "分之" in text[at + 1 : at + 7] or char == "百":
        fraction = _fraction(text, at)
        if fraction is not None:
            return fraction
    if text[at + 1 : at + 2] == "成" and (share := _share(text, at)) is not None:
        return share
    return _spread(text, at) or _number(text, at)


def _number(text: str, at: int) -> Numeral | None:
    match = NUMBER.match(text, at)
    if match is None:
        return None
    digits = match["digits"]
    own = len(digits) > 2 and (
        (digits[-1] == "一" and text.startswith(("分没", "分不", "分也", "毛不"), match.end()))
        or (digits[-2] in "万亿" and text.startswith("成", match.end()))
    )
    if own:
        # 剩下的二百四十万一分没动, 这笔二百一十万八成要落空：一分 and 八成 are no part of the sum.
        return Numeral(match.end() - 1, read_number(digits[:-1]), chinese=True, scaled=digits[-2] in "万亿")
    value = read_number(digits)
    if value is None:
        return None
    chinese = not digits[0].isdigit()
    scaled = digits[-1] in "万亿Ww" or (chinese and len(digits) > 1 and ("万" in digits or "亿" in digits))
    end = match.end()
    if not scaled and text.startswith("个亿", end):
        return Numeral(end + 2, value * 1e8, chinese=chinese, scaled=True)
    return _about(text, match, value, chinese=chinese, scaled=scaled)


def _about(text: str, match: re.Match[str], value: float, *, chinese: bool, scaled: bool) -> Numeral:
    """The number with 多, 余, 来 or 几 and the scale behind it (三千多万); 来 may begin a word of its own (十来自)."""
    about, end = match["about"], match.end()
    if about:
        scale = about.strip("多余来几 ")
        if not scale and about.lstrip()[0] == "来" and text[end : end + 1] in ("自", "源", "电", "信", "访", "客"):
            return Numeral(match.end("digits"), value, chinese=chinese, scaled=scaled)
        if scale:
            factor = read_number(scale)
            value, scaled = value * (factor or 1.0), True
    return Numeral(end, -value if match["sign"] else value, about=bool(about), chinese=chinese, scaled=scaled)


def _spread(text: str, at: int) -> Numeral | None:
    match = SPREAD.match(text, at)
    if match is None or match["low"] + match["high"] not in CONSECUTIVE:
        return None
    low = read_number(match["head"] + match["low"] + match["tail"])
    high = read_number(match["head"] + match["high"] + match["tail"])
    if low is None or high is None or low >= high:
        return None
    return Numeral(match.end(), low, high, chinese=True, scaled=match["tail"][-1:] in ("万", "亿"))


def _fraction(text: str, at: int) -> Numeral | None:
    match = FRACTION.match(text, at)
    if match is None:
        if text.startswith("百分百", at):
            return Numeral(at + 3, 100.0, chinese=True, unit="%")
        return None
    whole, part = match["whole"], match["part"]
    unit, factor = PERCENT_OF.get(whole, (None, 0.0))
    if part[0] in "*＊_×Xx":
        return Numeral(match.end(), None, masked=True, unit=unit or "")
    value = read_number(part)
    if value is None or part == "几":
        return Numeral(match.end(), None, about=True, chinese=True, unit=unit or "")
    if unit is not None:
        return Numeral(match.end(), round(value * factor, 9), chinese=True, unit=unit)
    bottom = read_number(whole)
    return Numeral(match.end(), float(f"{value / bottom:.4g}"), chinese=True, unit="") if bottom else None


def _share(text: str, at: int) -> Numeral | None:
    match = SHARE.match(text, at)
    if match is None:
        return None
    tens, ones = read_number(match["tens"]), match["ones"]
    if tens is None:
        return None
    more = 0.0 if ones is None else 5.0 if ones == "半" else read_number(ones) or 0.0
    return Numeral(match.end(), round(tens * 10 + more, 4), chinese=True, unit="%")


def _parted(text: str, at: int) -> Numeral | None:
    """Thousands parted by blanks, right behind their words; a number before another one in a line of columns is its own."""
    before = text[at - 1 : at]
    if text[at + 1 : at + 4].find(" ") < 0 or not "\u4e00" <= before <= "\u9fff" or before in NOT_PARTED:
        return None
    match = PARTED.match(text, at)
    if match is None:
        return None
    whole = NUMBER.match(match.group().replace(" ", "") + text[match.end() : match.end() + 4])
    digits = len(match.group().replace(" ", ""))
    if whole is None:
        return None
    rest = _number(whole.string, 0)
    return None if rest is None else rest._replace(end=match.end() + rest.end - digits)


def _part(text: str, at: int) -> Numeral | None:
    """A part written with a stroke (占1/4, 2/3以上), told from a date by the words beside it."""
    match = PART.match(text, at)
    if match is None or int(match.group(1)) >= int(match.group(2)):
        return None
    slope = match.group(1) == "1" and len(match.group(2)) > 2 and "\u4e00" <= text[at - 1 : at] <= "\u9fff"
    if not (slope or text.startswith(("以上", "以下", "左右"), match.end()) or PART_BEFORE.search(text[max(0, at - 5) : at])):
        return None
    return Numeral(match.end(), float(f"{int(match.group(1)) / int(match.group(2)):.4g}"), unit="")


def _ratio(text: str, at: int) -> Numeral | None:
    match = RATIO.match(text, at)
    if match is None:
        return None
    left, right = read_number(match["left"]), read_number(match["right"])
    if not left or not right:
        return None
    return Numeral(match.end(), round(right / left, 4) if left == 1 else round(left / right, 4), unit="")


def _masked(text: str, at: int) -> Numeral | None:
    match = MASK.match(text, at)
    if match is None or is_product(text, at, match.end()) or is_sign(text, at):
        return None
    if text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
        return None
    if among_letters(text, at, match.end()) or (match.end() - at == 1 and text[at] in "×*x" and multiplies(text, at)):
        return None
    about = bool(match["about"] or match["after"])
    return Numeral(match.end(), None, about=about, masked=True, scaled=bool(match["scale"]))
