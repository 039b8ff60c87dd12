"""The executables stay thin, strict and clean."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
EXECUTABLES: Final = sorted(
    path for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix
)
LIBRARY: Final = ROOT / "scripts/lib/bootstrap.sh"
CI: Final = ROOT / ".ci/run"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_commands_of_the_readme_are_there():
    assert {"build", "check", "serve", "test"} <= {path.name for path in EXECUTABLES}


@pytest.mark.parametrize("path", [*EXECUTABLES, CI], ids=name)
def test_an_executable_can_be_executed(path):
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n# ")


@pytest.mark.parametrize("path", EXECUTABLES, ids=name)
def test_an_executable_stops_at_the_first_error_and_says_how_it_is_used(path):
    text = path.read_text(encoding="utf-8")
    assert "\nset -euo pipefail\n" in text
    assert "\n# Usage: " in text


def test_shellcheck_finds_nothing():
    shellcheck = Path(sys.executable).with_name("shellcheck")
    subprocess.run(
        [shellcheck, "--external-sources", "--source-path=SCRIPTDIR", *EXECUTABLES, LIBRARY, CI],
        check=True,
    )


def test_ci_runs_exactly_what_a_developer_runs():
    commands = [line for line in CI.read_text().splitlines() if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith('/scripts/test"')
    assert "test" in {path.name for path in EXECUTABLES}
