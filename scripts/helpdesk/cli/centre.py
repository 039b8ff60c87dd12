"""The help centre that a command works on: that of the current folder."""

from __future__ import annotations

from pathlib import Path

from helpdesk.cli.setup import SetupError
from helpdesk.project import Project, ProjectError, find_root, load_project


def this_root() -> Path:
    """Return the folder of the help centre that the current folder is in.

    Raises:
        SetupError: there is none.
    """
    root = find_root(Path.cwd())
    if root is None:
        raise SetupError("there is no help centre here (mkdocs.yml with facts.yml)")
    return root


def this_project() -> Project:
    """Return the help centre of the current folder.

    Raises:
        SetupError: there is none, or its mkdocs.yml cannot be read.
    """
    try:
        return load_project(this_root())
    except ProjectError as error:
        raise SetupError(str(error)) from error


def shown(path: Path) -> str:
    """Return a path as an editor knows it: from the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
