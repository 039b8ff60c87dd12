"""The HTML pages of a built site, parsed, with the language that their folder stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from helpdesk.findings import Finding, Span
from helpdesk.project import Project
from helpdesk.render.status import ADDRESS as STATUS_PAGE
from helpdesk.rules.base import Rule

_PARSER: Final = html.HTMLParser(encoding="utf-8")
# One class for all elements: lxml.html looks up forms and inputs in Python, each time one is met.
_PARSER.set_element_class_lookup(
    etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)
)
_IDS: Final = etree.XPath("//@id | //a/@name", smart_strings=False)


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file: `name` is its path in the site (`en/email/index.html`)."""

    name: str
    file: Path
    language: str
    root: html.HtmlElement | None
    """None when the file is empty or not UTF-8."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that a link may lead to."""
        if self.root is None:
            return frozenset()
        return frozenset(_IDS(self.root))

    @property
    def is_error_page(self) -> bool:
        """Whether a server sends the page at any address that does not exist."""
        return self.file.name == "404.html"

    @property
    def leads_on(self) -> bool:
        """Whether it stands at an old address, and sends readers to the page."""
        return self.root is not None and bool(
            self.root.xpath('/html/head/meta[@http-equiv="refresh"]')
        )

    def finding(
        self, rule: Rule, message: str, hint: str = "", at: html.HtmlElement | None = None
    ) -> Finding:
        """Return a finding on this page: at an element's line, else at the first."""
        return Finding(str(self.file), line_of(at), rule.code, message, hint)


@dataclass(frozen=True)
class BuiltSite:
    """A built site on disk, and the public address that it is built for."""

    folder: Path
    url: str
    pages: Mapping[str, BuiltPage]
    moved: Mapping[str, BuiltPage]
    """What stands at old addresses and only leads on."""
    files: frozenset[str]
    """Every file by its path in the site."""

    def address(self, page: BuiltPage) -> str:
        """Return the public address of a page."""
        name = page.name.removesuffix("index.html") if page.file.name == "index.html" else page.name
        return urljoin(self.url, name)

    @property
    def base(self) -> str:
        """The path that every address of the site starts with: `/`, or `/help/`."""
        path = urlsplit(self.url).path
        return path if path.endswith("/") else f"{path}/"


def load_site(folder: Path, project: Project, url: str) -> BuiltSite:
    """Read every HTML file below a folder.

    Raises:
        OSError: a file cannot be opened.
    """
    files = {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    pages = {
        name: BuiltPage(name, file, language_of(name, project), parse_page(file.read_bytes()))
        for name, file in files.items()
        if file.suffix in {".html", ".htm"} and name != STATUS_PAGE  # in English, for editors
    }
    moved = {name: page for name, page in pages.items() if page.leads_on}
    for name in moved:
        del pages[name]
    url = url if url.endswith("/") else f"{url}/"
    return BuiltSite(folder, url, pages, moved, frozenset(files))


def language_of(name: str, project: Project) -> str:
    """Return the language whose folder of the site a file stands in; the source has none."""
    for language in project.translations:
        if name.startswith(project.prefix(language.code)):
            return language.code
    return project.source.code


def line_of(element: html.HtmlElement | None) -> Span:
    """Return the line that an element starts on; columns are not known."""
    line = int(element.sourceline or 1) if element is not None else 1
    return Span(line, 1, line, 1)


def parse_page(raw: bytes) -> html.HtmlElement | None:
    """Return a page as a tree, None when it is empty or not UTF-8."""
    try:
        raw.decode("utf-8")
        return html.document_fromstring(raw, parser=_PARSER)
    except (UnicodeDecodeError, etree.ParserError):
        return None
