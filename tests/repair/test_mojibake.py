"""Text that was decoded wrongly before it reached us is read again, and its offsets still lead to what stands in the file."""

from hypothesis import given
from hypothesis import strategies as st

from miner.repair.alignment import applied
from miner.repair.mojibake import mojibake

PLAIN = "一、水库除险\u3000\u3000全年加固病险水库十二座，完成投资３４００万元。\u3000\u3000二、灌区改造\u3000\u3000新建渠道８６公里。"


def misread(text: str) -> str:
    """UTF-8 read as GBK, as a careless program does it."""
    return text.encode().decode("gb18030", "replace")


def test_a_wrong_reading_is_read_again() -> None:
    wrong = misread(PLAIN)
    assert wrong != PLAIN
    assert applied(wrong, mojibake(wrong)) == PLAIN


def test_good_text_beside_it_stays() -> None:
    good = "本年度养护道路九十公里，修补坑槽四千平方米。"
    text = good + "\n" + misread(PLAIN)
    assert applied(text, mojibake(text)) == good + "\n" + PLAIN


def test_edits_are_short_so_that_offsets_stay_close() -> None:
    assert max(edit.end - edit.start for edit in mojibake(misread(PLAIN))) <= 9


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=200))
def test_chinese_text_is_never_taken_for_a_wrong_reading(text: str) -> None:
    changed = applied(text, mojibake(text))
    assert changed == text or misread(changed) == text


def test_words_that_hold_a_telltale_character_stay() -> None:
    text = "涓涓细流汇成江河，銆与锛不是常用字，鐨字也罕见。"
    assert mojibake(text) == []
