"""The same commit gives the same bytes: elsewhere, at another hour, in another order."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from helpdesk.changes import build_day

ROOT = Path(__file__).parents[2]
LATE = "2026-03-01T23:30:00-11:00"  # the next day in Europe, two days later in Kiribati

# Folders are read in the order in which the file system keeps them: here, backwards.
BACKWARDS = """\
import os
scandir, listdir = os.scandir, os.listdir
class Backwards:
    def __init__(self, *path):
        with scandir(*path) as entries:
            self.entries = iter(sorted(entries, key=lambda one: one.name, reverse=True))
    def __enter__(self): return self
    def __exit__(self, *_): self.close()
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def close(self): self.entries = iter(())
os.scandir = Backwards
os.listdir = lambda *path: sorted(listdir(*path), reverse=True)
"""


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    dates = {"GIT_AUTHOR_DATE": LATE, "GIT_COMMITTER_DATE": LATE}
    command = ["git", "-C", str(folder), *who, *words]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **dates})


def built(root: Path, folder: Path, path: list[Path], **more: str) -> dict[str, str]:
    """The digest of every file of a published site, by name."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder.parent),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(map(str, [*path, root / "scripts"])),
        "SITE_URL": "https://help.example.net/",
        **more,
    }
    for words in (["mkdocs", "build", "--quiet", "-d"], ["helpdesk", "compress"]):
        command = [sys.executable, "-m", *words, str(folder)]
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_same_commit_gives_the_same_bytes(tmp_path):
    first = tmp_path / "first"
    first.mkdir()
    for name in ("mkdocs.yml", "facts.yml"):
        shutil.copy(ROOT / name, first)
    for name in ("docs", "overrides", "scripts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, first / name, ignore=ignored)
    git(first, "init", "--quiet")
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "All")
    second = tmp_path / "and somewhere else" / "second"
    git(tmp_path, "clone", "--quiet", str(first), str(second))
    backwards = tmp_path / "backwards"
    backwards.mkdir()
    (backwards / "sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    one = built(
        first, tmp_path / "site-1", [], TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1"
    )
    other = built(
        second,
        tmp_path / "elsewhere" / "site-2",
        [backwards],
        TZ="Pacific/Pago_Pago",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="4242",
    )
    assert len(one) > 500
    assert {name: one.get(name) for name in one.keys() | other.keys()} == other
    assert "<lastmod>2026-03-01</lastmod>" in (tmp_path / "site-1/sitemap.xml").read_text()


@pytest.mark.parametrize(
    ("said", "day"), [("0", date(1970, 1, 1)), ("1772411400", date(2026, 3, 2))]
)
def test_the_day_of_a_build_can_be_given(said, day):
    assert build_day({"SOURCE_DATE_EPOCH": said}) == day


@pytest.mark.parametrize("said", ["", "yesterday", "-1", "²"])
def test_what_is_no_day_is_today(said):
    assert build_day({"SOURCE_DATE_EPOCH": said}) == build_day({})
