"""Cell values as a spreadsheet displays them: number formats of ECMA-376 part 1, 18.8.30 and 18.8.31.

Covered: sections with signs and conditions, %, ‰, thousands and scaling commas, fixed and optional digits, scientific notation,
literals, dates and times with elapsed hours, the built-in formats of a Chinese system. A fraction is shown as a decimal.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from importlib.resources import files
from types import MappingProxyType

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]{0,60})\]|(?P<general>General)|(?P<half>AM/PM|A/P|上午/下午)'
    r"|(?P<date>[Yy]+|[Mm]+|[Dd]+|[Hh]+|[Ss]+|[Ee](?![+-]))|(?P<exponent>[Ee][+-])|(?P<digits>[0#?.,/]+)|(?P<text>@)|(?P<literal>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,20}(?:\.\d{1,20})?)")
CURRENCY = re.compile(r"\$([^-\]]{0,20})")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
EPOCHS = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}
HALVES = {"AM/PM": ("AM", "PM"), "A/P": ("A", "P"), "上午/下午": ("上午", "下午")}
WEEKDAYS = "一二三四五六日"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LAST_DAY = 2_958_465
LONGEST = 200
SIGNS = frozenset("-－−(（△▲负")
"""What a section for negative numbers may show for the sign; where only a colour does, the minus is written all the same."""
Token = tuple[str, str]


def show_value(value: object, form: str | int, since_1904: bool = False) -> str:
    """What the cell shows. `form`: a format code or the id of a built-in one; unreadable codes fall back to the plain value."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return str(value).removesuffix(" 00:00:00")
    if not isinstance(value, int | float) or not math.isfinite(value):
        return str(value)
    code = _built_in().get(form, "General") if isinstance(form, int) else form.replace("G/通用格式", "General")
    shown = _show_number(float(value) if isinstance(value, float) else value, code[:LONGEST], since_1904)
    return shown if shown.strip() else ""


def show_general(value: float) -> str:
    """A number as the format General shows it: up to 11 significant digits, no trailing zeros."""
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value)) if abs(value) < 10**20 else f"{value:.10e}"
    shown = f"{value:.11g}"
    return shown.replace("e+", "E+").replace("e-", "E-")


def _show_number(value: float, code: str, since_1904: bool) -> str:
    tokens, sign = _section(value, code)
    kinds = {kind for kind, _ in tokens}
    if "date" in kinds or "elapsed" in kinds:
        return _show_date(value, tokens, since_1904)
    number = abs(value) if sign else value
    if "general" in kinds or ("digits" not in kinds and "text" in kinds):
        return "".join(show_general(number) if kind in ("general", "text") else text for kind, text in tokens)
    if "digits" not in kinds:
        return "".join(text for kind, text in tokens if kind == "literal")
    return _show_digits(number, tokens)


def _section(value: float, code: str) -> tuple[list[Token], bool]:
    """The section that fits the value, and whether it shows the sign itself."""
    sections = _tokens(code)
    conditions = [next((text for kind, text in section if kind == "condition"), "") for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if not condition or _holds(value, condition):
                return section, bool(condition) and value < 0 and len(sections) > 1
        return sections[-1], False
    if value < 0 and len(sections) > 1:
        return sections[1], any(kind == "literal" and text[:1] in SIGNS for kind, text in sections[1])
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


def _tokens(code: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for found in TOKEN.finditer(code):
        kind, text = found.lastgroup or "", found[found.lastgroup] if found.lastgroup else ""
        if kind == "literal" and text == ";":
            sections.append([])
        elif kind == "bracket":
            sections[-1] += _bracket(text)
        elif kind in ("quoted", "escaped"):
            sections[-1].append(("literal", text))
        elif kind:
            sections[-1].append((kind, text))
    return sections


def _bracket(text: str) -> list[Token]:
    """Conditions, currencies and elapsed time; colours and locales show nothing."""
    if CONDITION.fullmatch(text):
        return [("condition", text)]
    if ELAPSED.fullmatch(text):
        return [("elapsed", text.lower())]
    if text.startswith("$"):
        found = CURRENCY.match(text)
        return [("literal", found[1])] if found and found[1] else []
    return []


def _holds(value: float, condition: str) -> bool:
    found = CONDITION.fullmatch(condition)
    if found is None:
        return False
    bound = float(found[2])
    return {"<": value < bound, ">": value > bound, "=": value == bound, "<>": value != bound}.get(
        found[1], value <= bound if found[1] == "<=" else value >= bound
    )


def _show_digits(value: float, tokens: list[Token]) -> str:
    """Fixed-point and scientific numbers; what stands before, between and after the digits is kept."""
    pattern = "".join(text for kind, text in tokens if kind == "digits")
    if "/" in pattern:
        return show_general(value)
    literals = "".join(text for kind, text in tokens if kind == "literal")
    whole, _, decimals = pattern.partition(".")
    tail = decimals or pattern
    scale = len(tail) - len(tail.rstrip(","))
    with localcontext() as context:
        context.prec = 60
        number = Decimal(repr(value)).scaleb(2 * literals.count("%") + 3 * literals.count("‰") - 3 * scale)
        if any(kind == "exponent" for kind, _ in tokens):
            places = len(decimals.replace(",", "")) - len(tokens[-1][1] if tokens[-1][0] == "digits" else "")
            mantissa, _, power = f"{number:.{max(0, places)}E}".partition("E")
            written = f"{mantissa}E{int(power):+03d}"
        else:
            written = _fixed(number, whole, decimals)
    return _placed(written, tokens)


def _fixed(number: Decimal, whole: str, decimals: str) -> str:
    places = [c for c in decimals if c in "0#?"]
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:f}".partition(".")
    kept = len(fraction)
    while kept and fraction[kept - 1] == "0" and places[kept - 1] != "0":
        kept -= 1
    least = whole.count("0")
    integer = "" if integer == "0" and least == 0 and kept else integer.zfill(least)
    if "," in whole.rstrip(","):
        integer = f"{int(integer or 0):,}" if integer else ""
    shown = integer + ("." + fraction[:kept] if kept else "")
    return ("-" if number < 0 and rounded else "") + (shown or "0")


def _placed(written: str, tokens: list[Token]) -> str:
    """The number at the place of the first digits; a minus sign goes before what leads it."""
    before, after, seen = "", "", False
    for kind, text in tokens:
        if kind in ("digits", "exponent"):
            seen = True
        elif kind == "literal":
            before, after = (before, after + text) if seen else (before + text, after)
    sign = "-" if written.startswith("-") else ""
    return sign + before + written.removeprefix("-") + after


def _show_date(value: float, tokens: list[Token], since_1904: bool) -> str:
    elapsed = any(kind == "elapsed" for kind, _ in tokens)
    if not 0 <= value <= LAST_DAY:
        return show_general(value)
    seconds = round(value * 86_400)
    if not since_1904 and value < 60 and not elapsed:
        seconds += 86_400  # the calendar of 1900 has a day too many, 29 February, before which dates are off by one
    moment = EPOCHS[since_1904] + datetime.timedelta(seconds=seconds)
    halves = any(kind == "half" for kind, _ in tokens)
    shown = ""
    last = ""
    for index, (kind, text) in enumerate(tokens):
        if kind == "elapsed":
            shown += str(seconds // {"h": 3600, "m": 60, "s": 1}[text[0]]).zfill(len(text))
            last = text[0]
        elif kind == "date":
            minutes = text[0] in "mM" and (last == "h" or _next_date(tokens, index) == "s")
            shown += _date_part(moment, text.lower(), minutes, halves)
            last = text[0].lower()
        elif kind == "half":
            shown += HALVES[text][moment.hour >= 12]
        elif kind == "literal":
            shown += text
        elif kind == "digits":
            shown += "." + "0" * (len(text) - 1) if text.startswith(".") else text
    return shown


def _next_date(tokens: list[Token], index: int) -> str:
    return next((text[0].lower() for kind, text in tokens[index + 1 :] if kind in ("date", "elapsed")), "")


def _date_part(moment: datetime.datetime, code: str, minutes: bool, halves: bool) -> str:
    size = len(code)
    if code[0] in "ye":
        return f"{moment.year:04d}" if size > 2 or code[0] == "e" else f"{moment.year % 100:02d}"
    if code[0] == "m" and not minutes:
        return f"{moment.month:0{size}d}" if size < 3 else MONTHS[moment.month - 1]
    if code[0] == "d" and size > 2:
        return ("周" if size == 3 else "星期") + WEEKDAYS[moment.weekday()]
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    number = {"m": moment.minute, "d": moment.day, "h": hour, "s": moment.second}[code[0]]
    return f"{number:0{min(size, 2)}d}"


@cache
def _built_in() -> Mapping[int, str]:
    lines = files(__package__).joinpath("number_formats.tsv").read_text("utf-8").splitlines()[1:]
    return MappingProxyType({int(line.split("\t")[0]): line.split("\t")[1] for line in lines})
