"""What `miner extract` writes: formats, and names of files that cannot collide."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from miner.exports import TABLES, Table, to_json, to_jsonl
from miner.records import Document

FORMATS = ("json", "jsonl", "csv", "xlsx", "html")
TABULAR = frozenset({"jsonl", "csv", "xlsx"})  # several documents can stand in one file
UNSAFE = frozenset('<>:"/\\|?*')  # what Windows forbids in names
RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
LONGEST = 180  # bytes; file systems allow 255, and suffixes are to come


def render(documents: Sequence[Document], form: str, table: Table = "sentences") -> bytes:
    """Documents in a format; JSON and HTML hold one only."""
    if form == "json":
        return to_json(documents[0]).encode()
    if form == "html":
        from miner.exports.page import page  # noqa: PLC0415 - jinja is needed for this alone

        return page(documents[0]).encode()
    if form == "jsonl":
        return "".join(map(to_jsonl, documents)).encode()
    from miner import tables  # noqa: PLC0415 - pandas takes half a second to load

    return tables.to_xlsx(documents) if form == "xlsx" else tables.to_csv(documents, table)


def write_beside(folder: Path, name: str, document: Document, form: str) -> None:
    """Writes a document's result into the folder; CSV gives a file for each table. A file is never seen half written."""
    folder.mkdir(parents=True, exist_ok=True)
    if form != "csv":
        put(folder / f"{name}.{form}", render([document], form))
        return
    for table in TABLES:
        put(folder / f"{name}.{table}.csv", render([document], form, table))


def put(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    beside.replace(path)


def names_for(paths: Sequence[Path]) -> dict[Path, str]:
    """A name for each file's result: its own name with its suffix, safe on every system, and different from all others.

    Names that a file system may take for the same (other case, other composition, other folder) get `~2`, `~3` … in the order
    given, so that the same call gives the same names.
    """
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    names: dict[Path, str] = {}
    for path in paths:
        plain = safe("stdin" if str(path) == "-" else path.name)
        name, key = plain, fold(plain)
        while fold(name) in taken:
            numbers[key] += 1
            name = f"{plain}~{numbers[key] + 1}"
        taken.add(fold(name))
        names[path] = name
    return names


def safe(name: str) -> str:
    """A name without signs that some file system forbids, not too long, never hidden or reserved."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = "".join("_" if char in UNSAFE or not (char.isprintable() or char == "\u3000") else char for char in text)
    text = text.strip(" .") or "_"
    if text.split(".")[0].upper() in RESERVED:
        text = f"_{text}"
    return text.encode()[:LONGEST].decode("utf-8", "ignore").rstrip(" .")


def fold(name: str) -> str:
    """The same for names that a file system may not tell apart."""
    return unicodedata.normalize("NFKC", name).casefold()
