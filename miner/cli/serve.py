"""`miner serve` and `miner demo`: the service on this machine. The command line alone may reach up to `service`, and only when called."""

from __future__ import annotations

import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

import click

from miner.cli.helping import Command
from miner.cli.options import loader, settings_of, store_option
from miner.errors import SettingError
from miner.ingest import Ended, Item, Orders, ingest, take_in
from miner.settings import Settings
from miner.store import Store

DEMO_STORE = Path("demo/miner.db")

port_option = click.option("--port", type=click.IntRange(0, 65535), help="端口，0 为任选空闲端口（默认见设置 port）")
open_option = click.option("--open/--no-open", "browse", default=False, help="启动后打开浏览器")


@click.command(cls=Command)
@store_option
@port_option
@click.option("--host", help="监听的地址；目前只允许本机（默认见设置 host）")
@click.option("--threads", type=click.IntRange(1), help="线程数（默认见设置 threads）")
@open_option
@click.pass_context
def serve(
    ctx: click.Context, *, store: Path | None, port: int | None, host: str | None, threads: int | None, browse: bool
) -> None:
    """启动网页和接口服务，按 Ctrl-C 停止。"""
    run(settings_of(ctx, store=store, port=port, host=host, threads=threads), browse)


@click.command(cls=Command)
@click.option("--samples", type=click.Path(path_type=Path), help="示例报告所在的文件夹（默认见设置 samples）")
@click.option("--store", type=click.Path(path_type=Path), default=DEMO_STORE, show_default=True, help="演示用的资料库文件")
@port_option
@open_option
@click.pass_context
def demo(ctx: click.Context, *, samples: Path | None, store: Path, port: int | None, browse: bool) -> None:
    """把示例报告入库（第一次运行时），然后启动服务。"""
    settings = settings_of(ctx, samples=samples, store=store, port=port)
    fill(settings)
    run(settings, browse)


def fill(settings: Settings) -> None:
    """Takes the samples into the store; what is there already is passed over."""
    if not settings.samples.is_dir():
        raise SettingError(f"找不到示例报告的文件夹 {settings.samples}；请在项目目录里运行，或用 --samples 指定")
    settings.store.parent.mkdir(parents=True, exist_ok=True)
    orders = Orders(batch="demo", workers=settings.workers, seconds=settings.file_seconds, memory=settings.file_memory)
    click.echo(f"正在把 {settings.samples} 里的示例报告入库…", err=True)
    with Store.open(settings.store) as store:
        # What lies beside the departments' folders is about the samples and none of them.
        reports = (one for one in take_in([settings.samples]) if isinstance(one, Item) and len(one.folders) > 1)
        ends = [one for one in ingest(store, reports, loader(settings), orders, utc_now) if isinstance(one, Ended)]
    failed = [one.verdict for one in ends if one.verdict.status == "failed"]
    for verdict in failed:
        click.echo(f"失败 {verdict.origin}：{verdict.message}", err=True)
    click.echo(f"示例报告共 {len(ends)} 份，失败 {len(failed)} 份", err=True)


def utc_now() -> str:
    """The time to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def run(settings: Settings, browse: bool) -> None:
    """Serves until interrupted."""
    from service.server import serve as serve_forever  # noqa: PLC0415 - nothing else in miner knows the service

    def announce(address: str) -> None:
        click.echo(f"服务已启动：{address} （接口说明 {address}openapi/swagger，按 Ctrl-C 停止）", err=True)
        if browse:
            webbrowser.open(address)

    serve_forever(settings, announce)
    sys.exit(0)
