"""The review queue: stored sentences whose labels a person should look at first.

By doubt: the lowest scores. By disagreement: sentences that say the same words as another one and were labelled differently,
by a person or else by the model. Sentences that were corrected or confirmed are out of either queue.
"""

from __future__ import annotations

import json
from typing import Literal

from sqlalchemy import Connection, Subquery, and_, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from miner.records import Public, Sentence
from miner.store.answers import UNSTATED
from miner.store.schema import corrections, documents, reports, sentence_rows, sentences

Order = Literal["doubt", "disagreement"]


class ReviewItem(Public):
    """A sentence to look at; `other_labels` are those that the same words got elsewhere or from a person."""

    document_id: str
    document_name: str
    report_id: int
    department: str
    period: str
    path: tuple[str, ...]
    sentence: Sentence
    other_labels: tuple[str, ...] = ()


SCORE = func.json_extract(sentence_rows.c.row, "$.score")
CLEAN = func.json_extract(sentence_rows.c.row, "$.clean")
LABEL = func.json_extract(sentence_rows.c.row, "$.label")
IDENTITY = func.json_extract(sentence_rows.c.row, "$.id")


def queue(connection: Connection, order: Order, limit: int) -> list[ReviewItem]:
    """The sentences to review first."""
    return doubtful(connection, limit) if order == "doubt" else disagreeing(connection, limit)


def doubtful(connection: Connection, limit: int) -> list[ReviewItem]:
    """Those with the lowest scores that nobody has corrected."""
    return items(connection, [~corrected()], SCORE, limit, {})


def disagreeing(connection: Connection, limit: int) -> list[ReviewItem]:
    """Those whose words have another label elsewhere: a person's, where one has said so, else the prediction."""
    said = last_said()
    label = func.coalesce(said.c.new, LABEL)
    places = and_(said.c.document_id == documents.c.id, said.c.report_id == reports.c.id, said.c.sentence_id == IDENTITY)
    query = (
        select(CLEAN.label("clean"), func.group_concat(label.distinct()).label("labels"))
        .join_from(sentence_rows, sentences)
        .join(reports)
        .join(documents)
        .join(said, places, isouter=True)
        .group_by(CLEAN)
        .having(func.count(label.distinct()) > 1, func.count() > func.count(said.c.new))
        .limit(limit * 4)
    )
    others = {row.clean: tuple(sorted(row.labels.split(","))) for row in connection.execute(query)}
    return items(connection, [CLEAN.in_(list(others)), ~corrected()], SCORE, limit, others) if others else []


def last_said() -> Subquery:
    """The last correction of each sentence."""
    last = select(func.max(corrections.c.number)).group_by(
        corrections.c.document_id, corrections.c.report_id, corrections.c.sentence_id
    )
    return select(corrections).where(corrections.c.number.in_(last)).subquery()


def corrected() -> ColumnElement[bool]:
    """Whether a person has corrected or confirmed the sentence of the outer query."""
    return exists().where(of_this_sentence())


def of_this_sentence() -> ColumnElement[bool]:
    """Whether a correction was made on the sentence of the outer query."""
    return and_(
        corrections.c.document_id == documents.c.id,
        corrections.c.report_id == reports.c.id,
        corrections.c.sentence_id == IDENTITY,
    )


def items(
    connection: Connection,
    conditions: list[ColumnElement[bool]],
    order: ColumnElement[float],
    limit: int,
    others: dict[str, tuple[str, ...]],
) -> list[ReviewItem]:
    """The sentences that meet conditions, in an order made stable by their place."""
    query = (
        select(documents.c.id.label("document_id"), documents.c.name, reports.c.id, reports.c.department, reports.c.period)
        .add_columns(sentence_rows.c.row, sentence_rows.c.path)
        .join_from(sentence_rows, sentences)
        .join(reports)
        .join(documents)
        .where(*conditions)
        .order_by(order, sentences.c.number)
        .limit(limit)
    )
    found = []
    for row in connection.execute(query):
        sentence = Sentence.model_validate_json(row.row)
        found.append(
            ReviewItem(
                document_id=row.document_id,
                document_name=row.name,
                report_id=row.id,
                department=row.department or UNSTATED,
                period=row.period or UNSTATED,
                path=tuple(json.loads(row.path)),
                sentence=sentence,
                other_labels=tuple(label for label in others.get(sentence.clean, ()) if label != sentence.label),
            )
        )
    return found
