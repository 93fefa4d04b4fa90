"""Documents made by hand for the store's tests: the store needs no pipeline, only the record."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from miner.records import (
    Check,
    Document,
    DocumentFacts,
    Indicator,
    Label,
    MadeWith,
    Period,
    Report,
    Scores,
    Section,
    Sentence,
)

MADE_WITH = MadeWith(miner="0.1.0", model="labels-test", model_sha256="0" * 64)
HALF_YEAR = Period(text="2024年上半年", **{"from": "2024-01-01"}, to="2024-06-30", grain="half_year")


Line = str | tuple[str, Label] | tuple[str, str, Label]


def scores(label: Label) -> Scores:
    """Certain of one label."""
    return Scores(**{name: 1.0 if name == label else 0.0 for name in ("achievement", "problem", "plan", "other")})


def sentence(at: int, start: int, text: str, clean: str | None, label: Label) -> Sentence:
    """A sentence as it would stand in a report."""
    return Sentence(
        id=at,
        section=1,
        start=start,
        end=start + len(text),
        text=text,
        clean=text if clean is None else clean,
        label=label,
        score=1.0,
        scores=scores(label),
        flags=(),
    )


def whole(line: Line) -> tuple[str, str | None, Label]:
    """Text, clean text (None for the same) and label of a line."""
    if isinstance(line, str):
        return line, None, "problem"
    return (line[0], None, line[1]) if len(line) == 2 else line


def document(
    lines: Sequence[Line],
    *,
    name: str = "报告.txt",
    department: str | None = "客服部",
    organization: str | None = None,
    period: Period | None = HALF_YEAR,
    kind: Any = "summary",
    failing: bool = False,
) -> tuple[Document, str]:
    """A document with one report and its text; a line is a text, (text, label), or (text, clean, label)."""
    sentences, parts, at = [], [], 0
    for number, line in enumerate(lines, 1):
        text, clean, label = whole(line)
        sentences.append(sentence(number, at, text, clean, label))
        parts.append(text)
        at += len(text) + 1
    body = "\n".join(parts)
    figure = Indicator(
        id=1, sentence=1, start=0, end=1, text="9", name="满意率", canonical="满意率", value=9.0, high=None, unit="%",
        comparator="=", role="actual", masked=False, actual=None, period=None, base=None, subject=None,
    )  # fmt: skip
    report = Report(
        id=1,
        start=0,
        end=len(body),
        title="工作总结",
        kind=kind,
        department=department,
        organization=organization,
        author=None,
        period=period,
        sections=(Section(id=1, parent=None, level=1, number="一、", title="存在的困难", start=0, end=0),),
        sentences=tuple(sentences),
        indicators=(figure,),
        checks=(Check(kind="sum", verdict="fails" if failing else "holds", indicators=(1,), message="4 + 4 ≠ 9"),),
    )
    facts = DocumentFacts(
        id=sha256((name + body).encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        encoding="utf-8",
        characters=len(body),
        made_with=MADE_WITH,
    )
    return Document(document=facts, reports=(report,), dropped=(), warnings=()), body
