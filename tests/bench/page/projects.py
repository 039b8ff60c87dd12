"""The two sites that are compared: ours, and stock Material with static-i18n on the same pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import yaml

from helpdesk.build import Build, start_build
from helpdesk.markdown import Kind

ROOT: Final = Path(__file__).parents[3]
PALETTE: Final = [
    {
        "media": f"(prefers-color-scheme: {scheme})",
        "scheme": "slate" if scheme == "dark" else "default",
        "toggle": {"icon": "material/brightness-4", "name": scheme},
    }
    for scheme in ("light", "dark")
]


def chromium() -> str:
    """Return where the machine's Chromium stands."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sys.exit("no chromium on this machine: sudo apt-get install chromium")
    return found


def build_ours(folder: Path) -> None:
    """Build this site as it is published."""
    _build(ROOT, folder)


def build_stock(project: Path) -> Path:
    """Write a project with the theme's defaults and our pages, markers expanded; build it."""
    build = start_build(ROOT)
    for page in build.site.library:
        if page.meta.kind is not Kind.SYSTEM:
            _write(build, page.path, project)
    (project / "mkdocs.yml").write_text(yaml.safe_dump(_config(build)), encoding="utf-8")
    _build(project, project / "site")
    return project / "site"


def _write(build: Build, source: Path, project: Path) -> None:
    relative = source.relative_to(build.site.project.docs)
    view = build.view(relative.as_posix())
    meta = view.page.meta
    front = {
        "title": meta.title,
        "description": meta.description,
        "tags": [str(tag) for tag in meta.tags],
    }
    body = build.expand(relative.as_posix(), view.page.parsed.body)
    target = project / "docs" / relative
    target.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n# {meta.title}\n\n{body}"
    target.write_text(text, encoding="utf-8")


def _config(build: Build) -> dict[str, object]:
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    i18n = next(one["i18n"] for one in ours["plugins"] if "i18n" in one)
    return {
        "site_name": build.name,
        "site_url": build.site_url,
        # No web fonts: they would be asked for elsewhere, to stock's disadvantage.
        "theme": {"name": "material", "language": "fr", "font": False, "palette": PALETTE},
        "plugins": ["search", "tags", {"i18n": i18n}],
        "markdown_extensions": ours["markdown_extensions"],
    }


def _build(project: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--quiet", "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=project, env=environment, check=True)
