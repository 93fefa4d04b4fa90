"""Files made in memory for the tests of the readers: Word, Excel and PDF, each from a few lines of description."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

import docx
import openpyxl

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PARTS = ("styles", "numbering", "footnotes")


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph as XML."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def listed(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of an automatic list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of an abstract numbering."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = "") -> str:
    """The inside of a numbering part with one abstract numbering."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{more}{nums}'


def word_file(body: str, **parts: str) -> bytes:
    """A .docx written part by part; `parts` are the insides of styles, numbering, footnotes."""
    made = io.BytesIO()
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}{name}+xml"/>' for name in parts)
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{RELATION}{name}" Target="{name}.xml"/>' for index, name in enumerate(parts)
    )
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}document.main+xml"/>{types}</Types>',
        )
        package.writestr(
            "_rels/.rels", _relations(f'<Relationship Id="r1" Type="{RELATION}officeDocument" Target="word/document.xml"/>')
        )
        package.writestr("word/_rels/document.xml.rels", _relations(relations))
        package.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{inside}</w:{name}>")
    return made.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def saved_word(fill: Callable[[docx.document.Document], object]) -> bytes:
    """A .docx as python-docx writes it, with its template's styles."""
    document = docx.Document()
    fill(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def saved_sheet(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    """An .xlsx as openpyxl writes it."""
    book = openpyxl.Workbook()
    fill(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rows_sheet(rows: Iterable[Sequence[object]]) -> bytes:
    """An .xlsx of one sheet."""

    def fill(book: openpyxl.Workbook) -> None:
        for row in rows:
            book.active.append(list(row))

    return saved_sheet(fill)


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """A zip package with parts replaced (name with __ for /), or left out where None."""
    swapped = {name.replace("__", "/"): content for name, content in changes.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *swapped]):
            content = swapped.get(name, b"") if name in swapped else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def pdf_file(pages: Sequence[Sequence[tuple[float, float, float, str]]], mapped: bool = True, trailer: bytes = b"") -> bytes:
    """A PDF of A4 pages with lines (x, y, size, text): every character one em wide, ASCII half an em, no font embedded.

    Codes are the characters' own UTF-16 code units under Identity-H; a ToUnicode map says so unless `mapped` is off.
    """
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + b"".join(b"1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange " % (high, high, high) for high in range(256))
        + b"endcmap end end"
    )
    to_unicode = add(_stream(cmap)) if mapped else 0
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    descriptor = add(
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 850 /Descent -150 "
        b"/CapHeight 700 /StemV 80 >>"
    )
    child = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song "
        + system
        + b" /DW 1000 /W [32 126 500] /FontDescriptor %d 0 R >>" % descriptor
    )
    unicode_key = b" /ToUnicode %d 0 R" % to_unicode if mapped else b""
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [%d 0 R]%s >>"
        % (child, unicode_key)
    )
    kids = []
    for page in pages:
        shown = b"".join(
            b"BT /F1 %.2f Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in page
        )
        content = add(_stream(shown))
        resources = b"/Resources << /Font << /F1 %d 0 R >> >>" % font
        kids.append(
            add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + resources + b" /Contents %d 0 R >>" % content)
        )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _assembled(objects, trailer)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    made, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(made)


def set_text(text: str, width: int = 30, size: float = 14, left: float = 85, indent: int = 2) -> list[tuple[float, float, str]]:
    """A paragraph set in a column of `width` characters: (x, size, line) from top to bottom, the first line indented."""
    lines = [(left + indent * size, size, text[: width - indent])]
    rest = text[width - indent :]
    lines += [(left, size, rest[at : at + width]) for at in range(0, len(rest), width)]
    return lines


def pages_of(
    lines: Sequence[tuple[float, float, str]], per_page: int, head: str = "", foot: Callable[[int], str] | None = None
) -> list[list[tuple[float, float, float, str]]]:
    """Lines broken into pages 28 points apart, with a running head and a foot (from the page's number from 1)."""
    pages = []
    for number, at in enumerate(range(0, len(lines), per_page), 1):
        page = [(200.0, 800.0, 9.0, head)] if head else []
        page += [(x, 740 - 28 * index, size, text) for index, (x, size, text) in enumerate(lines[at : at + per_page])]
        if foot is not None:
            page.append((280.0, 40.0, 9.0, foot(number)))
        pages.append(page)
    return pages
