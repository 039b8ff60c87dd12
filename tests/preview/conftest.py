"""A small help centre in preview, for tests that edit its pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from building.small_centre import Centre as Copy
from building.small_centre import small_centre
from helpdesk.cli.build import renderer
from helpdesk.preview.centre import Centre
from helpdesk.preview.site import PreviewedSite


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The help centre, made once."""
    return small_centre(tmp_path_factory.mktemp("preview") / "centre").root


@pytest.fixture
def copy(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A copy to edit; its root is the current folder."""
    root = tmp_path / "centre"
    shutil.copytree(template, root)
    monkeypatch.chdir(root)
    return Copy(root)


@pytest.fixture
def site(copy: Copy) -> PreviewedSite:
    """The copy in preview."""
    return PreviewedSite(Centre(copy.root, renderer))
