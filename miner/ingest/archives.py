"""Archives: the members of .zip files as a stream. Their names are labels only; nothing is ever written anywhere.

An archive is known by its content; .docx, .xlsx and the like are archives too, but one document each. Sizes in headers are
claims: members are read in pieces and given up where the bounds end, and the bounds hold over all that is nested.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from miner.errors import CorruptSource, EncryptedSource, MinerError, OversizedSource, UnsupportedFormat, trouble
from miner.ingest.items import INSIDE, MEGABYTE, Bounds, Item, Skipped, passed_over, printable

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
FIRST_PARTS = ("[Content_Types].xml", "mimetype", "_rels/", "word/", "xl/", "ppt/", "docProps/")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)  # LZMA would allot whatever memory a header asks for
PROGRAMS = {
    **dict.fromkeys(("docx", "docm", "dotx", "doc", "wps"), "Word"),
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xls", "et"), "Excel"),
    **dict.fromkeys(("pptx", "ppt"), "PowerPoint"),
}
CHUNK = 1 << 18
RATIO_FLOOR = 8 * MEGABYTE  # below this an expansion does no harm, however great
DIRECTORY_ROW = 1024  # bytes of directory a member may take: 46 and its name, extras and comment
UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
DRIVE = re.compile(r"^[A-Za-z]:$")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, OverflowError, RuntimeError)


class Archives:
    """Opens one file and what is nested in it; what is left of the bounds goes down as members are read."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.members = bounds.members
        self.total = bounds.total

    def opened(self, item: Item) -> Iterator[Item | Skipped]:
        """The members of an archive; the item itself if it is none."""
        if item.path is None:
            yield item
            return
        try:
            with item.path.open("rb") as file:
                archive = is_archive(file)
                if archive:
                    yield from self._members(file, item, 1)
        except OSError:
            archive = False  # reading it will say why
        if not archive:
            yield item

    def _members(self, file: BinaryIO, item: Item, depth: int) -> Iterator[Item | Skipped]:
        folders = (*item.folders, item.name.rsplit(".", 1)[0])
        try:
            with self._directory(file, depth) as archive:
                for at, info in enumerate(archive.infolist()):
                    above = Item(item.origin, item.name, folders)
                    yield from self._member(archive, info, at=at, above=above, depth=depth)
        except MinerError as error:
            yield Item(item.origin, item.name, item.folders, refusal=error)
        except (*BROKEN, NotImplementedError) as error:
            refusal = CorruptSource(damage(item.name, wrong_with(error)))
            yield Item(item.origin, item.name, item.folders, refusal=refusal)

    def _directory(self, file: BinaryIO, depth: int) -> zipfile.ZipFile:
        if depth > self.bounds.depth:
            raise OversizedSource(f"压缩包嵌套超过 {self.bounds.depth} 层；请解开里层再提交")
        if directory_size(file) > max(MEGABYTE, self.members * DIRECTORY_ROW):
            raise self._too_many()
        archive = zipfile.ZipFile(file)
        self.members -= len(archive.infolist())
        if self.members < 0:
            raise self._too_many()
        return archive

    def _too_many(self) -> OversizedSource:
        return OversizedSource(f"压缩包里的文件超过 {self.bounds.members} 个；请分成几个压缩包")

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, at: int, above: Item, depth: int
    ) -> Iterator[Item | Skipped]:
        parts = label_parts(member_name(info))
        if info.is_dir() or not parts:
            return
        # two members may bear one name: the number tells them apart
        origin = f"{above.origin}{INSIDE}{'/'.join(parts)}"
        if archive.NameToInfo.get(info.filename) is not info:
            origin += f"#{at + 1}"
        reason = next(filter(None, map(passed_over, parts)), None)
        if reason is None and stat.S_ISLNK(info.external_attr >> 16):
            reason = "链接"
        if reason is not None:
            yield Skipped(origin, reason)
            return
        folders = (*above.folders, *parts[:-1])
        try:
            data = self._read(archive, info)
        except MinerError as error:
            yield Item(origin, parts[-1], folders, refusal=error)
            if self.total < 0:
                raise OversizedSource(
                    f"压缩包全部展开超过 {self.bounds.total // MEGABYTE} MB，其余文件未处理；请分成几个压缩包"
                ) from error
            return
        nested = io.BytesIO(data)
        if is_archive(nested):
            yield from self._members(nested, Item(origin, parts[-1], folders), depth + 1)
        else:
            yield Item(origin, parts[-1], folders, data=data)

    def _read(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise EncryptedSource("压缩包里的这个文件有密码；请解密后再提交")
        if info.compress_type not in METHODS:
            raise UnsupportedFormat(f"压缩方法（编号 {info.compress_type}）不支持；请用普通 zip 方式重新打包")
        data = bytearray()
        try:
            with archive.open(info) as member:
                while chunk := member.read(CHUNK):
                    data += chunk
                    self.total -= len(chunk)
                    self._within_bounds(len(data), info.compress_size)
        except (*BROKEN, NotImplementedError) as error:
            raise CorruptSource(f"压缩包里的这个文件已损坏（{wrong_with(error)}）；请重新打包后再提交") from error
        return bytes(data)

    def _within_bounds(self, size: int, packed: int) -> None:
        if self.total < 0:
            raise OversizedSource(f"压缩包全部展开超过 {self.bounds.total // MEGABYTE} MB 的上限；请分成几个压缩包")
        if size > self.bounds.member_size:
            raise OversizedSource(f"展开后超过 {self.bounds.member_size // MEGABYTE} MB 的上限；请拆成几份再提交")
        if size > RATIO_FLOOR and size > self.bounds.ratio * max(1, packed):
            raise OversizedSource(f"展开后超过原大小的 {self.bounds.ratio} 倍，疑似压缩炸弹；请核对文件来源")


def damage(name: str, trouble: str) -> str:
    """What to say of a .zip that cannot be opened: of a document what its program is to do, not that it is an archive."""
    program = PROGRAMS.get(name.rsplit(".", 1)[-1].lower())
    if program is not None:
        return f"{program} 文件已损坏或没有传完（{trouble}）；请用 {program} 打开并另存，或重新取得原文件后再提交"
    return f"压缩包已损坏（{trouble}）；请重新打包后再提交"


def wrong_with(error: Exception) -> str:
    """What is wrong with an archive, for people, by what the library finds; it has no codes of its own."""
    if isinstance(error, OSError) and error.errno:
        return f"读取时{trouble(error)}"
    if isinstance(error, EOFError) or "not a zip file" in str(error) or "Truncated" in str(error):
        return "内容不全"
    if isinstance(error, zlib.error) or "CRC" in str(error):
        return "内容与校验码不符"
    return "结构有误"


def is_archive(file: BinaryIO) -> bool:
    """Whether a file is a .zip and not a document in one; it is left at its beginning."""
    magic = file.read(4)
    file.seek(0)
    if magic not in MAGIC:
        return False
    return not _has_document_parts(file)


def _has_document_parts(file: BinaryIO) -> bool:
    if directory_size(file) > 8 * MEGABYTE:  # no document has 100,000 parts
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(DOCUMENT_PARTS.intersection(archive.namelist()))
    except (*BROKEN, NotImplementedError):
        return first_member(file).startswith(FIRST_PARTS)  # a document cut short: its reader says so better
    finally:
        file.seek(0)


def first_member(file: BinaryIO) -> str:
    """The name in the first header of a .zip; the file is left at its beginning."""
    file.seek(0)
    header = file.read(30)
    name = file.read(int.from_bytes(header[26:28], "little"))
    file.seek(0)
    return name.decode("utf-8", "replace")


def directory_size(file: BinaryIO) -> int:
    """Bytes that the directory of a .zip claims, by its end record; 0 without one. The file is left at its beginning."""
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - 66_000)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    claimed = int(struct.unpack_from("<I", tail, at + 12)[0])
    # in the large format the directory is whatever lies before the end record
    return start + at if claimed == 0xFFFFFFFF else claimed


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member: UTF-8 where its flag says so, else by its bytes as UTF-8, GB18030 or Big5."""
    if info.flag_bits & UTF8_FLAG:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def label_parts(name: str) -> list[str]:
    """The folders and the name in a member's name, without what would lead elsewhere: drives, roots, `.` and `..`."""
    parts = name.split("\0", maxsplit=1)[0].replace("\\", "/").split("/")
    return [printable(part) for part in parts if part not in ("", ".", "..") and not DRIVE.match(part)]
