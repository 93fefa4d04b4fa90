"""Text that was decoded wrongly before it reached us is read again, and its offsets still lead to what stands in the file."""

from hypothesis import given
from hypothesis import strategies as st

from miner.repair.alignment import applied
from miner.repair.mojibake import mojibake

PLAIN = "一、水库除险\u3000\u3000全年加固病险水库十二座，完成投资３４００万元。\u3000\u3000二、灌区改造\u3000\u3000新建渠道８６公里。"


def misread(text: str) -> str:
    """UTF-8 read as GBK, as a careless program does it."""
    return text.encode().decode("gbk", "replace")


def agrees(read: str, true: str) -> bool:
    """Whether a text is another but for characters given up as lost."""
    return len(read) == len(true) and all(a in (b, "\ufffd") for a, b in zip(read, true, strict=True))


def test_a_wrong_reading_is_read_again_and_nothing_is_guessed() -> None:
    wrong = misread(PLAIN)
    read = applied(wrong, mojibake(wrong))
    assert wrong != PLAIN
    assert agrees(read, PLAIN)
    assert read.count("\ufffd") < len(PLAIN) / 8


def misread_with_private_use(text: str) -> str:
    """The same as browsers and Windows read it: every pair is a character, if need be of the private-use area."""
    data, chars, at = text.encode(), [], 0
    while at < len(data):
        pair = data[at : at + 2]
        if data[at] < 0x80:
            chars.append(chr(data[at]))
            at += 1
        elif data[at] > 0x80 and len(pair) == 2 and pair[1] >= 0x40 and pair[1] != 0x7F:
            chars.append(pair.decode("gb18030", "replace"))
            at += 2
        else:
            chars.append("\ufffd")
            at += 1
    return "".join(chars)


def test_a_reading_that_knew_all_pairs_comes_back_whole() -> None:
    text = (
        "二、今年主要任务\u3000\u3000加强堤防建设，确保安全度汛；做好河道清淤工作，完成公里数达标的目标。\u3000\u3000三、资金"
    )
    wrong = misread_with_private_use(text)
    read = applied(wrong, mojibake(wrong))
    assert any("\ue000" <= char <= "\uf8ff" for char in wrong)
    assert read[:-1] == text[:-1]


def test_good_text_beside_it_stays() -> None:
    good = "本年度养护道路九十公里，修补坑槽四千平方米。"
    text = good + "\n" + misread(PLAIN)
    read = applied(text, mojibake(text))
    assert read.startswith(good + "\n")
    assert agrees(read, good + "\n" + PLAIN)


@given(
    st.lists(
        st.sampled_from("水库除险加固灌区改造新建渠道公里投资完成管护巡查汛期，。、；\u3000３９"), min_size=24, max_size=120
    ).map("".join)
)
def test_whatever_is_read_again_is_what_was_written(text: str) -> None:
    wrong = misread(text)
    edits = mojibake(wrong)
    assert not edits or agrees(applied(wrong, edits), text) or len(applied(wrong, edits)) != len(text)


def test_edits_are_short_so_that_offsets_stay_close() -> None:
    assert max(edit.end - edit.start for edit in mojibake(misread(PLAIN))) <= 9


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=200))
def test_chinese_text_is_never_taken_for_a_wrong_reading(text: str) -> None:
    changed = applied(text, mojibake(text))
    assert changed == text or misread(changed) == text


def test_words_that_hold_a_telltale_character_stay() -> None:
    text = "涓涓细流汇成江河，銆与锛不是常用字，鐨字也罕见。"
    assert mojibake(text) == []
