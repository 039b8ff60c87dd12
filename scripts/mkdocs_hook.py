"""The adapter between MkDocs and the core: each event asks the core and does what it says."""

import logging
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpdesk.build import Build, BuildError, start_build, theme_stylesheet

# Not below `mkdocs`: --strict would take an operator's reminder for a broken page.
log = logging.getLogger("helpdesk")


class run:  # noqa: N801 - a namespace
    """What the events of one run share."""

    build: Build
    preview = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview: it shows findings, a build stops at them."""
    run.preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read facts, pages and words, check them, and take the site's address from the facts."""
    try:
        if not is_inner(config):
            root = Path(config.config_file_path).parent
            run.build = start_build(root, preview=run.preview, warn=log.warning)
        config.extra["theme_stylesheet"] = theme_stylesheet(map(Path, config.theme.dirs))
    except BuildError as error:
        raise Abort(str(error)) from error
    config.site_name = run.build.name
    if not run.preview:
        config.site_url = run.build.site_url
    config.theme.static_templates.discard("404.html")  # every language has a page of its own
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what is not published, and put each error page where web servers look."""
    for file in list(files):
        if not run.build.is_published(file.src_uri):
            files.remove(file)
        elif file.src_uri.endswith("/404.md"):
            file.dest_uri = file.src_uri.removesuffix(".md") + ".html"
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Expand the markers, before any other plugin reads the page."""
    return run.build.expand(page.file.src_uri, markdown)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Hand the templates what the core knows about the page."""
    context["help"] = run.build.view(page.file.src_uri)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Make error pages independent of the address that they are shown at."""
    return run.build.finish_page(page.file.src_uri, output, config.site_url or "/")


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site when its last language is built."""
    if not is_inner(config):
        run.build.finish_site(Path(config.site_dir))


def is_inner(config: MkDocsConfig) -> bool:
    """Say whether mkdocs-static-i18n is building one language inside the build of another."""
    return bool(config.plugins["i18n"].building)  # type: ignore[attr-defined]
