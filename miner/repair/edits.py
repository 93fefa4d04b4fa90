"""What a step of repair is: a look at a text that says what to edit, and edits nothing itself.

A step sees the text that the steps before it left behind and returns sorted, disjoint edits; an edit whose `new` is the
old text only sets a flag. Every pattern has bounded repeats, so that each step is linear, and a step asks first whether its
damage can be there at all.
"""

from __future__ import annotations

from collections.abc import Callable

from miner.repair.alignment import Edit

Step = Callable[[str], list[Edit]]
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
