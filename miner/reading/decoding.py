"""Bytes to characters: which encoding a Chinese text is in, and the text in it.

A byte order mark decides; then valid UTF-8; then what the bytes look like as Chinese in each encoding that can read them
(`plausibility.py`). Measured on jieba's dictionary, words standing alone come out right in 98.3 % (GBK) and 96.0 % (Big5) of
cases with two characters, 99.7 % and 99.1 % with three, 99.8 % and 99.7 % with four; where two readings are close, a
warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from miner.errors import BinarySource, UndecodableSource
from miner.reading.plausibility import has_enough, mean_cost, total_cost
from miner.records import Caution

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks, the longer before its own beginning."""

PYTHON_CODECS = MappingProxyType({"big5": "cp950"})
"""Codecs that Python calls otherwise: `big5` as Windows writes it has ～ and 裏, which Python's table of that name lacks."""

NAMES = MappingProxyType(
    {
        **dict.fromkeys(("utf8", "ascii", "usascii", "utf8sig", "unicode11utf8", "cp65001"), "utf-8"),
        **dict.fromkeys(("gb18030", "gbk", "gb2312", "gb231280", "xgbk", "euccn"), "gb18030"),
        **dict.fromkeys(("cp936", "ms936", "windows936", "936"), "gb18030"),
        **dict.fromkeys(("big5", "cp950", "ms950", "windows950", "big5tw", "xxbig5", "cnbig5", "950"), "big5"),
        **dict.fromkeys(("big5hkscs", "big5hk"), "big5hkscs"),
        **dict.fromkeys(("utf16", "unicode", "ucs2", "iso10646ucs2"), "utf-16"),
        **dict.fromkeys(("utf16le", "unicodefeff"), "utf-16-le"),
        **dict.fromkeys(("utf16be", "unicodefffe"), "utf-16-be"),
        "utf32": "utf-32",
        "utf32le": "utf-32-le",
        "utf32be": "utf-32-be",
        **dict.fromkeys(("hz", "hzgb2312", "hzgb"), "hz"),
        **dict.fromkeys(("shiftjis", "sjis", "cp932", "windows31j"), "cp932"),
        **dict.fromkeys(("eucjp",), "euc_jp"),
        **dict.fromkeys(("euckr", "ksc56011987", "cp949"), "cp949"),
        **dict.fromkeys(("windows1252", "cp1252", "iso88591", "latin1"), "cp1252"),
    }
)
"""What people call an encoding (lower case, letters and digits only) to its name here; no other codec of Python is let in."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f](?:(?<=\x00)\x00*)?")
CONTROL_BYTES = re.compile(rb"\x00+|[\x01-\x08\x0e-\x1f]")
"""Control characters that no text needs; zeros in a row pad a field and count as one. What opens with one class is found fast."""
FEW_CONTROLS = 16
"""So many of them a text may hold however short it is: three coloured words of a terminal have twelve, and a header of a binary
format has more or consists of little else."""
GARBLED_TEXT, DEAREST_TEXT = 8.4, 11.0
"""Mean costs of the characters beyond ASCII. Real reports lie at 5.9 to 6.8; texts already spoilt by a wrong conversion, and
Korean read as GB18030, at 8.5 to 10.7: told from the first value on. Shift-JIS read as GB18030 reaches 11.5: refused from the
second on."""
FEW = 40
"""Extra bytes from which valid UTF-8 leaves no doubt: 22 of 614,363 runs of six GBK characters pass for it, and 40 extra bytes
take five times as many."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of its encoding; `cost` is the mean cost of its characters beyond ASCII, in a sample."""

    text: str
    encoding: str
    cost: float = 0.0
    warnings: tuple[Caution, ...] = ()


def known_encoding(name: str) -> str | None:
    """The name used here for what somebody calls an encoding, or None."""
    return NAMES.get(re.sub(r"[^a-z0-9]", "", name[:40].lower()))


def decode(data: bytes, forced: str | None = None, declared: Iterable[str] = ()) -> Decoded:
    """Decodes once, without byte order mark and NUL characters.

    `forced` is obeyed or refused; `declared` encodings (a header, a meta tag) are believed where the text bears them out.
    Raises UndecodableSource where nothing makes sense or `forced` does not fit, BinarySource where the bytes are no text.
    """
    if forced:
        return _without_controls(_forced(data, forced))
    believed = [name for claim in declared if (name := known_encoding(claim)) and name not in ("utf-16", "utf-32")]
    return _without_controls(_suspected(_marked(data) or _judged(data, believed)))


def _forced(data: bytes, forced: str) -> Decoded:
    known = known_encoding(forced)
    if known is None:
        raise UndecodableSource(f"不认识编码“{forced[:40]}”。可用 utf-8、gb18030、big5、utf-16 等；不写则自动识别。")
    name = known
    for mark, encoding in BOMS:
        if data.startswith(mark) and encoding in (known, f"{known}-le", f"{known}-be"):
            data, name = data[len(mark) :], encoding
            break
    name = f"{name}-le" if name in ("utf-16", "utf-32") else name
    try:
        return Decoded(data.decode(PYTHON_CODECS.get(name, name)), name)
    except UnicodeDecodeError as error:
        place = f"第 {error.start + 1} 个字节无法解读"
        raise UndecodableSource(f"文件不是 {forced[:40]} 编码：{place}。请换一个编码，或不指定编码由程序识别。") from error


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            found = _strict(data[len(mark) :], encoding) or _lenient(data[len(mark) :], encoding)
            if found is not None:
                return found
    return None


def _judged(data: bytes, declared: list[str]) -> Decoded:
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and b"\0" not in data and _certain(utf8.text):
        return utf8  # with zeros, UTF-16 has to be thought of too
    names = dict.fromkeys(["utf-8", *declared, "gb18030", "big5"])
    wide = [name for name in ("utf-16-le", "utf-16-be") if _looks_wide(data, name)]
    found = [utf8 if name == "utf-8" else _strict(data, name) for name in (*names, *wide)]
    if found[list(names).index("big5")] is None:
        found.append(_strict(data, "big5hkscs"))
    readings = [reading for reading in found if reading and (reading.cost < DEAREST_TEXT or not has_enough(reading.text))]
    if not readings:
        return _damaged(data, names)
    best, *others = sorted(readings, key=lambda reading: total_cost(reading.text))
    least = total_cost(best.text)
    near = [other for other in others if total_cost(other.text) <= least + max(8, 0.15 * least)]
    claimed = next((reading for name in declared for reading in (best, *near) if reading.encoding == name), None)
    return claimed or _doubted(best, others)


def _doubted(best: Decoded, others: list[Decoded]) -> Decoded:
    total = total_cost(best.text)
    near = total + max(4, 0.08 * total)
    rivals = [other.encoding for other in others if other.text != best.text and total_cost(other.text) <= near]
    if not rivals or best.text.isascii():
        return best
    message = f"按 {best.encoding} 解码，但也可能是 {rivals[0]}。若文字不对，请指定编码重新提交。"
    return replace(best, warnings=(Caution(code="encoding-in-doubt", message=message),))


def _suspected(found: Decoded) -> Decoded:
    """Tells of a text that was spoilt before it came here."""
    if found.cost < GARBLED_TEXT or not has_enough(found.text):
        return found
    message = "文字不像通顺的中文，可能在提交之前就已转码出错（乱码）。请核对原文件。"
    return replace(found, warnings=(*found.warnings, Caution(code="garbled-text", message=message)))


def _damaged(data: bytes, names: Iterable[str]) -> Decoded:
    """A text with a few broken bytes, or cut off inside a character."""
    _refuse_binary(len(CONTROL_BYTES.findall(data)), len(data) - data.count(0))
    readings = [found for name in names if (found := _lenient(data, name)) is not None and found.cost < DEAREST_TEXT]
    if not readings:
        raise UndecodableSource("无法识别文字编码：按 UTF-8、GB18030、Big5、UTF-16 都读不通。请另存为 UTF-8，或指定编码。")
    return min(readings, key=lambda reading: total_cost(reading.text))


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        text = data.decode(PYTHON_CODECS.get(name, name))
    except UnicodeDecodeError:
        return None
    return Decoded(text, name, mean_cost(text))


def _lenient(data: bytes, name: str) -> Decoded | None:
    """Up to one lost character in twenty of those beyond ASCII, or in 500 of all; they stay as U+FFFD and are told."""
    text = data.decode(PYTHON_CODECS.get(name, name), "replace")
    lost = text.count("\ufffd")
    if lost > max((len(text) - len(text.encode("ascii", "ignore"))) / 20, len(text) / 500):
        return None
    first = text.find("\ufffd")
    if first < 0:
        return Decoded(text, name, mean_cost(text))
    message = f"有 {lost} 处字节损坏，已用“\ufffd”代替，第一处在第 {first + 1} 个字。"
    return Decoded(text, name, mean_cost(text), (Caution(code="broken-bytes", message=message, start=first, end=first + 1),))


def _without_controls(found: Decoded) -> Decoded:
    """NUL says nothing in a text and stops C libraries: dropped. Others stay for repair to take out; both are told."""
    if found.text.isprintable():
        return found
    controls = len(CONTROL.findall(found.text.removesuffix("\x1a")))  # DOS ends a text with it
    if not controls:
        return found
    text = found.text.replace("\0", "")
    _refuse_binary(controls, len(text))
    shifted = len(text) < len(found.text)
    kept = (warning.model_copy(update={"start": None, "end": None}) if shifted else warning for warning in found.warnings)
    told = Caution(code="control-characters", message=f"有 {controls} 个控制字符混在文字里，已略去不计。请核对原文件是否完整。")
    return replace(found, text=text, warnings=(*kept, told))


def _refuse_binary(controls: int, others: int) -> None:
    """BinarySource for what holds too many control characters: over a hundredth and not few, or half as many as others."""
    if 2 * controls > others or controls > max(FEW_CONTROLS, others / 100):
        raise BinarySource("内容不是文字（含大量控制字符）。请提交 Word、PDF、网页或文本格式的报告。")


def _certain(text: str) -> bool:
    """Whether valid UTF-8 can be nothing else: pure ASCII, or too much beyond it for chance."""
    return text.isascii() or len(text.encode("utf-8")) - len(text) > FEW


def _looks_wide(data: bytes, name: str) -> bool:
    """Whether the beginning reads well as UTF-16; other texts read so come out as rare characters of many scripts."""
    head = data[:8192]
    if len(data) % 2 or len(data) < 4:
        return False
    text = head.decode(name, "replace")
    return mean_cost(text) < 10.7
