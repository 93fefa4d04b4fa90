"""How much of a file the readers take on before they refuse it, and what they say where there is too much or too little."""

from __future__ import annotations

from dataclasses import dataclass

from miner.errors import CorruptSource, OversizedSource

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one source; going beyond any of them is an `OversizedSource`.

    `size`: bytes of the file. `expanded`: bytes of a package (.docx, .xlsx) once unpacked; `markup`: of its XML parts alone,
    which cost about ten times as much in memory. `ratio`: expansion from which a package of more than `ratio_floor` unpacked
    bytes is taken for a bomb; reports saved as .docx measured 19 to 24. `pages`: of a PDF. `characters`: of the text that
    comes out.
    """

    size: int = 64 * MEGABYTE
    expanded: int = 256 * MEGABYTE
    markup: int = 96 * MEGABYTE
    ratio: int = 200
    ratio_floor: int = 8 * MEGABYTE
    pages: int = 2000
    characters: int = 20_000_000


DEFAULT_LIMITS = Limits()


def refuse_cut(what: str, size: int) -> CorruptSource:
    """The refusal for a file of `size` bytes whose end is missing."""
    return CorruptSource(
        f"这份{what}不完整：只有 {size:,} 字节，结尾缺失，多半没有下载或拷贝完。请重新下载或拷贝，或请提供的人再发一次。"
    )


def refuse_characters(limits: Limits) -> OversizedSource:
    """The refusal for a text that is longer than allowed."""
    return OversizedSource(f"文字超过 {limits.characters} 字的上限。请把文件拆成几份再提交。")
