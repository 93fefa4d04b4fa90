"""Word documents (.docx, .docm): paragraphs, automatic numbers, tables row by row, text boxes and notes, as displayed.

Left out: headers and footers, comments, contents, hidden text, and what tracked changes deleted. A text box follows the
paragraph it is anchored in, a foot- or endnote the paragraph or table that refers to it. Element names are those of
ECMA-376 part 1.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx.oxml
import docx.package

from miner.errors import CorruptSource, UnreadableSource, UnsupportedFormat
from miner.reading.composing import Composer, Kind
from miner.reading.grid import Cell, Line, write_table
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.reading.package import check_package, part_names
from miner.reading.word_numbering import Numbering, W, value_of, whole
from miner.reading.word_runs import children_of, read_inline
from miner.reading.word_styles import BODY_LEVEL, Style, read_styles
from miner.reading.word_table import SlotRow, holds_running_text, read_rows
from miner.records import Source, Text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
ROLES = ("styles", "numbering", "footnotes", "endnotes")
LABEL_ENDS = "、．。）)】〕］》，：:"
DEEPEST = 40
"""Tables and boxes in one another: a bound on recursion, far beyond what people write."""


@dataclass(slots=True)
class Walk:
    """What is needed and gathered on the way through one document."""

    composer: Composer
    limits: Limits
    numbering: Numbering
    styles: dict[str, Style]
    default_style: str
    notes: dict[tuple[str, str], Any]
    tables: int = 0
    pending: str = ""
    depth: int = 0
    cells: int = 0
    aside: deque[Any] = field(default_factory=deque)


class WordReader:
    """Reads .docx and .docm."""

    name = "word"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, source: Source) -> bool:
        """A zip package with a Word document in it."""
        if not source.data.startswith(b"PK\x03\x04"):
            return False
        return any(name.startswith("word/document") or name == "word/styles.xml" for name in part_names(source))

    def read(self, source: Source) -> Text:
        """The text with headings, titles, bold lines and table rows marked; raises an UnreadableSource for what is broken."""
        check_package(source, self._limits)
        composer = Composer(self._limits)
        try:
            parts = _open(source)
            walk = _prepare(parts, composer, self._limits)
            _walk_blocks(parts["document"].find(W + "body"), walk)
            walk.composer.paragraph(walk.pending)
        except UnreadableSource:
            raise
        except Exception as error:  # python-docx and lxml raise anything on broken parts
            raise CorruptSource("Word 文件已损坏，正文读不出来。请用 Word 或 WPS 打开另存后重新提交。") from error
        return composer.text(MEDIA_TYPE)


def _open(source: Source) -> dict[str, Any]:
    """Root elements of the parts by their role: document, styles, numbering, footnotes, endnotes."""
    package = docx.package.Package.open(io.BytesIO(source.data))
    if any(relation.reltype == STRICT for relation in package.rels.values()):
        raise UnsupportedFormat("这是 Strict Open XML 格式的 Word 文件。请用 Word 另存为普通的“Word 文档（*.docx）”。")
    main = package.main_document_part
    parts = {"document": docx.oxml.parse_xml(main.blob)}
    for relation in main.rels.values():
        role = relation.reltype.removeprefix(OFFICE)
        if not relation.is_external and role in ROLES:
            parts[role] = docx.oxml.parse_xml(relation.target_part.blob)
    return parts


def _prepare(parts: dict[str, Any], composer: Composer, limits: Limits) -> Walk:
    styles, default = read_styles(parts.get("styles"))
    notes: dict[tuple[str, str], Any] = {
        (role, note.get(W + "id", "")): note
        for role in ("footnotes", "endnotes")
        if role in parts
        for note in parts[role].iterchildren()
        if isinstance(note.tag, str) and note.get(W + "type", "normal") == "normal"
    }
    numbering = Numbering(parts.get("numbering"))
    return Walk(composer, limits, numbering, dict(styles), default, notes)


def _walk_blocks(parent: Any, walk: Walk) -> None:
    """Writes paragraphs and tables in order, boxes and notes after the block that refers to them, outside tables."""
    if walk.depth >= DEEPEST:
        raise CorruptSource("表格或文本框嵌套过深，文件已损坏或是恶意文件。请用 Word 或 WPS 打开，复制正文另存。")
    walk.depth += 1
    for element in _blocks(parent):
        if element.tag == W + "p":
            _write_paragraph(element, walk)
        else:
            _write_table(element, walk)
        while walk.aside and not walk.cells:
            _walk_blocks(walk.aside.popleft(), walk)
    walk.depth -= 1


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables below an element, through content controls and insertions; a table of contents is passed over."""
    waiting = [iter(()) if parent is None else children_of(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag != W + "sdt" or not _is_contents(element):
            waiting.append(children_of(element))


def _is_contents(control: Any) -> bool:
    properties = control.find(W + "sdtPr")
    gallery = None if properties is None else next(properties.iter(W + "docPartGallery"), None)
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def _write_paragraph(element: Any, walk: Walk) -> None:
    properties = element.find(W + "pPr")
    style_id = value_of(properties, "pStyle") or walk.default_style
    style = walk.styles.get(style_id, Style())
    if style.contents:
        return
    inline = read_inline(element, style)
    walk.aside += inline.boxes
    walk.aside += [note for key in inline.notes if (note := walk.notes.pop(key, None)) is not None]
    end = None if properties is None else properties.find(W + "rPr")
    if end is not None and end.find(W + "del") is not None:
        walk.pending += inline.text  # the paragraph's end was deleted: it goes on in the next
        return
    text, walk.pending = walk.pending + inline.text, ""
    if text.strip():
        kind, level = _kind(properties, style, inline.bold)
        walk.composer.paragraph(_labelled(_label(properties, style, style_id, walk), text), kind, level)


def _kind(properties: Any, style: Style, bold: bool) -> tuple[Kind | None, int]:
    outline = value_of(properties, "outlineLvl")
    level = style.heading if outline is None else (whole(outline, BODY_LEVEL) + 1) % (BODY_LEVEL + 1)
    if level > 0:
        return "heading", level
    if style.title:
        return "title", 0
    return ("bold", 0) if bold else (None, 0)


def _label(properties: Any, style: Style, style_id: str, walk: Walk) -> str:
    """The automatic number of a paragraph, counted on; empty without one."""
    own = None if properties is None else properties.find(W + "numPr")
    list_id, at = value_of(own, "numId"), value_of(own, "ilvl")
    list_id = style.list_id if list_id is None else list_id
    if list_id is None or list_id == "0":
        return ""
    level = whole(at) if at is not None else walk.numbering.level_of_style(list_id, style_id)
    return walk.numbering.label(list_id, (style.list_level or 0) if level is None else level)


def _labelled(label: str, text: str) -> str:
    """Number and text; a blank between them keeps “1.” before “5项” from becoming a figure."""
    return text if not label else label + ("" if label[-1] in LABEL_ENDS else " ") + text.lstrip()


def _write_table(table: Any, walk: Walk) -> None:
    """Rows as lines; cells that hold running text, and tables of a single column, as the paragraphs they are."""
    rows = read_rows(table)
    number, walk.tables = walk.tables, walk.tables + 1
    single = all(len(row.slots) <= 1 for row in rows)
    waiting: list[Line] = []
    for row in rows:
        if not walk.cells and (single or holds_running_text(row)):
            write_table(waiting, number, walk.composer)
            waiting = []
            for slot in row.slots:
                _walk_blocks(slot.element, walk)
        else:
            waiting.append(_line(row, walk))
    write_table(waiting, number, walk.composer)


def _line(row: SlotRow, walk: Walk) -> Line:
    cells = [Cell(_cell_text(slot.element, walk), slot.column, slot.columns, slot.rows) for slot in row.slots]
    return Line(tuple(cells), row.header)


def _cell_text(element: Any, walk: Walk) -> str:
    """What stands in a cell, in one line; a table in it is read into the same line."""
    outer, walk.composer = walk.composer, Composer(walk.limits)
    walk.cells += 1
    _walk_blocks(element, walk)
    walk.cells -= 1
    inner, walk.composer = walk.composer, outer
    return inner.joined()
