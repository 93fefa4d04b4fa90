"""Features of the sentences of one piece: cues of their own, cues around them, and where they stand.

Every column has a name, so that a verdict can be explained by what weighed most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import get_args

import numpy as np

from miner.labels.cues import Matrix, cue_matrix, cue_names
from miner.labels.pairs import pairs_of
from miner.labels.rows import ROW_NAMES, row_columns
from miner.labels.surroundings import mean_of_neighbours, mean_of_others, mean_of_the_rest, section_numbers, shifted
from miner.labels.tones import SUMMARY_NAMES, tone_matrix, tone_names
from miner.language.announcing import announced, names_kind
from miner.records import LABELS, Kind, Piece, Unit

KINDS: tuple[str, ...] = get_args(Kind)
ROLES: tuple[str | None, ...] = (*LABELS, None)
REACH = 5
OPENER = re.compile(r"(?:[一二三四五六七八九十]是)?\s{0,2}([^,，。;；:：]{2,16})[:：](?=.)")
COLONS = (":", "：")
LEAD_READ = 24
PRIOR_WEIGHT = 3.0
PLACE_NAMES = ("place", "length", "numbered", "row", "header", "depth", "section_size", "piece_size")
STAGE_NAMES = tuple(
    f"{where}:{label}"
    for where in (
        "words",
        "words-1",
        "words+1",
        "words-2",
        "words+2",
        "words_section",
        "words_piece",
        "words_near",
        "words_far",
        "words_alone",
    )
    for label in LABELS
)


@cache
def feature_names() -> tuple[str, ...]:
    """The names of the columns of `features`, in order."""
    cues = cue_names()
    around = tuple(f"{where}:{cue}" for where in ("section", "near", "piece", "before", "after") for cue in cues)
    heading = tuple(f"heading:{role}" for role in ROLES) + tuple(f"heading_above:{role}" for role in ROLES)
    alone = tuple(f"alone:{cue}" for cue in cues)
    tones = tuple(f"cue:{tone}" for tone in tone_names())
    tones_around = tuple(f"{where}:{tone}" for where in ("section", "near") for tone in SUMMARY_NAMES)
    led = tuple(f"opener:{role}" for role in ROLES) + tuple(f"lead:{role}" for role in ROLES)
    own = tuple(f"cue:{cue}" for cue in cues)
    kinds = tuple(f"kind:{kind}" for kind in KINDS)
    return own + around + heading + kinds + PLACE_NAMES + alone + tones + tones_around + led + ROW_NAMES


def features(piece: Piece, units: Sequence[Unit], prior: Matrix) -> Matrix:
    """One row a unit, the columns of `feature_names`; `prior` is the mean of each cue in the training corpus."""
    texts = [unit.text for unit in units]
    pairs = pairs_of(texts)
    own, tones = cue_matrix(texts, pairs), tone_matrix(texts, pairs)
    sections, cues = section_numbers(units), own.shape[1]
    read = np.hstack([own, tones[:, -len(SUMMARY_NAMES) :]])
    neutral = np.concatenate([prior, np.zeros(len(SUMMARY_NAMES), dtype=np.float32)])
    section = mean_of_others(read, sections, neutral, PRIOR_WEIGHT)
    near = mean_of_neighbours(read, REACH, neutral, PRIOR_WEIGHT)
    return np.hstack(
        [
            own,
            section[:, :cues],
            near[:, :cues],
            mean_of_the_rest(own, prior, PRIOR_WEIGHT),
            shifted(own, -1, 0.0),
            shifted(own, 1, 0.0),
            heading_columns(piece, units),
            kind_columns(piece, len(units)),
            place_columns(units, sections),
            own * (PRIOR_WEIGHT / (len(units) - 1 + PRIOR_WEIGHT)),
            tones,
            section[:, cues:],
            near[:, cues:],
            led_columns(units),
            row_columns(units),
        ]
    )


def heading_columns(piece: Piece, units: Sequence[Unit]) -> Matrix:
    """What the nearest heading announces, and what the outermost heading below the title that announces anything does.

    The title itself is no section heading: what it announces holds for the whole, its kind tells that.
    """
    known: dict[tuple[str, ...], tuple[int, int]] = {}
    for unit in units:
        if unit.path not in known:
            sections = unit.path[1:] if unit.path[:1] == (piece.facts.title,) else unit.path
            nearest = announced(sections[-1]) if sections else None
            above = next((role for title in unit.path[1:] if (role := announced(title)) is not None), None)
            known[unit.path] = ROLES.index(nearest), len(ROLES) + ROLES.index(above)
    return marked([known[unit.path] for unit in units], 2 * len(ROLES))


def marked(places: Sequence[tuple[int, int]], width: int) -> Matrix:
    """Rows of so many columns, with a one in two places each."""
    table = np.zeros((len(places), width), dtype=np.float32)
    table[np.arange(len(places))[:, None], np.array(places, dtype=np.intp).reshape(-1, 2)] = 1.0
    return table


def led_columns(units: Sequence[Unit]) -> Matrix:
    """What a unit's own opener announces (“不足之处：…”), and what the last line before it in its section that ends in a colon does."""
    places = []
    lead: str | None = None
    for row, unit in enumerate(units):
        if row and unit.heading != units[row - 1].heading:
            lead = None
        opener = opener_of(unit)
        said = announced(opener) if opener else None
        places.append((ROLES.index(said), len(ROLES) + ROLES.index(lead)))
        if unit.text.endswith(COLONS):
            lead = announced(unit.text[-LEAD_READ:])
    return marked(places, 2 * len(ROLES))


def opener_of(unit: Unit) -> str | None:
    """The label before the colon that a unit opens with, or None."""
    if not any(colon in unit.text for colon in COLONS):
        return None
    opener = OPENER.match(unit.text, len(unit.number))
    return opener[1] if opener else None


def kind_columns(piece: Piece, count: int) -> Matrix:
    """The kind of the piece, the same in every row; nothing where no title says it, since a guess that fails would fail in every row."""
    table = np.zeros((count, len(KINDS)), dtype=np.float32)
    if piece.facts.title is not None and names_kind(piece.facts.title):
        table[:, KINDS.index(piece.facts.kind)] = 1.0
    return table


def place_columns(units: Sequence[Unit], sections: np.ndarray) -> Matrix:
    """Where a unit stands and how long it is, brought to the order of one."""
    table = np.zeros((len(units), len(PLACE_NAMES)), dtype=np.float32)
    if not units:
        return table
    rows = [unit.row for unit in units]
    columns = (
        [unit.place for unit in units],
        [min(len(unit.text), 150) / 50 for unit in units],
        [bool(unit.number) for unit in units],
        [row is not None for row in rows],
        [row is not None and row.header for row in rows],
        [len(unit.path) / 4 for unit in units],
        np.log(np.bincount(sections)).take(sections) / 4,
        np.log(len(units)) / 6,
    )
    for column, values in enumerate(columns):
        table[:, column] = values
    return table


def stage_features(units: Sequence[Unit], shares: Matrix) -> Matrix:
    """What the words alone say of a unit, its neighbours and its surroundings; `shares` has a row of four probabilities a unit."""
    logs = np.log(np.clip(shares, 1e-3, 1.0)).astype(np.float32)
    even = np.full(len(LABELS), 0.25, dtype=np.float32)
    sections = section_numbers(units)
    neighbours = [shifted(logs, by, float(np.log(0.25))) for by in (-1, 1, -2, 2)]
    around = [
        mean_of_others(shares, sections, even, 0.5),
        mean_of_the_rest(shares, even, 0.5),
        mean_of_neighbours(shares, 4, even, 0.5),
        mean_of_neighbours(shares, 10, even, 0.5),
    ]
    alone = logs * (PRIOR_WEIGHT / (len(units) - 1 + PRIOR_WEIGHT))
    return np.hstack([logs, *neighbours, *around, alone])
