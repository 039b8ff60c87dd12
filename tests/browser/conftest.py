"""A real browser on the built site, served on loopback as a plain web server does it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}
SIZES = {"phone": PHONE, "desktop": DESKTOP}

# As root, Chromium starts without its sandbox only; the rest keeps it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class PlainServer(SimpleHTTPRequestHandler):
    """Serves files, and for an unknown address the error page of the language in its path."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        language = self.path.strip("/").split("/")[0]
        folder = Path(self.directory)
        own = folder / language / "404.html"
        page = own if language and own.is_file() else folder / "404.html"
        body = page.read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the browser's own errors are what the tests look at."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of loopback; yield the address with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(PlainServer, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("no chromium on this machine: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def errors() -> list[str]:
    """What went wrong in the browser: failed requests, script errors, console errors."""
    return []


@pytest.fixture(params=["script", "no script"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether JavaScript is on."""
    return request.param == "script"


@pytest.fixture(params=SIZES)
def page(
    request: pytest.FixtureRequest, browser: Browser, scripts: bool, errors: list[str]
) -> Iterator[Page]:
    """A page of a phone and of a desktop, with scripts and without."""
    context = browser.new_context(viewport=SIZES[request.param], java_script_enabled=scripts)
    one = context.new_page()
    watch(one, errors)
    yield one
    context.close()


def watch(page: Page, errors: list[str]) -> None:
    """Note everything that goes wrong on a page."""
    page.on("pageerror", lambda error: errors.append(f"script: {error}"))
    page.on("requestfailed", lambda request: errors.append(f"failed: {request.url}"))
    page.on(
        "response",
        lambda answer: (
            errors.append(f"{answer.status}: {answer.url}")
            if answer.status >= 400 and "no-such-page" not in answer.url
            else None
        ),
    )
