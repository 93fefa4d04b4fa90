"""The plan of the house holds: floors, organs that do not know each other, one home a library."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((*ROOT.glob("miner/**/*.py"), *ROOT.glob("service/**/*.py")))

HOMES = {
    "flask": ("service/",),
    "flask_openapi3": ("service/",),
    "waitress": ("service/", "miner/cli/serve.py"),
    "sqlalchemy": ("miner/store/",),
    "pandas": ("miner/tables.py", "miner/analysis/"),
    "xlsxwriter": ("miner/tables.py",),
    "sklearn": ("miner/labels/", "miner/naming/training.py"),
    "scipy": ("miner/labels/", "miner/naming/training.py"),
    "threadpoolctl": ("miner/labels/", "miner/naming/training.py"),
    "jieba": ("miner/language/",),
    "rjieba": ("miner/language/",),
    "spacy": ("miner/language/",),
    "opencc": ("miner/language/", "miner/gold/damage.py"),
    "lxml": ("miner/reading/",),
    "docx": ("miner/reading/",),
    "openpyxl": ("miner/reading/",),
    "pypdfium2": ("miner/reading/",),
    "click": ("miner/cli/",),
    "rich": ("miner/cli/",),
    "jinja2": ("miner/exports/", "service/"),
}
ORGANS = ("reading", "repair", "outline", "labels", "indicators", "naming", "store")
GROUND = {"records", "errors", "language", "version"}
USERS = (
    "miner/gold/",
    "miner/cli/",
    "miner/ingest/",
    "miner/pipeline.py",
    "miner/loading.py",
    "miner/assembly.py",
    "miner/tables.py",
    "miner/exports/",
)
PICKLES = {"pickle", "joblib", "dill", "shelve", "marshal"}


def imported(path: Path) -> Iterator[str]:
    """Dotted names of all modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_is_imported_in_its_home_alone(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    strays = {name for name in imported(path) if (homes := HOMES.get(name.split(".")[0])) and not place.startswith(homes)}
    assert not strays


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parts[len(ROOT.parts)] == "miner"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_the_core_never_imports_the_service(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    if place != "miner/cli/serve.py":
        assert not [name for name in imported(path) if name.split(".")[0] == "service"]


@pytest.mark.parametrize("organ", ORGANS)
def test_organs_stand_on_common_ground_alone(organ: str) -> None:
    strays = {
        (str(path.relative_to(ROOT)), name)
        for path in ROOT.glob(f"miner/{organ}/**/*.py")
        for name in imported(path)
        if name.startswith("miner.") and name.split(".")[1] not in {organ, *GROUND}
    }
    assert not strays


def test_nothing_is_ever_unpickled() -> None:
    assert not [(path.name, name) for path in MODULES for name in imported(path) if name.split(".")[0] in PICKLES]


def test_every_package_is_installed() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES if path.name == "__init__.py"}
    assert found <= listed
