"""Documents for exports, made by hand or by the line, and ways to read what was written."""

from __future__ import annotations

from miner.records import (
    Check,
    Document,
    DocumentFacts,
    Dropped,
    Indicator,
    MadeWith,
    Report,
    Scores,
    Section,
    Sentence,
)

REPORT = (
    "客服部2024年上半年工作总结\n一、主要成绩\n上半年受理来电1.2万件，同比增长8.5%，满意率达到98.6%（目标≥97%）。\n"
    "二、存在的问题\n夜班人员不足，接通率仅为82%。\n三、下半年计划\n9月底前招聘客服专员10名。\n"
)
TWO_REPORTS = f"第1篇\n{REPORT}\n第2篇\n检修部2024年工作总结\n一、完成情况\n检修机组36台。\n二、存在的问题\n备件到货偏慢。\n"


def facts(text: str | None, name: str = "甲.txt") -> DocumentFacts:
    """The facts of a file."""
    return DocumentFacts(
        id="0" * 64,
        name=name,
        media_type="text/plain",
        encoding="utf-8",
        characters=len(text or ""),
        text=text,
        made_with=MadeWith(miner="0", model="none", model_sha256="0" * 64),
    )


def section(at: int, start: int, end: int) -> Section:
    """A heading over a stretch."""
    return Section(id=at, parent=None, level=1, number="", title="题", start=start, end=end)


def sentence(at: int, start: int, end: int, text: str, *, label: str = "problem", flags: tuple[str, ...] = ()) -> Sentence:
    """A sentence over a stretch."""
    scores = Scores(achievement=0.0, problem=1.0, plan=0.0, other=0.0)
    values = {"id": at, "section": None, "start": start, "end": end, "text": text, "clean": text, "label": label}
    return Sentence.model_validate(values | {"score": 1.0, "scores": scores, "flags": flags})


def indicator(at: int, within: int, start: int, end: int, text: str, **changes: object) -> Indicator:
    """A figure in a sentence."""
    values: dict[str, object] = {"id": at, "sentence": within, "start": start, "end": end, "text": text, "name": "接通率"}
    values |= {"canonical": "接通率", "value": 82.0, "high": None, "unit": "%", "comparator": "=", "role": "actual"}
    values |= {"masked": False, "actual": None, "period": None, "base": None, "subject": None}
    return Indicator.model_validate(values | changes)


def report(at: int, start: int, end: int, **found: object) -> Report:
    """A report over a stretch."""
    values: dict[str, object] = {"id": at, "start": start, "end": end, "title": "总结", "kind": "summary", "department": None}
    values |= {"organization": None, "author": None, "period": None}
    values |= {"sections": (), "sentences": (), "indicators": (), "checks": ()}
    return Report.model_validate(values | found)


def document(text: str, *reports: Report, dropped: tuple[Dropped, ...] = (), name: str = "甲.txt") -> Document:
    """A document over a text."""
    return Document(document=facts(text, name), reports=reports, dropped=dropped, warnings=())


def dangerous(value: str) -> Document:
    """A document with a text in every field that holds one."""
    row = sentence(1, 0, len(value), value)
    figure = indicator(
        1, 1, 0, len(value), value, name=value, canonical=value, unit=value, period=value, base=value, subject=value
    )
    check = Check(kind="sum", verdict="fails", indicators=(1,), message=value)
    heading = section(1, 0, 0).model_copy(update={"number": value, "title": value})
    whole = report(
        1, 0, len(value), title=value, department=value, organization=value, author=value,
        sections=(heading,), sentences=(row,), indicators=(figure,), checks=(check,),
    )  # fmt: skip
    return document(value, whole, dropped=(Dropped(start=0, end=0, reason=value),), name=value)
