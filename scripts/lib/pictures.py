# ruff: noqa: INP001 - run by its path
"""Draws the pictures of the README and of shared links. Called by scripts/pictures."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from helpdesk.addresses import page_address
from helpdesk.project import Project, load_project
from helpdesk.strings import load_strings

ROOT: Final = Path(__file__).parents[2]
README: Final = ROOT / ".github"
SHARED: Final = ROOT / "overrides" / "assets" / "og"
CARD: Final = Template((Path(__file__).parent / "card.html").read_text(encoding="utf-8"))
MARK: Final = ROOT / "overrides" / "partials" / "brand.html"

CARD_SIZE: Final = ViewportSize(width=1200, height=630)  # what Open Graph's readers ask for
COLOURS_OF_CARDS: Final = 48
COLOURS_OF_PAGES: Final = 128
SIZES: Final = {
    "phone": ViewportSize(width=390, height=844),
    "desktop": ViewportSize(width=1280, height=860),
}
SCHEMES: Final = ("light", "dark")
TYPES: Final = ("index", "email/index", "email/mail-protocols", "glossary", "a-z", "contact", "404")


class QuietServer(SimpleHTTPRequestHandler):
    """Serves the built site to the browser of this machine."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served_site() -> Iterator[str]:
    """Build the site and serve it on loopback; yield its address, with a slash at its end."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True, env=os.environ)  # noqa: S603
        handler = partial(QuietServer, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()


def draw_cards(browser: Browser, project: Project) -> None:
    """Draw one card per language; no host's name stands on it, so that every host can use it."""
    SHARED.mkdir(exist_ok=True)
    page = browser.new_page(viewport=CARD_SIZE)
    for language in project.languages:
        t = load_strings(project.overrides, language.code)
        card = CARD.substitute(
            language=language.code,
            direction="rtl" if t.locale.text_direction == "rtl" else "ltr",
            mark=MARK.read_text(encoding="utf-8"),
            name=t("site.short_name"),
            title=t("site.hero").replace("-", "\N{NON-BREAKING HYPHEN}"),
            lead=t("site.hero_lead"),
        )
        page.set_content(card)
        write_small(page.screenshot(), SHARED / f"{language.code}.png", COLOURS_OF_CARDS)
    page.close()


def write_small(png: bytes, file: Path, colours: int) -> None:
    """Write a picture with a palette: flat colours need no more, and it is a fraction in size."""
    palette = Image.open(BytesIO(png)).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    palette.save(file, optimize=True)


def draw_pages(browser: Browser, project: Project, folder: Path, address: str) -> None:
    """Draw every type of page in every look, whole, into a folder."""
    for size, viewport in SIZES.items():
        for scheme in SCHEMES:
            page = browser.new_page(viewport=viewport, color_scheme=scheme)
            for language in project.languages:
                for key in TYPES:
                    page.goto(address + page_address(project, language.code, key))
                    name = f"{language.code}-{key.replace('/', '-')}-{size}-{scheme}.png"
                    page.screenshot(path=folder / name, full_page=True)
            page.close()


def draw_readme(browser: Browser, project: Project, address: str) -> None:
    """Draw what a desktop shows first of the article, in English."""
    page = browser.new_page(viewport=SIZES["desktop"], color_scheme="light")
    page.goto(address + page_address(project, "en", "email/mail-protocols"))
    write_small(page.screenshot(), README / "article.png", COLOURS_OF_PAGES)
    page.close()


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(prog="scripts/pictures", description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="every type of page in every look")
    everything: Path | None = parser.parse_args().all
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        parser.error("there is no chromium on this machine")
    project = load_project(ROOT)
    with sync_playwright() as playwright, served_site() as address:
        # As root, Chromium starts without its sandbox only.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        draw_cards(browser, project)
        draw_readme(browser, project, address)
        if everything:
            everything.mkdir(parents=True, exist_ok=True)
            draw_pages(browser, project, everything, address)
        browser.close()


if __name__ == "__main__":
    main()
