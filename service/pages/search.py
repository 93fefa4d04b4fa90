"""The second page: search sentences, first of all problems, across departments and periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request

from miner import titles
from miner.errors import QueryError
from miner.records import LABELS
from miner.store import Hit, Page
from service.guard import refuse_nul
from service.parts import parts

PAGE = 20
LONGEST_FACET = 60
FIRST_LABELS = ("problem",)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many sentences it would give, and whether it is chosen."""

    value: str
    words: str
    count: int
    chosen: bool


def search() -> tuple[str, int]:
    """Sentences with facets; the first visit shows all problems."""
    arguments = request.args
    fresh = not any(name in arguments for name in ("q", "label", "department", "period", "cursor"))
    query = arguments.get("q", "").strip()
    chosen = {name: arguments.getlist(name) for name in ("label", "department", "period")}
    if fresh:
        chosen["label"] = list(FIRST_LABELS)
    refuse_nul(query, *(value for values in chosen.values() for value in values))
    try:
        page, complaint = found(query, chosen), ""
    except QueryError as error:
        page, complaint = None, str(error)
    stored = bool(page and page.total) or parts().store.documents(limit=1).total > 0
    body = render_template(
        "search.html.jinja",
        query=query,
        page=page,
        complaint=complaint,
        facets=facets(page, chosen),
        chosen=chosen,
        stored=stored,
    )
    return body, 400 if complaint else 200


def found(query: str, chosen: Mapping[str, Sequence[str]]) -> Page:
    """The page of hits that is asked for."""
    return parts().store.search(
        query,
        labels=chosen["label"],
        departments=chosen["department"],
        periods=chosen["period"],
        limit=PAGE,
        cursor=request.args.get("cursor"),
    )


def facets(page: Page | None, chosen: Mapping[str, Sequence[str]]) -> dict[str, list[Choice]]:
    """The values of each facet, chosen ones even where nothing is found."""
    if page is None:
        return {}
    counts: dict[str, Mapping[str, int]] = {
        "label": {label: page.facets.label.get(label, 0) for label in LABELS},
        "department": page.facets.department,
        "period": page.facets.period,
    }
    return {name: list(choices(name, counts[name], chosen[name])) for name in counts}


def choices(name: str, counts: Mapping[str, int], chosen: Sequence[str]) -> Iterator[Choice]:
    """A facet's values, most first as the store gives them; what is chosen is never cut off."""
    values = list(counts)[:LONGEST_FACET]
    values += [value for value in dict.fromkeys(chosen) if value not in values]
    for value in values:
        words = titles.title("Label", value) if name == "label" else value
        yield Choice(value, words, counts.get(value, 0), value in chosen)


def highlighted(hit: Hit) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it was looked for; line breaks of the source closed up."""
    text, at = hit.sentence.text, 0
    pieces: list[tuple[str, bool]] = []
    for span in hit.highlights:
        pieces += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    pieces.append((text[at:], False))
    return [(piece.replace("\n", "").replace("\t", " "), wanted) for piece, wanted in pieces if piece]
