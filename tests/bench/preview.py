"""How long an editor waits: from a saved file to the new page, at any number of articles.

    .venv/bin/python tests/bench/preview.py --generator gen_corpus.py
        [--articles 100,300,1000] [--edits 20]

`--generator` is the program that writes a corpus (`--layout mkdocs-folder --n N --out DIR`). A
sentence is saved into an article whose page is open, again and again, and the time is taken until
the new page was sent over HTTP, and until a real browser shows it. Both are medians, with the worst
in brackets; the server's processor time tells what other work on the machine adds.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

import urllib3
from click import echo
from playwright.sync_api import sync_playwright

HERE: Final = Path(__file__)
sys.path[:0] = [str(each) for each in (HERE.parent, HERE.parents[1], HERE.parents[2] / "scripts")]

from big_centre import big_centre  # noqa: E402 - found by the path above

from browser.pages import DESKTOP, FLAGS  # noqa: E402

WANTED: Final = {100: 0.2, 300: 0.3, 1000: 0.5}
"""Articles -> seconds from the saved file to the page in the browser."""

SCRIPTS: Final = Path(__file__).parents[2] / "scripts"
PATIENCE: Final = 60
PAUSE: Final = 0.4
"""Seconds between two edits: an editor is not faster."""


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run `helpdesk serve` in a help centre; yield its address and process."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(SCRIPTS)}
    command = [sys.executable, "-m", "helpdesk", "serve", "--port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        with said.open("w") as out:
            process = subprocess.Popen(command, cwd=root, env=environment, stderr=out)
        try:
            while not (found := re.search(r"^Open (\S+)", said.read_text(), re.MULTILINE)):
                if process.poll() is not None:
                    sys.exit(said.read_text())
                time.sleep(PAUSE / 10)
            yield found[1], process
        finally:
            process.terminate()
            process.wait()


def processor_time(process: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = (
        Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def edits(file: Path, number: int, seen: Callable[[str], None]) -> list[float]:
    """Save a sentence again and again; return the seconds until each was seen."""
    text, seconds = file.read_text(encoding="utf-8"), []
    for count in range(number):
        word = f"saved-{count}"
        start = time.perf_counter()
        file.write_text(f"{text}\n{word}.\n", encoding="utf-8")
        seen(word)
        seconds.append(time.perf_counter() - start)
        time.sleep(PAUSE)
    file.write_text(text, encoding="utf-8")
    time.sleep(PAUSE)
    return seconds


def over_http(url: str) -> Callable[[str], None]:
    """Return what waits for the text that an open page is sent."""
    root, page = url[: url.index("/", 8)], url[url.index("/", 8) + 1 :]
    html = urllib3.request("GET", url, timeout=PATIENCE).data.decode()
    version = html.partition('data-version="')[2].partition('"')[0]
    stream = urllib3.request(
        "GET",
        f"{root}/_preview/events",
        fields={"page": page, "version": version},
        timeout=PATIENCE,
        preload_content=False,
    )
    lines = io.TextIOWrapper(cast("IO[bytes]", stream), encoding="utf-8")

    def seen(word: str) -> None:
        for line in lines:
            if line.startswith("data: ") and word in line:
                return

    return seen


def measure(articles: int, generator: Path, folder: Path, number: int) -> None:
    """Measure one size and print its row."""
    corpus, root = folder / f"corpus-{articles}", folder / f"centre-{articles}"
    words = ["--layout", "mkdocs-folder", "--n", str(articles), "--out", str(corpus)]
    subprocess.run([sys.executable, str(generator), *words], check=True, capture_output=True)
    big_centre(corpus, root, lists=articles <= 100)
    shutil.rmtree(corpus)
    file = sorted((root / "docs/nl").rglob("article-*.md"))[articles // 2]
    start = time.perf_counter()
    with serving(root) as (address, process), sync_playwright() as playwright:
        url = f"{address}nl/{file.relative_to(root / 'docs/nl').with_suffix('').as_posix()}/"
        waits = over_http(url)
        started = time.perf_counter() - start
        used = processor_time(process)
        http = edits(file, number, waits)
        used = (processor_time(process) - used) / number
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        with playwright.chromium.launch(executable_path=chromium, args=FLAGS) as browser:
            page = browser.new_page(viewport=DESKTOP)
            page.goto(url)
            shown = edits(
                file, number, lambda word: page.get_by_text(f"{word}.", exact=True).wait_for()
            )
    wanted = f"wanted {WANTED[articles]:g}" if articles in WANTED else ""
    echo(f"{articles:5} articles: http {_row(http)}, browser {_row(shown)} s {wanted}")
    echo(f"      first page after {started:.1f} s; processor time of an edit {used:.3f} s")


def _row(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.3f} ({max(seconds):.3f})"


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--generator", type=Path, required=True)
    parser.add_argument("--articles", default="100")
    parser.add_argument("--edits", type=int, default=20)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for articles in wanted.articles.split(","):
            measure(int(articles), wanted.generator.resolve(), Path(folder), wanted.edits)


if __name__ == "__main__":
    main()
