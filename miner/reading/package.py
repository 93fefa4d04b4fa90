"""Zip packages (.docx, .xlsx) looked over before any library opens them: passwords, bombs, broken parts, document types."""

from __future__ import annotations

import io
import zipfile
import zlib

from miner.errors import CorruptSource, EncryptedSource, OversizedSource
from miner.reading.limits import MEGABYTE, Limits, refuse_cut
from miner.records import Source

MARKUP = (".xml", ".rels")
DOCTYPES = tuple(mark.encode(codec) for mark in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be"))
PROGRAMS = (
    (b"word/", " Word 文件"),
    (b"xl/", " Excel 文件"),
    (b"ppt/", " PowerPoint 文件"),
    (b"[Content_Types]", " Office 文件"),
)
"""Folders of parts: their names stand before each part too, so that a package without its directory is known."""
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, OverflowError)
"""What the standard library raises on damaged packages."""


def part_names(source: Source) -> frozenset[str]:
    """Names of the parts; raises CorruptSource where the directory at the end is missing or broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            return frozenset(package.namelist())
    except BROKEN as error:
        what = next((name for mark, name in PROGRAMS if mark in source.data), "压缩文件")
        raise refuse_cut(what, len(source.data)) from error


def check_package(source: Source, limits: Limits) -> None:
    """Refuses a package that is encrypted, expands beyond the limits, or has an XML part broken or with a document type.

    Office never writes a document type; only attacks by entities do. The sizes come from the directory, and no more than that
    is ever unpacked of a part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            members = package.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise EncryptedSource("文件设了打开密码。请去掉密码后重新提交。")
            _check_sizes(members, len(source.data), limits)
            for member in members:
                if member.filename.lower().endswith(MARKUP):
                    _check_part(package.read(member), member.filename)
    except BROKEN as error:
        raise CorruptSource("文件已损坏：压缩包里的内容读不出来。请用原软件打开另存后重新提交。") from error


def _check_sizes(members: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    total = sum(member.file_size for member in members)
    markup = sum(member.file_size for member in members if member.filename.lower().endswith(MARKUP))
    if total > limits.expanded or markup > limits.markup:
        raise OversizedSource(f"文件解开后有 {total // MEGABYTE} MB，超过上限。请拆分文件或删去图片后重新提交。")
    if total > limits.ratio_floor and total > limits.ratio * size:
        raise OversizedSource(f"文件解开后膨胀 {total // max(1, size)} 倍，疑似压缩炸弹。请用原软件另存后重新提交。")


def _check_part(data: bytes, name: str) -> None:
    if any(mark in data for mark in DOCTYPES):
        raise CorruptSource(f"文件内部的 {name[:80]} 含有实体声明，可能是恶意文件。请用原软件另存后重新提交。")
