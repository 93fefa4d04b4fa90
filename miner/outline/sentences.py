"""Sentences: the smallest stretches that make one statement.

A sentence ends at a full stop, question or exclamation mark or semicolon, but never inside a bracket, a quotation or a number, and never
crosses a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

STOP = re.compile(r"[。！？；!?;]|\.(?=\s|$|[\u4e00-\u9fff“])")
OPENING = {"(": ")", "（": "）", "“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "【": "】", "[": "]", "〔": "〕"}
TOKENS = re.compile(r"[()（）“”‘’《》「」『』【】\[\]〔〕]|[。！？；!?;]|\.(?=\s|$|[\u4e00-\u9fff“])")
KEYWORDS = re.compile(r"[【\[]?关\s?键\s?[词字][】\]]?\s?[::]|\[\d{1,2}\]")
"""A line of keywords or an entry of a list of references: one statement, whatever stands in it."""
CLOSERS = "”’）)》」』】]〕"
ENDS = "。！？；!?;…"
LONGEST_BRACKET = 400


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a block, without the blanks around them."""
    if KEYWORDS.match(text):
        yield from trimmed(text, 0, len(text))
        return
    start = 0
    enclosed = bracketed(text)
    at = 0
    while True:
        match = STOP.search(text, at)
        if match is None:
            break
        stop = match.start()
        inside = enclosed.get(stop)
        if inside is not None:
            at = inside
            continue
        end = match.end()
        if match[0] == "." and not (stop and "\u4e00" <= text[stop - 1] <= "\u9fff"):
            at = end
            continue
        while end < len(text) and (text[end] in ENDS or text[end] in CLOSERS):
            end += 1
        yield from trimmed(text, start, end)
        start = at = end
    yield from trimmed(text, start, len(text))


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without blanks at its ends, unless nothing but punctuation is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        yield start, end


def bracketed(text: str) -> dict[int, int]:
    """For each end mark inside a balanced bracket or quotation: where the outermost one closes."""
    stack: list[tuple[str, int, int]] = []
    marks: list[int] = []
    inside: dict[int, int] = {}
    for match in TOKENS.finditer(text):
        char, at = match[0], match.start()
        if char in OPENING:
            stack.append((OPENING[char], at, len(marks)))
        elif char in CLOSERS:
            depth = next((i for i in range(len(stack) - 1, max(-1, len(stack) - 9), -1) if stack[i][0] == char), None)
            if depth is not None:
                _, opened, first = stack[depth]
                del stack[depth:]
                if at - opened <= LONGEST_BRACKET:
                    for mark in marks[first:]:
                        if mark > opened:
                            inside[mark] = at
        else:
            marks.append(at)
    return inside
