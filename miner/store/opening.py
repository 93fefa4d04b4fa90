"""Opening the file of a store: how SQLite is set up, how a new file is laid out, and what is refused."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from miner.errors import StoreError, StoreVersion, trouble
from miner.store import schema

BUSY_MILLISECONDS = 15_000
OLDEST_SQLITE = (3, 35)  # RETURNING and MATERIALIZED


def open_engine(path: Path, create: bool) -> Engine:
    """The engine of a store's file, laid out and current. StoreError where the file is missing, foreign or broken."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"这里的 SQLite 是 {sqlite3.sqlite_version}，需要 3.35 或更新；请升级 Python 或系统的 SQLite")
    if not path.exists() and not create:
        raise StoreError(f"没有资料库 {path}；请先用 miner ingest 入库，或用 --store 指定已有的资料库")
    if path.is_dir():
        raise StoreError(f"{path} 是文件夹，不是资料库文件；请用 --store 指定文件名")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"无法建立文件夹 {path.parent}：它的位置{trouble(error)}；请换一个有写权限的位置") from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    with explained(path):
        _lay_out(engine, path)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    for pragma in ("foreign_keys = ON", f"busy_timeout = {BUSY_MILLISECONDS}", "synchronous = NORMAL", "cache_size = -32000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once, so that it waits for another instead of failing half way."""
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it or nothing."""
    with explained(engine.url.database), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the store."""
    with explained(engine.url.database), engine.connect() as connection:
        yield connection


@contextmanager
def explained(path: Path | str | None) -> Iterator[None]:
    """Turns what the database says into a StoreError that says what to do."""
    try:
        yield
    except DatabaseError as error:
        raise StoreError(f"资料库 {path} {advice(str(error.orig))}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"资料库 {path} 出错（{type(error).__name__}）；请重试，仍然如此请报告给维护者") from error


def advice(cause: str) -> str:
    """What to do about a message of SQLite."""
    if "locked" in cause or "busy" in cause:
        return "正被另一个程序占用；请稍后再试"
    if "not a database" in cause or "malformed" in cause:
        return "不是资料库文件或已损坏；请换一个文件名，或从备份恢复"
    if "readonly" in cause or "unable to open" in cause:
        return "打不开或不可写；请检查文件权限"
    if "full" in cause:
        return "写不下：磁盘已满；请清理磁盘后重试"
    return f"出错（{cause}）；请检查文件，必要时从备份恢复"


def _lay_out(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        version = _version(connection, path)
    if version == schema.VERSION:
        return
    raw = engine.raw_connection()  # the mode of the journal cannot change inside a transaction
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if _version(connection, path) == 0:  # another process may have been first
            _create(connection)


def _version(connection: Connection, path: Path) -> int:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
    if owner != schema.APPLICATION_ID and (tables or owner or version):
        raise StoreError(f"{path} 是别的程序的数据库，不是资料库；请用 --store 指定另一个文件")
    if version > schema.VERSION:
        raise StoreVersion(f"资料库 {path} 的版本是 {version}，本程序只认到 {schema.VERSION}；请升级程序后再打开")
    return version


def _create(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    connection.execute(text(schema.SENTENCE_TERMS))
    # The key seals page cursors. It is the one thing here that chance decides; nothing stored or answered depends on it.
    connection.execute(insert(schema.facts), [{"name": "cursor_key", "value": secrets.token_hex(32)}])
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
