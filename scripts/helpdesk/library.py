"""All pages of the site: per language, paired by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    pages = {}
    for language in project.languages:
        folder = project.docs / language.code
        read = (_read(folder, language.code, path) for path in sorted(folder.rglob("*.md")))
        pages[language.code] = {page.key: page for page in read if _exists(page, facts)}
    return Library(project, pages)


def with_pages_read(library: Library, sources: Iterable[str], facts: Facts) -> Library:
    """Return the library with some pages (`nl/email/mailboxes.md`) as they are on disk now."""
    pages = {language: dict(known) for language, known in library.pages.items()}
    for source in sources:
        language, _, rest = source.partition("/")
        folder, known = library.project.docs / language, pages[language]
        path = folder / rest
        page = _read(folder, language, path) if path.is_file() else None
        if page is None or not _exists(page, facts):
            known.pop(rest.removesuffix(".md"), None)
            continue
        is_new = page.key not in known
        known[page.key] = page
        if is_new:
            in_order = sorted(known.values(), key=lambda each: each.path)
            pages[language] = {each.key: each for each in in_order}
    return Library(library.project, pages)


def _read(folder: Path, language: str, path: Path) -> Page:
    key = path.as_posix().removeprefix(f"{folder.as_posix()}/").removesuffix(".md")
    return Page(language, key, path, path.read_text(encoding="utf-8", errors="replace"))


def _exists(page: Page, facts: Facts | None) -> bool:
    return facts is None or all(holds(need, facts) for need in page.meta.needs)
