"""A copy of the help centre that an editor works on: clean, stamped, in a git repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpdesk.cli import main
from helpdesk.freshness import digests, with_stamps
from helpdesk.library import load_library
from helpdesk.project import load_project

ROOT = Path(__file__).parents[2]

TRANSLATIONS = ("en", "nl")


class Centre:
    """The copy on disk, with what an editor does to it; paths are below its root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    def findings(self, *families: str) -> list[str]:
        """What `helpdesk check` says, without the hints."""
        chosen = ["--select", ",".join(families)] if families else []
        lines = self.run("check", *chosen).stdout.splitlines()
        return [line for line in lines if not line.startswith("  ")]

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, before: str, after: str) -> None:
        text = self.read(path)
        assert before in text, path
        self.write(path, text.replace(before, after, 1))

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.net")
        command = ["git", "-C", str(self.root), *who, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")

    def build(self) -> Path:
        """Build the site; return its folder."""
        folder = self.root.parent / "built"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", folder]
        environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(ROOT / "scripts"),
        }
        environment.pop("SITE_URL", None)
        done = subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(f"the site cannot be built:\n{done.stdout}{done.stderr}", pytrace=False)
        return folder


def copy_centre(root: Path) -> Centre:
    """Copy the help centre in three languages (it is faster) and stamp every translation."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    (root / "scripts").mkdir()
    (root / "scripts/helpdesk").symlink_to(ROOT / "scripts/helpdesk")
    for name in ("facts.yml", "mkdocs.yml", "scripts/mkdocs_hook.py"):
        shutil.copy(ROOT / name, root / name)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for language in load_project(root).translations:
        if language.code not in TRANSLATIONS:
            config = re.sub(
                rf"^ +- \{{locale: {language.code},.*\n", "", config, flags=re.MULTILINE
            )
            shutil.rmtree(root / "docs" / language.code)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    library = load_library(load_project(root))
    for page in library:
        source = library.source.get(page.key)
        if source and page is not source:
            stamps = digests(source.text)
            page.path.write_text(with_stamps(page.text, stamps), encoding="utf-8")
    return Centre(root)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy, in a git repository with one commit; made once."""
    root = tmp_path_factory.mktemp("editing") / "centre"
    root.mkdir()
    made = copy_centre(root)
    made.git("init", "-q")
    made.commit()
    return root


@pytest.fixture
def untouched(template: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """The copy itself, as the current folder: for what changes nothing."""
    monkeypatch.chdir(template)
    return Centre(template)


@pytest.fixture(scope="session")
def copied(template: Path) -> Callable[[Path], Centre]:
    """Copy the copy to a folder."""

    def copy(root: Path) -> Centre:
        shutil.copytree(template, root, symlinks=True)
        return Centre(root)

    return copy


@pytest.fixture
def centre(
    copied: Callable[[Path], Centre], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Centre:
    """A copy to work on; its root is the current folder."""
    made = copied(tmp_path / "centre")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return made
