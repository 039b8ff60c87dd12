"""Search: one index per language, folded, with the words that readers type.

The index, read by `overrides/assets/search.js`, is a list of entries, one per section of a page:
`{"u": address, "t": page title, "h": heading, "w": search words, "x": text}`. A table's ports are
search words of its section.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.render.site import Site

FOLDER: Final = "search"

_SEARCHED: Final = (Kind.ARTICLE, Kind.PAGE, Kind.CATEGORY)
_NOT_TEXT: Final = frozenset(
    {
        "help-breadcrumb",
        "help-outdated",
        "help-rating",
        "help-related",
        "help-tags",
        "jump",
    }
)

_PORTS: Final = etree.XPath(
    ".//table[@data-ports='full' or @data-ports='unencrypted']//*[@data-field='port']"
)

Entry = dict[str, str]


def write_indexes(folder: Path, site: Site) -> None:
    """Write `search/<language>.json` for every language of the finished site in `folder`."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for language in site.project.languages:
        pages = searched(site, language.code)
        written = [entries(page, site, _document(page, site, folder)) for page in pages]
        (target / f"{language.code}.json").write_text(index(written), encoding="utf-8")


def entries(page: Page, site: Site, document: HtmlElement) -> str:
    """Return what the index holds of one finished page: its entries in JSON, without brackets."""
    found = list(_entries(page, site, document))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))[1:-1]


def index(entries_of_pages: Iterable[str]) -> str:
    """Return the index of a language, from the entries of its pages in the order of results."""
    return f"[{','.join(filter(None, entries_of_pages))}]"


def is_searched(page: Page) -> bool:
    """Say whether the search finds a page."""
    return page.meta.kind in _SEARCHED


def searched(site: Site, language: str) -> list[Page]:
    """Return what is searched, the most useful first: among equal results the order decides."""
    useful = {page.key: place for place, page in enumerate(site.popular(language))}
    found = [page for page in site.library.of(language).values() if is_searched(page)]
    return sorted(found, key=lambda page: useful.get(page.key, len(useful)))


def _document(page: Page, site: Site, folder: Path) -> HtmlElement:
    return lxml_html.parse(folder / site.address(page) / "index.html").getroot()


def _entries(page: Page, site: Site, document: HtmlElement) -> Iterator[Entry]:
    address = site.address(page)
    for article in document.iter("article"):
        for number, (anchor, heading, nodes) in enumerate(_sections(article)):
            words = [*page.meta.search_words] if number == 0 else []
            yield {
                "u": f"{address}#{anchor}" if anchor else address,
                "t": page.meta.title,
                "h": heading,
                "w": " ".join(words + _ports(nodes)),
                "x": " ".join(filter(None, map(_words, nodes))),
            }


def _sections(article: HtmlElement) -> Iterator[tuple[str, str, list[HtmlElement]]]:
    """Yield (anchor, heading, content) of what stands before the first h2 and of each h2."""
    anchor, heading, content = "", "", list[HtmlElement]()
    for node in article:
        if node.tag == "h1" or _NOT_TEXT.intersection(node.classes):
            continue
        title = next(node.iter("h2"), None)
        if title is None:
            content.append(node)
            continue
        yield anchor, heading, content
        anchor, heading = title.get("id", ""), _words(title)
        # An index wraps each heading and its list in a section.
        content = [part for part in node if part is not title]
    yield anchor, heading, content


def _ports(nodes: list[HtmlElement]) -> list[str]:
    """Return the ports of whole tables: who types a number looks for its table first."""
    return [_words(cell) for node in nodes for cell in _PORTS(node)]


def _words(node: HtmlElement) -> str:
    return " ".join(" ".join(map(str, node.itertext())).split())
