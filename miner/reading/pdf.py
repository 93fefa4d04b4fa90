"""PDF files with a text layer: paragraphs put together again from printed lines.

pdfium gives the characters with their boxes; what to drop and join is decided in `pdf_lines.py`. Coordinates are in points.
"""

from __future__ import annotations

import ctypes
import re
import threading
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from miner.errors import CorruptSource, EncryptedSource, NoTextLayer, OversizedSource
from miner.reading.composing import Composer
from miner.reading.grid import Cell, Line, write_table
from miner.reading.limits import DEFAULT_LIMITS, Limits, refuse_characters, refuse_cut
from miner.reading.pdf_lines import PrintedLine, drop_furniture, find_column, join_lines, tabular
from miner.records import Caution, Source, Text

MEDIA_TYPE = "application/pdf"
PROBE = 1024
END, END_WITHIN = b"%%EOF", 2048
LINE = re.compile(r"[^\r\n]+")
GAP = re.compile(r"[ \u3000]+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
FEWEST = 4
"""Characters a page below which a document is a scan: stamps and page numbers printed over pictures."""
UNMAPPED = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
UNMAPPED_SHARE = 0.5
ONE_AT_A_TIME = threading.Lock()
"""pdfium keeps state of its own and may be called from one thread at a time, whatever the document."""


class PdfReader:
    """Reads PDF."""

    name = "pdf"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, source: Source) -> bool:
        """The header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3)."""
        return source.data.startswith(b"%PDF-") or (b"%PDF-" in source.data[:PROBE] and not source.data[:20].isascii())

    def read(self, source: Source) -> Text:
        """The text as paragraphs; raises an UnreadableSource for passwords, scans and what is broken."""
        with ONE_AT_A_TIME:
            pages = _read_pages(source, self._limits)
        composer = Composer(self._limits)
        _check_layer(pages, composer, source.data)
        kept = drop_furniture(pages)
        lines = [line for page in (kept if any(kept) else pages) for line in tabular(page)]
        _write(lines, composer)
        return composer.text(MEDIA_TYPE)


def _read_pages(source: Source, limits: Limits) -> list[list[PrintedLine]]:
    document = None
    try:
        document = pypdfium2.PdfDocument(source.data)
        if len(document) > limits.pages:
            raise OversizedSource(f"PDF 有 {len(document)} 页，超过 {limits.pages} 页的上限。请拆分后重新提交。")
        pages = []
        budget = limits.characters
        for number in range(len(document)):
            lines = _read_page(document, number)
            budget -= sum(len(line.text) for line in lines)
            if budget < 0:
                raise refuse_characters(limits)
            pages.append(lines)
        return pages
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise EncryptedSource("PDF 设了打开密码。请去掉密码（例如打印成新的 PDF）后重新提交。") from error
        if is_cut(source.data):
            raise refuse_cut(" PDF ", len(source.data)) from error
        raise CorruptSource("PDF 已损坏，打不开。请重新导出，或请提供的人再发一次。") from error
    except (AssertionError, ValueError, OSError) as error:  # from the wrapper, on text pages that contradict themselves
        raise CorruptSource("PDF 已损坏，文字取不出来。请重新导出后重新提交。") from error
    finally:
        if document is not None:
            document.close()


def is_cut(data: bytes) -> bool:
    """Whether a PDF lacks the mark that ends it; some junk behind the mark is common."""
    return END not in data[-END_WITHIN:]


def _read_page(document: pypdfium2.PdfDocument, number: int) -> list[PrintedLine]:
    """Lines of a page; a page that cannot be loaded gives none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        text_page = page.get_textpage()
        try:
            return list(_lines(text_page, number, page.get_height()))
        finally:
            text_page.close()
    finally:
        page.close()


def _lines(text_page: Any, number: int, height: float) -> Iterator[PrintedLine]:
    """Lines as pdfium breaks them, with the boxes of their ends; wide gaps divide a line into cells."""
    text = text_page.get_text_range(errors="replace")
    boxes = _Boxes(text_page, text)
    for found in LINE.finditer(text):
        words = UNPRINTABLE.sub("", found[0])
        if not words.strip():
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        end = found.start() + len(found[0].rstrip())
        first, last = boxes.at(start), boxes.at(end - 1)
        size = max(first.top - first.bottom, last.top - last.bottom, 1.0)
        parts = _parts(found[0].strip(), start, boxes, size)
        yield PrintedLine(words.strip(), first.left, last.right, boxes.baseline(start), size, number, height, parts)


def _parts(line: str, start: int, boxes: _Boxes, size: float) -> tuple[str, ...]:
    """Cells of a line parted by gaps wider than two characters; none where there is no such gap."""
    cuts = []
    for gap in GAP.finditer(line):
        left, right = boxes.at(start + gap.start() - 1), boxes.at(start + gap.end())
        if right.left - left.right > 1.8 * size:
            cuts.append(gap)
    if not cuts:
        return ()
    edges = [0, *(at for gap in cuts for at in gap.span()), len(line)]
    return tuple(UNPRINTABLE.sub("", line[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True))


class _Boxes:
    """Boxes of characters by their place in a page's text, as wide as their advance and as high as their font."""

    def __init__(self, text_page: Any, text: str) -> None:
        self._page = text_page.raw
        self._wide = [] if max(text, default="") <= "\uffff" else [at for at, char in enumerate(text) if char > "\uffff"]

    def at(self, place: int) -> Any:
        """A box with `left`, `right`, `bottom` and `top`."""
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._page, self._index(place), ctypes.byref(box))
        return box

    def baseline(self, place: int) -> float:
        """Height of the line that the character stands on."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._page, self._index(place), ctypes.byref(x), ctypes.byref(y))
        return y.value

    def _index(self, place: int) -> int:
        """Place in the text to index of the character: pdfium counts UTF-16 units, and leaves some characters out."""
        units = place + bisect_left(self._wide, place)
        return max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, units)))


def _check_layer(pages: list[list[PrintedLine]], composer: Composer, data: bytes) -> None:
    """Refuses scans and texts without a character map; tells of pages without text."""
    text = "".join(line.text for page in pages for line in page)
    if len(text) < FEWEST * len(pages) or not text:
        if is_cut(data):
            raise refuse_cut(" PDF ", len(data))
        raise NoTextLayer("PDF 是扫描件，没有文字层。请先做文字识别（OCR），或提交原始的 Word 文档。")
    if len(UNMAPPED.findall(text)) > UNMAPPED_SHARE * len(text):
        raise NoTextLayer("PDF 里的字体没有编码表，文字取不出来。请重新导出 PDF，或提交原始的 Word 文档。")
    empty = [number + 1 for number, page in enumerate(pages) if not page]
    if empty:
        shown = "、".join(map(str, empty[:10])) + ("等" if len(empty) > 10 else "")
        why = "文件结尾缺失，多半没有下载或拷贝完" if is_cut(data) else "可能是扫描页"
        message = f"第 {shown} 页没有文字，{why}，内容没有读到。"
        composer.warnings.append(Caution(code="page-without-text", message=message))


def _write(lines: list[PrintedLine], composer: Composer) -> None:
    """Paragraphs, and tables where neighbouring lines are divided alike; large type counts as bold."""
    if not lines:
        return
    usual = find_column(lines).size
    waiting: list[Line] = []
    tables = 0
    for line in join_lines(lines):
        if line.cells:
            waiting.append(Line(tuple(Cell(cell) for cell in line.cells)))
            continue
        if waiting:
            write_table(waiting, tables, composer)
            waiting, tables = [], tables + 1
        composer.paragraph(line.text, "bold" if line.size > 1.15 * usual else None)
    write_table(waiting, tables, composer)
