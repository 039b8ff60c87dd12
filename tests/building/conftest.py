"""The small help centre, built once; a copy for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from building.small_centre import Centre, small_centre


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The help centre, made once, with a cache of its pages."""
    made = small_centre(tmp_path_factory.mktemp("building") / "centre")
    made.build()
    return made.root


@pytest.fixture
def centre(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """A copy to work on, built already; its root is the current folder."""
    root = tmp_path / "centre"
    shutil.copytree(template, root)
    monkeypatch.chdir(root)
    return Centre(root)
