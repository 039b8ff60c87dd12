"""The adapter between MkDocs and the core: each event asks the core and does what it says."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpdesk.build import Build, start_build


class run:  # noqa: N801 - a namespace
    """What the events of one run share."""

    build: Build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read facts, pages and words, check them, and take the site's address from the facts."""
    if not is_inner(config):
        run.build = start_build(Path(config.config_file_path).parent)
        for language in config.plugins["i18n"].config.languages:
            language.build = language.locale in run.build.languages
    config.site_name = run.build.name
    config.site_url = run.build.site_url or None
    config.theme.static_templates.clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what is not published; put each error page where web servers look."""
    for file in list(files):
        if not run.build.is_published(file.src_uri):
            files.remove(file)
        file.dest_uri = run.build.destination(file.src_uri) or file.dest_uri
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Escape what templates print, and leave no blank lines: MkDocs does neither."""
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True


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
