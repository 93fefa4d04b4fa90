"""Whose report it is and of which period: what was ordered, else what the text says, else where the file came from."""

from __future__ import annotations

from dataclasses import dataclass

from miner.language.offices import is_general_office
from miner.records import Period
from miner.store.answers import Basis
from miner.store.periods import period_name
from miner.store.rows import ReportRows
from miner.store.terms import half_width

SHORTEST = 3
"""The shortest name that can be told to be short for another."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the folder and the name of a file say, where they say something; a folder of another kind says nothing."""

    folder_department: str | None = None
    folder_period: Period | None = None
    file_department: str | None = None
    file_period: Period | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: `department` and `period` are orders that go before what the text says."""

    batch: str = ""
    folder: str = ""
    department: str | None = None
    period: Period | str | None = None
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class EffectivePeriod:
    """A period's name and dates, and what it rests on; all None where nothing says it."""

    name: str | None
    since: str | None
    until: str | None
    basis: Basis


def effective_department(report: ReportRows, origin: Origin) -> tuple[str | None, Basis]:
    """The department of a report and what it rests on."""
    hints = origin.hints
    ordered = ordered_department(origin)
    if ordered is not None:
        return ordered, "override"
    candidates: tuple[tuple[str | None, Basis], ...] = (
        (None if is_office_of(report, hints) else report.department, "text"),
        (report.organization, "organization"),
        (hints.folder_department, "folder"),
        (hints.file_department, "file"),
    )
    for name, basis in candidates:
        if name and (tidy := " ".join(half_width(name).split())):
            return as_foldered(tidy, hints.folder_department), basis
    return None, "none"


def ordered_department(origin: Origin) -> str | None:
    """The name of the department that was ordered, if one was."""
    return " ".join(half_width(origin.department or "").split()) or None


def is_office_of(report: ReportRows, hints: Hints) -> bool:
    """Whether the text names but a general office, and the folder the unit that it writes for."""
    return hints.folder_department is not None and is_general_office(report.department or "")


def as_foldered(name: str, folder: str | None) -> str:
    """A unit by the name of the folder that its report lies in, where both are one: so it has one name in all searches.

    江城燃气公司 in 燃气公司 (a longer name of it), 客服部 in 江城公司客服部 (its last part), 客服中心 in 客户服务中心 (its short form).
    """
    if folder is None:
        return name
    same = folder in name or folder.endswith(name) or is_short_form(name, folder) or is_short_form(folder, name)
    return folder if same else name


def is_short_form(short: str, full: str) -> bool:
    """Whether a name is another one with characters left out, but neither its first nor its last two."""
    if len(short) < SHORTEST or short[0] != full[0] or short[-2:] != full[-2:]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def effective_period(report: ReportRows, origin: Origin) -> EffectivePeriod:
    """The period of a report and what it rests on."""
    ordered = ordered_period(origin)
    if ordered is not None:
        return ordered
    if report.period:
        return EffectivePeriod(report.period, report.since, report.until, "text")
    if origin.hints.folder_period is not None:
        return of_period(origin.hints.folder_period, "folder")
    if origin.hints.file_period is not None:
        return of_period(origin.hints.file_period, "file")
    return EffectivePeriod(None, None, None, "none")


def ordered_period(origin: Origin) -> EffectivePeriod | None:
    """The period that was ordered, if one was."""
    if isinstance(origin.period, Period):
        return of_period(origin.period, "override")
    words = "".join(half_width(origin.period or "").split())
    return EffectivePeriod(words, None, None, "override") if words else None


def of_period(period: Period, basis: Basis) -> EffectivePeriod:
    """A period as the record has it."""
    return EffectivePeriod(period_name(period), period.from_, period.to, basis)
