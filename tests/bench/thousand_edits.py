"""A thousand random edits: the site out of the cache stays the one that is built from nothing.

    .venv/bin/python tests/bench/thousand_edits.py [--edits 1000] [--every 10] [--seed 1]

After each edit the site is built out of the cache; after every tenth, from nothing too, and both
are compared byte for byte. The help centre is put back as it was after an edit that a build
refuses, and after each fiftieth.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from click import echo

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "scripts")]

from building.edits import ARTICLES, EDITS, LANGUAGES, WORDS  # noqa: E402 - found by the path above
from building.small_centre import Centre, built, small_centre  # noqa: E402


def main() -> int:
    """Edit, build, compare; the exit code is 1 at the first difference."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)  # noqa: S311 - the same edits each time
    counted, start = Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        clean, centre = small_centre(Path(folder) / "clean"), Centre(Path(folder) / "centre")
        after: dict[str, str] | str = ""
        for number in range(wanted.edits):
            if number % 50 == 0 or isinstance(after, str):
                _put_back(clean.root, centre.root)
            change = chance.choice(EDITS)
            words = [chance.choice(some) for some in (LANGUAGES, ARTICLES, WORDS)]
            change(centre, *words)
            centre.stamp()
            after = built(centre, "site", cache=True)
            counted["refused" if isinstance(after, str) else "built"] += 1
            if number % wanted.every == wanted.every - 1:
                counted["compared"] += 1
                if after != built(centre, "anew", cache=False):
                    echo(f"edit {number}, {change.__name__}{words}: the two builds differ")
                    return 1
                echo(f"{number + 1} edits, {dict(counted)}, {time.monotonic() - start:.0f} s")
        os.chdir("/")
    return 0


def _put_back(clean: Path, root: Path) -> None:
    """Start again from the clean pages; the cache stays."""
    os.chdir("/")
    for name in ("docs", "overrides", "scripts"):
        shutil.rmtree(root / name, ignore_errors=True)
        shutil.copytree(clean / name, root / name)
    for name in ("facts.yml", "mkdocs.yml"):
        shutil.copy(clean / name, root / name)
    os.chdir(root)


if __name__ == "__main__":
    sys.exit(main())
