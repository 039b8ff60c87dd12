"""The executables set themselves up: once, again when they must, and never otherwise.

They run for real in a project of their own, with an interpreter that only writes down what it was
asked to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

SCRIPTS: Final = Path(__file__).parents[2] / "scripts"

# Stands for Python: makes a .venv that looks like one, and notes every `-m` in $LOG.
INTERPRETER: Final = r"""#!/usr/bin/env bash
[[ $1 != --version ]] || { echo Python 3.11.0; exit; }
[[ $1 == -m ]] || exit 0
[[ "$*" == *"pip --version" || "$*" == *"pip "*"--version" ]] && exit 0
echo "$*" >>"$LOG"
if [[ $2 == venv ]]; then
  folder="${!#}"
  rm -rf "$folder"
  mkdir -p "$folder/bin"
  ln -s "$(readlink -f "$0")" "$folder/bin/python"
  echo "#!$folder/bin/python" >"$folder/bin/pip"
  for name in helpdesk mkdocs; do
    printf '#!/usr/bin/env bash\necho %s "$@" SITE_URL=$SITE_URL\n' "$name" >"$folder/bin/$name"
    chmod +x "$folder/bin/$name"
  done
elif [[ -n ${PIP_FAILS:-} ]]; then
  echo "no connection" >&2
  exit 1
fi
"""

TOOLS: Final = ("bash", "dirname", "env", "flock", "grep", "readlink", "sha256sum", "touch", "rm")


@dataclass
class Project:
    """A copy of the executables, with a lock file of its own and the interpreter above."""

    root: Path
    interpreter: Path
    log: Path

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.arguments(*command),
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def arguments(self, *command: str) -> list[str]:
        return [str(self.root / "scripts" / command[0]), *command[1:]]

    def environment(self, **more: str) -> dict[str, str]:
        own = {"PYTHON": str(self.interpreter), "LOG": str(self.log)}
        return {"PATH": os.environ["PATH"], **own, **more}

    def calls(self) -> list[str]:
        """What the interpreter was asked since the last call of this: `venv` or `pip`."""
        if not self.log.exists():
            return []
        calls = [line.split()[1] for line in self.log.read_text().splitlines()]
        self.log.unlink()
        return calls


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "a help centre"
    (root / "scripts").mkdir(parents=True)
    shutil.copytree(SCRIPTS / "lib", root / "scripts" / "lib")
    shutil.copy(SCRIPTS / "check", root / "scripts" / "check")
    (root / "requirements.txt").write_text("click==8.1\n")
    interpreter = tmp_path / "python3.11"
    interpreter.write_text(INTERPRETER)
    interpreter.chmod(0o755)
    return Project(root, interpreter, tmp_path / "log")


def test_the_first_run_makes_the_environment_and_then_does_its_work(project):
    done = project.run("check", "docs", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("helpdesk check docs --format json")
    assert project.calls() == ["venv", "pip", "pip"]


def test_pip_is_held_to_the_hashes_of_the_lock(project):
    project.run("check")
    install = next(line for line in project.log.read_text().splitlines() if "requirements" in line)
    assert "--require-hashes" in install
    assert "--no-deps" in install


def test_the_second_run_starts_neither_pip_nor_venv(project):
    project.run("check")
    project.calls()
    assert project.run("check").returncode == 0
    assert project.calls() == []


def test_progress_goes_where_it_cannot_be_taken_for_findings(project):
    assert project.run("check").stdout.splitlines() == ["helpdesk check SITE_URL="]


def test_a_changed_lock_is_installed_into_the_same_environment(project):
    project.run("check")
    project.calls()
    (project.root / "requirements.txt").write_text("click==8.2\n")
    project.run("check")
    assert project.calls() == ["pip", "pip"]


def test_a_moved_project_gets_a_new_environment(project):
    project.run("check")
    project.calls()
    project.root = project.root.rename(project.root.with_name("moved"))
    assert project.run("check").returncode == 0
    assert project.calls() == ["venv", "pip", "pip"]


def test_an_environment_of_another_checkout_is_left_alone(project, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").touch()
    (project.root / ".venv").symlink_to(elsewhere)
    refused = project.run("check")
    assert refused.returncode == 2
    assert "link to another folder" in refused.stderr
    assert (elsewhere / "precious").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(project):
    project.run("check")
    project.calls()
    python = project.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert project.run("check").returncode == 0
    assert project.calls() == ["venv", "pip", "pip"]


def test_an_install_that_failed_is_said_and_done_again(project):
    failed = project.run("check", PIP_FAILS="yes")
    assert failed.returncode == 2
    assert "no connection" in failed.stderr
    assert "Run this command again" in failed.stderr
    project.calls()
    assert project.run("check").returncode == 0
    assert project.calls() == ["venv", "pip", "pip"]


def test_two_first_runs_at_once_make_one_environment(project):
    both = [
        subprocess.Popen(
            project.arguments("check"),
            env=project.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert project.calls() == ["venv", "pip", "pip"]


def test_without_a_python_it_says_what_to_type(project, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name))
    done = project.run("check", PATH=str(tools), PYTHON="")
    assert done.returncode == 2
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "sudo apt-get install python3 python3-venv" in done.stderr
