"""All benches, one after the other: `make bench`. Nothing here is a test and nothing asserts a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SLOW = {"ablation"}
"""Minutes long and no matter of speed: run by name."""


def main() -> None:
    """Runs every bench beside this file in a process of its own."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name.startswith("__") or path.stem in SLOW:
            continue
        print(f"\n== {path.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{path.stem}"], check=True)


if __name__ == "__main__":
    main()
