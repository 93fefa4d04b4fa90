"""Intake: files, folders and archives become a stream of files to process, one at a time and always in the same order.

What cannot be taken on is in the stream too, with its reason; what is no report by its nature (hidden files, lock files) is
passed over and counted. Archives: archives.py.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from miner.errors import UnreadableSource, trouble
from miner.ingest.archives import Archives
from miner.ingest.items import USUAL_BOUNDS, Bounds, Item, Skipped, passed_over, printable


def take_in(paths: Iterable[Path], bounds: Bounds = USUAL_BOUNDS, own: Path | None = None) -> Iterator[Item | Skipped]:
    """The files of paths in the order given, folders sorted by name, each file once; `own` is a store that may lie among them."""
    ours = set() if own is None else {f"{absolute(own)}{ending}" for ending in ("", "-wal", "-shm")}
    seen: set[str] = set()
    for given in paths:
        path = absolute(given)
        for item in _below(path, _root_folders(path), given=True):
            if item.origin in seen:
                continue
            seen.add(item.origin)
            if isinstance(item, Skipped) or item.path is None or item.refusal is not None:
                yield item
            elif str(item.path) in ours:
                yield Skipped(item.origin, "资料库本身")
            else:
                yield from Archives(bounds).opened(item)


def count_files(paths: Iterable[Path]) -> int:
    """How many files lie at paths, each archive counted as one: enough for a progress bar to begin with."""
    found = (item for path in paths for item in _below(absolute(path), (), given=True))
    return sum(isinstance(item, Item) for item in found)


def absolute(path: Path) -> Path:
    """The path from the root. Links are not followed: an origin is what was named."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def _root_folders(path: Path) -> tuple[str, ...]:
    return (path.name,) if path.is_dir() else (path.parent.name,)


def _below(path: Path, folders: tuple[str, ...], given: bool = False) -> Iterator[Item | Skipped]:
    """The files at a path; a path that was named by the user is taken even if hidden, and followed even if a link."""
    origin = str(Path(*map(printable, path.parts)))
    if not given and (reason := passed_over(path.name)):
        yield Skipped(origin, reason)
        return
    try:
        mode = (path.stat() if given else path.lstat()).st_mode
    except OSError as error:
        yield Item(origin, printable(path.name), folders, refusal=UnreadableSource(f"这里{trouble(error)}；请检查路径"))
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
        yield Item(origin, printable(path.name), folders, refusal=UnreadableSource(f"文件夹{trouble(error)}；请检查权限"))
        return
    for name in names:
        below = path / name
        yield from _below(below, (*folders, printable(name)) if below.is_dir() else folders)
