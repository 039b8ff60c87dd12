"""Search: one index per language, folded, with the words that readers type.

The index is a list of entries, one per section of a page:
`{"u": address, "t": page title, "h": heading, "w": search words, "x": text}`; `overrides/assets/search.js` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.render.site import Site

FOLDER: Final = "search"

_SEARCHED: Final = (Kind.ARTICLE, Kind.PAGE, Kind.CATEGORY)
_NOT_TEXT: Final = ".help-breadcrumb, .help-tags, .help-rating, .help-related, .jump"

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
    html = (folder / address / "index.html").read_text(encoding="utf-8")
    article = LexborHTMLParser(html).css_first("article")
    if article is None:
        return
    for node in article.css(_NOT_TEXT):
        node.decompose()
    words = " ".join(page.meta.search_words)
    for number, (anchor, heading, text) in enumerate(_sections(article)):
        yield {
            "u": f"{address}#{anchor}" if anchor else address,
            "t": page.meta.title,
            "h": heading,
            "w": words if number == 0 else "",
            "x": text,
        }


def _sections(article: LexborNode) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, heading, text) of what stands before the first h2 and of each h2."""
    anchor, heading, parts = "", "", list[str]()
    for node in article.iter(include_text=False):
        if node.tag == "h1":
            continue
        inner = node.css_first("h2")
        if inner is not None:
            yield anchor, heading, _joined(parts)
            anchor, heading, parts = inner.id or "", _words(inner), []
            if node.tag != "h2":
                inner.decompose()
                parts.append(_words(node))
        else:
            parts.append(_words(node))
    yield anchor, heading, _joined(parts)


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
