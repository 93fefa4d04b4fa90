"""`miner extract`: documents of files, printed or written one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from miner.cli.options import settings_of, units_option
from miner.cli.outputs import FORMATS, TABULAR, Failed, names_for, render, write_beside
from miner.errors import MinerError, UnreadableSource
from miner.exports import TABLES, Table
from miner.pipeline import Miner
from miner.records import Document, Source

FAILED = 1
OUTPUT_HELP = "写入这个文件夹，每份文件一个结果；表格和 jsonl 也可写成一个文件，如 全部.xlsx"


@dataclass(frozen=True, slots=True)
class Order:
    """How one file is to be read; it travels to the worker processes."""

    name: str | None
    encoding: str | None
    with_text: bool
    min_score: float = 0.0


@click.command()
@click.argument("paths", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="输出格式")
@click.option("-o", "--output", type=click.Path(path_type=Path), help=OUTPUT_HELP)
@click.option("--table", type=click.Choice(TABLES), default="sentences", show_default=True, help="打印 CSV 时选哪张表")
@click.option("--name", help="文件名（读标准输入时用来判断部门和期间）")
@click.option("--text", "with_text", is_flag=True, help="JSON 里带上全文")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="把握低于此数（0 到 1）的句子归为“未定”，不作猜测")
@click.option("--encoding", help="强制使用这种文字编码，如 gb18030")
@click.option("--workers", type=click.IntRange(1), help="同时处理文件的进程数（默认见设置 workers）")
@units_option
@click.pass_context
def extract(
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    table: Table,
    name: str | None,
    with_text: bool,
    min_score: float,
    encoding: str | None,
    workers: int | None,
    units: Path | None,
) -> None:
    """把报告变成结构化数据。文件可以是多个，也可以是文件夹；“-”表示标准输入。"""
    settings = settings_of(ctx, workers=workers, units=units)
    found = files_of(paths)
    together = output is None or (form in TABULAR and output.suffix == f".{form}" and not output.is_dir())
    refuse_impossible(found, form, output, name, together)
    load = partial(Miner.load, settings.model, settings.units)
    order = Order(name, encoding, with_text or form == "html", min_score)
    results = extracted(found, load, order, settings.workers)
    if output is None and len(found) == 1:
        print_one(next(results)[1], form, table)
        return
    failures = write_all(found, results, form=form, output=output, table=table, together=together)
    sys.exit(FAILED if failures else 0)


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named, sorted by name; hidden and lock files in folders are passed over."""
    from miner.ingest.items import passed_over  # noqa: PLC0415 - the way there leads past the store, a fifth of a second

    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = sorted(one for one in path.rglob("*") if one.is_file())
            found += [one for one in below if not any(map(passed_over, one.relative_to(path).parts))]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def refuse_impossible(found: Sequence[Path], form: str, output: Path | None, name: str | None, together: bool) -> None:
    """UsageError for orders that cannot be carried out."""
    if not found:
        raise click.UsageError("这些文件夹里没有文件；请检查路径")
    if name is not None and len(found) > 1:
        raise click.UsageError("--name 只用于一个文件；多个文件各用自己的文件名")
    if output is None and len(found) > 1 and form not in TABULAR:
        raise click.UsageError(f"共有 {len(found)} 个文件，请用 -o 指定存放结果的文件夹")
    if output is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("Excel 文件不能显示在屏幕上；请用 -o 结果.xlsx")
    if output is not None and not together and output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} 已存在且不是文件夹；请另选一个文件夹")


def extracted(
    found: Sequence[Path], load: partial[Miner], order: Order, workers: int
) -> Iterator[tuple[Path, Document | Failed]]:
    """Each file with its document or why there is none, in the order given."""
    if workers <= 1 or len(found) == 1:
        miner = load()
        yield from ((path, extract_one(miner, path, order)) for path in found)
        return
    # Spawned, since a fork would copy whatever threads the progress bar runs.
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=adopt, initargs=(load,)) as pool:
        futures: list[Future[Document | Failed]] = [pool.submit(extract_there, path, order) for path in found]
        for path, future in zip(found, futures, strict=True):
            try:
                yield path, future.result()
            except BrokenProcessPool:
                yield path, Failed("crashed", "处理进程意外退出；请减少 --workers 后单独重试这个文件")


def extract_one(miner: Miner, path: Path, order: Order) -> Document | Failed:
    """The document of a file, or why there is none."""
    try:
        return miner.extract(source_of(path, order), with_text=order.with_text, min_score=order.min_score)
    except MinerError as error:
        return Failed(error.code, str(error), error.title)
    except RecursionError:
        return Failed("internal", "文件嵌套过深，无法处理；请另存为纯文本后再试")


def source_of(path: Path, order: Order) -> Source:
    """The bytes of a file or of standard input. UnreadableSource where it cannot be opened."""
    if str(path) == "-":
        return Source(sys.stdin.buffer.read(), order.name or "", order.encoding)
    if path.exists() and not path.is_file():
        raise UnreadableSource(f"{path} 不是普通文件（可能是管道或设备）；请先另存为文件，或用 - 从标准输入读")
    try:
        return Source(path.read_bytes(), order.name or path.name, order.encoding)
    except OSError as error:
        raise UnreadableSource(f"{path} 打不开：{error.strerror or error}；请检查路径和权限") from error


_adopted: list[Miner] = []


def adopt(load: partial[Miner]) -> None:
    """In a worker process: builds its own pipeline once."""
    _adopted[:] = [load()]


def extract_there(path: Path, order: Order) -> Document | Failed:
    """In a worker process: extracts with its own pipeline."""
    return extract_one(_adopted[0], path, order)


def print_one(result: Document | Failed, form: str, table: Table) -> None:
    """Prints the result of a single file; a refusal is raised, so that it becomes one line and exit status 2."""
    if isinstance(result, Failed):
        raise result.error()
    sys.stdout.buffer.write(render([result], form, table))
    sys.stdout.buffer.flush()


def write_all(
    found: Sequence[Path],
    results: Iterator[tuple[Path, Document | Failed]],
    *,
    form: str,
    output: Path | None,
    table: Table,
    together: bool,
) -> int:
    """Writes the results of several files, says what failed and how many there were; gives the number of failures."""
    console = Console(stderr=True, highlight=False)
    names = names_for(found)
    held: list[Document] = []
    failures: list[tuple[Path, Failed]] = []
    with progress(console, len(found)) as advance:
        for path, result in results:
            if isinstance(result, Failed):
                failures.append((path, result))
                console.print(f"失败 {path}：{result.said}", markup=False, soft_wrap=True)
            elif together:
                held.append(result)
            elif output is not None:
                write_beside(output, names[path], result, form)
            advance()
    if together:
        rendered = render(held, form, table)
        if output is None:
            sys.stdout.buffer.write(rendered)
            sys.stdout.buffer.flush()
        else:
            output.write_bytes(rendered)
    done = len(found) - len(failures)
    console.print(f"共 {len(found)} 个文件：成功 {done}，失败 {len(failures)}", markup=False)
    return len(failures)


@contextmanager
def progress(console: Console, total: int) -> Iterator[partial[None]]:
    """A progress bar on standard error; calling what it gives moves it on."""
    columns = (TextColumn("提取"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield partial(bar.advance, bar.add_task("", total=total))
