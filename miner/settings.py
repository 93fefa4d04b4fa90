"""Settings: one table, overridden by a TOML file, then by `MINER_…` variables, then by flags.

The fields of `Settings` are the table: name, type, default, and the help that users read. `docs/settings.md` is made from it by
`python -m miner.settings`, and a test compares the two.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from miner.errors import SettingError, trouble

AT = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")
PREFIX = "MINER_"
FILE_VARIABLE = "MINER_CONFIG"
USUAL_FILE = "miner.toml"
TYPE_NAMES = {"int": "整数", "float": "小数", "str": "文字", "Path": "路径", "Path | None": "路径"}


def said(help_text: str, low: float | None = None) -> dict[str, Any]:
    """What users read about a setting, and the least value of a number."""
    return {"help": help_text, "low": low}


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. Paths of a settings file are relative to that file, all others to the current folder."""

    store: Path = field(default=Path("miner.db"), metadata=said("资料库文件；不存在时由 miner ingest 建立"))
    model: Path | None = field(default=None, metadata=said("分类模型所在的文件夹；不设则用随程序安装的模型"))
    units: Path | None = field(default=None, metadata=said("补充计量单位的文件，格式与内置的 units.tsv 相同"))
    workers: int = field(default=1, metadata=said("同时处理文件的进程数", 1))
    file_seconds: float = field(default=120.0, metadata=said("处理一个文件最多用多少秒，超过即判为失败", 0.1))
    file_memory: int = field(
        default=4096, metadata=said("处理一个文件的进程最多占用多少 MB 内存（地址空间），0 为不限；仅 Linux", 0)
    )
    archive_members: int = field(default=10_000, metadata=said("一个压缩包里最多多少个文件", 1))
    archive_member_size: int = field(default=64, metadata=said("压缩包里一个文件展开后最大多少 MB", 1))
    archive_total: int = field(default=2048, metadata=said("一个压缩包全部展开最多多少 MB", 1))
    archive_ratio: int = field(default=200, metadata=said("压缩包里一个文件的展开倍数上限，防止压缩炸弹", 2))
    archive_depth: int = field(default=3, metadata=said("压缩包最多嵌套几层", 1))
    host: str = field(default="127.0.0.1", metadata=said("网页服务监听的地址；目前只允许本机"))
    port: int = field(default=8000, metadata=said("网页服务的端口，0 为任选空闲端口", 0))
    threads: int = field(default=4, metadata=said("网页服务的线程数", 1))
    upload_size: int = field(default=64, metadata=said("网页和接口一次接收的数据最大多少 MB", 1))
    samples: Path = field(default=Path("corpus/samples"), metadata=said("miner demo 用的示例报告所在的文件夹"))


def load_settings(file: Path | None, environ: Mapping[str, str], flags: Mapping[str, Any] | None = None) -> Settings:
    """The settings of a file, the environment, and flags that are not None.

    Without `file` it is the one in `MINER_CONFIG`, or miner.toml where there is one. SettingError where a name is unknown or a
    value impossible; it says where it stands.
    """
    values = {**_from_file(file or _usual_file(environ)), **_from_environment(environ)}
    values |= {name: _checked(name, value, "参数") for name, value in (flags or {}).items() if value is not None}
    return Settings(**values)


def table() -> Iterator[Field[Any]]:
    """The rows of the table."""
    yield from fields(Settings)


def _usual_file(environ: Mapping[str, str]) -> Path | None:
    if environ.get(FILE_VARIABLE):
        return Path(environ[FILE_VARIABLE])
    return Path(USUAL_FILE) if Path(USUAL_FILE).is_file() else None


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"设置文件 {file} {trouble(error)}；请检查路径") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"设置文件 {file} 不是 UTF-8 文字；请用 UTF-8 编码保存后再试") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"设置文件 {file} 不是有效的 TOML：{_place(str(error))}；请改正后再试") from error
    values = {name: _checked(name, value, f"设置文件 {file}") for name, value in content.items()}
    return {name: file.parent / value if isinstance(value, Path) else value for name, value in values.items()}


def _place(complaint: str) -> str:
    """Where a TOML file is wrong, by what the library says of it."""
    place = AT.search(complaint)
    return "到结尾还缺一部分" if place is None else f"第 {place[1]} 行第 {place[2]} 个字附近有误"


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for variable in sorted(environ):
        if variable.startswith(PREFIX) and variable != FILE_VARIABLE:
            name = variable.removeprefix(PREFIX).lower()
            found[name] = _checked(name, environ[variable], f"环境变量 {variable}")
    return found


def _checked(name: str, value: Any, where: str) -> Any:
    """The value in its type. SettingError with the place, and what would be right."""
    row = next((row for row in table() if row.name == name), None)
    if row is None:
        near = get_close_matches(name, [row.name for row in table()], 1)
        hint = f"是不是 {near[0]}？" if near else "全部设置见 docs/settings.md"
        raise SettingError(f"{where}：没有“{name}”这项设置；{hint}")
    kind = str(row.type)
    try:
        converted = _converted(value, kind)
    except (TypeError, ValueError):
        raise SettingError(f"{where}：{name} 的值“{value}”应为{TYPE_NAMES[kind]}；{row.metadata['help']}") from None
    low = row.metadata["low"]
    if low is not None and not low <= converted < float("inf"):
        raise SettingError(f"{where}：{name} 的值 {value} 太小或无法使用，最小为 {low:g}；{row.metadata['help']}")
    return converted


def _converted(value: Any, kind: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Path):
        raise TypeError
    if kind == "int":
        return int(str(value))
    if kind == "float":
        return float(str(value))
    if not isinstance(value, str | Path) or "\0" in str(value):
        raise TypeError
    if kind == "str":
        return str(value)
    if not str(value) and kind == "Path":
        raise ValueError
    return Path(value) if str(value) else None


def document_settings() -> str:
    """The table as the page `docs/settings.md`."""
    lines = [
        "# 设置",
        "",
        "<!-- 由 python -m miner.settings 生成，请勿手改 -->",
        "",
        "先取默认值，再依次被设置文件、环境变量、命令行参数覆盖。",
        "",
        "设置文件是 TOML：用 `miner --config 文件` 指定，或由环境变量 `MINER_CONFIG` 指定，",
        "否则用当前文件夹里的 `miner.toml`（若有）。文件里的相对路径以该文件所在的文件夹为准。",
        "",
        "| 名称 | 环境变量 | 类型 | 默认值 | 说明 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in table():
        default = "" if row.default is None else f"`{row.default}`"
        kind = TYPE_NAMES[str(row.type)]
        lines.append(f"| `{row.name}` | `{PREFIX}{row.name.upper()}` | {kind} | {default} | {row.metadata['help']} |")
    lines += ["", "例：", "", "```toml", 'store = "资料库/2024.db"', "workers = 2", "file_seconds = 60", "```", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    Path("docs/settings.md").write_text(document_settings(), encoding="utf-8")
