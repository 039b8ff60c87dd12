"""What a rule is, and what it is given: one page, or the whole site.

To add a rule, write a module beside this one that ends with `CHECKS`, and name it in `registry.py`:

    @page_rule("LINE01", "A line is too long to be read")
    def too_long(page: PageInput) -> Iterator[Finding]:
        \"\"\"What it finds, why that matters, an example before and after (Markdown).\"\"\"

    CHECKS = (too_long,)

The docstring is the rule's page: `helpdesk explain LINE01` prints it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from helpdesk.claims import Claim
from helpdesk.claims.layout import LONGEST_LINE
from helpdesk.facts import Facts
from helpdesk.features import holds
from helpdesk.findings import Finding
from helpdesk.library import Library, Page
from helpdesk.markdown import parse_front_matter
from helpdesk.markers import visible_text
from helpdesk.rules.reading import claims_of

_LONG_LINE: Final = re.compile(rf"[^\n]{{{LONGEST_LINE + 1},}}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: its title, and its page in Markdown (what, why, an example before and after)."""

    code: str
    title: str
    text: str

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


@dataclass(frozen=True)
class PageInput:
    """One page as a rule sees it: `path` as the caller gave it, places as in the file."""

    path: str
    text: str
    facts: Facts
    language: str | None = None

    @cached_property
    def visible(self) -> str:
        """The text that readers get, with every place unchanged: the rest is turned to spaces."""
        return readable(self.text, self.facts)


@dataclass(frozen=True)
class SiteInput:
    """The whole site as a rule sees it."""

    library: Library
    facts: Facts
    shown: Callable[[Path], str] = str
    """Turns a file into the path that a finding names."""
    articles: Collection[str] | None = None
    """The keys of the pages that are judged by themselves and against their source; None: all."""
    _read: dict[tuple[str, str], tuple[Claim, ...]] = field(default_factory=dict, repr=False)
    _visible: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    @property
    def looks_beside_pages(self) -> bool:
        """Whether what is on no page is judged too: not where only some pages are."""
        return not self.articles

    def pages(self, language: str | None = None) -> Iterator[Page]:
        """Yield the pages that are judged, of one language or of all."""
        codes = self.library.pages if language is None else (language,)
        for code in codes:
            pages = self.library.of(code)
            if self.articles is None:
                yield from pages.values()
            else:
                yield from (pages[key] for key in self.articles if key in pages)

    def path(self, page: Page) -> str:
        """Return the path that a finding on this page names."""
        return self.shown(page.path)

    def draft_paths(self) -> frozenset[str]:
        """Return the paths of what belongs to languages that are not published yet."""
        from helpdesk.strings import FOLDER  # noqa: PLC0415 - imports babel, for one folder name

        project = self.library.project
        drafts = {language.code for language in project.languages if language.is_draft}
        words = {self.shown(project.overrides / FOLDER / f"{code}.yml") for code in drafts}
        pages = {self.path(page) for code in drafts for page in self.library.of(code).values()}
        return frozenset(words | pages)

    def visible(self, page: Page) -> str:
        """Return what readers of a page get, with every place unchanged; read once."""
        key = (page.language, page.key)
        if key not in self._visible:
            self._visible[key] = readable(page.text, self.facts)
        return self._visible[key]

    def claims(self, page: Page) -> tuple[Claim, ...]:
        """Return what a page claims to its readers; read once for all rules."""
        key = (page.language, page.key)
        if key not in self._read:
            self._read[key] = claims_of(self.visible(page), page.language)
        return self._read[key]


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A function over one page, and the rules whose codes it may report."""

    rules: tuple[Rule, ...]
    run: Callable[[PageInput], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """A function over the whole site, and the rules whose codes it may report.

    One that is `by_article` asks only for `SiteInput.pages`, their sources, and the headings of
    pages that they link to: it can judge some articles while others are judged elsewhere.
    """

    rules: tuple[Rule, ...]
    run: Callable[[SiteInput], Iterable[Finding]]
    by_article: bool = True


Check = PageCheck | SiteCheck


def page_rule(
    code: str, title: str
) -> Callable[[Callable[[PageInput], Iterable[Finding]]], PageCheck]:
    """Make a rule of a function over one page; the docstring is the rule's page."""
    return lambda run: PageCheck((Rule(code, title, inspect.cleandoc(run.__doc__ or "")),), run)


def site_rule(
    code: str, title: str, *, by_article: bool = True
) -> Callable[[Callable[[SiteInput], Iterable[Finding]]], SiteCheck]:
    """Make a rule of a function over the whole site; the docstring is the rule's page."""
    return lambda run: SiteCheck(
        (Rule(code, title, inspect.cleandoc(run.__doc__ or "")),), run, by_article
    )


def readable(text: str, facts: Facts) -> str:
    """Turn to spaces what is not read: endless lines, blocks and pages that the facts hide."""
    if len(text) > LONGEST_LINE:
        text = _LONG_LINE.sub(lambda line: " " * len(line[0]), text)
    if "needs:" not in text:
        return text
    meta = parse_front_matter(text).meta
    if meta and not all(holds(need, facts) for need in meta.needs):
        return re.sub(r"[^\r\n]", " ", text)
    return visible_text(text, facts)
