"""docs/errors.md lists every refusal with its code, title and status; `python tests/house/test_errors_documented.py` writes it anew."""

from collections.abc import Iterator
from pathlib import Path

from miner.errors import MinerError
from service import problems

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"
HEAD = """# Errors

Whatever the product refuses, it says what was wrong, where, and what to do. On the command line a refusal is one line on standard error and
exit status 2; `extract` and `ingest` go on with the other files, list what failed, and end with 1. Over HTTP it is `application/problem+json`
(RFC 9457): `type`, `title`, `status`, `detail`, `instance`, and `code`, which never changes and is what programs should look at.

| code | title | HTTP | when |
| --- | --- | --- | --- |
"""


def refusals(kind: type[MinerError] = MinerError) -> Iterator[type[MinerError]]:
    """A class of refusals and all below it, depth first."""
    yield kind
    for below in sorted(kind.__subclasses__(), key=lambda one: one.__name__):
        yield from refusals(below)


def drawn(kind: type[MinerError]) -> str:
    """What the drawing of the tree says of a class."""
    for source in (__import__("miner.errors", fromlist=["x"]).__doc__, problems.__doc__):
        for line in (source or "").splitlines():
            name, _, said = line.strip("│├└─ ").partition("  ")
            if name == kind.__name__ and said.strip():
                return said.strip()
    return "the base of the others"


def page() -> str:
    """The whole page."""
    rows = [f"| `{kind.code}` | {kind.title} | {problems.status_of(kind('x'))} | {drawn(kind)} |" for kind in refusals()]
    return HEAD + "\n".join(rows) + "\n"


def test_every_refusal_is_documented() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in refusals()]
    assert len(codes) == len(set(codes))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
