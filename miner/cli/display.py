"""How things look on the screen: tables, highlights, and text that cannot play tricks on the terminal."""

from __future__ import annotations

import contextlib
import csv
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from miner.store import Span

LABELS = {"achievement": "成绩", "problem": "问题", "plan": "计划", "other": "其他"}
STYLES = {"achievement": "green", "problem": "red", "plan": "blue", "other": "dim"}
KINDS = {
    "summary": "总结",
    "plan": "计划",
    "summary_and_plan": "总结和计划",
    "regulation": "制度",
    "notice": "通知",
    "article": "文章",
    "other": "其他",
}
STATUSES = {"stored": "入库", "duplicate": "重复", "failed": "失败"}
NO_TERMINAL_WIDTH = 120
CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233, *range(8234, 8239), *range(8294, 8298)), " ")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "bold reverse"


class Screen(Console):
    """A console whose reader may go away, as `head` does, without that being an error."""

    def on_broken_pipe(self) -> None:
        """Leaves quietly."""
        with contextlib.suppress(SystemExit):
            super().on_broken_pipe()
        raise SystemExit(0)


def screen() -> Console:
    """Standard output; wide enough for sentences where it is no terminal."""
    console = Screen(file=sys.stdout, highlight=False)
    return console if console.is_terminal else Screen(file=sys.stdout, highlight=False, width=NO_TERMINAL_WIDTH)


def plain(text: str | None, style: str = "") -> Text:
    """Text as text: no markup, no control characters, nothing that turns its direction."""
    return Text((text or "").translate(CONTROLS), style=style)


def marked(text: str, spans: Sequence[Span]) -> Text:
    """A text with its highlights; offsets hold, since one character stands for one."""
    shown = plain(text)
    for span in spans:
        shown.stylize(MARK, span.start, span.end)
    return shown


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Text]]) -> Table:
    """A table that folds long cells rather than cutting them."""
    made = Table(*columns, title=title, title_justify="left", box=SIMPLE_HEAD)
    for column in made.columns:
        column.overflow = "fold"
    for row in rows:
        made.add_row(*row)
    return made


def counted(title: str, counts: Mapping[str, int], most: int = 12) -> Text:
    """Counts in a line, the first of them if there are many."""
    shown = "　".join(f"{name} {count}" for name, count in list(counts.items())[:most])
    more = f"　…共 {len(counts)} 项" if len(counts) > most else ""
    return plain(f"{title}：{shown or '无'}{more}")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """CSV on standard output for Excel: with a byte order mark, and no cell that a spreadsheet would run as a formula."""
    sys.stdout.write("\ufeff")
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])


def harmless(cell: object) -> object:
    """A cell that is shown, not run: an apostrophe before what a spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
