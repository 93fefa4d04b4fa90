"""Intake: files, folders and archives become a stream of files to process, one at a time and always in the same order.

What cannot be taken on is in the stream too, with its reason; what is no report by its nature (hidden files, lock files) is
passed over and counted. Archives: archives.py.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from miner.errors import MinerError, OversizedSource, UnreadableSource

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


def take_in(paths: Iterable[Path], bounds: Bounds = Bounds()) -> Iterator[Item | Skipped]:
    """The files of paths in the order given, folders sorted by name, each file once."""
    from miner.ingest.archives import Archives  # noqa: PLC0415 - archives build on what stands here

    seen: set[str] = set()
    for given in paths:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links, and an origin is what was named
        for item in _below(path, _root_folders(path), given=True):
            if item.origin in seen:
                continue
            seen.add(item.origin)
            if isinstance(item, Item) and item.path is not None and item.refusal is None:
                yield from Archives(bounds).opened(item)
            else:
                yield item


def count_files(paths: Iterable[Path]) -> int:
    """How many files lie at paths, each archive counted as one: enough for a progress bar to begin with."""
    found = (item for path in map(Path, paths) for item in _below(Path(os.path.abspath(path)), (), given=True))  # noqa: PTH100
    return sum(isinstance(item, Item) for item in found)


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
        raise UnreadableSource(f"文件打不开：{error.strerror or error}；请检查文件是否还在、有没有读取权限") from error
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


def _root_folders(path: Path) -> tuple[str, ...]:
    return (path.name,) if path.is_dir() else (path.parent.name,)


def _below(path: Path, folders: tuple[str, ...], given: bool = False) -> Iterator[Item | Skipped]:
    """The files at a path; a path that was named by the user is taken even if hidden, and followed even if a link."""
    origin = printable(str(path))
    if not given and (reason := passed_over(path.name)):
        yield Skipped(origin, reason)
        return
    try:
        mode = (path.stat() if given else path.lstat()).st_mode
    except OSError as error:
        yield Item(
            origin, printable(path.name), folders, refusal=UnreadableSource(f"找不到或打不开：{error.strerror}；请检查路径")
        )
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, origin, folders)
    elif stat.S_ISREG(mode):
        yield Item(origin, printable(path.name), folders, path=path)
    else:
        yield Skipped(origin, "链接" if stat.S_ISLNK(mode) else "不是普通文件")


def _folder(path: Path, origin: str, folders: tuple[str, ...]) -> Iterator[Item | Skipped]:
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 - names only
    except OSError as error:
        yield Item(
            origin, printable(path.name), folders, refusal=UnreadableSource(f"文件夹打不开：{error.strerror}；请检查权限")
        )
        return
    for name in names:
        below = path / name
        yield from _below(below, (*folders, printable(name)) if below.is_dir() else folders)


def printable(name: str) -> str:
    """A name that can be stored and shown: bytes that are no text, and control characters, as `�`."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() or char == "\u3000" else "\ufffd" for char in text)
