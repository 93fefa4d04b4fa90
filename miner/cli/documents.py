"""`miner documents` and `miner forget`: what lies in the store, how files ended, and taking a document out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from miner.cli.display import STATUSES, plain, screen, table
from miner.cli.helping import Command, agreed
from miner.cli.options import departments_option, json_option, periods_option, settings_of, store_option
from miner.store import DocumentPage, FileVerdict, Store

ID_SHOWN = 12


@click.command(cls=Command)
@store_option
@departments_option
@periods_option
@click.option("--failing", is_flag=True, help="只看数字前后矛盾的")
@click.option("--status", type=click.Choice(list(STATUSES)), help="改看各文件的处理结果：入库、重复、失败")
@click.option("--limit", type=int, default=50, show_default=True, help="一页几份，最多 200")
@click.option("--cursor", help="从上一页给出的翻页标记接着看")
@json_option
@click.pass_context
def documents(
    ctx: click.Context,
    store: Path | None,
    departments: tuple[str, ...],
    periods: tuple[str, ...],
    failing: bool,
    status: str | None,
    limit: int,
    cursor: str | None,
    as_json: bool,
) -> None:
    """列出入库的文档，或各文件的处理结果。"""
    if status is not None and (departments or periods or failing or cursor is not None):
        raise click.UsageError("--status 列的是文件，不能与 --department、--period、--failing、--cursor 同用；请分开查看", ctx)
    settings = settings_of(ctx, store=store)
    with Store.open(settings.store, create=False) as opened:
        if status is not None:
            show_verdicts([one for one in opened.verdicts() if one.status == status], as_json)
            return
        opened.refuse_unknown(departments, periods)
        page = opened.documents(
            departments=departments, periods=periods, failing_checks=True if failing else None, limit=limit, cursor=cursor
        )
    if as_json:
        click.echo(page.model_dump_json(indent=2))
    else:
        show_documents(page)


def show_documents(page: DocumentPage) -> None:
    """A row a report."""
    rows = [
        [plain(cell) for cell in (one.id[:ID_SHOWN], one.name, row.department, row.period, row.title, str(row.sentences))]
        for one in page.documents
        for row in one.reports
    ]
    console = screen()
    console.print(table("", ("编号", "文件", "部门", "期间", "标题", "句数"), rows))
    console.print(plain(f"共 {page.total} 份文档，本页 {len(page.documents)} 份"))
    if page.next is not None:
        console.print(plain(f"下一页：在同一命令后加 --cursor {page.next}"), soft_wrap=True)


def show_verdicts(verdicts: list[FileVerdict], as_json: bool) -> None:
    """A row a file."""
    if as_json:
        click.echo(json.dumps([one.model_dump() for one in verdicts], ensure_ascii=False, indent=2))
        return
    console = screen()
    rows = [(plain(one.origin), plain(STATUSES[one.status]), plain(one.code), plain(one.message)) for one in verdicts]
    console.print(table("", ("文件", "结果", "代码", "说明"), rows))
    console.print(plain(f"共 {len(verdicts)} 个文件"))


@click.command(cls=Command)
@click.argument("ids", metavar="编号…", nargs=-1, required=True)
@store_option
@click.option("--yes", is_flag=True, help="不再询问")
@click.pass_context
def forget(ctx: click.Context, ids: tuple[str, ...], store: Path | None, yes: bool) -> None:
    """从资料库删除文档；编号写开头几位即可。人工更正的归类会保留。"""
    settings = settings_of(ctx, store=store)
    with Store.open(settings.store, create=False) as opened:
        for beginning in ids:
            whole = opened.full_id(beginning)
            name = plain(opened.document(whole).document.name).plain
            if not (yes or agreed(f"删除“{name}”（{whole[:ID_SHOWN]}）？")):
                raise click.Abort
            opened.remove(whole)
            click.echo(f"已删除“{name}”（{whole[:ID_SHOWN]}）")
