"""`miner ingest`: files, folders and archives into the store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from miner.cli.display import plain, screen, table
from miner.cli.helping import Command
from miner.cli.options import (
    GivenPath,
    batch_option,
    json_option,
    loader,
    ordered_department_option,
    ordered_period_option,
    settings_of,
    store_option,
    units_option,
)
from miner.ingest import Bounds, Ended, Orders, Skipped, count_files, ingest, take_in
from miner.records import Period
from miner.settings import Settings
from miner.store import Store

MEGABYTE = 1 << 20
LONGEST_NAME = 40
ID_SHOWN = 12
MOST_IDS = 5
INTERRUPTED = 130


@click.command(cls=Command)
@click.argument("paths", metavar="文件…", nargs=-1, required=True, type=GivenPath(path_type=Path))
@store_option
@ordered_department_option
@ordered_period_option
@batch_option
@click.option("--workers", type=int, help="同时处理文件的进程数（默认见设置 workers）")
@click.option("--retry", is_flag=True, help="只重做以前失败的文件")
@units_option
@json_option
@click.pass_context
def ingest_files(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    department: str | None,
    period: Period | None,
    batch: str,
    workers: int | None,
    retry: bool,
    units: Path | None,
    as_json: bool,
) -> None:
    """把文件、文件夹、压缩包（.zip）入库。

    每个文件的结果是入库、重复或失败；中断后再次运行同一命令会接着做。有文件失败时退出码为 1。
    """
    settings = settings_of(ctx, store=store, workers=workers, units=units)
    refuse_bad_units(settings)
    orders = Orders(
        batch=batch,
        department=department,
        period=period,
        retry=retry,
        workers=settings.workers,
        seconds=settings.file_seconds,
        memory=settings.file_memory,
        bounds=bounds_of(settings),
    )
    with Store.open(settings.store) as opened:
        found = ingest(opened, take_in(paths, orders.bounds, settings.store), loader(settings), orders, now)
        try:
            with closing(found):  # ends the worker processes, whatever happens
                ended, skipped = followed(found, count_files(paths))
            unreached = not_reached(opened, ended, orders)
        except KeyboardInterrupt:
            click.echo("已中断。做完的都已记录；再次运行同一命令会接着做。", err=True)
            ctx.exit(INTERRUPTED)
    if as_json:
        click.echo(as_data(ended, skipped, unreached))
    else:
        show(ended, skipped, unreached)
    ctx.exit(1 if any(one.verdict.status == "failed" for one in ended) else 0)


def refuse_bad_units(settings: Settings) -> None:
    """SettingError for a file of units that cannot be used, before a store is opened or a worker started."""
    if settings.units is None:
        return
    from miner.indicators.units import load_units  # noqa: PLC0415 - only who has units of their own pays for it

    load_units(settings.units)


def bounds_of(settings: Settings) -> Bounds:
    """The bounds of intake."""
    return Bounds(
        members=settings.archive_members,
        member_size=settings.archive_member_size * MEGABYTE,
        total=settings.archive_total * MEGABYTE,
        ratio=settings.archive_ratio,
        depth=settings.archive_depth,
    )


def now() -> str:
    """The time for the records, in seconds of UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def followed(found: Iterable[Ended | Skipped], expected: int) -> tuple[list[Ended], list[Skipped]]:
    """All that a batch gives, with its progress on standard error."""
    ended: list[Ended] = []
    skipped: list[Skipped] = []
    name_shown = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), name_shown)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("准备", total=expected)
        for one in found:
            if isinstance(one, Skipped):
                skipped.append(one)
                continue
            ended.append(one)
            name = plain(one.verdict.name[-LONGEST_NAME:]).plain
            progress.update(task, completed=len(ended), total=max(expected, len(ended)), description=name)
    return ended, skipped


@dataclass(frozen=True, slots=True)
class Unreached:
    """Files that are stored under another department or period than ordered now, and the ids of their documents."""

    files: list[str]
    ids: list[str]

    @property
    def said(self) -> str:
        """How many there are, and what to do."""
        shown = " ".join(one[:ID_SHOWN] for one in self.ids[:MOST_IDS])
        more = "" if len(self.ids) <= MOST_IDS else f" …（共 {len(self.ids)} 份，编号见 --json）"
        return (
            f"有 {len(self.files)} 个文件已在库中，--department、--period 对它们没有用上；"
            f"要改，请先 miner forget {shown}{more}，再运行同一命令"
        )


def not_reached(store: Store, ended: list[Ended], orders: Orders) -> Unreached | None:
    """The files of a batch that were stored before, otherwise than this batch orders; None where all is as ordered."""
    if orders.department is None and orders.period is None:
        return None
    there = [
        one.verdict for one in ended if one.verdict.status == "duplicate" or (one.before and one.verdict.status == "stored")
    ]
    ids = store.not_as_ordered([one.sha256 for one in there], orders.department, orders.period)
    other = set(ids)
    return Unreached([one.origin for one in there if one.sha256 in other], ids) if ids else None


def show(ended: list[Ended], skipped: list[Skipped], unreached: Unreached | None) -> None:
    """The failures with their reasons, which files the orders did not reach, and the counts as the last line."""
    console = screen()
    failed = [one.verdict for one in ended if one.verdict.status == "failed"]
    if failed:
        rows = [(plain(one.origin), plain(one.code), plain(one.message)) for one in failed]
        console.print(table("失败的文件", ("文件", "代码", "原因"), rows))
    if unreached is not None:
        console.print(plain(unreached.said), soft_wrap=True)
    console.print(plain(line_of_counts(ended, skipped)))


def line_of_counts(ended: list[Ended], skipped: list[Skipped]) -> str:
    """How many files ended how."""
    counts = Counter(one.verdict.status for one in ended)
    before = sum(one.before for one in ended)
    line = f"共 {len(ended)} 个文件：入库 {counts['stored']}，重复 {counts['duplicate']}，失败 {counts['failed']}"
    line += f"；其中 {before} 个以前已有结论，没有重做" if before else ""
    return line + (f"；跳过 {len(skipped)} 个（隐藏、锁定或系统文件）" if skipped else "")


def as_data(ended: list[Ended], skipped: list[Skipped], unreached: Unreached | None) -> str:
    """The same as JSON."""
    counts = Counter(one.verdict.status for one in ended)
    data = {
        "counts": {status: counts[status] for status in ("stored", "duplicate", "failed")},
        "files": [{**one.verdict.model_dump(), "before": one.before} for one in ended],
        "skipped": [{"origin": one.origin, "reason": one.reason} for one in skipped],
        "not_as_ordered": None if unreached is None else {**asdict(unreached), "message": unreached.said},
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
