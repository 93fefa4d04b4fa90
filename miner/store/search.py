"""Search: the sentences of a query, ranked, counted by facet, a page at a time.

Rank is BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75) with one occurrence a sentence, since in a sentence a term
hardly ever stands twice: the weights of the parts found, over the sentence's length against the average. FTS5's own bm25()
would rank by the store as it is at the moment, so that a page could repeat or skip hits when documents come in between; here
the weights are computed for the first page and travel in the cursor. Whole numbers throughout: a cursor must compare exactly.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import log
from typing import Any

from sqlalchemy import Connection, Row, text

from miner.records import LABELS, Sentence
from miner.store import cursors
from miner.store.answers import UNSTATED, Facets, Hit, Page
from miner.store.filters import FACETS, Filters
from miner.store.highlights import find_highlights
from miner.store.matching import Plan, plan
from miner.store.query import Query, parse
from miner.store.rows import to_json
from miner.store.terms import Cut

MOST = 200
UNIT = 1000
# weight · (k1 + 1) / (1 + k1 · (1 - b + b · size / average)), with the fraction cleared
BM25 = f"(p.weight * {22 * UNIT} * :average) / (13 * :average + 9 * s.size)"
SIZES = text("SELECT coalesce(max(number), 0) AS upto, count(*) AS many, coalesce(sum(size), 0) AS words FROM sentences")
HAVING = text("SELECT count(*) FROM sentence_terms WHERE sentence_terms MATCH :part")
SHOWN = (
    "SELECT c.number, c.score, b.path, b.row, d.id AS document_id, d.name AS document_name, "
    "r.id AS report_id, r.title, r.kind, r.department, r.period "
    "FROM best c JOIN sentences s ON s.number = c.number JOIN sentence_rows b ON b.sentence = c.number "
    "JOIN reports r ON r.number = s.report JOIN documents d ON d.number = r.document ORDER BY c.score DESC, c.number"
)


@dataclass(frozen=True, slots=True)
class Language:
    """What a search needs of the language: a tokenizer and a simplifier."""

    cut: Cut
    simplify: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a search is ranked by, fixed at its first page: `upto` the last sentence stored then, `average` in words."""

    upto: int
    average: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended; sentences go by score, best first, then in the order stored."""

    score: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Request:
    """A page asked for: the query as typed, the filters beside it, and where to go on."""

    words: str
    filters: Filters
    limit: int
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request understood."""

    plan: Plan
    filters: Filters
    weights: Weights
    after: Place | None


def search(connection: Connection, key: bytes, language: Language, request: Request) -> Page:
    """The page asked for. QueryError where query or filters cannot be understood, CursorError for a foreign cursor."""
    query = parse(request.words, language.simplify)
    filters = request.filters.tidy(language.simplify).with_fields(query.fields)
    planned = plan(query, language.cut)
    purpose = sha256(to_json([request.words, filters.state()]).encode("utf-8", "surrogatepass")).hexdigest()
    if request.cursor is None:
        asked = Asked(planned, filters, weigh(connection, planned), None)
    else:
        state = cursors.unseal(request.cursor, key, purpose)
        weights = Weights(state["u"], state["a"], tuple(state["w"]))
        asked = Asked(planned, filters, weights, Place(state["s"], state["n"]))
    found = ranked(connection, asked, request.limit + 1)
    total, facets = count(connection, asked)
    following = None
    if len(found) > request.limit:
        following = cursors.seal(_state(asked.weights, found[request.limit - 1]), key, purpose)
    hits = tuple(_hit(row, query, language) for row in found[: request.limit])
    return Page(hits=hits, total=total, facets=facets, next=following)


def _state(weights: Weights, last: Row[Any]) -> dict[str, Any]:
    return {"u": weights.upto, "a": weights.average, "w": weights.parts, "s": last.score, "n": last.number}


def weigh(connection: Connection, planned: Plan) -> Weights:
    """The weights of a search over the store as it is now."""
    row = connection.execute(SIZES).one()
    parts = []
    for part in planned.parts:
        if part == planned.kin:
            parts.append(1)
            continue
        having = connection.execute(HAVING, {"part": part}).scalar_one()
        parts.append(max(1, round(UNIT * log(1 + (row.many - having + 0.5) / (having + 0.5)))))
    return Weights(row.upto, max(1, round(row.words / max(1, row.many))), tuple(parts))


def wanted(asked: Asked, filters: Filters, *joins: str) -> tuple[str, dict[str, Any]]:
    """The FROM and WHERE of the sentences wanted, with their values; `s` is the sentence, `r` its report, `d` its document."""
    conditions, values = filters.conditions()
    values["upto"] = asked.weights.upto
    if asked.plan.match:
        # CROSS JOIN keeps SQLite from walking the sentences and asking the index about each
        tables = ["sentence_terms t CROSS JOIN sentences s ON s.number = t.rowid"]
        conditions = ["t.sentence_terms MATCH :match", "t.rowid <= :upto", *conditions]
        values["match"] = asked.plan.match
    else:
        tables = ["sentences s"]
        conditions = ["s.number <= :upto", *conditions]
    if asked.plan.unwanted:
        conditions.append("s.number NOT IN (SELECT rowid FROM sentence_terms WHERE sentence_terms MATCH :unwanted)")
        values["unwanted"] = asked.plan.unwanted
    tables += [*joins, "JOIN reports r ON r.number = s.report", "JOIN documents d ON d.number = r.document"]
    return f"{' '.join(tables)} WHERE {' AND '.join(conditions)}", values


def ranked(connection: Connection, asked: Asked, limit: int) -> Sequence[Row[Any]]:
    """The best sentences after a place, with all that a hit shows."""
    if asked.plan.parts:
        score, parts, found = BM25, *_parts(asked)
        source, values = wanted(asked, asked.filters, "JOIN parts p ON p.number = s.number")
        values |= found | {"average": asked.weights.average}
    else:
        score, parts = "0", ""
        source, values = wanted(asked, asked.filters)
    values["limit"] = limit
    later = ""
    if asked.after is not None:
        later = "WHERE score < :score OR (score = :score AND number > :number)"
        values |= {"score": asked.after.score, "number": asked.after.sentence}
    scored = f"SELECT s.number, {score} AS score FROM {source}"
    best = f"SELECT number, score FROM ({scored}) {later} ORDER BY score DESC, number LIMIT :limit"
    return connection.execute(text(f"WITH {parts} best AS ({best}) {SHOWN}"), values).all()


def _parts(asked: Asked) -> tuple[str, dict[str, Any]]:
    """What each sentence weighs by the parts found in it, as a table `parts`."""
    found = "SELECT rowid AS number, {} AS weight FROM sentence_terms WHERE sentence_terms MATCH :part{}"
    union = " UNION ALL ".join(found.format(int(weight), at) for at, weight in enumerate(asked.weights.parts))
    table = f"parts AS MATERIALIZED (SELECT number, sum(weight) AS weight FROM ({union}) GROUP BY number),"
    return table, {f"part{at}": part for at, part in enumerate(asked.plan.parts)}


def count(connection: Connection, asked: Asked) -> tuple[int, Facets]:
    """How many sentences in all, and by facet, each facet without its own filter."""
    source, values = wanted(asked, asked.filters.without_facets())
    cells = text(f"SELECT r.department, r.period, s.label, count(*) AS many FROM {source} GROUP BY 1, 2, 3")
    total = 0
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for cell in connection.execute(cells, values):
        names = {"department": cell.department or UNSTATED, "period": cell.period or UNSTATED, "label": LABELS[cell.label]}
        fits = {facet: asked.filters.fits(facet, name) for facet, name in names.items()}
        total += cell.many if all(fits.values()) else 0
        for facet, name in names.items():
            if all(fit for other, fit in fits.items() if other != facet):
                counts[facet][name] += cell.many
    return total, Facets.model_validate({facet: in_order(counter) for facet, counter in counts.items()})


def in_order(counter: Counter[str]) -> dict[str, int]:
    """Counts, most first, equal ones by name."""
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _hit(row: Row[Any], query: Query, language: Language) -> Hit:
    sentence = Sentence.model_validate_json(row.row)
    return Hit(
        document_id=row.document_id,
        document_name=row.document_name,
        report_id=row.report_id,
        title=row.title,
        kind=row.kind,
        department=row.department or UNSTATED,
        period=row.period or UNSTATED,
        path=tuple(json.loads(row.path)),
        sentence=sentence,
        highlights=find_highlights(query, sentence.text, sentence.clean, language.simplify, language.cut),
        rank=row.score / UNIT**2,
    )
