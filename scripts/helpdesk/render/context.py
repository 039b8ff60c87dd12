"""What a marker's renderer works with: the page, the site, and the page's own links and words."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import escape

from helpdesk.library import Page
from helpdesk.render.ports import plan_names
from helpdesk.render.site import Site
from helpdesk.strings import Strings

MarkerRenderer = Callable[["PageContext", tuple[str, ...]], str]
"""Takes the context and the marker's arguments, returns Markdown or HTML."""


@dataclass(frozen=True)
class PageContext:
    """One page while its markers are rendered."""

    page: Page
    site: Site
    site_url: str = ""
    base: str | None = None
    """The address that links start from, where that is not the page's own."""

    @property
    def t(self) -> Strings:
        """The interface strings of the page's language."""
        return self.site.strings[self.page.language]

    @property
    def plan(self) -> str:
        """The plans that the servers are for, in the reader's words."""
        return ", ".join(plan_names(self.site.facts, self.t))

    def partial(self, name: str, **values: object) -> str:
        """Render a partial of `overrides/partials/help`.

        No blank line is left in it: Python-Markdown would end the raw HTML there.
        """
        html = self.site.templates.get_template(name).render(
            t=self.t,
            site=self.site,
            page=self.page,
            facts=self.site.facts,
            plan=self.plan,
            link=self.link,
            key_link=self.key_link,
            file_link=self.file_link,
            **values,
        )
        return "\n".join(line for line in html.splitlines() if line.strip())

    def link(self, page: Page) -> str:
        """Return the address of another page, relative to this one."""
        return self.file_link(self.site.address(page))

    def key_link(self, key: str) -> str:
        """Return the address of the page `key` in this page's language, relative to this one."""
        return self.link(self.page_of(key))

    def page_of(self, key: str) -> Page:
        """Return the page `key` in this page's language; home, where it is not translated yet."""
        pages = self.site.library.of(self.page.language)
        return pages.get(key) or pages["index"]

    def file_link(self, address: str) -> str:
        """Return an address below the root of the site, relative to this page."""
        here = self.site.address(self.page) if self.base is None else self.base
        return relative(address, here)


def relative(target: str, start: str) -> str:
    """Return how the address `target` is written in a link on the page at `start`."""
    folder = start if start.endswith("/") else posixpath.dirname(start)
    path = posixpath.relpath(f"/{target}", f"/{folder}")  # absolute: where we are does not matter
    return path if target and not target.endswith("/") else f"{path.rstrip('/')}/"


def text(value: str) -> str:
    """Escape a text for Markdown, in which HTML counts."""
    return str(escape(value))
