"""Readers are chosen by content, and packages may add their own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from reading_samples import paragraph, pdf_file, rows_sheet, word_file

import miner.reading
from miner.errors import SettingError, UnreadableSource, UnsupportedFormat
from miner.reading import default_readers, read
from miner.records import Reader, Source, Text

DOC = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")


@dataclass
class DocReader:
    """A reader as a package might bring it."""

    name: str = "doc"

    def accepts(self, source: Source) -> bool:
        return source.data.startswith(b"\xd0\xcf\x11\xe0")

    def read(self, source: Source) -> Text:
        return Text("旧文件\0的\ud800文字", "application/msword")


@dataclass
class Point:
    """An entry point that loads what it holds."""

    name: str
    content: object
    value: str = "some.package:thing"

    def load(self) -> object:
        if isinstance(self.content, Exception):
            raise self.content
        return self.content


def install(monkeypatch: pytest.MonkeyPatch, *points: Point) -> None:
    def found(*, group: str) -> list[Point]:
        return list(points) if group == "report_miner.readers" else []

    monkeypatch.setattr(miner.reading, "entry_points", found)


CONTENTS = [
    (word_file(paragraph("甲")), "officedocument.wordprocessingml"),
    (rows_sheet([["甲"]]), "officedocument.spreadsheetml"),
    (pdf_file([[(85, 700, 14, "甲乙丙丁")]]), "application/pdf"),
    (b"\n\n<!-- saved from url=(0014)about:internet -->\n<HTML><p>a", "text/html"),
    ("<html><p>甲</p>".encode("utf-16"), "text/html"),
    ("甲".encode(), "text/plain"),
    ("PK不是压缩包".encode(), "text/plain"),
    (b"BM25 and MZ are words of a text", "text/plain"),
]


@pytest.mark.parametrize(("data", "media_type"), CONTENTS, ids=[media_type for _, media_type in CONTENTS])
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", ""])
def test_the_content_chooses_the_reader_whatever_the_name(data: bytes, media_type: str, name: str) -> None:
    assert media_type in read(Source(data, name, media_type="application/octet-stream")).media_type


def test_a_package_adds_a_reader_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedFormat):
        read(Source(DOC))
    install(monkeypatch, Point("doc", DocReader))
    assert read(Source(DOC)).text == "旧文件\ufffd的\ufffd文字"


@pytest.mark.parametrize("content", [ImportError("no such module"), lambda: 1 / 0])
def test_a_package_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch, content: object) -> None:
    install(monkeypatch, Point("broken", content))
    with pytest.raises(SettingError, match="broken"):
        default_readers()


def test_the_built_in_readers_take_any_source_between_them() -> None:
    readers: tuple[Reader, ...] = default_readers()
    assert [reader.name for reader in readers][-7:] == ["word", "sheet", "pdf", "html", "mhtml", "markdown", "plain"]
    assert readers[-1].accepts(Source(b"anything"))


def test_without_a_fitting_reader_the_format_is_unsupported() -> None:
    with pytest.raises(UnreadableSource):
        read(Source("甲".encode()), readers=[DocReader()])
