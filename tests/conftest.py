"""The order of the tests, and what scripts/test found before them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

# How long a test takes is the machine's affair: a busy one would fail tests that are right.
settings.register_profile("on any machine", deadline=None)
settings.load_profile("on any machine")

TESTS: Final = Path(__file__).parent

# From the fast to the slow: what stands in no folder of this list comes first.
SLOW_FOLDERS: Final = ("mutation", "site", "browser")

# These are on the built site, which each worker of pytest-xdist builds once.
ON_THE_BUILT_SITE: Final = ("site", "browser")

FAILED_STAGES: Final = os.environ.get("HELPDESK_FAILED_STAGES", "").split()


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a site for an address, as `scripts/build` does; return its folder."""

    def build(site_url: str, root: Path = TESTS.parent) -> Path:
        folder = tmp_path_factory.mktemp("built") / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": site_url}
        if not site_url:
            del environment["SITE_URL"]
        done = subprocess.run(
            [*command, "-d", str(folder)],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.fail(f"the site cannot be built:\n{done.stdout}{done.stderr}", pytrace=False)
        return folder

    return build


@pytest.fixture(scope="session")
def site(build_site: Callable[..., Path]) -> Path:
    """The folder of the real site, built once, for the address in facts.yml."""
    return build_site("")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if (folder := _folder(item)) in ON_THE_BUILT_SITE:
            item.add_marker(folder)
    items.sort(key=lambda item: _rank(_folder(item)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for stage in FAILED_STAGES:
        terminalreporter.write_line(f"FAILED stage before the tests: {stage} (see above)", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if FAILED_STAGES and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).parts[0]


def _rank(folder: str) -> int:
    return SLOW_FOLDERS.index(folder) + 1 if folder in SLOW_FOLDERS else 0
