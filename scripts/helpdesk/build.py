"""A build of the site, step by step, for whatever generator runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from helpdesk.facts import DEFAULT_SITE_URL
from helpdesk.facts.load import read_facts
from helpdesk.facts.problems import FactsError
from helpdesk.not_found import absolute_links
from helpdesk.project import ProjectError, load_project
from helpdesk.ratings import RatingsError
from helpdesk.render.markers import expand_page
from helpdesk.render.site import Site, load_site
from helpdesk.render.view import PageView
from helpdesk.search import write_indexes
from helpdesk.strings import StringsError

_NOT_PUBLISHED = ("strings/", "data/", "assets/javascripts/", "assets/images/")
"""Data of the templates, and what the theme brings for features that are not used."""


class BuildError(Exception):
    """The build can't go on: what is wrong, each problem with its place."""


@dataclass(frozen=True)
class Build:
    """One build: everything that the steps need, read once."""

    site: Site

    @property
    def site_url(self) -> str:
        """The public address, with a slash at its end."""
        return str(self.site.facts.site.url).rstrip("/") + "/"

    @property
    def name(self) -> str:
        """The host's name, for what has no language."""
        return self.site.provider or "Help"

    def is_published(self, source: str) -> bool:
        """Say whether a source file (`en/index.md`, `strings/en.yml`) belongs in the site."""
        if source.startswith(_NOT_PUBLISHED):
            return False
        language, _, rest = source.partition("/")
        if language not in self.site.strings or not rest.endswith(".md"):
            return True
        return rest.removesuffix(".md") in self.site.library.of(language)

    def expand(self, source: str, markdown: str) -> str:
        """Return a page's Markdown (front matter already gone) with its markers expanded."""
        return expand_page(markdown, self.view(source).page, self.site)

    def view(self, source: str) -> PageView:
        """Return what the templates show around a page."""
        language, _, rest = source.partition("/")
        return PageView(self.site.library.of(language)[rest.removesuffix(".md")], self.site)

    def finish_page(self, source: str, html: str, site_url: str) -> str:
        """Return a finished page: an error page gets links that work at any address."""
        if not source.endswith("/404.md"):
            return html
        return absolute_links(html, self.site.address(self.view(source).page), site_url)

    def finish_site(self, folder: Path) -> None:
        """Do what needs the whole site: one search index per language."""
        write_indexes(folder, self.site)


def start_build(root: Path, *, preview: bool, warn: Callable[[str], object]) -> Build:
    """Read and check everything that a build needs.

    A preview goes on with findings and passes them to `warn`; a build stops at them.

    Raises:
        BuildError: the set-up or, outside a preview, the content is wrong.
    """
    try:
        project = load_project(root)
        loaded = read_facts(project.facts_file)
        site = load_site(project, loaded.facts)
    except (FactsError, ProjectError, RatingsError, StringsError) as error:
        raise BuildError(str(error)) from error
    for oddity in loaded.warnings:
        warn(str(oddity))
    if not preview and str(loaded.facts.site.url) == DEFAULT_SITE_URL:
        warn(
            f"site.url is still {DEFAULT_SITE_URL}: set it in {project.facts_file.name} or in the "
            "variable SITE_URL before you publish"
        )
    return Build(site)


def theme_stylesheet(theme_folders: Iterable[Path]) -> str:
    """Return the theme's stylesheet; its name holds a hash that changes with every release.

    Raises:
        BuildError: no folder of the theme has one.
    """
    for folder in theme_folders:
        for found in folder.glob("assets/stylesheets/main.*.min.css"):
            return found.relative_to(folder).as_posix()
    raise BuildError("the theme has no assets/stylesheets/main.*.min.css: install mkdocs-material")
