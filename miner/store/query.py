"""The grammar of a search, and nothing of SQL.

    query    = { item }                      all of them must hold
    item     = [ "-" ] ( choice | field )    "-" in front: must not hold
    choice   = term { "OR" term }            one of them must hold; OR (or |) binds closer than the blank between items
    term     = word | "quoted phrase"
    field    = name ":" value                value a word or a quoted phrase; several of one field: one of them

A word finds its characters in a row, and its pieces near each other (人员不足 also finds 人员配备不足); a phrase, or a word
left out, finds its characters in a row only. A word that names a theme of themes.tsv finds every expression of it (人员不足 also
finds 缺员, 人手紧张 …); in quotation marks it is only itself. Fields: 部门/department, 期间/period, 标签/label, 文种/kind. A field stands
alone, never in a choice. Full-width signs and Chinese quotation marks count as their half-width twins, Traditional characters
as Simplified ones; OR is in capitals. Anything else in a word is part of it: there are no other operators.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from miner.errors import QueryError
from miner.language.halves import first_half
from miner.language.rules import read_rows
from miner.records import LABELS, Kind
from miner.store.terms import half_width, runs

LONGEST = 300
MOST_TERMS = 24
QUOTES = str.maketrans({"“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "｜": "|", "－": "-", "：": ":"})
FIELDS = {
    **dict.fromkeys(("部门", "department"), "department"),
    **dict.fromkeys(("期间", "时期", "period"), "period"),
    **dict.fromkeys(("标签", "label"), "label"),
    **dict.fromkeys(("文种", "kind"), "kind"),
}
LABEL_NAMES: dict[str, str] = {"成绩": "achievement", "问题": "problem", "计划": "plan", "其他": "other"}
LABEL_NAMES |= {name: name for name in LABELS}
KIND_NAMES: dict[str, str] = {
    **{name: name for name in get_args(Kind)},
    **{"总结": "summary", "计划": "plan", "总结和计划": "summary_and_plan", "制度": "regulation", "通知": "notice"},
    **{"文章": "article", "其他": "other"},
}
VALUES: dict[str, dict[str, str]] = {"label": LABEL_NAMES, "kind": KIND_NAMES}


@dataclass(frozen=True, slots=True)
class Term:
    """What to find, simplified and half width; `exact` for a phrase in quotation marks, `kin` for one that stands in for a theme's word."""

    text: str
    exact: bool = False
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field that must have one of the values, or, negated, none of them."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search understood: every choice in `all_of` needs one of its terms, no term of `none_of` may stand, fields hold."""

    all_of: tuple[tuple[Term, ...], ...] = ()
    none_of: tuple[Term, ...] = ()
    fields: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: `at` is where it begins, from 1; `field` its field's name as written, or empty."""

    at: int
    text: str
    quoted: bool
    negated: bool
    field: str


def parse(text: str, simplify: Callable[[str], str]) -> Query:
    """The query of a text as typed. QueryError says which character breaks the grammar; no text does anything else."""
    if len(text) > LONGEST:
        raise QueryError(f"检索式有 {len(text)} 个字符，最多 {LONGEST} 个；请只写关键词")
    refuse_surrogates(text)
    plain = half_width(text.translate(QUOTES))
    simple = simplify(plain)
    return widened(assemble(tokens(simple if len(simple) == len(plain) else plain)))


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """Every expression of themes.tsv with all that say the same."""
    groups = [tuple(row[1].split()) for row in read_rows("themes")]
    return {expression: group for group in reversed(groups) for expression in group}


def widened(query: Query) -> Query:
    """The query with every word that names a theme standing for all expressions of it; phrases and left-out words stay as they are."""
    known = themes()
    choices = []
    for choice in query.all_of:
        others = [
            Term(other, True, True)
            for term in choice
            if not term.exact
            for other in known.get(term.text, ())
            if other != term.text
        ]
        choices.append((*choice, *dict.fromkeys(others)))
    return replace(query, all_of=tuple(choices))


def refuse_surrogates(text: str) -> None:
    """QueryError for half a character, which no text of the store can have."""
    if (at := first_half(text)) is not None:
        raise QueryError(f"检索式第 {at} 个字符是不成对的代理码，不是有效文字；请检查发送方的编码")


def tokens(text: str) -> list[Token]:
    """The tokens of a query in half-width signs."""
    found, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = read_token(text, at)
        found.append(token)
    return found


def read_token(text: str, begin: int) -> tuple[Token, int]:
    """The token that begins at a character that is no blank, and where it ends."""
    at = begin
    if text[at] == "|":
        return Token(begin + 1, "OR", False, False, ""), at + 1
    negated = text[at] == "-"
    at += negated
    if text[at : at + 1] == '"':
        phrase, at = read_phrase(text, at)
        return Token(begin + 1, phrase, True, negated, ""), at
    end = word_end(text, at)
    word = text[at:end]
    if word.endswith(":") and text[end : end + 1] == '"' and word[:-1].lower() in FIELDS:
        phrase, end = read_phrase(text, end)
        return Token(begin + 1, phrase, True, negated, word[:-1]), end
    name, colon, value = word.partition(":")
    if colon and name.lower() in FIELDS:
        return Token(begin + 1, value, False, negated, name), end
    return Token(begin + 1, word, False, negated, ""), end


def word_end(text: str, at: int) -> int:
    """Where a word ends: at a blank, a quotation mark or a bar."""
    while at < len(text) and not text[at].isspace() and text[at] not in '"|':
        at += 1
    return at


def read_phrase(text: str, at: int) -> tuple[str, int]:
    """The phrase in quotation marks that opens at `at`, and where it ends."""
    close = text.find('"', at + 1)
    if close < 0:
        raise QueryError(f"第 {at + 1} 个字符的引号没有收尾；请补上另一半引号，或去掉它")
    return text[at + 1 : close], close + 1


def assemble(found: list[Token]) -> Query:
    """The query that tokens make up."""
    choices: list[list[Term]] = []
    none_of: list[Term] = []
    fields: list[tuple[str, str, bool]] = []
    either: Token | None = None
    joinable = False
    for token in found:
        if token.text == "OR" and not (token.quoted or token.negated or token.field):
            if not joinable:
                raise QueryError(f"第 {token.at} 个字符处的 OR 前面没有检索词；OR 两边都要有词，且不能是字段或带减号的词")
            either, joinable = token, False
            continue
        if either is not None and (token.negated or token.field):
            raise QueryError(f"第 {token.at} 个字符处：OR 后面不能接字段或带减号的词；请把它单独写，用空格隔开")
        if token.field:
            fields.append((FIELDS[token.field.lower()], field_value(token), token.negated))
        elif token.negated:
            none_of.append(term_of(token))
        elif either is not None:
            choices[-1].append(term_of(token))
        else:
            choices.append([term_of(token)])
        joinable, either = not (token.field or token.negated), None
    if either is not None:
        raise QueryError(f"第 {either.at} 个字符处的 OR 后面没有检索词；请补上一个词，或去掉 OR")
    if sum(map(len, choices)) + len(none_of) > MOST_TERMS:
        raise QueryError(f"检索词超过 {MOST_TERMS} 个；请减少检索词")
    return Query(tuple(map(tuple, choices)), tuple(none_of), wanted(fields))


def term_of(token: Token) -> Term:
    """The term of a token; one without a letter or digit finds nothing and is refused."""
    if not any(runs(token.text)):
        shown = token.text or ("-" if token.negated else '""')
        raise QueryError(f"第 {token.at} 个字符处的“{shown}”没有可检索的文字；请写汉字、字母或数字")
    return Term(token.text, token.quoted)


def field_value(token: Token) -> str:
    """The value of a field; labels and kinds by either of their names."""
    value: str = token.text.strip()
    if not value:
        raise QueryError(f"第 {token.at} 个字符处的“{token.field}:”后面没有内容；请在冒号后直接写，例如 部门:客服部")
    known = VALUES.get(FIELDS[token.field.lower()])
    if known is None:
        return value
    if value.lower() not in known:
        raise QueryError(f"第 {token.at} 个字符处：没有“{value}”这个{token.field}；可用的有 {'、'.join(known)}")
    return known[value.lower()]


def wanted(fields: list[tuple[str, str, bool]]) -> tuple[Wanted, ...]:
    """The values of each field together, in the order they first stand."""
    grouped: dict[tuple[str, bool], list[str]] = {}
    for field, value, negated in fields:
        grouped.setdefault((field, negated), []).append(value)
    return tuple(Wanted(field, tuple(values), negated) for (field, negated), values in grouped.items())
