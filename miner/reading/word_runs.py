"""The characters of a Word paragraph: runs in order, without what is deleted or hidden; boxes and notes come apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from miner.reading.word_numbering import W
from miner.reading.word_styles import Style, switched_on

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DELETED = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "annotationRef",
        "rt",
    )
)
"""Elements passed over: tracked deletions, field codes, properties, and the small reading above ruby text."""
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
BOX = W + "txbxContent"
NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


@dataclass(frozen=True, slots=True)
class Inline:
    """Text of a paragraph, whether all of it is bold, and the boxes and note references (part, id) anchored in it."""

    text: str
    bold: bool
    boxes: tuple[Any, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def children_of(element: Any) -> Iterator[Any]:
    """Children to look into: of alternatives only the first, of anything deleted none, no comments."""
    if element.tag == ALTERNATIVES:
        return iter([child for child in element.iterchildren() if isinstance(child.tag, str)][:1])
    return (child for child in element.iterchildren() if isinstance(child.tag, str) and child.tag not in DELETED)


def read_inline(paragraph: Any, style: Style) -> Inline:
    """Everything that a paragraph shows in its line."""
    written: list[str] = []
    boxes: list[Any] = []
    notes: list[tuple[str, str]] = []
    bold = True
    for run, element in _leaves(paragraph):
        if element.tag == BOX:
            boxes.append(element)
        elif element.tag in NOTES:
            notes.append((NOTES[element.tag], element.get(W + "id", "")))
        elif text := _written(element):
            properties = None if run is None else run.find(W + "rPr")
            hidden, thick = switched_on(properties, "vanish", "webHidden"), switched_on(properties, "b")
            if style.hidden if hidden is None else hidden:
                continue
            bold = bold and (not text.strip() or (style.bold if thick is None else thick))
            written.append(text)
    return Inline("".join(written), bold and bool(written), tuple(boxes), tuple(notes))


def _leaves(paragraph: Any) -> Iterator[tuple[Any, Any]]:
    """Elements without anything to look into, each with the run it stands in; boxes are not entered."""
    waiting: list[tuple[Any, Iterator[Any]]] = [(None, children_of(paragraph))]
    while waiting:
        run, children = waiting[-1]
        element = next(children, None)
        if element is None:
            waiting.pop()
        elif element.tag == BOX or not len(element):
            yield run, element
        else:
            waiting.append((element if element.tag == W + "r" else run, children_of(element)))


def _written(element: Any) -> str:
    if element.tag in (W + "t", FORMULA_TEXT):
        return element.text or ""
    if element.tag == W + "sym":
        return _symbol(element.get(W + "char", ""))
    return SIGNS.get(element.tag, "")


def _symbol(code: str) -> str:
    """A character given by its code; those of symbol fonts (private use) mean nothing outside them."""
    try:
        point = int(code[:6], 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 or 0xF900 <= point < 0x110000 else ""
