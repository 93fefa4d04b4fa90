"""`miner search`: sentences over everything stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from miner.cli.display import KINDS, LABELS, STYLES, counted, marked, plain, screen, write_csv
from miner.cli.helping import Command
from miner.cli.options import departments_option, json_option, periods_option, settings_of, store_option
from miner.store import Hit, Page, Store
from miner.store.query import KIND_NAMES, LABEL_NAMES

COLUMNS = ("部门", "期间", "报告", "文种", "章节", "归类", "把握", "句子", "文件", "文档编号", "报告序号", "句子序号")
ID_SHOWN = 12


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})  # a word to leave out begins with a hyphen
@click.argument("words", metavar="检索式", nargs=-1)
@store_option
@click.option("--label", "labels", multiple=True, help="只看这类句子：成绩、问题、计划、其他（或英文名），可重复")
@departments_option
@periods_option
@click.option("--kind", "kinds", multiple=True, help="只看这种文种：总结、计划、制度、通知…（或英文名），可重复")
@click.option("--since", help="报告期间不早于这一天，如 2024-01-01")
@click.option("--until", help="报告期间不晚于这一天")
@click.option("--limit", type=int, default=20, show_default=True, help="一页几条，最多 200")
@click.option("--cursor", help="从上一页给出的翻页标记接着看")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="输出 CSV")
@click.pass_context
def search(
    ctx: click.Context,
    words: tuple[str, ...],
    store: Path | None,
    labels: tuple[str, ...],
    departments: tuple[str, ...],
    periods: tuple[str, ...],
    kinds: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int,
    cursor: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """在入库的报告里检索句子。

    词之间空一格表示都要有；OR 表示任选；"…" 表示原样相连；-词 表示不含。
    按字段筛选：部门:客服部 期间:2024年 标签:问题 文种:总结。
    """
    if (unknown := next((word for word in words if word.startswith("--")), None)) is not None:
        raise click.NoSuchOption(unknown, ctx=ctx)
    if as_json and as_csv:
        raise click.UsageError("--json 和 --csv 不能同时用；请去掉一个", ctx)
    settings = settings_of(ctx, store=store)
    with Store.open(settings.store, create=False) as opened:
        opened.refuse_unknown(departments, periods)
        page = opened.search(
            " ".join(words),
            labels=[LABEL_NAMES.get(name, name) for name in labels],
            departments=departments,
            periods=periods,
            kinds=[KIND_NAMES.get(name, name) for name in kinds],
            since=since,
            until=until,
            limit=limit,
            cursor=cursor,
        )
    if as_json:
        click.echo(page.model_dump_json(indent=2))
    elif as_csv:
        write_csv(COLUMNS, rows(page.hits))
    else:
        show(page, screen())


def rows(hits: Sequence[Hit]) -> Iterator[Sequence[object]]:
    """Hits as rows of COLUMNS."""
    for hit in hits:
        sentence = hit.sentence
        report = (hit.department, hit.period, hit.title or "", KINDS[hit.kind], " › ".join(hit.path))
        file = (hit.document_name, hit.document_id, hit.report_id, sentence.id)
        yield (*report, LABELS[sentence.label], sentence.score, sentence.text, *file)


def show(page: Page, console: Console) -> None:
    """Hits one below the other, then counts by department, label and period."""
    for hit in page.hits:
        console.print(headline(hit))
        console.print(Padding(marked(hit.sentence.text, hit.highlights), (0, 0, 0, 4)))
    if page.hits:
        console.print()
    console.print(counted("部门", page.facets.department))
    console.print(counted("归类", {LABELS[label]: count for label, count in page.facets.label.items()}))
    console.print(counted("期间", page.facets.period))
    console.print(plain(f"共 {page.total} 句，本页 {len(page.hits)} 句"))
    if page.next is not None:
        console.print(plain(f"下一页：在同一命令后加 --cursor {page.next}"), soft_wrap=True)


def headline(hit: Hit) -> Text:
    """Whose sentence it is, of when, from which section of which file."""
    title = hit.title or hit.document_name
    place = " › ".join((title, *(hit.path[1:] if hit.path[:1] == (title,) else hit.path)))
    line = Text("● ", style=STYLES[hit.sentence.label]).append(LABELS[hit.sentence.label])
    line.append_text(plain(f"  {hit.department}  {hit.period}  ", "bold")).append_text(plain(place))
    return line.append_text(plain(f"  {hit.document_name}#{hit.document_id[:ID_SHOWN]}", "dim"))
