"""Web pages: the main text line by line, tables row by row, headings marked; XHTML and pages saved by browsers alike.

The parser reads at most what the source holds: no entity, document type or address is followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from miner.errors import CorruptSource
from miner.reading.composing import Composer, Kind
from miner.reading.decoding import decode
from miner.reading.grid import Cell, Line, write_table
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.reading.main_text import BLOCKS, Survey, find_main, is_furniture, is_silent, survey_page
from miner.reading.numerals import write_numeral
from miner.reading.plain import CHARSET, declared_charset
from miner.records import Source, Text

MEDIA_TYPE = "text/html"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(("b", "strong"))
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
WIDE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
WRAP = re.compile(rf"(?<={WIDE})[ \t\r\f]{{0,100}}\n[ \t\r\n\f]{{0,100}}(?={WIDE})")
BEGIN = re.compile(
    rb"<(?:!doctype\s{1,9}html|html|head|body|meta|title|div|p|table|h[1-6]|span|font|center|ul|ol|script|style|link)[\s>/]"
)
LEAD = re.compile(rb"(?:\s{0,200}(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)){0,3}\s{0,200}", re.DOTALL)
PROBE = 4096
STRUCTURE = re.compile(r"<(?:p|br|div|t[drh]|li|h[1-6]|section|article)[\s/>]", re.IGNORECASE)
LONG_CELL, LONG_PARAGRAPHS = 400, 200
"""As in Word tables: from here a cell holds running text, not a value."""


class HtmlReader:
    """Reads HTML and XHTML."""

    name = "html"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, source: Source) -> bool:
        """Content that begins with a tag of HTML, after comments and declarations."""
        head = source.data[:PROBE].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lower()
        found = LEAD.match(head)
        return BEGIN.match(head, found.end() if found else 0) is not None

    def read(self, source: Source) -> Text:
        """The main text; raises an UnreadableSource for what holds none."""
        declared = declared_charset(source.media_type)
        meta = CHARSET.search(source.data[:PROBE].replace(b"\0", b"").decode("latin-1"))
        found = decode(source.data, source.encoding, [*declared, *([meta[1]] if meta else [])])
        composer = Composer(self._limits)
        composer.warnings += [warning.model_copy(update={"start": None, "end": None}) for warning in found.warnings]
        body = _parse(found.text)
        if body is not None:
            write_page(body, composer, self._limits, bare=STRUCTURE.search(found.text) is None)
        return composer.text(MEDIA_TYPE, found.encoding)


def _parse(page: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(page.replace("\0", "").encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise CorruptSource(
            "网页结构已损坏，读不出正文。请在浏览器里打开后另存为“网页，仅 HTML”，或复制文字到 .txt。"
        ) from error
    if root is None:
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise CorruptSource("网页的标签嵌套过深，已损坏或是恶意文件。请在浏览器里打开，复制文字到 .txt 再提交。")
    return next(iter(root.iter("body")), root)


def write_page(body: Any, composer: Composer, limits: Limits, bare: bool = False) -> None:
    """Writes the main text of a page; the line ends of a `bare` one, text in a frame of tags, are its own."""
    survey = survey_page(body)
    main = find_main(body, survey)
    writer = _Writer(composer, limits, survey, body, pre=int(bare))
    heading = None if main is body else _heading_before(main, body, survey)
    if heading is not None:
        writer.write(heading)
    writer.write(main)


def _heading_before(main: Any, body: Any, survey: Survey) -> Any:
    """The last first-level heading before the main text, or None: a page's title often stands outside its container."""
    inside = set(main.iterancestors())
    found = None
    for element in body.iter("h1", main.tag):
        if element is main:
            break
        if element.tag == "h1" and element not in inside and element in survey.tallies:
            found = element
    return found


@dataclass(slots=True)
class _Item:
    """Where a list stands; `form` empty for bullets."""

    form: str = ""
    next: int = 1
    step: int = 1


@dataclass(slots=True)
class _Writer:
    """Writes elements as lines; `everything` in cells, where nothing is left out as a list of links."""

    composer: Composer
    limits: Limits
    survey: Survey
    body: Any
    everything: bool = False
    tables: int = 0
    pieces: list[str] = field(default_factory=list)
    thick: int = 0
    thin: int = 0
    bold: int = 0
    pre: int = 0
    headings: list[int] = field(default_factory=list)
    lists: list[_Item] = field(default_factory=list)
    label: str = ""

    def write(self, top: Any) -> None:
        """Writes an element with all below it, without its tail."""
        stack = [(top, top.iterchildren())]
        self._open(top)
        self._take(top.text)
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._close(element)
                if stack:
                    self._take(element.tail)
            elif self._passes(child):
                self._open(child)
                self._take(child.text)
                stack.append((child, child.iterchildren()))
            else:
                self._take(child.tail)
        self._flush()

    def _passes(self, element: Any) -> bool:
        """Whether to go into an element; data tables are written here and passed over."""
        if is_silent(element):
            return False
        if element.tag in BLOCKS and not self.everything:
            if is_furniture(element, self.survey, self.body) or self.survey.is_link_list(element):
                return False
            if element.tag == "table" and element not in self.survey.layout:
                self._flush()
                self._table(element)
                return False
        return True

    def _take(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text if self.pre else BLANKS.sub(" ", WRAP.sub("", text)))
        size = len(text.strip())
        if self.bold:
            self.thick += size
        else:
            self.thin += size

    def _open(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS or tag == "br":
            self._flush()
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
        self.bold += tag in BOLD
        self.pre += tag == "pre"
        if tag in ("ol", "ul"):
            form = LIST_FORMS.get(element.get("type", ""), "decimal") if tag == "ol" else ""
            self.lists.append(_Item(form, _whole(element.get("start"), 1), -1 if element.get("reversed") is not None else 1))
        elif tag == "li" and self.lists and self.lists[-1].form:
            item = self.lists[-1]
            number = _whole(element.get("value"), item.next)
            item.next = number + item.step
            self.label = f"{write_numeral(number, item.form)}. "

    def _close(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag in HEADINGS:
            self.headings.pop()
        self.bold -= tag in BOLD
        self.pre -= tag == "pre"
        if tag in ("ol", "ul"):
            self.lists.pop()

    def _flush(self) -> None:
        text = "".join(self.pieces)
        kind: Kind | None = "heading" if self.headings else "bold" if self.thick and not self.thin else None
        self.pieces, self.thick, self.thin = [], 0, 0
        if not text.strip():
            return
        if not self.pre:
            text = BLANKS.sub(" ", text)
        self.composer.paragraph(
            self.label + text.lstrip() if self.label else text, kind, self.headings[-1] if self.headings else 0
        )
        self.label = ""

    def _table(self, table: Any) -> None:
        """Rows as lines; rows that hold running text, and tables of one column, as paragraphs."""
        number, self.tables = self.tables, self.tables + 1
        rows = [(row, [cell for cell in row.iterchildren("td", "th") if not is_silent(cell)]) for row in table.iter("tr")]
        for caption in table.iterchildren("caption"):
            self.composer.paragraph(self._cell(caption))
        single = all(len(cells) <= 1 for _, cells in rows)
        waiting: list[Line] = []
        for row, cells in rows:
            if single or any(self._runs_on(cell) for cell in cells):
                write_table(waiting, number, self.composer)
                waiting = []
                for cell in cells:
                    if not (is_furniture(cell, self.survey, self.body) or self.survey.is_link_list(cell)):
                        self.write(cell)
            elif not is_silent(row):
                heads = row.getparent().tag == "thead"
                waiting.append(Line(tuple(self._as_cell(cell) for cell in cells), heads))
        write_table(waiting, number, self.composer)

    def _runs_on(self, cell: Any) -> bool:
        size = self.survey.of(cell).characters
        return size > LONG_CELL or (size > LONG_PARAGRAPHS and len(list(cell.iterchildren("p", "div", "br"))) > 1)

    def _as_cell(self, cell: Any) -> Cell:
        columns, rows = _whole(cell.get("colspan"), 1), _whole(cell.get("rowspan"), 1)
        return Cell(self._cell(cell), None, max(1, columns), max(1, rows), cell.tag == "th")

    def _cell(self, cell: Any) -> str:
        inner = _Writer(Composer(self.limits), self.limits, self.survey, self.body, everything=True)
        inner.write(cell)
        return inner.composer.joined()


def _whole(text: str | None, default: int) -> int:
    """A whole number of an attribute, within what browsers take."""
    digits = (text or "").strip()[:6]
    return int(digits) if digits.isascii() and digits.removeprefix("-").isdigit() else default
