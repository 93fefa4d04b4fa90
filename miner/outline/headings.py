"""Headings: which lines announce rather than state.

Numbers alone do not tell a heading from a list item; what follows does. A numbered line without an end mark is a heading when
something other than its next sibling stands below it, and an item of a list when its siblings follow one another. A line
without a number is one when it is short and open-ended among lines that end as sentences do. Each sign has a weight, and doubt
makes a statement: a heading gets no label.
"""

from __future__ import annotations

from collections.abc import Sequence

from miner.outline.bare import bare_weight
from miner.outline.facts import is_signature
from miner.outline.lines import Line
from miner.outline.lists import settle_siblings
from miner.outline.manner import Manner, is_appendix, manner_of
from miner.outline.numbered import numbered_shape
from miner.outline.phrases import LONGEST
from miner.outline.shape import HEADING, STATEMENT, Shape

ENOUGH = 4
SUBTITLES = 3
"""So many lines below a title may say who reports and when."""


def shapes(lines: Sequence[Line], tabled: set[int], skip: int = 0) -> list[Shape]:
    """How each line of a piece was read; rows of tables are statements here, and the title stands behind `skip` lines."""
    manner = manner_of(lines, tabled, skip)
    found = [STATEMENT if index in tabled else first_look(lines, index, manner) for index in range(len(lines))]
    settle_siblings(lines, found, manner)
    return found


def first_look(lines: Sequence[Line], index: int, manner: Manner) -> Shape:
    """A line's shape by itself and what stands around it."""
    line = lines[index]
    if 0 < index - manner.skip <= SUBTITLES and is_signature(line.text, line.mark is not None and line.mark.kind == "title"):
        return STATEMENT
    if line.mark is not None and line.mark.kind in ("heading", "title") and len(line.text) <= 2 * LONGEST:
        return HEADING
    if index in manner.attached:
        return STATEMENT
    if is_appendix(lines, index):
        return HEADING
    if line.number is not None:
        return numbered_shape(lines, index, manner)
    return HEADING if bare_weight(lines, index, manner) >= ENOUGH else STATEMENT
