"""The records that travel, in one place: the public document, and what the organs hand each other on the way to it.

Spans are half open and count Unicode code points. In the public records they point into the document's own text; in the
records of the line they point into the repaired (clean) text, and `Clean.alignment` leads back.

The public models are the only list of fields: JSON, JSON Schema, OpenAPI, table columns and store are derived from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Label = Literal["achievement", "problem", "plan", "other"]
LABELS: tuple[Label, ...] = ("achievement", "problem", "plan", "other")
SentenceLabel = Literal["achievement", "problem", "plan", "other", "unsure"]
Kind = Literal["summary", "plan", "summary_and_plan", "regulation", "notice", "article", "other"]
Flag = Literal["gloss", "masked", "broken_number", "garbled", "joined", "table"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Role = Literal["actual", "target", "change"]
Grain = Literal["year", "half_year", "quarter", "month", "week", "day", "span"]


class Public(BaseModel):
    """Base of what the product hands out: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MadeWith(Public):
    """Which versions made a document."""

    miner: str
    model: str
    model_sha256: str


class DocumentFacts(Public):
    """What is known of the file: `id` is the SHA-256 of its bytes, `encoding` None for binary formats."""

    id: str
    name: str
    media_type: str
    encoding: str | None
    characters: int
    text: str | None = None
    made_with: MadeWith


class Period(Public):
    """The time a report or figure speaks of; `from`/`to` are ISO dates when the digits allow it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    text: str
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    grain: Grain
    masked: bool = False


class Section(Public):
    """A heading and what stands below it; `start`/`end` span the heading itself."""

    id: int
    parent: int | None
    level: int
    number: str
    title: str
    start: int
    end: int


class Scores(Public):
    """Calibrated probabilities of the four labels; they sum to one."""

    achievement: float
    problem: float
    plan: float
    other: float


class Sentence(Public):
    """One statement: `text` as it stands in the source, `clean` repaired and simplified.

    `label` is `unsure` only where a least score was asked for (`min_score`) and no label reached it; `score` is then that of
    the likeliest label.
    """

    id: int
    section: int | None
    start: int
    end: int
    text: str
    clean: str
    label: SentenceLabel
    score: float
    scores: Scores
    flags: tuple[Flag, ...]


class Indicator(Public):
    """One figure: `value`/`high` with 万 and 亿 multiplied out, None when masked; `actual` is the id of the row a target judges.

    `canonical` is the name under which figures of different reports are compared; `subject` says whose or where when stated.
    """

    id: int
    sentence: int
    start: int
    end: int
    text: str
    name: str
    canonical: str
    value: float | None
    high: float | None
    unit: str
    comparator: Comparator
    role: Role
    masked: bool
    actual: int | None
    period: str | None
    base: str | None
    subject: str | None


class Check(Public):
    """Arithmetic of the report held against itself; `message` shows the sum."""

    kind: Literal["target", "sum", "ratio", "growth", "product"]
    verdict: Literal["holds", "fails", "met", "missed"]
    indicators: tuple[int, ...]
    message: str


class Report(Public):
    """One report in a file; a joined file has several."""

    id: int
    start: int
    end: int
    title: str | None
    kind: Kind
    department: str | None
    organization: str | None
    author: str | None
    period: Period | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    indicators: tuple[Indicator, ...]
    checks: tuple[Check, ...]


class Dropped(Public):
    """A stretch that belongs to no report: furniture, advert, separator."""

    start: int
    end: int
    reason: str


class Caution(Public):
    """Something a careful reader should know about the document."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Document(Public):
    """The result for one file: the public contract."""

    schema_version: str = SCHEMA_VERSION
    document: DocumentFacts
    reports: tuple[Report, ...]
    dropped: tuple[Dropped, ...]
    warnings: tuple[Caution, ...]


def text_digest(text: str) -> str:
    """SHA-256 of a stretch of text in hex: finds a corrected sentence again, whatever version cut it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# --- what the organs hand each other -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as handed in. `encoding` forces one; `media_type` is what the sender claims and may be wrong."""

    data: bytes
    name: str = ""
    encoding: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader knows of a stretch of its text beyond the characters.

    `heading`: a heading style, `level` from 1. `bold`: a paragraph all in bold. `row`: a table row whose cells are parted by
    tabs (by | where it has no tab), `level` the number of the table from 0. `header`: the same for a header row. `title`: the
    file's own title. `item`: an item of a list whose sign is no part of the clean text.
    """

    start: int
    end: int
    kind: Literal["heading", "bold", "row", "header", "title", "item"]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader made of a source: decoded once; every offset for ever after points into `text`. Lines end in a bare \\n."""

    text: str
    media_type: str
    encoding: str | None = None
    marks: tuple[Mark, ...] = ()
    warnings: tuple[Caution, ...] = ()


class Alignment(Protocol):
    """Leads from the clean text back to the source text."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that the clean stretch stands for, trimmed to its first and last kept character."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A repaired or unrepairable stretch, in the clean text."""

    start: int
    end: int
    flag: Flag


@dataclass(frozen=True, slots=True)
class Clean:
    """Repaired text: simplified, half width, glosses gone, numbers and lines joined."""

    text: str
    source: Text
    alignment: Alignment
    damage: tuple[Damage, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading: `parent` an index into its piece's headings or None; `number` as written, `title` without it."""

    start: int
    end: int
    level: int
    parent: int | None
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: cells as spans, the heading of each cell's column (merged heads joined by a blank), and where it stands."""

    table: int
    cells: tuple[tuple[int, int], ...]
    heads: tuple[str, ...]
    header: bool
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table row; sentences never cross it. `heading` is the index of the nearest heading or None."""

    start: int
    end: int
    heading: int | None
    number: str = ""
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What title, head, sign-off and file name say of a piece; None where they say nothing. Spans are not kept."""

    title: str | None = None
    kind: Kind = "other"
    department: str | None = None
    organization: str | None = None
    author: str | None = None
    date: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One report in the outline."""

    start: int
    end: int
    facts: Facts
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A file cut into pieces; `dropped` and `warnings` are in the clean text."""

    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence on its way to a label: `path` the titles above it, outermost first; `place` from 0 to 1 in its piece."""

    start: int
    end: int
    text: str
    heading: int | None
    block: int
    number: str
    path: tuple[str, ...]
    place: float
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label with the calibrated probabilities behind it, in the order of LABELS."""

    label: Label
    scores: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator on its way: spans in the clean text, `unit_index` the unit it stands in, `actual` an index into the same list."""

    start: int
    end: int
    unit_index: int
    name: str
    canonical: str
    value: float | None
    high: float | None
    unit: str
    comparator: Comparator
    role: Role
    masked: bool = False
    actual: int | None = None
    period: str | None = None
    base: str | None = None
    subject: str | None = None


class Worded(NamedTuple):
    """A figure as its sentence words it: span with comparator, unit and kind of unit, role, and the name that the rules give it."""

    start: int
    end: int
    unit: str
    kind: str
    comparator: Comparator
    role: Role
    name: str


class Wording(NamedTuple):
    """A sentence with its figures in reading order, and the heading above it (empty where there is none)."""

    text: str
    figures: tuple[Worded, ...]
    heading: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check on its way: `figures` are indices into the list of figures."""

    kind: Literal["target", "sum", "ratio", "growth", "product"]
    verdict: Literal["holds", "fails", "met", "missed"]
    figures: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of a piece in reading order, and the checks over them."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()


class Reader(Protocol):
    """Turns a source of one format into text."""

    name: str

    def accepts(self, source: Source) -> bool:
        """Whether the content (not the name) is of this reader's format."""

    def read(self, source: Source) -> Text:
        """The text, or an UnreadableSource that says what to do."""


class Labeller(Protocol):
    """Gives every unit of a piece its label."""

    def __call__(self, piece: Piece, units: Sequence[Unit]) -> list[Verdict]: ...


class Measurer(Protocol):
    """Finds every figure of a piece and checks them; `labels` settles doubt about roles."""

    def __call__(self, piece: Piece, units: Sequence[Unit], labels: Sequence[Label]) -> Measured: ...


class NameChooser(Protocol):
    """Names the figures of some sentences: a name a figure, sentence by sentence in the order given."""

    def __call__(self, wordings: Sequence[Wording]) -> list[list[str]]: ...
