"""The adapter between MkDocs and the core: each event asks the core and does what it says.

MkDocs fires every event once per language (mkdocs-static-i18n builds them one inside the other), so
what is read once per build is kept from the first language on.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

# MkDocs has this folder on its path only while it imports the hook: nothing is imported later.
from helpdesk.build import Build, BuildError, start_build

# Not below `mkdocs`: --strict would take an operator's reminder for a broken page.
log = logging.getLogger("helpdesk")

_build: Build | None = None
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview: it shows findings, a build stops at them."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read facts, pages and words, check them, and take the site's address from the facts."""
    global _build
    if not config.plugins["i18n"].building:
        try:
            _build = start_build(Path(config.config_file_path).parent, preview=_serving)
        except BuildError as error:
            raise Abort(str(error)) from error
        for warning in _build.warnings:
            log.warning(warning)
    if not _serving:
        config.site_url = _current().site_url
    config.site_name = _current().name
    config.theme.static_templates.discard("404.html")  # every language has a page of its own
    config.extra["theme_stylesheet"] = _stylesheet(config.theme.dirs)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what is not published, and put each error page where web servers look."""
    for file in list(files):
        if not _current().is_published(file.src_uri):
            files.remove(file)
        elif file.src_uri.endswith("/404.md"):
            file.dest_uri = file.src_uri.removesuffix(".md") + ".html"
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Expand the markers, before any other plugin reads the page."""
    return _current().expand(page.file.src_uri, markdown)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object
) -> dict[str, Any]:
    """Hand the templates what the core knows about the page."""
    context["help"] = _current().view(page.file.src_uri)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Make error pages independent of the address that they are shown at."""
    return _current().finish_page(page.file.src_uri, output, config.site_url or "/")


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site when its last language is built."""
    if not config.plugins["i18n"].building:
        _current().finish_site(Path(config.site_dir))


def _stylesheet(theme_folders: list[str]) -> str:
    """Return the theme's stylesheet; its name holds a hash that changes with every release."""
    for folder in map(Path, theme_folders):
        for found in folder.glob("assets/stylesheets/main.*.min.css"):
            return found.relative_to(folder).as_posix()
    raise Abort("the theme has no assets/stylesheets/main.*.min.css: is mkdocs-material installed?")


def _current() -> Build:
    if _build is None:  # pragma: no cover - MkDocs always fires on_config first
        raise Abort("the help centre's hook was called before on_config")
    return _build
