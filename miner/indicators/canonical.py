"""Canonical names: the one name under which figures of different reports are compared.

The words of time and order fall away, spellings are brought together by `miner/language/data/indicator_synonyms.tsv`, and
what remains is the name. Two names that come out equal speak of the same measure; nothing is merged that the file does not say.
"""

from __future__ import annotations

import re

from miner.indicators.units import DATA, read_table

DROPPED = re.compile(
    r"(?=[本上全今去当下\d其累实完平我公原目截])(?:(?:本|上|全|今|去|当|上半|下半)[年月季]度?|\d{1,2}月份?|其中|累计|实现|完成|平均"
    r"|全[省市县区所行厂院校]|我[省市县区所行厂院校局]|公司|原|当[前日]|目前|截至[\u4e00-\u9fff\d]{1,"
    r"6}[末底]?)+"
)
NOISE = re.compile(r"[\s“”\"'‘’《》（）()、，,。:：；;·\-—]")


class CanonicalNames:
    """The synonym file.

    A whole name is looked up first. Else the longest word at its end is replaced (西区营收 → 西区营业收入), unless its
    canonical name only adds to it (故障率 → 设备故障率 must not reach 线路故障率).
    """

    def __init__(self, synonyms: dict[str, str]) -> None:
        self.synonyms = synonyms
        self.endings = {word: name for word, name in synonyms.items() if word not in name and len(word) > 1}
        self.lengths: dict[str, list[int]] = {}
        for word in sorted(self.endings, key=len, reverse=True):
            lengths = self.lengths.setdefault(word[-1], [])
            if len(word) not in lengths:
                lengths.append(len(word))

    def find(self, name: str) -> str:
        """The canonical name of a name."""
        bare = NOISE.sub("", name)
        dropped = DROPPED.match(bare)
        bare = (bare[dropped.end() :] or bare) if dropped else bare
        if bare in self.synonyms:
            return self.synonyms[bare]
        for length in self.lengths.get(bare[-1:], ()):
            found = self.endings.get(bare[-length:])
            if found is not None and length < len(bare):
                return bare[:-length] + found
        return bare


def load_canonical_names() -> CanonicalNames:
    """The names of `miner/language/data/indicator_synonyms.tsv`."""
    rows = read_table(DATA / "indicator_synonyms.tsv", ("word", "canonical", "reason"))
    return CanonicalNames({row["word"]: row["canonical"] for row in rows})
