"""Numbers: reads Arabic, Chinese, formal and mixed numerals into values.

The grammar of what a numeral may look like is here as pieces of regular expressions, so that the scanner and the reader
cannot drift apart. All repeats are bounded; a numeral that is longer than any quantity is no quantity.
"""

from __future__ import annotations

import re

DIGITS = {char: value for value, chars in enumerate((
    "零〇○", "一壹弌", "二两贰俩弍", "三叁仨弎", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖",
)) for char in chars}  # fmt: skip
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
# W is how shops write 万; a watt is written 瓦 or kW in reports.
LARGE = {"万": 10_000, "W": 10_000, "w": 10_000, "亿": 100_000_000}
TENS = {"廿": 20, "卅": 30}

HAN_DIGIT = "零〇一壹二两贰俩三叁仨四肆五伍六陆七柒八捌九玖"
HAN = HAN_DIGIT + "十拾百佰千仟万亿廿卅"
# 千 and 百 open a unit's name as often as they scale a number: 12千瓦, 3百分点.
NO_UNIT_AHEAD = r"(?![瓦克米伏安卡帕赫焦乏牛升])"
# A middle dot is a point only where a share or a scale follows (4·3%); 3·15 is a day.
ARABIC = (
    r"(?:\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)|\d{1,15})"
    r"(?:[.．]\d{1,10}|·\d{1,3}(?=\s?(?:[%‰万亿倍]|个?百分点)))?"
)
SCALE = rf"(?:[十百千]?[万亿]亿?|[百千]{NO_UNIT_AHEAD}(?!分)|[Ww](?![A-Za-z0-9·]))"
MIXED = rf"{ARABIC}(?:\s?{SCALE}(?:[零又]?\d{{1,4}}(?:\.\d{{1,4}})?(?:[十百千]?万|[百十]|千{NO_UNIT_AHEAD})){{0,3}})?"
# 千 right behind a scale is no part of the number but of its unit: 九百万千瓦.
DIGIT_HAN = HAN.replace("千", "")
CHINESE = rf"(?:[{DIGIT_HAN}]|千{NO_UNIT_AHEAD}|(?<![十百万亿])千){{1,20}}(?:点[零〇一二三四五六七八九]{{1,8}}{SCALE}?)?"

PARTS = re.compile(r"\d[\d,]*(?:\.\d+)?|.", re.DOTALL)
# A full-width or middle point or a full-width comma inside a number is the number's own.
WIDE = str.maketrans("．，·", ".,.")
PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,10})?")


def read_number(text: str) -> float | None:
    """The value of one numeral (`1.2万`, `三千零五`, `3万4千`, `两百点五`), or None where the characters make no number.

    A last digit below a scale counts a tenth of the scale (一万三 is 13,000), as it is spoken.
    """
    if PLAIN.fullmatch(text):
        return float(text)
    if text in SPOKEN:
        return SPOKEN[text]
    return _tidy(_Sum().read(text.translate(WIDE)))


def _tidy(value: float | None) -> float | None:
    """Without the last bits of binary multiplication: 4.35亿 is 435000000, not 434999999.99999994."""
    if value is None or value == int(value):
        return value
    return round(value, 6 if abs(value) < 1e6 else 3)


class _Sum:
    """A numeral on its way: `total` above the last 万 or 亿, `section` below it, `current` the digits not scaled yet."""

    __slots__ = ("current", "decimal", "last_scale", "section", "seen", "total", "zero")

    def __init__(self) -> None:
        self.total = 0.0
        self.section = 0.0
        self.current: float | None = None
        self.last_scale = 1
        self.zero = False
        self.decimal = 0
        self.seen = False

    def read(self, text: str) -> float | None:
        for match in PARTS.finditer(text):
            if not self.take(match.group()):
                return None
        if not self.seen:
            return None
        tail = self.current or 0.0
        if self.current is not None and self.last_scale > 10 and not self.zero and not self.decimal and tail < 10:
            tail *= self.last_scale / 10
        return self.total + self.section + tail

    def take(self, part: str) -> bool:
        """Adds a part; False where it does not belong to a numeral."""
        if part[0].isdigit():
            self.current, self.seen = float(part.replace(",", "")), True
            self.last_scale = 1 if self.last_scale == 1 else self.last_scale
        elif part in DIGITS:
            return self.take_digit(DIGITS[part])
        elif part in SMALL:
            self.scale_small(SMALL[part])
        elif part in LARGE:
            self.scale_large(LARGE[part])
        elif part in TENS:
            self.section, self.seen, self.zero = self.section + TENS[part], True, True
        elif part == "点":
            self.decimal = 1
            self.current = self.current or 0.0
        else:
            return part in "又 "
        return True

    def take_digit(self, digit: int) -> bool:
        self.seen = True
        if self.decimal:
            self.current = (self.current or 0.0) + digit / 10**self.decimal
            self.decimal += 1
        elif self.current is None:
            self.current = float(digit) if digit else None
            self.zero = self.zero or digit == 0
        else:
            self.current = self.current * 10 + digit
        return True

    def scale_small(self, scale: int) -> None:
        amount = 1.0 if self.current is None else self.current
        if self.decimal:
            amount, self.section = self.section + amount, 0.0
        self.section += amount * scale
        self.current, self.last_scale, self.zero, self.seen, self.decimal = None, scale, False, True, 0

    def scale_large(self, scale: int) -> None:
        below = self.section + (self.current or 0.0)
        if not below:
            below = 0.0 if self.total else 1.0
        if scale > self.last_scale and self.total and self.last_scale >= 10_000:
            self.total = (self.total + below) * scale
        elif not below and self.total:
            self.total *= scale
        else:
            self.total += below * scale
        self.section, self.current = 0.0, None
        self.last_scale, self.zero, self.seen, self.decimal = scale, False, True, 0


# Most Chinese numerals in reports are below a hundred.
_ONES = "一二三四五六七八九"
SPOKEN = {
    text: _tidy(_Sum().read(text))
    for text in (
        "两",
        "十",
        *_ONES,
        *(f"{ten}十" for ten in _ONES),
        *(f"{ten}十{one}" for ten in ("", *_ONES) for one in _ONES),
    )
}
