"""Which reader a source needs, by its content and never by its name, and the refusals for what no reader can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from miner.errors import BinarySource, CorruptSource, EmptySource, EncryptedSource, OversizedSource, UnsupportedFormat
from miner.language.halves import LOST, mended
from miner.reading.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from miner.reading.package import part_names
from miner.records import Reader, Source, Text

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
OLE_KINDS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "旧版 Word 或 WPS 文字（.doc、.wps），请用 Word 或 WPS 另存为 .docx"),
    ("Workbook", "旧版 Excel 表格（.xls、.et），请用 Excel 或 WPS 另存为 .xlsx"),
    ("Book", "旧版 Excel 表格（.xls），请用 Excel 或 WPS 另存为 .xlsx"),
    ("PowerPoint Document", "旧版演示文稿（.ppt、.dps），请另存为 PDF，或把文字复制到 .docx"),
    ("__properties_version1.0", "Outlook 邮件（.msg），请把附件另存后提交"),
)
"""Streams of OLE containers ([MS-CFB] directory names, UTF-16) and what they make of the file; the first is [MS-OFFCRYPTO]."""
ZIP_KINDS = (
    ("ppt/presentation.xml", "演示文稿（.pptx），请另存为 PDF，或把文字复制到 .docx"),
    ("OFD.xml", "OFD 版式文件，请另存为 PDF"),
    ("content.xml", "OpenDocument 文档，请另存为 .docx 或 .xlsx"),
    ("META-INF/container.xml", "EPUB 电子书，请另存为 .docx 或 .txt"),
    ("xl/workbook.bin", "Excel 二进制表格（.xlsb），请另存为 .xlsx"),
)
WORD_XML = b'progid="Word.Document"'
EXCEL_XML = b'progid="Excel.Sheet"'


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes at an offset that tell a format; `verdict` as in `signatures.tsv`."""

    offset: int
    pattern: bytes
    verdict: str
    what: str
    remedy: str


def read_source(source: Source, readers: Sequence[Reader], limits: Limits = DEFAULT_LIMITS) -> Text:
    """The text by the first reader that accepts the content.

    Sources that are empty or too large are refused before any reader sees them; those of a known kind without a reader after
    all but the last, which takes anything. Raises an UnreadableSource of some kind for whatever gives no text.
    """
    if not source.data.strip(b"\0\t\n\v\f\r "):
        raise EmptySource("文件是空的（没有内容，或只有空白）。请检查是否提交了空白文件。")
    if len(source.data) > limits.size:
        size = len(source.data) / MEGABYTE
        raise OversizedSource(
            f"文件有 {size:.1f} MB，超过 {limits.size // MEGABYTE} MB 的上限。请拆分文件或压缩图片后重新提交。"
        )
    special, general = readers[:-1], readers[-1:]
    chosen = next((reader for reader in special if reader.accepts(source)), None)
    if chosen is None:
        refuse_known(source)
        chosen = next((reader for reader in general if reader.accepts(source)), None)
    if chosen is None:
        raise UnsupportedFormat("没有读取器认得这个文件的格式。请另存为 .docx、.pdf 或 .txt 再提交。")
    return _writable(chosen.read(source))


def refuse_known(source: Source) -> None:
    """Raises the refusal that fits a format which is recognised but not read here."""
    data = source.data
    for begins, refuse in ((OLE, _refuse_container), (b"PK\x03\x04", _refuse_zip), (b"PK\x05\x06", _refuse_zip)):
        if data.startswith(begins):
            refuse(source)
    for signature in _signatures():
        if data.startswith(signature.pattern, signature.offset) and _confirmed(signature, data):
            refusal = UnsupportedFormat if signature.verdict.startswith("unsupported") else BinarySource
            raise refusal(f"这是{signature.what}。{signature.remedy}。")
    head = data[:2000]
    if WORD_XML in head or EXCEL_XML in head:
        raise UnsupportedFormat("这是 Office 2003 的 XML 格式。请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx。")


def _refuse_container(source: Source) -> None:
    for name, what in OLE_KINDS:
        if name.encode("utf-16-le") in source.data:
            if not what:
                raise EncryptedSource("文件设了打开密码。请用 Word、Excel 或 WPS 打开，去掉密码后重新提交。")
            raise UnsupportedFormat(f"这是{what}。")
    raise UnsupportedFormat("这是旧版 Office 或 WPS 的文件。请另存为 .docx 或 .xlsx。")


def _refuse_zip(source: Source) -> None:
    names = part_names(source)
    for name, what in ZIP_KINDS:
        if name in names:
            raise UnsupportedFormat(f"这是{what}。")
    if "[Content_Types].xml" in names:
        raise CorruptSource("Office 文件缺少正文部分，已损坏。请用原软件打开另存后重新提交。")
    raise UnsupportedFormat("这是 ZIP 压缩包。请解压后提交里面的文件。")


def _confirmed(signature: Signature, data: bytes) -> bool:
    if signature.verdict.endswith("-nul"):
        return b"\0" in data[:512]
    return data.startswith(b"BM") if signature.verdict.endswith("-bmp") else True


def _writable(text: Text) -> Text:
    """Holds readers from outside to the promise that a text has neither NUL nor lone surrogates; offsets stay."""
    whole = mended(text.text).replace("\0", LOST)
    return text if whole == text.text else replace(text, text=whole)


@cache
def _signatures() -> tuple[Signature, ...]:
    lines = files(__package__).joinpath("signatures.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return tuple(
        Signature(int(offset), bytes.fromhex(code), verdict, what, remedy) for offset, code, verdict, what, remedy, _ in rows
    )
