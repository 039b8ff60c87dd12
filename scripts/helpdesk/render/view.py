"""What the page templates show around an article: language links, breadcrumb, related, rating."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from helpdesk.freshness.notice import StaleSection, stale_sections
from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.markers import visible_text
from helpdesk.policy import START, meta_policy
from helpdesk.project import Language
from helpdesk.render.linked_data import structured_data
from helpdesk.render.site import Site
from helpdesk.strings import Strings


@dataclass(frozen=True)
class PageView:
    """One page for the templates. Addresses are relative to the root of the site."""

    page: Page
    site: Site
    site_url: str = ""
    """The public address; empty in a preview, which needs no canonical addresses and no policy."""

    @property
    def t(self) -> Strings:
        """The interface strings of the page's language."""
        return self.site.strings[self.page.language]

    @property
    def site_name(self) -> str:
        """The help centre's name in the page's language."""
        return self.t("site.name", provider=self.site.provider).strip()

    @property
    def direction(self) -> str:
        """How the language is written: `ltr` or `rtl` (CLDR)."""
        return "rtl" if self.t.locale.text_direction == "rtl" else "ltr"

    @property
    def language(self) -> Language:
        """The page's language."""
        return next(
            language
            for language in self.site.project.languages
            if language.code == self.page.language
        )

    @property
    def alternates(self) -> list[tuple[Language, str]]:
        """The same page in every language that has it, its own included, in switcher order."""
        return self.site.alternates(self.page.key)

    @property
    def kind(self) -> Kind:
        """What the page is for."""
        return self.page.meta.kind

    @property
    def original(self) -> Page | None:
        """The page of the source language that this one is a translation of."""
        if self.page.language == self.site.source_code:
            return None
        return self.site.library.source.get(self.page.key)

    @cached_property
    def stale(self) -> tuple[StaleSection, ...]:
        """The parts of the original that the page does not reflect; never any on a current page."""
        if self.original is None:
            return ()
        text = self.original.text
        return stale_sections(text, self.page.meta.stamps, visible_text(text, self.site.facts))

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list it: thank-you pages and error pages are left out."""
        return self.kind is not Kind.SYSTEM

    def address(self, key: str) -> str:
        """Return the address of another page in the same language; home, where it is missing."""
        pages = self.site.library.of(self.page.language)
        return self.site.address(pages.get(key) or pages["index"])

    def has(self, key: str) -> bool:
        """Say whether the language has the page `key`."""
        return key in self.site.library.of(self.page.language)

    @cached_property
    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The way from home to the page, itself left out: titles and addresses."""
        if self.kind is Kind.HOME:
            return []
        crumbs = [(self.t("nav.home"), self.address("index"))]
        category = self.page.category
        if category and self.has(f"{category}/index"):
            page = self.site.library.of(self.page.language)[f"{category}/index"]
            crumbs.append((page.meta.title, self.site.address(page)))
        return crumbs

    @property
    def hreflang(self) -> list[tuple[str, str]]:
        """The page's languages for search engines, `x-default` last, with absolute addresses."""
        return [(code, self.site_url + at) for code, at in self.site.hreflang(self.page.key)]

    @property
    def canonical(self) -> str:
        """The page's one public address."""
        return self.site_url + self.site.address(self.page)

    @property
    def changed_on(self) -> date | None:
        """The day of the page's last change, where git knows it."""
        return self.site.changed.get(self.page.path)

    @property
    def policy(self) -> str:
        """The content security policy, as far as a page itself can state it."""
        return meta_policy()

    @property
    def start_script(self) -> str:
        """The script that each page begins with; the policy allows it by its hash."""
        return START

    @property
    def structured_data(self) -> str:
        """What the page is, for search engines (schema.org in JSON-LD)."""
        return structured_data(self.page, self.site, self.site_url, self.breadcrumbs)

    @property
    def related(self) -> list[Page]:
        """The related articles in the page's language, best first."""
        pages = self.site.library.of(self.page.language)
        keys = self.site.related.get(self.page.key, ())
        return [pages[key] for key in keys if key in pages]

    @property
    def is_rated(self) -> bool:
        """Whether readers are asked if the page helped."""
        return self.kind is Kind.ARTICLE and self.has("thanks/yes") and self.has("thanks/no")

    @property
    def useful(self) -> int:
        """How many readers found it useful."""
        return self.site.ratings.of(self.page.key).useful

    @property
    def counted_on(self) -> str:
        """The day of the last count in words, empty before the first one."""
        day = self.site.ratings.counted_on
        return self.t.date(day) if day else ""

    def tags(self) -> Iterator[tuple[str, str]]:
        """Yield the page's tags: id and name."""
        for tag in self.page.meta.tags:
            yield tag, self.t(f"tags.names.{tag}")
