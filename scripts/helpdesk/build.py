"""A build of the site, step by step, for whatever generator runs it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from helpdesk.checking.runner import check_site
from helpdesk.clients import published
from helpdesk.facts import DEFAULT_SITE_URL
from helpdesk.facts.load import read_facts
from helpdesk.facts.problems import FactsError
from helpdesk.findings import Finding, Severity
from helpdesk.not_found import absolute_links
from helpdesk.project import ProjectError, load_project
from helpdesk.publishing.assets import AssetsError, hashed_assets, write_assets
from helpdesk.publishing.budget import too_heavy
from helpdesk.publishing.hosts import headers_file
from helpdesk.publishing.moved import write_moved
from helpdesk.publishing.sitemap import robots, sitemap
from helpdesk.ratings import RatingsError
from helpdesk.render import status
from helpdesk.render.context import PageContext
from helpdesk.render.markers import expand_page
from helpdesk.render.site import Site, load_site
from helpdesk.render.view import PageView
from helpdesk.reporting import Format, lines
from helpdesk.rules.stamps import TOLD_TO_READERS
from helpdesk.search import write_indexes
from helpdesk.strings import StringsError

# Not below `mkdocs`: --strict would take an operator's reminder for a broken page.
log = logging.getLogger("helpdesk")

_NOT_PUBLISHED = ("strings/", "terms/", "data/", "assets/javascripts/", "assets/images/")
"""Data of the templates, and what the theme brings for features that are not used."""


class BuildError(click.ClickException):
    """The build can't go on: what is wrong, each problem with its place.

    Command lines made with click, that of MkDocs included, print it without a traceback.
    """


@dataclass(frozen=True)
class Build:
    """One build: everything that the steps need, read once."""

    site: Site
    preview: bool = False
    """Whether only its editor sees it: with drafts, at no public address."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that are built: a draft is only previewed."""
        return frozenset(self.site.strings)

    @property
    def site_url(self) -> str:
        """The public address, with a slash at its end; empty in a preview."""
        if self.preview:
            return ""
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
        if not rest.endswith(".md"):
            return True
        return rest.removesuffix(".md") in self.site.library.of(language)

    def destination(self, source: str) -> str | None:
        """Return the file that a page becomes, where that is not the generator's habit."""
        if not source.endswith("/404.md"):
            return None
        return source.removesuffix(".md") + ".html"  # where web servers look for it

    def expand(self, source: str, markdown: str) -> str:
        """Return a page's Markdown (front matter already gone) with its markers expanded."""
        page = self.view(source).page
        return expand_page(markdown, PageContext(page, self.site, self.site_url))

    def view(self, source: str) -> PageView:
        """Return what the templates show around a page."""
        language, _, rest = source.partition("/")
        page = self.site.library.of(language)[rest.removesuffix(".md")]
        return PageView(page, self.site, self.site_url)

    def finish_page(self, source: str, html: str, site_url: str) -> str:
        """Return a finished page: an error page gets links that work at any address."""
        if not source.endswith("/404.md"):
            return html
        return absolute_links(html, self.site.address(self.view(source).page), site_url)

    def finish_site(self, folder: Path) -> None:
        """Do what needs the whole site: search indexes, assets, what machines read.

        Raises:
            BuildError: the site lacks something that pages are made with, or a page is too heavy.
        """
        write_indexes(folder, self.site)
        (folder / status.ADDRESS).write_text(status.status_page(self.site), encoding="utf-8")
        try:
            write_assets(folder)
        except AssetsError as error:
            raise BuildError(str(error)) from error
        if complaints := too_heavy(folder):
            raise BuildError("\n".join(complaints))
        self.write_for_machines(folder, hashed_assets(folder))

    def write_for_machines(self, folder: Path, assets: Sequence[str]) -> None:
        """Write what programs read: sitemap, robots.txt, files for mail apps and web servers.

        `assets` are the addresses of the files whose names change with their content.
        """
        (folder / "sitemap.xml").write_bytes(sitemap(self.site, self.site_url))
        (folder / "robots.txt").write_text(robots(self.site_url), encoding="utf-8")
        self._write_client_files(folder)
        self._write_moved(folder)
        headers = headers_file(assets)
        (folder / "_headers").write_text(headers, encoding="utf-8")

    def _write_moved(self, folder: Path) -> None:
        only_servers = write_moved(folder, self.site, self.site_url)
        if only_servers:
            log.warning(
                "%s old addresses need a server that redirects (`helpdesk nginx`): %s",
                len(only_servers),
                ", ".join(str(each.old) for each in only_servers[:3]),
            )

    def _write_client_files(self, folder: Path) -> None:
        reason = published.missing(self.site.facts)
        if reason:
            log.warning("no autoconfig file is written: %s", reason)
        for address, content in self.site.client_files(self.site_url).items():
            file = folder / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def start_build(root: Path) -> Build:
    """Read and check everything that a build of the published site needs.

    Raises:
        BuildError: the set-up or the content is wrong.
    """
    build = read_build(root, preview=False)
    judge(build, check_site(build.site.library, build.site.facts))
    return build


def read_build(root: Path, *, preview: bool) -> Build:
    """Read everything that a build needs, without checking the pages.

    Raises:
        BuildError: the set-up is wrong.
    """
    try:
        project = load_project(root)
        project = project if preview else project.published
        loaded = read_facts(project.facts_file)
        site = load_site(project, loaded.facts)
    except (FactsError, ProjectError, RatingsError, StringsError) as error:
        raise BuildError(str(error)) from error
    for oddity in loaded.warnings:
        log.warning(oddity)
    return Build(site, preview)


def judge(build: Build, findings: Sequence[Finding]) -> None:
    """Say what is wrong with the pages; a build stops at errors.

    A translation that is behind stops no build: its readers are told, and sent to the original.

    Raises:
        BuildError: the content is wrong.
    """
    report = "\n".join(lines(findings, Format.TEXT))
    if any(map(_stops, findings)):
        raise BuildError(f"the pages contradict the facts or each other\n{report}")
    if report:
        log.warning(report)
    facts = build.site.facts
    if str(facts.site.url) == DEFAULT_SITE_URL:
        log.warning(
            "site.url is still %s: set it in %s or in the variable SITE_URL before you publish",
            DEFAULT_SITE_URL,
            build.site.project.facts_file.name,
        )


def _stops(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.code not in TOLD_TO_READERS
