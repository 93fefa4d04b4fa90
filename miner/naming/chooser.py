"""The chooser: of the candidates of each figure the one that is worth most, or the name that the rules give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from miner.naming.candidates import Candidates, find_candidates, weigh
from miner.naming.rows import make_rows, settled
from miner.naming.traits import NAMES, Floats, traits
from miner.naming.trees import Trees
from miner.naming.weights import WordWeights
from miner.naming.words import REACH_LEFT, REACH_RIGHT, Fillers, Tagger
from miner.records import Wording

IN_RULE, SIZE, RULE_SIZE = (NAMES.index(name) for name in ("in_rule", "size", "rule_size"))
CUT = 0.15
"""What a part of the rules' name loses, times the share of its characters that are dropped: it says less, and what it drops is often right.

With 0 one name in a hundred more is right on the test split, but those of government reports come down to nouns.
"""
KEPT = 0.05
"""The rules' name stays unless another is worth more by so much: with 0 the names of government reports shared fewer characters with the wanted ones."""
MOST_AT_ONCE = 2000
"""So many figures are looked at together; more would only take memory."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """A `NameChooser`: `words` says which words belong to a name, `worth` what a candidate is worth; `fillers` are words that no name begins or ends with."""

    words: WordWeights
    worth: Trees
    tag: Tagger
    fillers: Fillers

    def __call__(self, wordings: Sequence[Wording]) -> list[list[str]]:
        """A name for each figure, sentence by sentence."""
        names = [name for some in parcels(wordings) for name in self.names(some)]
        found, at = [], 0
        for wording in wordings:
            found.append(names[at : at + len(wording.figures)])
            at += len(wording.figures)
        return found

    def names(self, wordings: Sequence[Wording]) -> list[str]:
        """The names of all figures of some sentences, in order."""
        named = [figure.name for wording in wordings for figure in wording.figures]
        asked = [at for at, name in enumerate(named) if not settled(name)]
        if not asked:
            return named
        candidates, known = candidates_of(wordings, self.words, self.tag, self.fillers)
        worth = np.round(self.worth.predict(known), 6) - CUT * dropped(known) + KEPT * candidates.ruled
        idle = np.array([name in self.fillers.alone for name in candidates.names]) & ~candidates.ruled
        worth = np.where(idle, -np.inf, worth)
        order = np.lexsort((np.arange(len(worth)), ~candidates.ruled, -worth, candidates.figure))
        first = np.flatnonzero(np.append(True, np.diff(candidates.figure[order]) > 0))
        for place, at in zip(asked, order[first].tolist(), strict=True):
            named[place] = candidates.names[at]
        return named


def candidates_of(wordings: Sequence[Wording], words: WordWeights, tag: Tagger, fillers: Fillers) -> tuple[Candidates, Floats]:
    """The candidates of all figures and what is known of each."""
    rows = make_rows(wordings, tag)
    evidence = weigh(rows, words.log_odds(rows), fillers)
    candidates = find_candidates(evidence)
    return candidates, traits(evidence, candidates)


def dropped(known: Floats) -> Floats:
    """The share of the rules' name that is dropped where a candidate is a part of it, else 0."""
    share = 1 - known[:, SIZE] / np.maximum(known[:, RULE_SIZE], 1)
    return np.where(known[:, IN_RULE] > 0, share, 0).astype(np.float32)


def parcels(wordings: Sequence[Wording]) -> list[list[Wording]]:
    """Sentences in parcels of bounded numbers of figures; one with more figures is cut into several."""
    found: list[list[Wording]] = []
    count = MOST_AT_ONCE
    for wording in wordings:
        for part in parts(wording):
            if count + len(part.figures) > MOST_AT_ONCE:
                found.append([])
                count = 0
            found[-1].append(part)
            count += len(part.figures)
    return found


def parts(wording: Wording) -> list[Wording]:
    """A sentence as it is, or one with too many figures as stretches of it, each with what can be looked at around its figures."""
    figures = wording.figures
    if len(figures) <= MOST_AT_ONCE:
        return [wording]
    found = []
    for first in range(0, len(figures), MOST_AT_ONCE):
        some = figures[first : first + MOST_AT_ONCE]
        begin, end = max(0, some[0].start - REACH_LEFT), some[-1].end + REACH_RIGHT
        moved = tuple(one._replace(start=one.start - begin, end=one.end - begin) for one in some)
        found.append(Wording(wording.text[begin:end], moved, wording.heading))
    return found
