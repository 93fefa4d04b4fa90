"""Options that several commands share, and the way from the command line to settings and store."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miner.cli.display import LABELS
from miner.language.halves import first_half
from miner.settings import Settings, load_settings

if TYPE_CHECKING:
    from miner.pipeline import Miner
    from miner.records import Period

Command = Callable[..., Any]
LONGEST_ORDER = 200
UNSHOWN = ("Cc", "Zl", "Zp")


def _period_labels(_ctx: click.Context, _option: click.Parameter, periods: tuple[str, ...]) -> tuple[str, ...]:
    """Periods by the names that the store lists them under."""
    if not periods:
        return ()
    from miner.ingest.hints import period_label  # noqa: PLC0415 - only a command that asks for a period pays for it

    return tuple(map(period_label, periods))


def _ordered_period(_ctx: click.Context, _option: click.Parameter, period: str | None) -> Period | None:
    """A period to order; BadParameter for words that name none, since reports under them would never be found by time."""
    from miner.ingest.hints import PERIOD_FORMS, parse_period  # noqa: PLC0415

    _refuse_unfit("期间", period)
    ordered = None if period is None else parse_period(period)
    if isinstance(ordered, str):
        raise click.BadParameter(f"“{period}”看不出是哪个期间；请写成这样：{PERIOD_FORMS}")
    return ordered


def _refuse_unfit(what: str, words: str | None) -> None:
    """BadParameter for words too long for a name, or with control characters in them, which no screen or table can show."""
    if words is None:
        return
    if len(words) > LONGEST_ORDER:
        raise click.BadParameter(f"{what}有 {len(words)} 个字，超过 {LONGEST_ORDER} 个字的上限；请只写{what}的名称")
    at = next((at for at, char in enumerate(words, 1) if unicodedata.category(char) in UNSHOWN), None)
    if at is not None:
        raise click.BadParameter(f"{what}的第 {at} 个字是控制字符（如换行、制表符），不能入库；请删去它再试")


def _ordered_department(_ctx: click.Context, _option: click.Parameter, department: str | None) -> str | None:
    """A department to order; BadParameter for blanks and for what no name of a department is."""
    _refuse_unfit("部门", department)
    if department is not None and (not department.strip() or first_half(department) is not None):
        raise click.BadParameter("部门是空的，或不是有效文字；请写部门的名称，不指定就去掉 --department")
    return department


def _batch_name(_ctx: click.Context, _option: click.Parameter, batch: str) -> str:
    """A batch's name; BadParameter for what the store cannot keep."""
    if first_half(batch) is not None:
        raise click.BadParameter("批次的名字不是有效文字；请用有效文字起名")
    return batch


LABEL_NAMES = {name: label for label, name in LABELS.items()} | {label: label for label in LABELS}
"""Each label by what it is called on the screen, and by its name in the document."""


def label_named(_ctx: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    """The label of a name in LABEL_NAMES."""
    return None if name is None else LABEL_NAMES[name]


class GivenPath(click.Path):
    """A path that was written: an empty one, as an unset variable gives, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. BadParameter for an empty one."""
        if value == "":
            raise click.BadParameter("路径是空的；请写文件或文件夹的路径", ctx, param)
        return super().convert(value, param, ctx)


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


ordered_department_option = click.option(
    "--department", callback=_ordered_department, help="全部文件都算这个部门的，优先于文字和文件夹里写的"
)
batch_option = click.option(
    "--batch", default="", callback=_batch_name, help="给这一批起个名字；同名的批次接着做，不同名的从头做"
)
ordered_period_option = click.option("--period", callback=_ordered_period, help="全部文件都算这个期间的，如 2024年上半年")


def loader(settings: Settings) -> Callable[[], Miner]:
    """What builds the pipeline, here or in each worker process."""
    from miner.pipeline import Miner  # noqa: PLC0415 - only a command that extracts pays for it

    return partial(Miner.load, settings.model, settings.units)


def settings_of(ctx: click.Context, **flags: Any) -> Settings:
    """The settings for a command: file, environment, then the command's own flags that are not None."""
    config = ctx.find_root().obj
    return load_settings(config if isinstance(config, Path) else None, os.environ, flags)
