"""How fast a centre of any size is built: stock Material with static-i18n and ours, in turn.

    PYTHONPATH=scripts .venv/bin/python tests/bench/build_speed.py --generator gen_corpus.py
        [--articles 100,300,1000] [--runs 1]

`--generator` is the program that writes a corpus (`--layout mkdocs-folder --n N --out DIR`): the
same articles in five languages for both. Ours is `helpdesk build` with all that `scripts/build`
does before it compresses: the check of all pages, search per language, the check of what was built.
The A-Z list and all tags are left out of the larger corpora: with 1,000 titles their pages are
heavier than the build allows. Where `hugo` is installed, its full build is measured.

Seconds are wall time and, in brackets, processor time; megabytes are those of the largest process.
Other work on the machine counts against both: trust the ratios. The seconds that are wanted are
for a machine on which stock takes `STOCK` seconds; what ours would take stands behind "there".
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from click import echo

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "scripts")]

from big_centre import big_centre  # noqa: E402 - found by the path above

WANTED: Final = {100: (2.0, 0.8), 300: (3.5, 1.2), 1000: (7.0, 3.0)}
"""Articles -> how many times faster than stock, seconds after one edit."""

STOCK: Final = {100: 6.3, 300: 27.7, 1000: 225.0}
"""Articles -> the seconds of stock's full build where the wanted seconds were set."""

SCRIPTS: Final = Path(__file__).parents[2] / "scripts"


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    processor: float
    megabytes: int

    def __str__(self) -> str:
        return f"{self.seconds:6.2f} ({self.processor:.2f})"


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder; say what it printed if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(SCRIPTS)}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    timed = [sys.executable, "-c", MEASURED, *command]
    done = subprocess.run(
        timed, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, used, int(done.stderr.splitlines()[-1]) // 1024)


# The largest process among a command and its children, in kilobytes, on the last line.
MEASURED: Final = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def megabytes(folder: Path) -> float:
    """Return the size of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def measure(articles: int, generator: Path, folder: Path, runs: int) -> None:
    """Measure one size and print its rows."""
    stock, ours, hugo = (folder / f"{name}-{articles}" for name in ("stock", "ours", "hugo"))
    _generate(generator, "mkdocs-folder", articles, stock)
    big_centre(stock, ours, lists=articles <= 100)
    build = [sys.executable, "-m", "helpdesk", "build"]
    theirs, full, again, edited, checked, known = [], [], [], [], [], []
    for number in range(runs):
        shutil.rmtree(stock / "site", ignore_errors=True)
        theirs.append(run([sys.executable, "-m", "mkdocs", "build", "--quiet"], stock))
        shutil.rmtree(ours / "site", ignore_errors=True)
        full.append(run([*build, "--no-cache"], ours))
        again.append(run(build, ours))
        page = sorted((ours / "docs/nl").rglob("article-*.md"))[articles // 2]
        page.write_text(
            page.read_text(encoding="utf-8") + f"\nEn dit {number}.\n", encoding="utf-8"
        )
        edited.append(run(build, ours))
        check = [sys.executable, "-m", "helpdesk", "check"]
        checked.append(run([*check, "--no-cache"], ours))
        known.append(run(check, ours))
    best = {name: min(costs) for name, costs in (("full", full), ("edit", edited))}
    ratio, limit = min(theirs).seconds / best["full"].seconds, WANTED.get(articles)
    wanted = f"wanted x{limit[0]:g}, {limit[1]:g} s" if limit else ""
    scale = STOCK.get(articles, min(theirs).seconds) / min(theirs).seconds
    pages = sum(1 for _ in (ours / "site").rglob("index.html"))
    sizes = f"stock {megabytes(stock / 'site'):.0f} MB, ours {megabytes(ours / 'site'):.0f} MB"
    full_cost, edit_cost = best["full"], best["edit"]
    echo(f"\n{articles} articles, {pages} pages of ours {wanted}")
    echo(f"  stock, full build         {min(theirs)}   {min(theirs).megabytes} MB")
    echo(f"  ours, full build          {full_cost}   {full_cost.megabytes} MB   x{ratio:.1f}")
    echo(f"  ours, nothing edited      {min(again)}")
    there = f"there {edit_cost.seconds * scale:.2f}"
    echo(f"  ours, one page edited     {edit_cost}   {edit_cost.megabytes} MB   {there}")
    echo(f"  helpdesk check            {min(checked)}   there {min(checked).seconds * scale:.2f}")
    echo(f"  helpdesk check, again     {min(known)}")
    echo(f"  output                    {sizes}")
    if shutil.which("hugo"):
        _generate(generator, "hugo", articles, hugo)
        echo(f"  hugo, full build          {run(['hugo', '--quiet'], hugo)}")
    if runs > 1:
        packing = [sys.executable, "-m", "helpdesk", "compress", "site"]
        echo(f"  ours, compress            {run(packing, ours)}")
        echo(f"  ours, compress again      {run(packing, ours)}")


def _generate(generator: Path, layout: str, articles: int, out: Path) -> None:
    words = ["--layout", layout, "--n", str(articles), "--out", str(out)]
    subprocess.run([sys.executable, str(generator), *words], check=True, capture_output=True)


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--generator", type=Path, required=True)
    parser.add_argument("--articles", default="100")
    parser.add_argument("--runs", type=int, default=1)
    wanted = parser.parse_args()
    compileall.compile_dir(SCRIPTS, quiet=2)  # as pip does with what it installs
    with tempfile.TemporaryDirectory() as folder:
        for articles in wanted.articles.split(","):
            measure(int(articles), wanted.generator.resolve(), Path(folder), wanted.runs)


if __name__ == "__main__":
    main()
