"""Whose report it is: what the text says, by the name of the folder it lies in where both are one unit."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from miner.store.origin import Hints, Origin, effective_department

UNITS = [
    ("燃气公司", None, "燃气公司", "燃气公司", "text", "the same name"),
    ("东湖市燃气公司", None, "燃气公司", "燃气公司", "text", "the text's name ends with the folder's"),
    (None, "东湖集团燃气公司", "燃气公司", "燃气公司", "organization", "an organization's name as well"),
    ("客服部", None, "东湖公司客服部", "东湖公司客服部", "text", "the folder's name ends with the text's"),
    ("热线中心", None, "热线服务中心", "热线服务中心", "text", "a short form of the folder's name"),
    ("热线服务中心", None, "热线中心", "热线中心", "text", "the folder has the short form"),
    ("财务部", None, "客服部", "财务部", "text", "another unit: the text decides"),
    ("工程部", None, "工会", "工程部", "text", "a common beginning makes no short form"),
    ("综合科", "燃气公司", "燃气公司", "燃气公司", "organization", "a general office signs for its company"),
    ("综合部", None, "物业公司", "物业公司", "folder", "or for the unit of the folder"),
    ("综合部", None, None, "综合部", "text", "without a folder it is all there is"),
    (None, "供水公司", None, "供水公司", "organization", "a company alone is the unit that reports"),
    (None, None, "物业公司", "物业公司", "folder", "only the folder says it"),
]


@pytest.mark.parametrize(
    ("department", "organization", "folder", "wanted", "basis", "why"), UNITS, ids=[row[-1] for row in UNITS]
)
def test_a_unit_has_one_name(department, organization, folder, wanted, basis, why) -> None:
    report = SimpleNamespace(department=department, organization=organization)
    assert effective_department(report, Origin(hints=Hints(folder_department=folder))) == (wanted, basis)


def test_an_order_is_taken_as_it_stands() -> None:
    report = SimpleNamespace(department="客服部", organization=None)
    origin = Origin(department="东湖燃气公司", hints=Hints(folder_department="燃气公司"))
    assert effective_department(report, origin) == ("东湖燃气公司", "override")
