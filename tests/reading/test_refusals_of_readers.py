"""Every file that gives no text is refused by its own class of error, with a sentence that says what to do."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from reading_samples import paragraph, pdf_file, repacked, rows_sheet, word_file

from miner.errors import (
    BinarySource,
    CorruptSource,
    EmptySource,
    EncryptedSource,
    NoTextLayer,
    OversizedSource,
    UnreadableSource,
    UnsupportedFormat,
)
from miner.reading import Limits, read
from miner.records import Source

REMEDY = re.compile("请")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1016
WORD = word_file(paragraph("本周检查机房两次。"))
SHEET = rows_sheet([["项目", "数量"], ["巡检", 12]])
PDF = pdf_file([[(85, 700, 14, "本周检查机房两次，没有发现异常。")]])
PASSWORD_PDF = pdf_file(
    [[(85, 700, 14, "x")]],
    trailer=b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32),
)


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """The flag of an encrypted member set in every directory entry and local header."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


REFUSED = [
    (b"", EmptySource, "no bytes"),
    (" \r\n\t　 ".encode(), EmptySource, "only blanks"),
    (b"\xef\xbb\xbf", EmptySource, "only a byte order mark"),
    (b"<html><body><script>var x = 1</script></body></html>", EmptySource, "a page without text"),
    (word_file(paragraph("")), EmptySource, "a Word file without text"),
    (rows_sheet([[None]]), EmptySource, "a workbook without values"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, BinarySource, "PNG"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 50, BinarySource, "JPEG"),
    (b"MZ\x90\x00" + bytes(range(256)), BinarySource, "a program"),
    (b"\x7fELF\x02\x01\x01" + b"\0" * 50, BinarySource, "a program"),
    (b"SQLite format 3\0" + b"\0" * 100, BinarySource, "a database"),
    (b"ID3\x03\0\0\0\0\0\x21" + b"\0" * 100, BinarySource, "music"),
    (bytes(range(256)) * 8, BinarySource, "every byte there is"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedSource, "a Word or Excel file with a password"),
    (PASSWORD_PDF, EncryptedSource, "a PDF with a password"),
    (locked(WORD), EncryptedSource, "a package with encrypted members"),
    (WORD[: len(WORD) // 2], CorruptSource, "a Word file cut off"),
    (SHEET[:-30], CorruptSource, "a workbook cut off"),
    (repacked(WORD, word__document=None, **{"word__document.xml": b"<w:document><w:body>"}), CorruptSource, "broken XML"),
    (repacked(WORD, **{"word__document.xml": None}), CorruptSource, "no main part"),
    (PDF[:200], CorruptSource, "a PDF cut off"),
    (b"%PDF-1.4\nnothing of a PDF follows", CorruptSource, "a PDF in name only"),
    (pdf_file([[], []]), NoTextLayer, "pages without text"),
    (OLE + "WordDocument".encode("utf-16-le"), UnsupportedFormat, ".doc"),
    (OLE + "Workbook".encode("utf-16-le"), UnsupportedFormat, ".xls"),
    (OLE + "PowerPoint Document".encode("utf-16-le"), UnsupportedFormat, ".ppt"),
    (OLE, UnsupportedFormat, "some other OLE file"),
    (b"{\\rtf1\\ansi hello}", UnsupportedFormat, ".rtf"),
    (b"PK\x05\x06" + b"\0" * 18, UnsupportedFormat, "an empty archive"),
    (zipped(**{"a.txt": b"x"}), UnsupportedFormat, "an archive"),
    (zipped(**{"[Content_Types].xml": b"<x/>", "ppt__presentation.xml": b"<x/>"}), UnsupportedFormat, ".pptx"),
    (zipped(**{"OFD.xml": b"<x/>"}), UnsupportedFormat, ".ofd"),
    (b"Rar!\x1a\x07\x00" + b"\0" * 50, UnsupportedFormat, ".rar"),
    (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, UnsupportedFormat, ".7z"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', UnsupportedFormat, "Word 2003 XML"),
]


@pytest.mark.parametrize(("data", "error", "reason"), REFUSED, ids=[f"{e.__name__}-{r}" for _, e, r in REFUSED])
@pytest.mark.parametrize("name", ["报告.txt", "报告.docx"])
def test_the_content_and_not_the_name_decides_the_refusal(
    data: bytes, error: type[UnreadableSource], reason: str, name: str
) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read(Source(data, name))
    assert type(refusal.value) is error, reason
    assert REMEDY.search(str(refusal.value))


LONG_WORD = word_file("".join(paragraph(f"第{at}批巡查发现隐患{at % 7}处，均已消除。") for at in range(300)))
LONG_SHEET = rows_sheet([[f"班组{at}", at] for at in range(300)])
LONG_PDF = pdf_file([[(85, 700, 14, f"第{page}批巡查发现隐患多处，均已消除。")] for page in range(40)])
PDF_OPENED_FROM_THE_START = LONG_PDF.replace(b"%PDF-1.5\n", b"%PDF-1.5\ntrailer << /Root 1 0 R /Size 99 >>\n", 1)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
@pytest.mark.parametrize(("data", "what"), [(LONG_WORD, "Word 文件"), (LONG_SHEET, "Excel 文件"), (LONG_PDF, "PDF")])
def test_a_cut_file_is_called_what_it_is_and_told_how_to_be_had_whole(data: bytes, what: str, share: float) -> None:
    cut = data[: int(len(data) * share)]
    with pytest.raises(CorruptSource) as refusal:
        read(Source(cut, "报告"))
    assert what in str(refusal.value) and f"只有 {len(cut):,} 字节" in str(refusal.value)
    assert "结尾缺失" in str(refusal.value) and "请重新下载或拷贝" in str(refusal.value)
    assert "压缩" not in str(refusal.value)


def test_a_cut_pdf_that_still_opens_tells_of_the_pages_it_has_lost() -> None:
    whole = read(Source(PDF_OPENED_FROM_THE_START))
    found = read(Source(PDF_OPENED_FROM_THE_START[: len(PDF_OPENED_FROM_THE_START) * 3 // 4]))
    assert not whole.warnings and len(found.text) < len(whole.text)
    assert [one.code for one in found.warnings] == ["page-without-text"]
    assert "文件结尾缺失" in found.warnings[0].message


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize("part", [LAUGHS, OUTSIDE, LAUGHS.decode().replace("1.0", "1.0").encode("utf-16")])
@pytest.mark.parametrize(("package", "place"), [(WORD, "word__document.xml"), (SHEET, "xl__worksheets__sheet1.xml")])
def test_entities_are_refused_and_never_resolved(part: bytes, package: bytes, place: str) -> None:
    with pytest.raises(CorruptSource, match="实体"):
        read(Source(repacked(package, **{place: part})))


def test_entities_declared_in_a_page_are_not_resolved() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>before &a; after</p></body></html>'
    assert "root" not in read(Source(page)).text


OVERSIZED = [
    (b"x" * 200, Limits(size=100), "bytes"),
    ("字".encode() * 200, Limits(characters=100), "characters of plain text"),
    (word_file(paragraph("字" * 200)), Limits(characters=100), "characters of a Word file"),
    (pdf_file([[(85, 700, 14, "一二三四五六七八九十")]] * 4), Limits(pages=3), "pages"),
    (pdf_file([[(85, 700, 14, "一二三四五六七八九十")]] * 4), Limits(characters=30), "characters of a PDF"),
    (WORD, Limits(expanded=100), "unpacked bytes"),
    (WORD, Limits(markup=100), "unpacked XML"),
    (word_file(paragraph("字" * 3_000_000)), Limits(ratio_floor=1000), "a zip bomb"),
    (repacked(SHEET, **{"xl__media__a.bin": b"\0" * 20_000_000}), Limits(), "a zip bomb beside the sheets"),
]


@pytest.mark.parametrize(("data", "limits", "reason"), OVERSIZED, ids=[reason for _, _, reason in OVERSIZED])
def test_each_limit_refuses_what_goes_beyond(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(OversizedSource):
        read(Source(data), limits=limits)


def test_a_merged_cell_cannot_blow_up_the_text() -> None:
    page = b"<table><tr>" + b"<td rowspan=60000>" * 60 + b"<tr><td>1" * 20_000
    with pytest.raises(OversizedSource):
        read(Source(page))


def test_deep_nesting_is_refused_without_a_crash() -> None:
    tables = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("里层") + "</w:tc></w:tr></w:tbl>" * 60
    for data in (b"<div>" * 100_000, b"<p>" + b"<b>" * 5_000 + b"x", word_file(tables), word_file("<w:sdt>" * 5_000)):
        with pytest.raises(CorruptSource):
            read(Source(data))
