"""Intake: what is found, under which name, in which order, and what is refused or passed over."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.errors import MinerError, UnreadableSource
from miner.ingest import Bounds, Item, Skipped, count_files, take_in
from miner.ingest.archives import directory_size, label_parts, member_name
from miner.ingest.items import MEGABYTE, printable, read_item


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def taken(path: Path, **bounds: int) -> list[tuple[str, str]]:
    """Origins below the path with the code of their refusal, `-` for skipped, or empty."""
    rows = []
    for one in take_in([path], Bounds(**bounds)):
        code = "-" if isinstance(one, Skipped) else one.refusal.code if one.refusal else ""
        rows.append((one.origin.removeprefix(str(path)), code))
    return rows


def test_a_folder_gives_its_files_sorted_with_the_folders_above_them(tmp_path: Path) -> None:
    root = tmp_path / "报送"
    for name in ("乙部/二.txt", "乙部/一.txt", "甲部/深/三.txt", "四.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    items = [one for one in take_in([root]) if isinstance(one, Item)]
    assert [one.origin for one in items] == sorted(one.origin for one in items)
    assert {one.name: one.folders for one in items} == {
        "一.txt": ("报送", "乙部"),
        "二.txt": ("报送", "乙部"),
        "三.txt": ("报送", "甲部", "深"),
        "四.txt": ("报送",),
    }
    assert count_files([root]) == 4


def test_what_is_no_report_is_passed_over_and_counted(tmp_path: Path) -> None:
    for name in (".隐藏.txt", "~$报告.docx", "Thumbs.db", "desktop.ini", "报告.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / "链接.txt").symlink_to(tmp_path / "报告.txt")
    (tmp_path / "绕圈").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "管道.txt")
    rows = taken(tmp_path)
    assert [origin for origin, code in rows if code == ""] == ["/报告.txt"]
    assert sum(code == "-" for _, code in rows) == 8


def test_names_that_a_chinese_windows_left_on_linux_come_out_right(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/" + "客服部".encode("gbk")
    os.mkdir(folder)  # noqa: PTH102 - bytes
    Path(os.fsdecode(folder + b"/" + "总结.txt".encode("gbk"))).write_text("x")
    (found,) = take_in([tmp_path])
    assert isinstance(found, Item)
    assert (found.name, found.folders[1:]) == ("总结.txt", ("客服部",))
    assert found.origin == str(tmp_path / "客服部" / "总结.txt")
    assert read_item(found, Bounds()) == b"x"


def test_the_store_itself_is_no_report(tmp_path: Path) -> None:
    for name in ("miner.db", "miner.db-wal", "报告.txt"):
        (tmp_path / name).write_text("x")
    found = list(take_in([tmp_path], Bounds(), tmp_path / "miner.db"))
    assert [one.origin for one in found if isinstance(one, Item)] == [str(tmp_path / "报告.txt")]


def test_a_file_named_outright_is_taken_even_if_hidden_and_only_once(tmp_path: Path) -> None:
    file = tmp_path / ".报告.txt"
    file.write_text("x")
    found = list(take_in([file, file, tmp_path / "." / ".报告.txt"]))
    assert [one.origin for one in found] == [str(file)]
    assert found[0].folders == (tmp_path.name,)  # type: ignore[union-attr]


def test_a_path_that_is_not_there_is_a_failure_with_a_reason(tmp_path: Path) -> None:
    (found,) = take_in([tmp_path / "没有.txt"])
    assert isinstance(found, Item)
    assert isinstance(found.refusal, UnreadableSource)
    assert "检查路径" in str(found.refusal)


def test_a_file_beyond_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    (found,) = take_in([file])
    with pytest.raises(UnreadableSource, match="上限"):
        read_item(found, Bounds(size=1000))  # type: ignore[arg-type]


def test_members_of_an_archive_come_one_by_one_with_their_folders(tmp_path: Path) -> None:
    file = tmp_path / "上报.zip"
    file.write_bytes(packed({"甲部/一.txt": b"1", "甲部/": b"", "二.txt": b"2", "__MACOSX/._二.txt": b"", "~$三.docx": b""}))
    items = [one for one in take_in([file]) if isinstance(one, Item)]
    assert [(one.name, one.folders, one.data) for one in items] == [
        ("一.txt", (tmp_path.name, "上报", "甲部"), b"1"),
        ("二.txt", (tmp_path.name, "上报"), b"2"),
    ]
    assert [code for _, code in taken(file)].count("-") == 2


@pytest.mark.parametrize("parts", [("[Content_Types].xml", "word/document.xml"), ("mimetype", "content.xml")])
def test_a_document_that_is_packed_is_one_file_and_no_archive(tmp_path: Path, parts: tuple[str, ...]) -> None:
    file = tmp_path / "报告.zip"
    file.write_bytes(packed(dict.fromkeys(parts, b"x")))
    assert taken(file) == [("", "")]


def test_an_archive_with_a_stored_document_in_it_is_an_archive(tmp_path: Path) -> None:
    file = tmp_path / "包.zip"
    document = packed({"[Content_Types].xml": b"x", "word/document.xml": b"x"}, zipfile.ZIP_STORED)
    file.write_bytes(packed({"报告.docx": document}, zipfile.ZIP_STORED))
    assert taken(file) == [("!/报告.docx", "")]


NAMES = [
    ("营运部/总结.txt".encode("gbk"), 0, "营运部/总结.txt", "GBK as Windows packs it"),
    ("营运部/总结.txt".encode(), 0, "营运部/总结.txt", "UTF-8 without its flag"),
    ("营运部/总结.txt".encode(), 0x800, "营运部/总结.txt", "UTF-8 with its flag"),
    ("陞職\\誠.txt".encode("gb18030"), 0, "陞職\\誠.txt", "a backslash parts folders after decoding only"),
    (b"plain.txt", 0, "plain.txt", "ASCII"),
]


@pytest.mark.parametrize(("raw", "flag", "expected"), [row[:3] for row in NAMES], ids=[row[3] for row in NAMES])
def test_names_are_read_in_the_encoding_they_were_written_in(raw: bytes, flag: int, expected: str) -> None:
    info = zipfile.ZipInfo(raw.decode("utf-8" if flag else "cp437"))
    info.flag_bits = flag
    assert member_name(info) == expected


def test_a_garbled_archive_of_windows_gives_chinese_names(tmp_path: Path) -> None:
    data = packed({"XXXXXX/YYYY.txt": b"1"})
    data = data.replace(b"XXXXXX", "客服部".encode("gbk")).replace(b"YYYY", "总结".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    assert taken(tmp_path / "a.zip") == [("!/客服部/总结.txt", "")]


TRICKS = [
    ("../../etc/passwd", ["etc", "passwd"]),
    ("/etc/passwd", ["etc", "passwd"]),
    ("C:\\Windows\\a.txt", ["Windows", "a.txt"]),
    ("a/./b/../c.txt", ["a", "b", "c.txt"]),
    ("\\\\server\\share\\a.txt", ["server", "share", "a.txt"]),
    ("a\x1b[31m\n.txt", ["a\ufffd[31m\ufffd.txt"]),
    ("..", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "parts"), TRICKS)
def test_a_name_that_would_lead_elsewhere_is_only_a_label(name: str, parts: list[str]) -> None:
    assert label_parts(name) == parts


def test_nothing_of_an_archive_is_written_to_disk(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a.zip"
    file.write_bytes(packed({"../../逃.txt": b"1", "/tmp/逃.txt": b"2", "C:\\逃.txt": b"3"}))
    assert [code for _, code in taken(file)] == ["", "", ""]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("一.txt", b"1")
        archive.writestr("一.txt", b"2")
    rows = taken(tmp_path / "a.zip")
    assert len({origin for origin, _ in rows}) == 2
    assert [one.data for one in take_in([tmp_path / "a.zip"])] == [b"1", b"2"]  # type: ignore[union-attr]


def test_a_link_in_an_archive_is_passed_over(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("链接.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert taken(tmp_path / "a.zip") == [("!/链接.txt", "-")]


def nested(depth: int) -> bytes:
    """A report inside so many archives."""
    data = packed({"一.txt": b"1"})
    for _ in range(depth - 1):
        data = packed({"里.zip": data, "外.txt": b"2"})
    return data


def test_archives_in_archives_are_opened_to_the_limit_and_refused_beyond(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nested(3))
    assert taken(tmp_path / "a.zip") == [("!/里.zip!/里.zip!/一.txt", ""), ("!/里.zip!/外.txt", ""), ("!/外.txt", "")]
    assert taken(tmp_path / "a.zip", depth=2) == [("!/里.zip!/里.zip", "too-large"), ("!/里.zip!/外.txt", ""), ("!/外.txt", "")]


HOSTILE = [
    (
        "one member too large",
        {"大.txt": os.urandom(3000), "小.txt": b"1"},
        {"member_size": 2000},
        [("!/大.txt", "too-large"), ("!/小.txt", "")],
    ),
    ("too many members", {f"{at}.txt": b"1" for at in range(9)}, {"members": 8}, [("", "too-large")]),
    ("a bomb", {"弹.txt": bytes(20 * MEGABYTE), "小.txt": b"1"}, {"ratio": 100}, [("!/弹.txt", "too-large"), ("!/小.txt", "")]),
    (
        "too much in all",
        {"一.txt": os.urandom(900), "二.txt": os.urandom(900), "三.txt": b"3"},
        {"total": 1000},
        [("!/一.txt", ""), ("!/二.txt", "too-large"), ("", "too-large")],
    ),
]


@pytest.mark.parametrize(("members", "bounds", "expected"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_archive_is_given_up_where_its_bounds_end(tmp_path: Path, members, bounds, expected) -> None:
    (tmp_path / "a.zip").write_bytes(packed(members))
    assert taken(tmp_path / "a.zip", **bounds) == expected


def test_bounds_hold_over_all_that_is_nested(tmp_path: Path) -> None:
    inner = packed({"一.txt": os.urandom(600), "二.txt": os.urandom(600)})
    (tmp_path / "a.zip").write_bytes(packed({"甲.zip": inner, "乙.zip": inner}))
    codes = [code for _, code in taken(tmp_path / "a.zip", total=3000)]
    assert codes.count("too-large") >= 2
    assert codes.count("") <= 2


def test_sizes_that_headers_claim_are_not_believed(tmp_path: Path) -> None:
    data = bytearray(packed({"弹.txt": bytes(20 * MEGABYTE)}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)  # claims to expand to ten bytes
    (tmp_path / "a.zip").write_bytes(data)
    ((_, code),) = taken(tmp_path / "a.zip", ratio=100)
    assert code in {"too-large", "corrupt"}


def test_a_directory_far_larger_than_its_members_may_need_is_not_opened(tmp_path: Path) -> None:
    data = bytearray(packed({"一.txt": b"1"}))
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 1 << 30)
    (tmp_path / "a.zip").write_bytes(data)
    assert directory_size(io.BytesIO(data)) == 1 << 30
    assert taken(tmp_path / "a.zip") == [("", "too-large")]


def test_a_member_with_a_password_fails_alone(tmp_path: Path) -> None:
    data = bytearray(packed({"密.txt": b"1", "明.txt": b"2"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert taken(tmp_path / "a.zip") == [("!/密.txt", "encrypted"), ("!/明.txt", "")]


def test_a_broken_member_fails_alone(tmp_path: Path) -> None:
    data = packed({"坏.txt": b"abcdefgh" * 100, "好.txt": b"2"}, zipfile.ZIP_STORED).replace(
        b"abcdefgh" * 2, b"abcdefgX" * 2, 1
    )
    (tmp_path / "a.zip").write_bytes(data)
    assert taken(tmp_path / "a.zip") == [("!/坏.txt", "corrupt"), ("!/好.txt", "")]


def test_a_method_that_would_take_memory_at_a_header_s_word_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"一.txt": b"1" * 100}, zipfile.ZIP_LZMA))
    assert taken(tmp_path / "a.zip") == [("!/一.txt", "unsupported")]


def test_an_archive_cut_short_is_corrupt_or_left_to_the_readers(tmp_path: Path) -> None:
    whole = packed({"一.txt": os.urandom(500), "二.txt": os.urandom(500)})
    (tmp_path / "a.zip").write_bytes(whole[:700])
    assert taken(tmp_path / "a.zip") == [("", "corrupt")]


@given(data=st.data())
def test_a_mutated_archive_never_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(packed({"甲/一.txt": b"abc" * 50, "里.zip": packed({"二.txt": b"x" * 90})}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("mutated") / "a.zip"
    file.write_bytes(whole)
    for one in take_in([file], Bounds(total=MEGABYTE, member_size=MEGABYTE)):
        assert one.origin.startswith(str(file))


@given(st.binary(max_size=30))
def test_any_bytes_as_a_name_can_be_printed_and_stored(raw: bytes) -> None:
    shown = printable(os.fsdecode(raw))
    assert all(char.isprintable() or char == "\u3000" for char in shown)
    assert shown.encode().decode() == shown


def test_a_broken_archive_is_explained_without_a_word_of_english(tmp_path: Path) -> None:
    whole = packed({"一.txt": ("窗口进展平稳。" * 50).encode()}, zipfile.ZIP_STORED)
    (tmp_path / "残.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "改.zip").write_bytes(whole.replace("窗口".encode(), "热线".encode(), 1))
    said = []
    for item in take_in([tmp_path / "改.zip", tmp_path / "残.zip", tmp_path / "无.zip"]):
        assert isinstance(item, Item)
        with pytest.raises(MinerError) as caught:
            read_item(item, Bounds())
        said.append(str(caught.value))
    assert ["校验码不符" in said[0], "内容不全" in said[1], "不存在" in said[2]] == [True] * 3
    assert not [one for one in said if re.search("[A-Za-z]{2,} [A-Za-z]{2,}", one)]
