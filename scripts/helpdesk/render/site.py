"""Everything that pages are rendered from, read once per build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpdesk.addresses import page_address
from helpdesk.changes import build_day, last_changes
from helpdesk.clients.autoconfig import Documentation
from helpdesk.clients.published import client_files
from helpdesk.facts import Facts
from helpdesk.library import Library, Page, load_library
from helpdesk.markdown import Kind
from helpdesk.probing.record import valid_record
from helpdesk.project import Language, Project
from helpdesk.ratings import Ratings, load_ratings
from helpdesk.related import related_keys
from helpdesk.strings import Strings, load_strings


@dataclass(frozen=True)
class Site:
    """The facts, the pages, the votes and the words of all languages."""

    project: Project
    facts: Facts
    library: Library
    ratings: Ratings
    strings: Mapping[str, Strings]
    changed: Mapping[Path, date]

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """For each article the keys of its related ones, the same in every language."""
        return related_keys(self.library.articles(self.project.source.code))

    @cached_property
    def templates(self) -> Environment:
        """The partials that markers are rendered with; a missing value is an error, never blank."""
        return Environment(
            loader=FileSystemLoader(self.project.overrides / "partials" / "help"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @cached_property
    def checked_on(self) -> date | None:
        """The day of the last probe, if it says that the servers do what these facts say."""
        return valid_record(self.project.overrides, self.facts, build_day())

    def with_library(self, library: Library) -> Site:
        """Return the site with other pages; templates that were read are not read again."""
        other = replace(self, library=library)
        other.__dict__["templates"] = self.templates  # where `cached_property` keeps its value
        return other

    @property
    def provider(self) -> str:
        """The host's name as readers know it."""
        return self.facts.provider.name if self.facts.provider else ""

    def popular(self, language: str) -> list[Page]:
        """Return the articles of a language, the most useful first.

        Articles with equal votes stand in the order of how many others lead to them.
        """
        if language not in self._popular:
            self._popular[language] = self._by_use(language)
        return self._popular[language]

    @cached_property
    def _popular(self) -> dict[str, list[Page]]:
        return {}

    def _by_use(self, language: str) -> list[Page]:
        leads: dict[str, int] = {}
        for keys in self.related.values():
            for key in keys:
                leads[key] = leads.get(key, 0) + 1
        return sorted(
            self.library.articles(language),
            key=lambda page: (-self.ratings.of(page.key).useful, -leads.get(page.key, 0), page.key),
        )

    def categories(self, language: str) -> list[tuple[Page, list[Page]]]:
        """Return each category page with its articles, by title, in the order of their keys."""
        pages = self.library.of(language)
        return [
            (page, self.in_category(language, page.key.rpartition("/")[0]))
            for page in pages.values()
            if page.meta.kind is Kind.CATEGORY
        ]

    def in_category(self, language: str, category: str) -> list[Page]:
        """Return the articles of one category, the most useful first."""
        if language not in self._by_category:
            found = self._by_category[language] = {}
            for page in self.popular(language):
                found.setdefault(page.category, []).append(page)
        return self._by_category[language].get(category, [])

    @cached_property
    def _by_category(self) -> dict[str, dict[str | None, list[Page]]]:
        return {}

    def address(self, page: Page) -> str:
        """Return where a page stands, relative to the root of the site."""
        return page_address(self.project, page.language, page.key)

    def alternates(self, key: str) -> list[tuple[Language, str]]:
        """Return every language that has a page, with its address."""
        return [
            (language, page_address(self.project, language.code, key))
            for language in self.project.languages
            if key in self.library.of(language.code)
        ]

    def hreflang(self, key: str) -> list[tuple[str, str]]:
        """Return a page's languages for search engines: code and address, `x-default` last."""
        found = [(language.code, address) for language, address in self.alternates(key)]
        source = [("x-default", address) for code, address in found if code == self.source_code]
        return found + source

    @property
    def source_code(self) -> str:
        """The code of the source language."""
        return self.project.source.code

    def client_files(self, site_url: str) -> dict[str, bytes]:
        """Return the files that set up mail apps, by address."""
        texts = {code: self._consent(t) for code, t in self.strings.items()}
        source = self.strings[self.source_code]
        return client_files(
            self.facts,
            documentation=tuple(self._documentation(site_url)),
            consent={"default": texts[self.source_code], **texts},
            title=source("setup.profile_title", provider=self.provider),
        )

    def _consent(self, t: Strings) -> str:
        return t("setup.profile_consent", provider=self.provider)

    def _documentation(self, site_url: str) -> Iterator[Documentation]:
        for language, address in self.alternates("email/mail-protocols"):
            page = self.library.of(language.code)["email/mail-protocols"]
            yield Documentation(site_url + address, language.code, page.meta.title)


def load_site(project: Project, facts: Facts) -> Site:
    """Read the pages, votes and words of a help centre.

    Raises:
        RatingsError, StringsError: a data file is missing or malformed.
    """
    return Site(
        project,
        facts,
        load_library(project, facts),
        load_ratings(project.overrides),
        {
            language.code: load_strings(project.overrides, language.code)
            for language in project.languages
        },
        last_changes(project.root),
    )
