"""Items of an intake: the files to process, what is passed over, the bounds, and names that can be stored and shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from miner.errors import MinerError, OversizedSource, UnreadableSource, trouble

MEGABYTE = 1 << 20
INSIDE = "!/"
NOT_REPORTS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is taken on: bytes of a file; and of archives the members, their size, sum, expansion and nesting."""

    size: int = 64 * MEGABYTE
    members: int = 10_000
    member_size: int = 64 * MEGABYTE
    total: int = 2048 * MEGABYTE
    ratio: int = 200
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A file to process. `origin` says where it lies and tells it from all others; `folders` are above it, outermost first.

    Its bytes lie in `data`, or in the file `path` until they are needed. `refusal` says why it cannot be processed.
    """

    origin: str
    name: str
    folders: tuple[str, ...] = ()
    path: Path | None = None
    data: bytes | None = None
    refusal: MinerError | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no report by its nature."""

    origin: str
    reason: str


USUAL_BOUNDS = Bounds()


def read_item(item: Item, bounds: Bounds) -> bytes:
    """The bytes of an item. Its refusal, or UnreadableSource or OversizedSource, where there are none to be had."""
    if item.refusal is not None:
        raise item.refusal
    if item.data is not None:
        return item.data
    if item.path is None:
        raise UnreadableSource("文件没有内容可读；请重新提交")
    try:
        with item.path.open("rb") as file:
            data = file.read(bounds.size + 1)
    except OSError as error:
        raise UnreadableSource(f"文件{trouble(error)}；请检查文件是否还在、有没有读取权限") from error
    if len(data) > bounds.size:
        raise OversizedSource(f"文件超过 {bounds.size // MEGABYTE} MB 的上限；请拆成几份再提交")
    return data


def passed_over(name: str) -> str | None:
    """Why a file or folder of this name is no report; None if it may be one."""
    if name.startswith("~$"):
        return "Office 打开文件时的临时锁文件"
    if name.startswith("."):
        return "隐藏文件"
    return "系统文件" if name.lower() in NOT_REPORTS else None


def printable(name: str) -> str:
    """A name that can be stored and shown: bytes that are no UTF-8 as GB18030, what is no text or a control character as `�`.

    On Linux, names from a Chinese Windows arrive as bytes; `os.listdir` hands them on as lone surrogates.
    """
    raw = name.encode("utf-8", "surrogateescape")
    text = raw.decode("utf-8" if is_utf8(raw) else "gb18030", "replace")
    return "".join(char if char.isprintable() or char == "\u3000" else "\ufffd" for char in text)


def is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
