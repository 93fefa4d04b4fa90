"""Settings: their order of rank, their refusals, and that the documentation names each."""

from __future__ import annotations

from pathlib import Path

import pytest

from miner.errors import SettingError
from miner.settings import Settings, document_settings, load_settings, table

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a settings file."""
    monkeypatch.chdir(tmp_path)


def written(path: Path, content: str) -> Path:
    """A settings file."""
    path.write_text(content, encoding="utf-8")
    return path


def test_without_anything_said_the_defaults_hold() -> None:
    assert load_settings(None, {}) == Settings()


def test_a_flag_goes_before_a_variable_before_a_file_before_the_default(tmp_path: Path) -> None:
    file = written(tmp_path / "a.toml", "workers = 2\nport = 9000\nthreads = 9")
    environ = {"MINER_WORKERS": "3", "MINER_PORT": "9001"}
    settings = load_settings(file, environ, {"workers": 4, "port": None})
    assert (settings.workers, settings.port, settings.threads, settings.host) == (4, 9001, 9, "127.0.0.1")


def test_the_file_is_found_by_variable_or_by_its_usual_name(tmp_path: Path) -> None:
    written(tmp_path / "miner.toml", "workers = 5")
    other = written(tmp_path / "other.toml", "workers = 6")
    assert load_settings(None, {}).workers == 5
    assert load_settings(None, {"MINER_CONFIG": str(other)}).workers == 6


def test_paths_in_a_file_are_relative_to_it_and_others_to_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    file = written(tmp_path / "deep" / "a.toml", 'store = "a.db"')
    assert load_settings(file, {}).store == tmp_path / "deep" / "a.db"
    assert load_settings(None, {"MINER_STORE": "a.db"}).store == Path("a.db")


def test_an_empty_path_is_none_where_none_is_allowed() -> None:
    assert load_settings(None, {"MINER_MODEL": ""}).model is None
    with pytest.raises(SettingError):
        load_settings(None, {"MINER_STORE": ""})


WRONG = [
    ("wokers = 2", "workers", "a slip is met with the right name"),
    ("workers = 0", "最小为 1", "too small"),
    ("workers = true", "整数", "no number"),
    ("workers = 1.5", "整数", "no whole number"),
    ('workers = "many"', "整数", "words"),
    ("file_seconds = nan", "最小为", "not a number"),
    ("file_seconds = inf", "最小为", "without end"),
    ("store = 3", "路径", "a number for a path"),
    ('store = "a\\u0000b"', "路径", "a NUL in a path"),
    ("[workers]\na = 1", "整数", "a table"),
    ("workers = ", "TOML", "no TOML"),
]


@pytest.mark.parametrize(("content", "named"), [row[:2] for row in WRONG], ids=[row[2] for row in WRONG])
def test_a_wrong_file_is_refused_with_place_and_advice(tmp_path: Path, content: str, named: str) -> None:
    file = written(tmp_path / "a.toml", content)
    with pytest.raises(SettingError, match=named) as refused:
        load_settings(file, {})
    assert "a.toml" in str(refused.value)


def test_a_missing_file_and_a_wrong_variable_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"none\.toml"):
        load_settings(tmp_path / "none.toml", {})
    with pytest.raises(SettingError, match="MINER_PROT"):
        load_settings(None, {"MINER_PROT": "1"})
    assert load_settings(None, {"MINERAL": "1", "PATH": "x"}) == Settings()


def test_the_documentation_is_what_the_table_says() -> None:
    """Write it anew with `python -m miner.settings`."""
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == document_settings()


@pytest.mark.parametrize("row", list(table()), ids=lambda row: row.name)
def test_every_setting_is_documented_with_variable_and_help(row) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"| `{row.name}` | `MINER_{row.name.upper()}` |" in page
    assert row.metadata["help"] in page
