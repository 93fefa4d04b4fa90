"""Documents in and out of the store: add, fetch, list, forget. Every function works in the transaction of its caller."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, exists, func, insert, or_, select, text

from miner.errors import NotStored, StoreError
from miner.language.halves import first_half, mended
from miner.records import Document
from miner.store.answers import UNSTATED, DocumentRow, ReportRow
from miner.store.filters import Filters
from miner.store.origin import Origin, effective_department, effective_period
from miner.store.rows import DocumentRows, ReportRows, put_together
from miner.store.schema import checks, documents, reports, sentence_rows, sentences, texts, verdicts
from miner.store.terms import gram_terms

CHUNK = 500  # ids in one statement: SQLite takes up to 999 values in its older versions
NEW_TERMS = text("INSERT INTO sentence_terms(rowid, words, grams) VALUES (:number, :words, :grams)")
OLD_TERMS = text("INSERT INTO sentence_terms(sentence_terms, rowid, words, grams) VALUES ('delete', :number, :words, :grams)")


def add(connection: Connection, rows: DocumentRows, origin: Origin, when: str | None) -> Literal["stored", "duplicate"]:
    """Stores a document; `duplicate` and nothing written where the same bytes are there already."""
    if is_stored(connection, rows.id):
        return "duplicate"
    document = connection.execute(
        insert(documents).returning(documents.c.number),
        {
            "id": rows.id,
            "name": rows.name,
            "media_type": rows.media_type,
            "characters": rows.characters,
            "batch": origin.batch,
            "folder": origin.folder,
            "stored_at": when,
            "warnings": rows.warnings,
            "body": rows.body,
        },
    ).scalar_one()
    connection.execute(insert(texts), {"document": document, "text": rows.text})
    for report in rows.reports:
        _add_report(connection, document, report, origin)
    return "stored"


def is_stored(connection: Connection, document_id: str) -> bool:
    """Whether a document with these bytes is there."""
    return name_of(connection, document_id) is not None


def name_of(connection: Connection, document_id: str) -> str | None:
    """The name a document was stored under; None if it is not there."""
    name: str | None = connection.execute(select(documents.c.name).where(documents.c.id == document_id)).scalar()
    return name


def _add_report(connection: Connection, document: int, report: ReportRows, origin: Origin) -> None:
    department, department_from = effective_department(report, origin)
    period = effective_period(report, origin)
    number = connection.execute(
        insert(reports).returning(reports.c.number),
        {
            "document": document,
            "id": report.id,
            "title": report.title,
            "kind": report.kind,
            "department": department,
            "department_from": department_from,
            "period": period.name,
            "period_from": period.basis,
            "since": period.since,
            "until": period.until,
            "sentences": len(report.sentences),
            "failing": sum(check.verdict == "fails" for check in report.checks),
        },
    ).scalar_one()
    _add_sentences(connection, number, report)
    if report.checks:
        connection.execute(
            insert(checks),
            [
                {"report": number, "kind": one.kind, "verdict": one.verdict, "row": one.row, "indicators": one.indicators}
                for one in report.checks
            ],
        )


def _add_sentences(connection: Connection, report: int, rows: ReportRows) -> None:
    if not rows.sentences:
        return
    last = connection.execute(text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'sentences'")).scalar_one()
    numbered = list(enumerate(rows.sentences, last + 1))
    connection.execute(
        insert(sentences), [{"number": at, "report": report, "label": one.label, "size": one.size} for at, one in numbered]
    )
    connection.execute(
        insert(sentence_rows), [{"sentence": at, "path": one.path, "row": one.row, "words": one.words} for at, one in numbered]
    )
    connection.execute(NEW_TERMS, [{"number": at, "words": one.words, "grams": one.grams} for at, one in numbered])


def fetch(connection: Connection, document_id: str, with_text: bool) -> Document:
    """A stored document, as it was; NotStored if it is not there."""
    query = select(documents.c.body, texts.c.text).join_from(documents, texts).where(documents.c.id == document_id)
    found = connection.execute(query).first()
    if found is None:
        raise not_stored(document_id)
    return put_together(found.body, found.text if with_text else None)


def not_as_ordered(connection: Connection, ids: Sequence[str], department: str | None, period: str | None) -> list[str]:
    """Those of the documents that have a report of another department or period than one that is named."""
    others = [column.is_distinct_from(name) for column, name in ordered_names(department, period)]
    if not others:
        return []
    found: set[str] = set()
    for at in range(0, len(ids), CHUNK):
        query = select(documents.c.id).distinct().join_from(documents, reports)
        found.update(connection.execute(query.where(documents.c.id.in_(ids[at : at + CHUNK]), or_(*others))).scalars())
    return [one for one in dict.fromkeys(ids) if one in found]


def ordered_names(department: str | None, period: str | None) -> list[tuple[ColumnElement[Any], str]]:
    """The columns that an order is about, with what they should hold."""
    pairs = ((reports.c.department, department), (reports.c.period, period))
    return [(column, name) for column, name in pairs if name is not None]


def text_of(connection: Connection, document_id: str) -> str | None:
    """The text of a document alone; None if it is not there."""
    query = select(texts.c.text).join_from(texts, documents).where(documents.c.id == document_id)
    packed = connection.execute(query).scalar()
    return None if packed is None else zlib.decompress(packed).decode()


def full_id(connection: Connection, beginning: str) -> str:
    """The id of the one document whose id begins so."""
    if not beginning or first_half(beginning) is not None:
        raise not_stored(mended(beginning))
    start = func.substr(documents.c.id, 1, len(beginning)) == beginning
    found = connection.execute(select(documents.c.id).where(start).order_by(documents.c.id).limit(2)).scalars().all()
    if not found:
        raise not_stored(beginning)
    if len(found) > 1:
        raise StoreError(f"有不止一份文档的编号以 {beginning} 开头；请多写几位")
    only: str = found[0]
    return only


def remove(connection: Connection, document_id: str) -> None:
    """Forgets a document, what was found in it, and the verdict on its file; corrections stay. NotStored if it is not there."""
    number = connection.execute(select(documents.c.number).where(documents.c.id == document_id)).scalar()
    if number is None:
        raise not_stored(document_id)
    query = (
        select(sentences.c.number, sentence_rows.c.words, sentence_rows.c.row)
        .join_from(sentences, sentence_rows)
        .join(reports, reports.c.number == sentences.c.report)
        .where(reports.c.document == number)
    )
    old = [{"number": one.number, "words": one.words, "grams": _grams_of(one.row)} for one in connection.execute(query)]
    if old:
        connection.execute(OLD_TERMS, old)
    connection.execute(delete(documents).where(documents.c.number == number))
    connection.execute(delete(verdicts).where(verdicts.c.sha256 == document_id))


def _grams_of(row: str) -> str:
    """The pairs that were written to the index; it can only take back exactly these."""
    return " ".join(gram_terms(json.loads(row)["clean"]))


def not_stored(document_id: str) -> NotStored:
    """The refusal for a document that is not there."""
    return NotStored(f"资料库中没有文档 {document_id[:64]}；请用 miner documents 查看已有文档的编号")


def any_of(column: ColumnElement[Any], names: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column has one of the names, where `未注明` stands for none."""
    stated = [name for name in names if name != UNSTATED]
    condition: ColumnElement[bool] = column.in_(stated)
    return condition if len(stated) == len(names) else condition | column.is_(None)


def report_conditions(departments: Sequence[str], periods: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions on a report; an empty list of names filters nothing."""
    conditions = [any_of(reports.c.department, departments)] if departments else []
    return [*conditions, any_of(reports.c.period, periods)] if periods else conditions


def listed(
    connection: Connection, filters: Filters, failing: bool | None, after: int, limit: int
) -> tuple[list[DocumentRow], int, int | None]:
    """Documents after a number in the order stored, with any report that fits.

    Also how many fit in all, and the number that the next page comes after, None where there is none.
    """
    chosen: Select[Any] = select(documents)
    if failing is not None:
        broken = exists().where(reports.c.document == documents.c.number, reports.c.failing > 0)
        chosen = chosen.where(broken if failing else ~broken)
    if conditions := report_conditions(filters.departments, filters.periods):
        chosen = chosen.where(exists().where(reports.c.document == documents.c.number, *conditions))
    total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    page = connection.execute(chosen.where(documents.c.number > after).order_by(documents.c.number).limit(limit + 1)).all()
    shown = page[:limit]
    rows = _reports_of(connection, [one.number for one in shown])
    following = shown[-1].number if len(page) > limit else None
    return [_document_row(one, rows.get(one.number, [])) for one in shown], total, following


def _reports_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Row[Any]]]:
    query = select(reports).where(reports.c.document.in_(numbers)).order_by(reports.c.document, reports.c.id)
    return {document: list(rows) for document, rows in groupby(connection.execute(query), key=lambda one: int(one.document))}


def _document_row(one: Row[Any], rows: Sequence[Row[Any]]) -> DocumentRow:
    return DocumentRow(
        id=one.id,
        name=one.name,
        media_type=one.media_type,
        characters=one.characters,
        batch=one.batch,
        folder=one.folder,
        stored_at=one.stored_at,
        warnings=one.warnings,
        reports=tuple(report_row(row, one.id, one.name) for row in rows),
    )


def report_row(row: Row[Any], document_id: str, document_name: str) -> ReportRow:
    """A report's row as the store answers with it."""
    return ReportRow(
        document_id=document_id,
        document_name=document_name,
        report_id=row.id,
        title=row.title,
        kind=row.kind,
        department=row.department or UNSTATED,
        department_from=row.department_from,
        period=row.period or UNSTATED,
        period_from=row.period_from,
        since=row.since,
        until=row.until,
        sentences=row.sentences,
        failing_checks=row.failing,
    )


def names(connection: Connection, column: ColumnElement[Any]) -> dict[str, int]:
    """Every department or period with its number of reports, by name; `未注明` last."""
    query = select(column, func.count()).select_from(reports).group_by(column).order_by(column.is_(None), column)
    return {name or UNSTATED: count for name, count in connection.execute(query)}
