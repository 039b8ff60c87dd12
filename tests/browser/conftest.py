"""A real browser on the built site, served by a real nginx with the configuration we print."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.nginx import brotli_module, free_port, running
from browser.pages import DESKTOP, FLAGS, PHONE, watch
from helpdesk.project import find_root
from helpdesk.publishing.compress import compress

ROOT = find_root(Path(__file__).resolve())
SIZES = {"phone": PHONE, "desktop": DESKTOP}


def serving(
    site: Path, folder: Path, *, brotli: bool = False, site_url: str = ""
) -> AbstractContextManager[str]:
    """Serve a built site with what `helpdesk nginx` prints; `folder` is nginx's own."""
    port = free_port()
    command = [sys.executable, "-m", "helpdesk", "nginx", "--root", str(site)]
    command += ["--listen", f"127.0.0.1:{port}", *(["--brotli"] if brotli else [])]
    environment = {**os.environ, "SITE_URL": site_url, "PYTHONPATH": str(ROOT / "scripts")}
    if not site_url:
        del environment["SITE_URL"]
    printed = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return running(folder, printed.stdout, port, brotli=brotli)


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site; nginx compresses by itself (gzip, level 6)."""
    with serving(site, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.fixture(scope="session")
def packed_address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with files compressed when publishing, brotli too."""
    if brotli_module() is None:
        pytest.fail("sudo apt-get install libnginx-mod-http-brotli-static", pytrace=False)
    folder = tmp_path_factory.mktemp("packed")
    shutil.copytree(site, folder / "site")
    compress(folder / "site")
    with serving(folder / "site", folder, brotli=True) as url:
        yield url


@pytest.fixture(scope="session")
def below_address(build_site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose site was built for a path of it, and stands there."""
    site_url = "https://host.example/sub/"
    site = build_site(site_url)
    with serving(site, tmp_path_factory.mktemp("nginx"), site_url=site_url) as url:
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
    request: pytest.FixtureRequest, browser: Browser, scripts, errors: list[str]
) -> Iterator[Page]:
    """A page of a phone and of a desktop, with scripts and without."""
    context = browser.new_context(viewport=SIZES[request.param], java_script_enabled=scripts)
    one = context.new_page()
    watch(one, errors)
    yield one
    context.close()
