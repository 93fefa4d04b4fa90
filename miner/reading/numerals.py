"""Numbers as Word and browsers write them before list items: 一、 壹 甲 ① ⒈ ⑴ A a I i.

Names of the formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

DIGITS = "〇一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
FORMAL_DIGITS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def write_numeral(number: int, form: str) -> str:
    """The number in a numbering format; plain digits where the format is unknown or does not reach so far."""
    writer = _WRITERS.get(form)
    if form == "none":
        return ""
    return (writer(number) if writer and 0 < number < 100_000 else "") or str(number)


def counting(number: int, digits: str = DIGITS, units: str = "十百千万", zero: str = "零", teens: bool = True) -> str:
    """Chinese counting up to 99,999: 十二, 二十, 一百零五. `teens`: 10 to 19 without a leading 一."""
    if number == 0:
        return zero
    written, gap = "", False
    for power in range(4, -1, -1):
        digit = number // 10**power % 10
        if digit:
            written += (zero if gap and written else "") + digits[digit] + (units[power - 1] if power else "")
            gap = False
        else:
            gap = True
    return written[1:] if teens and 10 <= number < 20 else written


def _positional(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """A to Z, then AA, BB: Word repeats the letter."""
    repeats, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (repeats + 1) if repeats < 30 else ""


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN:
        repeats, number = divmod(number, value)
        written += letters * min(repeats, 20)
    return written


def _circled(number: int) -> str:
    for first, last, begin in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(begin + number - first)
    return ""


def _from(begin: int, last: int) -> Callable[[int], str]:
    return lambda number: chr(begin + number - 1) if number <= last else ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _formal(digits: str, last: str) -> Callable[[int], str]:
    return lambda number: counting(number, digits, "拾佰仟" + last, teens=False)


_WRITERS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), counting),
        **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"), counting),
        **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _positional),
        "chineseLegalSimplified": _formal(FORMAL_DIGITS, "万"),
        **dict.fromkeys(("ideographLegalTraditional", "japaneseLegal"), _formal(FORMAL_DIGITS_TRADITIONAL, "萬")),
        "ideographTraditional": _cycle(STEMS),
        "ideographZodiac": _cycle(BRANCHES),
        **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
        "ideographEnclosedCircle": _from(0x3280, 10),
        "decimalEnclosedFullstop": _from(0x2488, 20),
        "decimalEnclosedParen": _from(0x2474, 20),
        "decimalZero": lambda number: f"{number:02d}",
        **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
        "numberInDash": lambda number: f"- {number} -",
        "upperLetter": _letters,
        "lowerLetter": lambda number: _letters(number).lower(),
        "upperRoman": _roman,
        "lowerRoman": lambda number: _roman(number).lower(),
    }
)
