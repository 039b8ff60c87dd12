"""All pages of the site: per language, paired by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from helpdesk.facts import Facts
from helpdesk.features import holds
from helpdesk.markdown import FrontMatter, Kind, ParsedFrontMatter, parse_front_matter
from helpdesk.project import Project


@dataclass(frozen=True)
class Page:
    """One page in one language; `key` is the same in every language (`email/mailboxes`)."""

    language: str
    key: str
    path: Path
    text: str

    @cached_property
    def parsed(self) -> ParsedFrontMatter:
        """The front matter, the body and what is wrong with them."""
        return parse_front_matter(self.text)

    @property
    def meta(self) -> FrontMatter:
        """The front matter; an unreadable one counts as a system page named by its key."""
        return self.parsed.meta or FrontMatter(
            title=self.key, description=self.key, kind=Kind.SYSTEM
        )

    @property
    def category(self) -> str | None:
        """The folder that an article belongs to, None at the top."""
        folder, _, name = self.key.rpartition("/")
        return folder if folder and name != "index" else None


@dataclass(frozen=True)
class Library:
    """The pages of all languages that the facts allow to exist."""

    project: Project
    pages: Mapping[str, Mapping[str, Page]]

    def of(self, language: str) -> Mapping[str, Page]:
        """Return the pages of one language by key, in order of their keys."""
        return self.pages.get(language, {})

    @property
    def source(self) -> Mapping[str, Page]:
        """The pages of the source language."""
        return self.of(self.project.source.code)

    def articles(self, language: str) -> Iterator[Page]:
        """Yield the articles of a language: what is rated, related and listed."""
        return (page for page in self.of(language).values() if page.meta.kind is Kind.ARTICLE)

    def __iter__(self) -> Iterator[Page]:
        for pages in self.pages.values():
            yield from pages.values()


def load_library(project: Project, facts: Facts | None = None) -> Library:
    """Read every page of every language; with facts, only pages whose `needs` hold."""
    pages: dict[str, dict[str, Page]] = {}
    for language in project.languages:
        folder = project.docs / language.code
        found: dict[str, Page] = {}
        for path in sorted(folder.rglob("*.md")):
            key = path.relative_to(folder).with_suffix("").as_posix()
            text = path.read_text(encoding="utf-8", errors="replace")
            page = Page(language.code, key, path, text)
            if facts is None or all(holds(need, facts) for need in page.meta.needs):
                found[key] = page
        pages[language.code] = found
    return Library(project, pages)
