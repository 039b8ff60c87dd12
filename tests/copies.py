"""Copies of this help centre, for tests that change its pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]


def copy_project(root: Path, *, redirect_from: dict[str, str] | None = None) -> None:
    """Copy what a site is made of; `redirect_from` is what the main article says, by language."""
    for name in ("mkdocs.yml", "facts.yml"):
        shutil.copy(ROOT / name, root)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    for language, old in (redirect_from or {}).items():
        page = root / "docs" / language / "email/mail-protocols.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("---\n", f"---\nredirect_from: {old}\n", 1), encoding="utf-8")
