"""Where pairs of neighbouring characters stand in many texts at once, so that a pattern is tried only where it can be met.

A pair is known by a bucket of a table; another pair may fall into the same, which costs a trial in vain and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BUCKET_BITS = 15
SPREAD = np.uint32(0x9E3779B1)
"""The golden ratio in 32 bits (Knuth, The Art of Computer Programming, 6.4)."""
BITS = 64
Bits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts joined by line breaks: where each begins, the codes of their characters, and the bucket of the pair that opens at each."""

    joined: str
    starts: NDArray[np.int64]
    codes: NDArray[np.uint32]
    buckets: NDArray[np.uint32]


def pairs_of(texts: Sequence[str]) -> Pairs:
    """The pairs of some texts; the last character of each makes one with the line break behind it."""
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    starts = np.zeros(len(texts), dtype=np.int64)
    np.cumsum([len(text) + 1 for text in texts[:-1]], out=starts[1:])
    return Pairs(joined, starts, codes, buckets_of(codes))


def buckets_of(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The bucket of every two neighbouring characters; the last has none beside it and gets one of its own."""
    following = np.roll(codes, -1)
    result: NDArray[np.uint32] = ((codes * SPREAD) ^ (following * (SPREAD >> np.uint32(3)))) >> np.uint32(32 - BUCKET_BITS)
    return result


def bucket_of(pair: str) -> int:
    """The bucket of one pair."""
    return int(buckets_of(np.array([ord(char) for char in pair], dtype=np.uint32))[0])


class Gate:
    """Says for each text which of some columns it may meet, by the strings (one or two characters) of which a column needs one."""

    def __init__(self, needs: Sequence[Iterable[str] | None]) -> None:
        self.columns = len(needs)
        words = -(-self.columns // BITS)
        self.always = np.zeros(words, dtype=np.uint64)
        self.by_pair = np.zeros((words, 1 << BUCKET_BITS), dtype=np.uint64)
        self.by_char = np.zeros((words, 1 << BUCKET_BITS), dtype=np.uint64)
        for column, strings in enumerate(needs):
            word, bit = column // BITS, np.uint64(1 << column % BITS)
            if strings is None:
                self.always[word] |= bit
            for string in strings or ():
                if len(string) > 1:
                    self.by_pair[word, bucket_of(string)] |= bit
                else:
                    self.by_char[word, ord(string) % (1 << BUCKET_BITS)] |= bit

    def trials(self, pairs: Pairs) -> tuple[list[int], list[int]]:
        """The columns and texts to be tried, as two lists side by side, column by column."""
        if not len(pairs.starts):
            return [], []
        chars = pairs.codes & np.uint32((1 << BUCKET_BITS) - 1)
        found = []
        for always, by_pair, by_char in zip(self.always, self.by_pair, self.by_char, strict=True):
            met = np.bitwise_or.reduceat(by_pair.take(pairs.buckets) | by_char.take(chars), pairs.starts) | always
            found.append(np.unpackbits(met.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little"))
        columns, rows = np.nonzero(np.hstack(found)[:, : self.columns].T)
        return columns.tolist(), rows.tolist()
