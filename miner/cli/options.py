"""Options that several commands share, and the way from the command line to settings and store."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miner.settings import Settings, load_settings

if TYPE_CHECKING:
    from miner.pipeline import Miner

Command = Callable[..., Any]


def _period_labels(_ctx: click.Context, _option: click.Parameter, periods: tuple[str, ...]) -> tuple[str, ...]:
    """Periods by the names that the store lists them under."""
    if not periods:
        return ()
    from miner.ingest.hints import period_label  # noqa: PLC0415 - only a command that asks for a period pays for it

    return tuple(map(period_label, periods))


store_option = click.option("--store", type=click.Path(path_type=Path), help="资料库文件（默认见设置 store）")
units_option = click.option(
    "--units",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="补充计量单位的文件，格式与内置的 units.tsv 相同（默认见设置 units）",
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
departments_option = click.option(
    "--department", "departments", multiple=True, help="只看这个部门，可重复；“未注明”指没有写明的"
)
periods_option = click.option(
    "--period", "periods", multiple=True, callback=_period_labels, help="只看这个期间，如 2024年上半年，可重复"
)


def loader(settings: Settings) -> Callable[[], Miner]:
    """What builds the pipeline, here or in each worker process."""
    from miner.pipeline import Miner  # noqa: PLC0415 - only a command that extracts pays for it

    return partial(Miner.load, settings.model, settings.units)


def settings_of(ctx: click.Context, **flags: Any) -> Settings:
    """The settings for a command: file, environment, then the command's own flags that are not None."""
    config = ctx.find_root().obj
    return load_settings(config if isinstance(config, Path) else None, os.environ, flags)
