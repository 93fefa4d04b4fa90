"""Written pronunciations: what a syllable with its tone looks like, for whoever finds glosses in a text."""

from __future__ import annotations

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
"""Every vowel that carries a tone."""
SYLLABLE = rf"[a-zü]{{0,5}}[{TONED}][a-zü]{{0,4}}"
"""A pattern for one syllable: at most five letters before the toned vowel (zhu-), at most four behind it."""
