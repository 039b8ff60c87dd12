"""One page as plain Markdown: markers expanded, and around it what readers find on the page."""

from __future__ import annotations

import re
from typing import Final

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from helpdesk.build import Build
from helpdesk.building.keys import source_of
from helpdesk.library import Page
from helpdesk.render.context import PageContext
from helpdesk.render.markers import expand_page

_CONTENT: Final = "partials/content.html"
_HERE: Final = "\0"
"""Stands for the text while the template is rendered around it."""
_FORM: Final = re.compile(r'(<form\b[^>]* action=")(?=[.\w])(?!\w+:)')
_UP: Final = r"\1../"


class Staging:
    """Turns the pages of a build into plain Markdown.

    Links in HTML start from the folder of the page's file: that is how Zensical reads them, and
    makes them start from the page's address. Forms it leaves alone.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._templates = Environment(
            loader=FileSystemLoader(build.site.project.overrides),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["url"] = _url

    def markdown(self, page: Page) -> str:
        """Return a page: title and description on top, then title, text and what leads on."""
        site = self._build.site
        folder = page.key.rpartition("/")[0]
        base = f"{site.project.prefix(page.language)}{folder}/".removeprefix("/")
        context = PageContext(page, site, self._build.site_url, base)
        view = self._build.view(source_of(page))
        around = self._templates.get_template(_CONTENT).render(
            help=view, t=view.t, page={"content": _HERE}, links=context
        )
        before, after = map(_without_blank_lines, around.split(_HERE))
        text = expand_page(page.parsed.body, context).strip()
        meta = {"title": page.meta.title, "description": page.meta.description}
        top = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
        content = "\n\n".join(part for part in (before, text, after) if part)
        is_folder = page.key.rpartition("/")[2] == "index"
        return f"---\n{top}---\n\n{content if is_folder else _FORM.sub(_UP, content)}\n"


@pass_context
def _url(context: Context, address: str) -> str:
    links: PageContext = context["links"]
    return links.file_link(address)


def _without_blank_lines(html: str) -> str:
    """Return HTML that Python-Markdown takes as one block."""
    return "\n".join(line for line in html.splitlines() if line.strip())
