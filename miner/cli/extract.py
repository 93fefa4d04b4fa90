"""`miner extract`: documents of files, printed or written one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from miner.cli.helping import Command
from miner.cli.options import GivenPath, loader, settings_of, units_option
from miner.cli.outputs import FORMATS, TABULAR, names_for, render, write_beside
from miner.errors import UnreadableSource, trouble
from miner.exports import TABLES, Table
from miner.guards import Failure, Guards
from miner.pipeline import Miner
from miner.records import Document, Source
from miner.settings import Settings
from miner.workers import Workers, in_turn

FAILED = 1
OUTPUT_HELP = "写入这个文件夹，每份文件一个结果；表格和 jsonl 也可写成一个文件，如 全部.xlsx"


@dataclass(frozen=True, slots=True)
class Order:
    """How one file is to be read; it travels to the worker processes."""

    name: str | None
    encoding: str | None
    with_text: bool
    min_score: float = 0.0


@click.command(cls=Command)
@click.argument("paths", metavar="文件…", nargs=-1, required=True, type=GivenPath(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="输出格式")
@click.option("-o", "--output", type=GivenPath(path_type=Path), help=OUTPUT_HELP)
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
    order = Order(name, encoding, with_text or form == "html", min_score)
    with closing(extracted(found, order, settings)) as results:
        if output is None and len(found) == 1:
            print_one(*next(results), form, table)
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
        raise click.UsageError(f"共有 {len(found)} 个文件，不能一起打印；请用 -o 指定存放结果的文件夹")
    if output is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("Excel 文件不能显示在屏幕上；请用 -o 结果.xlsx")
    if output is not None and not together and output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} 已存在且不是文件夹；请另选一个文件夹")


def extracted(
    found: Sequence[Path], order: Order, settings: Settings
) -> Generator[tuple[Path, Document | Failure], None, None]:
    """Each file with its document or why there is none, in the order given.

    Each is worked on in a process of its own, a single one too, with the time and memory that the settings give it.
    """
    make = partial(document_maker, loader(settings), order)
    tasks = (task_of(path, order) for path in found)
    guards = Guards(settings.file_seconds, settings.file_memory, "重试")
    with Workers(make, min(settings.workers, len(found)), guards) as workers:
        outcomes = in_turn(workers, tasks)
        yield from zip(found, outcomes, strict=True)


def document_maker(load: Callable[[], Miner], order: Order) -> Callable[[Path | Source], Document]:
    """Loads the pipeline and gives what makes the document of a file."""
    miner = load()

    def make_document(task: Path | Source) -> Document:
        source = task if isinstance(task, Source) else source_of(task, order)
        return miner.extract(source, with_text=order.with_text, min_score=order.min_score)

    return make_document


def task_of(path: Path, order: Order) -> Path | Source:
    """What a worker process is given: a path, but the bytes of standard input, which it does not have."""
    return Source(sys.stdin.buffer.read(), order.name or "", order.encoding) if str(path) == "-" else path


def source_of(path: Path, order: Order) -> Source:
    """The bytes of a file. UnreadableSource where it cannot be opened."""
    if path.exists() and not path.is_file():
        raise UnreadableSource(f"{path} 不是普通文件（可能是管道或设备）；请先另存为文件，或用 - 从标准输入读")
    try:
        return Source(path.read_bytes(), order.name or path.name, order.encoding)
    except OSError as error:
        raise UnreadableSource(f"{path} 打不开：{trouble(error)}；请检查路径和权限") from error


def print_one(path: Path, result: Document | Failure, form: str, table: Table) -> None:
    """Prints the result of a single file; a refusal is raised with its name, so that it becomes one line and exit status 2."""
    if isinstance(result, Failure):
        shown = "标准输入" if str(path) == "-" else str(path)
        named = result.message.startswith(shown)
        raise (result if named else replace(result, message=f"{shown}：{result.message}")).error()
    sys.stdout.buffer.write(render([result], form, table))
    sys.stdout.buffer.flush()


def write_all(
    found: Sequence[Path],
    results: Iterator[tuple[Path, Document | Failure]],
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
    failures: list[tuple[Path, Failure]] = []
    with progress(console, len(found)) as advance:
        for path, result in results:
            if isinstance(result, Failure):
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
