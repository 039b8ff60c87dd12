"""What each `show` marker becomes on a page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from markupsafe import escape

from helpdesk.collation import initial, sort_key
from helpdesk.facts import Protocol
from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.markers import Renderer, expand, shown_text
from helpdesk.render.ports import FORM_FULL, FORM_SHORT, FORM_UNENCRYPTED, plan_names, port_rows
from helpdesk.render.site import Site
from helpdesk.strings import Strings

MAIN_ARTICLE: Final = "email/mail-protocols"
"""The article that the short port table leads to."""

_IN_INDEX: Final = (Kind.ARTICLE, Kind.PAGE, Kind.CATEGORY)


def expand_page(text: str, page: Page, site: Site) -> str:
    """Return a page's Markdown as it is built: hidden blocks gone, every marker replaced."""
    return expand(shown_text(text, site.facts), PageRenderer(page, site).renderers)


class PageRenderer:
    """Renders the markers of one page; links are relative to it."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.t: Strings = site.strings[page.language]

    @property
    def renderers(self) -> Mapping[str, Renderer]:
        """The renderer of every marker name."""
        return {
            "ports": self.ports,
            "host": self.host,
            "plan": lambda _: self._text(self.plan),
            "provider": lambda _: self._text(self.site.provider),
            "panel-address": lambda _: self.panel_address(),
            "support": lambda _: self._partial("support.html"),
            "categories": lambda _: self._partial(
                "categories.html", categories=self.site.categories(self.page.language)
            ),
            "popular": lambda _: self._partial(
                "popular.html", articles=self.site.popular(self.page.language)[:6]
            ),
            "articles": lambda _: self.articles(),
            "tags": lambda _: self._partial("tags.html", tags=self.tags()),
            "a-z": lambda _: self._partial("a-z.html", letters=self.letters()),
            "reasons": lambda _: self._partial("reasons.html"),
        }

    @property
    def plan(self) -> str:
        """The plans that the servers are for, in the reader's words."""
        return ", ".join(plan_names(self.site.facts, self.t))

    def ports(self, arguments: tuple[str, ...]) -> str:
        """Render a port table; nothing where its form has no rows."""
        form = arguments[0] if arguments else FORM_FULL
        rows = port_rows(self.site.facts, form, self.t)
        if not rows:
            return ""
        template = {FORM_SHORT: "ports-short.html", FORM_UNENCRYPTED: "ports-unencrypted.html"}
        service = "" if form in {FORM_FULL, *template} else Protocol(form).label
        return self._partial(
            template.get(form, "ports.html"), form=form, rows=rows, plan=self.plan, service=service
        )

    def host(self, arguments: tuple[str, ...]) -> str:
        """Name the servers of a service, or of all with `mail`."""
        wanted = arguments[0] if arguments else "mail"
        names = [
            server.host
            for server in self.site.facts.mail.servers
            if server.host and not server.unencrypted and wanted in ("mail", server.protocol.value)
        ] or list(self.site.facts.hosts)
        if not names:
            return self._text(self.t("ports.any_host"))
        return " / ".join(f"`{name}`" for name in dict.fromkeys(names))

    def panel_address(self) -> str:
        """Give an example address of the control panel."""
        panel = self.site.facts.services.get("panel")
        if panel is None:
            return ""
        if panel.host:
            return f"`{panel.scheme or 'https'}://{panel.host}:{panel.port}`"
        address = self.t("panel.address", scheme=panel.scheme or "https", port=panel.port)
        return f"`{address}`"

    def articles(self) -> str:
        """List the articles of the page's category."""
        category = posixpath.dirname(self.page.key)
        found = self.site.in_category(self.page.language, category)
        return self._partial("articles.html", articles=found)

    def tags(self) -> list[tuple[str, str, list[Page]]]:
        """Return each tag in use: its id, its name and its pages, in alphabetical order."""
        tagged: dict[str, list[Page]] = {}
        for page in self.site.library.of(self.page.language).values():
            for tag in page.meta.tags:
                tagged.setdefault(tag, []).append(page)
        named = [
            (tag, self.t(f"tags.names.{tag}"), self._sorted(pages)) for tag, pages in tagged.items()
        ]
        return sorted(named, key=lambda entry: self._order(entry[1]))

    def letters(self) -> list[tuple[str, list[Page]]]:
        """Return all pages that belong in an index, by the letter of their titles."""
        pages = self._sorted(
            page
            for page in self.site.library.of(self.page.language).values()
            if page.meta.kind in _IN_INDEX
        )
        alphabet = self._alphabet
        grouped = groupby(pages, key=lambda page: initial(page.meta.title, page.language, alphabet))
        return [(letter, list(group)) for letter, group in grouped]

    @property
    def _alphabet(self) -> str:
        return self.t("alphabet") if self.t.has("alphabet") else ""

    def _order(self, text: str) -> tuple[tuple[int, str], ...]:
        return sort_key(text, self.page.language, self._alphabet)

    def _sorted(self, pages: Iterable[Page]) -> list[Page]:
        return sorted(pages, key=lambda page: self._order(page.meta.title))

    def _text(self, text: str) -> str:
        return str(escape(text))

    def _partial(self, name: str, **values: object) -> str:
        html = self.site.templates.get_template(name).render(
            t=self.t,
            site=self.site,
            page=self.page,
            facts=self.site.facts,
            link=self.link,
            key_link=self.key_link,
            main_article=MAIN_ARTICLE,
            **values,
        )
        # Python-Markdown ends a raw block at a blank line: none may be left.
        return "\n".join(line for line in html.splitlines() if line.strip())

    def link(self, page: Page) -> str:
        """Return the address of another page, relative to this one."""
        return relative(self.site.address(page), self.site.address(self.page))

    def key_link(self, key: str) -> str:
        """Return the address of the page `key` in this page's language, relative to this one."""
        return self.link(self.site.library.of(self.page.language)[key])


def relative(target: str, start: str) -> str:
    """Return how the address `target` is written in a link on the page at `start`."""
    folder = start if start.endswith("/") else posixpath.dirname(start)
    path = posixpath.relpath(target or ".", folder or ".")
    return path if target and not target.endswith("/") else f"{path.rstrip('/')}/"
