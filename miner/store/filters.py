"""Filters of a search beside its words: labels, departments, periods, kinds, and a stretch of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from miner.errors import QueryError
from miner.records import LABELS, Kind
from miner.store.answers import UNSTATED
from miner.store.query import Wanted, refuse_surrogates
from miner.store.terms import half_width

KINDS: tuple[str, ...] = get_args(Kind)
FACETS = ("department", "period", "label")
COLUMNS = {"department": "r.department", "period": "r.period", "kind": "r.kind"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be: one of the values of each field that has any; `unwanted` are pairs of field and value to leave out.

    `since` and `until` are ISO dates: the report's period must overlap them, so that reports without dates are left out.
    """

    labels: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    document: str | None = None
    unwanted: tuple[tuple[str, str], ...] = ()

    def tidy(self, simplify: Callable[[str], str]) -> Filters:
        """With names as the store writes them. QueryError for a label, kind or date that does not exist."""
        known(self.labels, LABELS, "标签")
        known(self.kinds, KINDS, "文种")
        for day in (self.since, self.until):
            iso_date(day)
        for name in (*self.departments, *self.periods, self.document or ""):
            refuse_surrogates(name)
        return replace(
            self,
            departments=tuple(" ".join(simplify(half_width(name)).split()) for name in self.departments),
            periods=tuple("".join(simplify(half_width(name)).split()) for name in self.periods),
        )

    def with_fields(self, fields: Sequence[Wanted]) -> Filters:
        """With the fields of a query: what both ask for must hold."""
        merged: Filters = self
        for field in fields:
            if field.negated:
                merged = replace(merged, unwanted=(*merged.unwanted, *((field.field, value) for value in field.values)))
            else:
                name = f"{field.field}s"
                before: tuple[str, ...] = getattr(merged, name)
                both = tuple(value for value in field.values if not before or value in before)
                chosen: dict[str, Any] = {name: both or ("\0",)}  # asked for two different things: nothing fits
                merged = replace(merged, **chosen)
        return merged

    def without_facets(self) -> Filters:
        """Without what the facets choose, for counting them."""
        return replace(
            self, labels=(), departments=(), periods=(), unwanted=tuple(pair for pair in self.unwanted if pair[0] not in FACETS)
        )

    def fits(self, facet: str, name: str) -> bool:
        """Whether a value of a facet passes its own filter."""
        chosen: tuple[str, ...] = getattr(self, f"{facet}s")
        return (not chosen or name in chosen) and (facet, name) not in self.unwanted

    def conditions(self) -> tuple[list[str], dict[str, Any]]:
        """The conditions in SQL, every value as a parameter."""
        conditions: list[str] = []
        values: dict[str, Any] = {}
        for field in ("department", "period", "kind", "label"):
            chosen: tuple[str, ...] = getattr(self, f"{field}s")
            if chosen:
                conditions.append(one_of(field, chosen, values))
            banned = [value for name, value in self.unwanted if name == field]
            if banned:
                conditions.append(f"NOT {one_of(field, banned, values)}")
        if self.since is not None:
            conditions.append("coalesce(r.until, r.since) >= :since")
            values["since"] = self.since
        if self.until is not None:
            conditions.append("coalesce(r.since, r.until) <= :until")
            values["until"] = self.until
        if self.document is not None:
            conditions.append("d.id = :document")
            values["document"] = self.document
        return conditions, values

    def state(self) -> list[Any]:
        """The filters as plain values."""
        return [self.labels, self.departments, self.periods, self.kinds, self.since, self.until, self.document, self.unwanted]


def one_of(field: str, chosen: Iterable[str], values: dict[str, Any]) -> str:
    """The condition that a field has one of the values."""
    if field == "label":
        numbers = ", ".join(str(LABELS.index(value)) if value in LABELS else "-1" for value in chosen)
        return f"s.label IN ({numbers})"
    names = []
    for value in chosen:
        name = f"value{len(values)}"
        values[name] = value
        names.append(f":{name}")
    # The empty string never is a name: it stands for none said.
    return f"coalesce({COLUMNS[field]}, '{UNSTATED}') IN ({', '.join(names)})"


def known(values: Iterable[str], names: Sequence[str], what: str) -> None:
    """QueryError for a value that is none of the names."""
    for value in values:
        if value not in names:
            raise QueryError(f"没有“{value}”这个{what}；可用的有 {'、'.join(names)}")


def iso_date(day: str | None) -> None:
    """QueryError unless a day is written as 2024-06-30."""
    try:
        valid = day is None or date.fromisoformat(day).isoformat() == day
    except ValueError:
        valid = False
    if not valid:
        raise QueryError(f"日期“{day}”无法识别；请写成 2024-06-30 的样子")
