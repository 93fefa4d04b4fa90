"""Lines without a number: the weight of the signs that one is a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.language.announcing import announced
from miner.outline.lines import Line
from miner.outline.manner import PROSE, Manner, is_closed
from miner.outline.phrases import HAN, INNER_STOP, LONGEST, denied, has, is_formal, title_kind

LONGEST_BARE = 26
LONGEST_TITLE = 60
SPEAKERS = 4
"""So many lines from the title on may say who speaks."""
CERTAIN, NEVER = 9, -9
CODE = re.compile(r"[A-Z]{1,3}\s?\d{1,3}")
BRACKETED = re.compile(r"【[^【】]{1,14}】")
SUBTITLE = re.compile(r"(?:——|--|—)\s?\S")
LABELLED = re.compile(r"[\u4e00-\u9fff]{1,4}:[^:。;!?]{2,12}")
OPEN = "。;!?,、…"


def bare_weight(lines: Sequence[Line], index: int, manner: Manner) -> int:
    """The sum of the signs; `headings.ENOUGH` makes a heading."""
    order = index - manner.skip
    if 0 < order <= 4 and is_subtitle(lines, index):
        return CERTAIN
    if not could_be(lines[index].text, order):
        return NEVER
    mark = lines[index].mark
    if (mark is not None and mark.kind == "bold") or (order <= 0 and is_first_title(lines, index)):
        return CERTAIN
    return below_title(lines, index, manner)


def below_title(lines: Sequence[Line], index: int, manner: Manner) -> int:
    """The sum of the signs of a line that could be a heading but is not the title."""
    text = lines[index].text
    if index + 1 >= len(lines) or len(text) > LONGEST_BARE or has("figure", text) or is_byline(lines, index, manner):
        return NEVER
    if text[-1] == ":":
        return CERTAIN if is_label(text.rstrip(": ")) else NEVER
    if INNER_STOP.search(text.rstrip(": ")) and not LABELLED.fullmatch(text):
        return NEVER
    return manner.weight + words_weight(text) + place_weight(lines, index, manner)


def could_be(text: str, order: int) -> bool:
    """Whether a line may be a heading at all: short, open-ended, and not greeting, signing or dating."""
    if len(text) > (LONGEST_TITLE if order <= 2 else LONGEST_BARE) or text[-1] in OPEN or text[0] in ",、。":
        return False
    if order <= SPEAKERS and has("speaker", text):
        return False
    named = HAN.search(text) is not None or CODE.fullmatch(text) is not None or announced(text) is not None
    return named and not is_formal(text)


def is_first_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the first line of a piece is its title."""
    text = lines[index].text
    if len(lines) < 2 or len(text) < 2:
        return False
    if INNER_STOP.search(text.rstrip(": ")):
        return text.count(":") == 1 and title_kind(text.partition(":")[0])
    return len(text) <= LONGEST or title_kind(text)


def is_subtitle(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that opens with a dash stands right below an open line, as a subtitle does."""
    text = lines[index].text
    if len(text) > LONGEST_TITLE or text[-1] in OPEN or not SUBTITLE.match(text):
        return False
    return not is_closed(lines[index - 1].text)


def is_byline(lines: Sequence[Line], index: int, manner: Manner) -> bool:
    """Whether a line below the title and above all text says who speaks."""
    text = lines[index].text
    if index - manner.skip > 3 or announced(text) is not None or not has("role", text):
        return False
    return not any(is_closed(line.text) for line in lines[manner.skip : index])


def is_label(text: str) -> bool:
    """Whether a line that ends in a colon names a section rather than leading over to a list."""
    return len(text) <= 14 and not has("lead_in", text) and (announced(text) is not None or has("noun_end", text))


def words_weight(text: str) -> int:
    """What the words of a line speak for."""
    weight = 2 if BRACKETED.fullmatch(text) else 0
    known = announced(text) is not None or title_kind(text)
    if known and "," not in text and not denied(text):
        weight += 3
    elif has("noun_end", text):
        weight += 1
    against = (
        LABELLED.fullmatch(text) is not None,
        has("done", text),
        has("modal", text),
        denied(text),
        has("verdict", text),
        "," in text,
        len(text) > 16,
        len(text) > 12 and has("act", text),
    )
    return weight - sum(against)


def place_weight(lines: Sequence[Line], index: int, manner: Manner) -> int:
    """What the lines around speak for: something closed or long below, something finished above."""
    below = lines[index + 1]
    if len(below.text) >= max(30, 2 * len(lines[index].text)):
        weight = 2
    elif is_body(lines, index + 1, manner):
        weight = 1
    else:
        weight = 0 if index + 2 < len(lines) and is_body(lines, index + 2, manner) else -3
    return weight + is_fresh(lines, index, manner)


def is_fresh(lines: Sequence[Line], index: int, manner: Manner) -> bool:
    """Whether what stands above a line is finished, or is the title."""
    if index - manner.skip <= 1 or lines[index].gap or index - 1 in manner.tabled:
        return True
    above = lines[index - 1]
    return above.text[-1] in "。;!?:" or above.number is not None


def is_body(lines: Sequence[Line], index: int, manner: Manner) -> bool:
    """Whether a line carries something: a closed or long statement, a list item, a table row."""
    line = lines[index]
    return index in manner.tabled or line.number is not None or is_closed(line.text) or len(line.text) >= 2 * PROSE
