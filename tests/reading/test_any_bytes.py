"""Any bytes at all give a text that keeps its promises, or an UnreadableSource: never another exception."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_samples import level, listed, numbering, pages_of, paragraph, pdf_file, rows_sheet, set_text, word_file

from miner.errors import UnreadableSource
from miner.reading import default_readers, read
from miner.records import Source

READERS = default_readers()
SENTENCE = "保洁组本月清运垃圾三百余车，道路冲洗四十次，收到表扬信两封，仍有个别路段清扫不及时。"
CELLS = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{0}</w:tc></w:tr>'
    "<w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>"
)
SAMPLES = {
    "plain": SENTENCE.encode("gbk"),
    "utf-16": SENTENCE.encode("utf-16"),
    "markdown": f"# {SENTENCE}\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n".encode(),
    "page": f"<html><body><h1>月报</h1><p>{SENTENCE}</p><ol><li>甲</ol>"
    "<table><tr><th colspan=2>乙<tr><td rowspan=2>1<td>2</table>".encode("gbk"),
    "archive": b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    b"--x\nContent-Type: text/html\n\n<p>abc</p>\n--x--",
    "word": word_file(
        paragraph(SENTENCE) + listed("甲") + listed("乙", 1) + CELLS.format(paragraph("格")),
        numbering=numbering(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2")),
    ),
    "sheet": rows_sheet([["项目", "数量"], ["清运", 300.5]]),
    "pdf": pdf_file(pages_of(set_text(SENTENCE * 3), 3, "内部", str)),
}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=6
)


def promise_kept(data: bytes, encoding: str | None = None) -> None:
    try:
        text = read(Source(data, "任意.txt", encoding), READERS)
    except UnreadableSource as refusal:
        assert "请" in str(refusal) or "可用" in str(refusal)
        return
    text.text.encode("utf-8")
    assert text.text.strip()
    assert "\0" not in text.text
    assert "\r" not in text.text
    for mark in text.marks:
        assert 0 <= mark.start < mark.end <= len(text.text)
        assert "\n" not in text.text[mark.start : mark.end]


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for share, gone, instead in changes:
        at = int(share * len(data))
        data = data[:at] + instead + data[at + gone :]
    return data


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "big5", "utf-16", "utf-8", "nonsense"]))
def test_random_bytes(data: bytes, encoding: str | None) -> None:
    promise_kept(data, encoding)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", bytes.fromhex("d0cf11e0a1b11ae1"), b"{\\rtf1"]),
    st.binary(max_size=200),
)
def test_random_bytes_behind_a_known_beginning(beginning: bytes, data: bytes) -> None:
    promise_kept(beginning + data)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_a_damaged_file(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    promise_kept(changed(SAMPLES[name], changes))


@pytest.mark.parametrize("name", ["word", "sheet"])
@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, chosen=st.integers(0, 30))
def test_a_package_with_a_damaged_part(name: str, changes: list[tuple[float, int, bytes]], chosen: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name])) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        for part in names:
            content = old.read(part)
            new.writestr(part, changed(content, changes) if part == names[chosen % len(names)] else content)
    promise_kept(made.getvalue())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"<>/=&#;\"' \n甲1", "table", "td", "tr", "div", "p", "<!--", "-->", "rowspan", "<![CDATA[", "colspan=9"]
        ),
        max_size=60,
    )
)
def test_tag_soup(pieces: list[str]) -> None:
    promise_kept(("<html><body>" + "".join(pieces)).encode())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_themselves_are_read(name: str) -> None:
    assert read(Source(SAMPLES[name]), READERS).text
