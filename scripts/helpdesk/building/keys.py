"""What each page depends on, as one digest: equal keys, equal pages.

A page's key is made of

- the project: code, templates, words, configuration, facts, versions of what is installed;
- which pages its language has, since links and menus lead to them;
- its own source, and its Markdown with all markers expanded: tables, lists, counts;
- every property of the view that its template sees (titles of related articles, languages, votes).

So no list of dependencies has to be kept up to date: what a page could show is in its key.

To work all of that out takes a while. What is put into it is less: of another page only the front
matter (and of the original the text). So a key that was worked out is kept, under the digest of
what was put in: after an edit of one text, only the keys of that article are worked out again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from helpdesk.build import Build
from helpdesk.cache import Entry, contents, digest
from helpdesk.library import Page
from helpdesk.project import CONFIG_FILE, Language
from helpdesk.render.view import PageView

_NOT_SEEN: Final = frozenset({"page", "site", "t"})
"""Properties of a view that are not compared: the page's source and the project stand for them."""


def project_key(build: Build, code: str) -> str:
    """Return the digest of what every page depends on."""
    project = build.site.project
    files = (
        project.root / CONFIG_FILE,
        project.root / "scripts" / "mkdocs_hook.py",
        project.overrides,
    )
    return digest(
        code,
        repr(build.site.facts),
        repr(project.languages),
        build.site_url,
        str(build.preview),
        *contents(project.root, files),
    )


def assets_key(build: Build, project: str) -> str:
    """Return the digest of which files there are to copy."""
    docs = build.site.project.docs
    return digest(project, *_beside(docs))


class PageKeys:
    """The keys of a build's pages; those `known` from an earlier build are not worked out again."""

    def __init__(
        self, build: Build, project: str, known: Mapping[str, Entry] = MappingProxyType({})
    ) -> None:
        self._build = build
        self._project = project
        self._known = known
        self._paths_of: dict[str, str] = {}
        self.new: list[Entry] = []
        """The keys that were worked out, to be known to the next build."""

    def of(self, page: Page) -> str:
        """Return the key of one page."""
        source = source_of(page)
        put_in, known = self._put_in(page), self._known.get(source)
        if known is None or known.key != put_in:
            known = Entry(source, put_in, self._worked_out(page).encode())
            self.new.append(known)
        return known.content.decode()

    def _put_in(self, page: Page) -> str:
        """Return the digest of all that a page's key is worked out from."""
        site = self._build.site
        original = site.library.source.get(page.key)
        return digest(
            self._common,
            self._paths(page.language),
            page.text,
            original.text if original else "",
            repr(site.changed.get(page.path)),
        )

    @cached_property
    def _common(self) -> str:
        """The digest of what all pages are made from: the front matter of each is a part of it."""
        site = self._build.site
        parts = [self._project, repr(site.ratings), repr(site.checked_on)]
        for page in site.library:
            parts += source_of(page), page.text.removesuffix(page.parsed.body)
        return digest(*parts)

    def _worked_out(self, page: Page) -> str:
        source = source_of(page)
        view = self._build.view(source)
        return digest(
            self._project,
            self._paths(page.language),
            source,
            page.text,
            self._build.expand(source, page.parsed.body),
            *(_written(getattr(view, name)) for name in _SEEN),
        )

    def _paths(self, language: str) -> str:
        """Return the digest of which pages and other files a language has."""
        if language not in self._paths_of:
            site = self._build.site
            others = _beside(site.project.docs / language)
            self._paths_of[language] = digest(*site.library.of(language), *others)
        return self._paths_of[language]


def source_of(page: Page) -> str:
    """Return the file of a page below docs/: `nl/email/mailboxes.md`."""
    return f"{page.language}/{page.key}.md"


def _beside(folder: Path) -> list[str]:
    """Return the files of a folder that are no pages."""
    found = ((at, name) for at, _, names in os.walk(folder) for name in names if name[-3:] != ".md")
    return sorted((Path(at) / name).relative_to(folder).as_posix() for at, name in found)


_SEEN: Final = (
    "tags",
    *(
        name
        for name in sorted(dir(PageView))
        if not name.startswith("_")
        and name not in _NOT_SEEN
        and not callable(getattr(PageView, name))
    ),
)


def _written(value: Any) -> str:
    """Write what a template sees of a value; of another page that is its place and front matter."""
    if isinstance(value, Page):
        return _of_another(value)
    if isinstance(value, Language):
        return value.code  # the rest of it is in the key of the project
    if callable(value):
        return repr(list(value()))
    if isinstance(value, (list, tuple)):
        return repr([_written(each) for each in value])
    return repr(value)


@lru_cache(maxsize=4096)  # the same articles are related to many
def _of_another(page: Page) -> str:
    return repr((page.language, page.key, page.meta))
