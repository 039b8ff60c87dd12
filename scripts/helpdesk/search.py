"""Search: one index per language, folded, with the words that readers type.

The index, read by `overrides/assets/search.js`, is a list of entries, one per section of a page:
`{"u": address, "t": page title, "h": heading, "w": search words, "x": text}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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

Entry = dict[str, str]


def write_indexes(folder: Path, site: Site) -> None:
    """Write `search/<language>.json` for every language of the finished site in `folder`."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for language in site.project.languages:
        entries = [
            entry
            for page in site.library.of(language.code).values()
            if page.meta.kind in _SEARCHED
            for entry in _entries(page, site, folder)
        ]
        index = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        (target / f"{language.code}.json").write_text(index, encoding="utf-8")


def _entries(page: Page, site: Site, folder: Path) -> Iterator[Entry]:
    address = site.address(page)
    document = lxml_html.parse(folder / address / "index.html").getroot()
    words = " ".join(page.meta.search_words)
    for article in document.iter("article"):
        for number, (anchor, heading, text) in enumerate(_sections(article)):
            yield {
                "u": f"{address}#{anchor}" if anchor else address,
                "t": page.meta.title,
                "h": heading,
                "w": words if number == 0 else "",
                "x": text,
            }


def _sections(article: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, heading, text) of what stands before the first h2 and of each h2."""
    anchor, heading, parts = "", "", list[str]()
    for node in article:
        if node.tag == "h1" or _NOT_TEXT.intersection(node.classes):
            continue
        title = next(node.iter("h2"), None)
        if title is None:
            parts.append(_words(node))
            continue
        yield anchor, heading, _joined(parts)
        anchor, heading = title.get("id", ""), _words(title)
        # An index wraps each heading and its list in a section.
        parts = [_words(part) for part in node if part is not title]
    yield anchor, heading, _joined(parts)


def _words(node: HtmlElement) -> str:
    return " ".join(" ".join(map(str, node.itertext())).split())


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
