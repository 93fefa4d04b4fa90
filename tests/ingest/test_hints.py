"""What folders and file names say of department and period."""

from __future__ import annotations

import pytest

from miner.ingest.hints import find_hints, parse_period
from miner.records import Period

FOLDERS = [
    (("报送", "客服部"), "a.txt", "客服部", None, "a department's folder"),
    (("报送", "03 客服部"), "a.txt", "客服部", None, "with a number before it"),
    (("报送", "客服部", "2024年上半年"), "a.txt", "客服部", "2024年上半年", "a period's folder below it"),
    (("2024年3月", "營運部"), "a.txt", "营运部", "2024年3月", "Traditional characters"),
    (("综合管理部", "财务部"), "a.txt", "财务部", None, "the nearest counts"),
    (("报送", "北片区"), "a.txt", "北片区", None, "the first folder below the one handed in, whatever it is called"),
    (("报送", "新建文件夹"), "a.txt", None, None, "a name that says nothing"),
    (("报送", "月报"), "a.txt", None, None, "a name of what lies in it"),
    (("报送", "第二批"), "a.txt", None, None, "a delivery"),
    (("报送", "backup"), "a.txt", None, None, "no Chinese name"),
    (("下载",), "a.txt", None, None, "the folder handed in is not taken at its word"),
    (("客服部",), "a.txt", "客服部", None, "unless it is named like a department"),
]


@pytest.mark.parametrize(
    ("folders", "name", "department", "period"), [row[:4] for row in FOLDERS], ids=[row[4] for row in FOLDERS]
)
def test_folders_say_this(folders, name, department, period) -> None:
    hints = find_hints(folders, name)
    assert hints.folder_department == department
    assert (hints.folder_period.text if hints.folder_period else None) == period


def test_a_file_name_says_department_and_period() -> None:
    hints = find_hints((), "营运部2024年上半年工作总结.docx")
    assert hints.file_department == "营运部"
    assert hints.file_period is not None
    assert hints.file_period.to == "2024-06-30"


NAMED = [
    ("热线中心24年H1指标表.xlsx", "热线中心", "24年H1", "a half in letters"),
    ("后勤科-2023年7-12月.txt", "后勤科", "2023年7-12月", "a hyphen between months is no joint"),
    ("后勤科_24下半年_定稿.docx", "后勤科", "24下半年", "underscores part words"),
]


@pytest.mark.parametrize(("name", "department", "period", "why"), NAMED, ids=[row[-1] for row in NAMED])
def test_file_names_are_read_as_people_write_them(name: str, department: str, period: str, why: str) -> None:
    hints = find_hints((), name)
    assert (hints.file_period.text if hints.file_period else None) == period
    assert hints.file_department == department


@pytest.mark.parametrize(
    ("text", "dated"), [("2024年上半年", True), ("２０２４年 上半年", False), ("春季攻势", False), ("2024年上半年补报", False)]
)
def test_an_ordered_period_has_dates_where_all_of_it_is_a_period(text: str, dated: bool) -> None:
    assert isinstance(parse_period(text), Period) is dated
