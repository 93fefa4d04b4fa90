"""From a query to expressions of the full-text index. Terms reach FTS5 as quoted strings only, so nothing can be injected.

A term is found by its characters in a row, or by its pieces near each other. The tokenizer knows 人员不足 and 人员配备 as words
of their own, so pieces are cut finer than words: 人员 and 不足, which stand in 人员配备明显不足 too. Sentences with the
characters in a row weigh more, and so do those where the tokenizer sees the same words (会计 as a word before 社会计划). Other
expressions of a term's theme are found and weigh least, so that what was asked for stands first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from miner.store.query import Query, Term
from miner.store.terms import Cut, pairs, runs, word_terms

NEAR = 24  # characters between pieces: about two clauses; “人员编制只有十二人，与任务相比明显不足” has fourteen
LONG_WORD = 4  # a Chinese word of four or more characters is nearly always made of words of two
EMPTY_WORDS = frozenset("的了地得着之和与及或是在也都")  # carry no content: 人员的不足 is 人员不足


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask the index: `match` for the wanted (empty for all), `unwanted` for what to leave out, `parts` for weighing; `kin` is the one that weighs least."""

    match: str
    unwanted: str
    parts: tuple[str, ...]
    kin: str = ""


def plan(query: Query, cut: Cut) -> Plan:
    """The plan of a query."""
    choices = [[found for term in choice for found in ways(term, cut)] for choice in query.all_of]
    asked = [term for choice in query.all_of for term in choice if not term.kin]
    kin = " OR ".join(unique(part for choice in query.all_of for term in choice if term.kin for part in ways(term, cut)))
    weighed = [part for term in asked for part in (*ways(term, cut), *same_words(term, cut))]
    return Plan(
        match=" AND ".join(f"({' OR '.join(unique(choice))})" for choice in choices),
        unwanted=" OR ".join(unique(f"grams : {in_a_row(term.text)}" for term in query.none_of)),
        parts=tuple(unique([*weighed, *([kin] if kin else [])])),
        kin=kin,
    )


def unique(parts: Iterable[str]) -> list[str]:
    """The parts without repeats, in order."""
    return list(dict.fromkeys(parts))


def ways(term: Term, cut: Cut) -> list[str]:
    """The expressions that find a term: its characters in a row, and, unless it is exact, its pieces near each other."""
    strict = f"grams : {in_a_row(term.text)}"
    found = [] if term.exact else pieces(term.text, cut)
    if len(found) < 2:
        return [strict]
    return [strict, f"grams : NEAR({' '.join(map(in_a_row, found))}, {NEAR})"]


def same_words(term: Term, cut: Cut) -> list[str]:
    """The expression for a term's words one after the other, as the tokenizer cuts them."""
    words = word_terms(term.text, cut)
    return [f"words : {quoted(' '.join(words))}"] if words else []


def in_a_row(text: str) -> str:
    """The phrase of pairs of a text; a last run of one character is the beginning of a pair."""
    *before, last = runs(text)
    terms = [pair for run in before for pair in pairs(run)]
    if len(last) == 1:
        return f"{quoted(' '.join([*terms, last]))} *"
    return quoted(" ".join([*terms, *pairs(last)[:-1]]))


def pieces(text: str, cut: Cut) -> list[str]:
    """The pieces of a text that carry content, each once: words, long ones cut in twos, single characters with what follows."""
    found: list[str] = []
    single = ""
    for word in word_terms(text, cut):
        if word in EMPTY_WORDS:
            continue
        if len(word) == 1:
            single += word
            continue
        first, *rest = halves(word)
        found += [single + first, *rest]
        single = ""
    if single:
        found[-1:] = [found[-1] + single] if found else [single]
    return unique(found)


def halves(word: str) -> list[str]:
    """A long Chinese word in twos, an odd last character with the two before it; any other word as it is."""
    if len(word) < LONG_WORD or word.isascii():
        return [word]
    cuts = [word[at : at + 2] for at in range(0, len(word), 2)]
    return [*cuts[:-2], cuts[-2] + cuts[-1]] if len(cuts[-1]) == 1 else cuts


def quoted(text: str) -> str:
    """A string of FTS5."""
    return '"' + text.replace('"', '""') + '"'
