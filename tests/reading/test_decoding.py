"""The encoding of a Chinese text is found, and what is no text is refused."""

from __future__ import annotations

import pytest

from miner.errors import BinarySource, UndecodableSource, UnreadableSource
from miner.reading.decoding import decode, known_encoding

SIMPLIFIED = "本月共处理客户投诉三十五件，办结率为百分之九十七；仍有两件因备件短缺未能按期修复。"
TRADITIONAL = "本月共處理客戶投訴三十五件，辦結率為百分之九十七；仍有兩件因備件短缺未能按期修復。"
ENCODINGS = [
    ("utf-8", "utf-8", SIMPLIFIED, "the commonest"),
    ("utf-8-sig", "utf-8", SIMPLIFIED, "as Notepad saves it"),
    ("gbk", "gb18030", SIMPLIFIED, "Windows on the mainland"),
    ("gb18030", "gb18030", SIMPLIFIED + "㐀𠀀", "four-byte characters"),
    ("gbk", "gb18030", TRADITIONAL, "Traditional text in a mainland encoding must not become Big5"),
    ("cp950", "big5", TRADITIONAL, "Windows on Taiwan"),
    ("cp950", "big5", TRADITIONAL + "裏牆恒～", "characters only Microsoft's table has"),
    ("big5hkscs", "big5hkscs", "嘅咗啲" + TRADITIONAL, "Hong Kong characters"),
    ("utf-16", "utf-16-le", SIMPLIFIED, "Notepad's “Unicode”, with mark"),
    ("utf-16-le", "utf-16-le", SIMPLIFIED, "no mark, no ASCII, so no zero bytes to go by"),
    ("utf-16-be", "utf-16-be", SIMPLIFIED + "\nabc 123", "no mark, with ASCII"),
    ("utf-16-le", "utf-16-le", "Plain English only\n", "no mark, every other byte zero"),
    ("utf-32", "utf-32-le", SIMPLIFIED, "its mark begins like that of UTF-16"),
    ("ascii", "utf-8", "sales 12, up 3%", "pure ASCII is UTF-8"),
]


@pytest.mark.parametrize(("codec", "name", "text", "reason"), ENCODINGS, ids=[f"{c}-{r}" for c, _, _, r in ENCODINGS])
def test_every_encoding_comes_back_as_it_was(codec: str, name: str, text: str, reason: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding) == (text, name), reason


SHORT = [
    "总结",
    "报告",
    "计划",
    "部门",
    "完成",
    "问题",
    "指标",
    "安全",
    "生产",
    "营业",
    "客户",
    "质量",
    "培训",
    "设备",
    "检查",
    "收入",
    "成本",
    "利润",
    "财务",
    "人事",
    "行政",
    "后勤",
    "采购",
    "仓库",
    "工程",
    "项目",
    "市场",
    "销售",
    "服务",
    "投诉",
    "满意",
    "考核",
    "会议",
    "制度",
    "维修",
    "系统",
    "数据",
    "网络",
    "车辆",
    "巡检",
    "营业部",
    "财务科",
    "月度总结",
    "季度计划",
    "工作汇报",
    "年终述职",
    "存在不足",
    "下步打算",
    "2023年",
    "一月份",
    "上半年",
    "第3季度",
]
SHORT_TRADITIONAL = [
    "總結",
    "報告",
    "計畫",
    "部門",
    "完成",
    "問題",
    "指標",
    "安全",
    "生產",
    "營業",
    "客戶",
    "品質",
    "培訓",
    "設備",
    "檢查",
    "收入",
    "成本",
    "利潤",
    "財務",
    "人事",
    "行政",
    "後勤",
    "採購",
    "倉庫",
    "工程",
    "項目",
    "市場",
    "銷售",
    "服務",
    "投訴",
    "滿意",
    "考核",
    "會議",
    "制度",
    "維修",
    "系統",
    "資料",
    "網路",
    "車輛",
    "巡檢",
    "營業部",
    "財務科",
    "月度總結",
    "季度計畫",
    "工作彙報",
    "年終述職",
    "存在不足",
    "下步打算",
    "2023年",
    "一月份",
    "上半年",
    "第3季度",
]


@pytest.mark.parametrize("text", SHORT)
def test_a_word_in_gbk_is_not_taken_for_big5(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
def test_a_word_in_big5_is_not_taken_for_gbk(text: str) -> None:
    assert decode(text.encode("cp950")).text == text


@pytest.mark.xfail(
    reason="two characters alone, both readings made of everyday characters: nothing but a dictionary could tell"
)
@pytest.mark.parametrize(("text", "codec"), [("丁克", "gbk"), ("絲絨", "cp950")])
def test_rare_words_alone_are_told_apart(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_a_close_call_is_told() -> None:
    assert [warning.code for warning in decode("絲絨".encode("cp950")).warnings] == ["encoding-in-doubt"]
    assert decode(SIMPLIFIED.encode("gbk")).warnings == ()


@pytest.mark.parametrize("word", ["一", "联通", "营业"])
def test_gbk_that_happens_to_be_valid_utf8_is_read_as_chinese(word: str) -> None:
    assert decode(f"2023 {word}".encode("gbk")).text == f"2023 {word}"


DECLARED = [
    ("big5", SIMPLIFIED.encode("gbk"), SIMPLIFIED, "a wrong claim does not win over a text that makes sense"),
    ("gb2312", SIMPLIFIED.encode("utf-8"), SIMPLIFIED, "pages converted to UTF-8 keep their old claim"),
    ("gbk", "丁克".encode("gbk"), "丁克", "a claim settles what the bytes leave open"),
    ("x-unknown", SIMPLIFIED.encode("gbk"), SIMPLIFIED, "an unknown claim is passed over"),
]


@pytest.mark.parametrize(("claim", "data", "text", "reason"), DECLARED)
def test_a_declared_encoding_is_believed_where_the_text_bears_it_out(claim: str, data: bytes, text: str, reason: str) -> None:
    assert decode(data, declared=[claim]).text == text, reason


def test_a_forced_encoding_is_obeyed_even_against_sense() -> None:
    assert decode("丁克".encode("gbk"), forced="cp950").encoding == "big5"
    assert decode(SIMPLIFIED.encode("utf-16-be"), forced="UTF-16BE").text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-16"), forced="utf-16").text == SIMPLIFIED


FORCED = [
    (SIMPLIFIED.encode("gbk"), "utf-8", "does not fit"),
    (SIMPLIFIED.encode("utf-8")[:-1], "utf-8", "cut inside a character"),
    (SIMPLIFIED.encode("utf-8"), "klingon", "unknown"),
    (b"6162", "hex", "a codec of Python that is no encoding of text"),
    (b"abc", "unicode_escape", "another one"),
]


@pytest.mark.parametrize(("data", "encoding", "reason"), FORCED)
def test_a_forced_encoding_that_does_not_fit_is_refused(data: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(UndecodableSource) as refusal:
        decode(data, forced=encoding)
    assert encoding in str(refusal.value), reason


NAMES = [
    ("GB2312", "gb18030"),
    ("x-gbk", "gb18030"),
    ("CP936", "gb18030"),
    ("Big5-HKSCS", "big5hkscs"),
    ("UTF8", "utf-8"),
    ("rot13", None),
]


@pytest.mark.parametrize(("said", "name"), NAMES)
def test_encodings_are_known_by_what_people_call_them(said: str, name: str | None) -> None:
    assert known_encoding(said) == name


def test_a_broken_byte_in_a_long_text_is_replaced_and_told() -> None:
    data = (SIMPLIFIED * 20).encode("utf-8")
    found = decode(data[:300] + b"\xff" + data[300:])
    assert found.text.replace("\ufffd", "") == SIMPLIFIED * 20
    (warning,) = found.warnings
    assert warning.code == "broken-bytes"
    assert found.text[warning.start : warning.end] == "\ufffd"


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "cp950"])
def test_a_text_cut_inside_its_last_character_is_read(codec: str) -> None:
    text = (TRADITIONAL if codec == "cp950" else SIMPLIFIED) * 10
    found = decode(text.encode(codec)[:-1].removesuffix(b"\xa1"))
    assert found.text.startswith(text[:-2])


def test_text_spoilt_by_an_earlier_conversion_is_told() -> None:
    spoilt = (SIMPLIFIED * 3).encode("utf-8").decode("gbk", "replace")
    assert "garbled-text" in [warning.code for warning in decode(spoilt.encode("utf-8")).warnings]


NO_TEXT = [
    (bytes(range(256)) * 4, BinarySource, "every byte there is"),
    (b"\x00\x01\x02\x03" * 50, BinarySource, "control bytes"),
    (SIMPLIFIED.encode("utf-8") + b"\0\1" * 50, BinarySource, "text and then control characters"),
    ("甲乙丙".encode() + b"\1\2\3\4", BinarySource, "hardly more than control characters"),
    (b"\xff" * 100, UndecodableSource, "in no encoding"),
    ("上半期の業務報告によると、多くの作業を完了した".encode("cp932") * 4, UndecodableSource, "Japanese in Shift-JIS"),
    ("Отчет о работе отдела за первое полугодие".encode("cp1251") * 3, UndecodableSource, "Russian"),
]


@pytest.mark.parametrize(("data", "error", "reason"), NO_TEXT, ids=[reason for _, _, reason in NO_TEXT])
def test_what_is_no_text_is_refused(data: bytes, error: type[UnreadableSource], reason: str) -> None:
    with pytest.raises(error):
        decode(data)


STRAY = [
    ("完成\0检修三次。", "utf-8", "完成检修三次。", "a NUL inside a short text"),
    ("好的\0", "utf-8", "好的", "a text as C ends it"),
    ("完成检修三次。", "utf-16-le", "完成检修三次。", "zeros that belong to an encoding are none"),
    ("甲班" + "\0" * 6 + "乙班" + "\0" * 2, "gbk", "甲班乙班", "fields padded to a width"),
    (SIMPLIFIED * 5 + "\0", "gbk", SIMPLIFIED * 5, "one at the end of a long text"),
    (SIMPLIFIED * 50 + "\0" + SIMPLIFIED, "utf-8", SIMPLIFIED * 51, "one in a long text"),
    ("完成\x01检修\x1b三次。", "utf-8", "完成\x01检修\x1b三次。", "other control characters stay: repair takes them out"),
    (
        "\x1b[31m逾期\x1b[0m两项。\x1a",
        "gbk",
        "\x1b[31m逾期\x1b[0m两项。\x1a",
        "colours of a terminal, and the end that DOS sets",
    ),
]


@pytest.mark.parametrize(("text", "codec", "expected", "reason"), STRAY, ids=[row[3] for row in STRAY])
def test_stray_control_characters_do_not_cost_a_text(text: str, codec: str, expected: str, reason: str) -> None:
    assert decode(text.encode(codec)).text == expected, reason


def test_stray_control_characters_are_told() -> None:
    (warning,) = decode("完成\0检修\x01三次。\x1a".encode()).warnings
    assert (warning.code, warning.message[:8]) == ("control-characters", "有 2 个控制字")
    assert decode("完成检修三次。\x1a".encode()).warnings == ()
