"""The weight of pages: what a reader's first view waits for must fit into one network flight."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import html as lxml_html
from lxml.html import HtmlElement

from helpdesk.render.status import ADDRESS as STATUS_PAGE

FIRST_FLIGHT: Final = 14_600
"""Bytes that a server sends before it waits for an answer: 10 packets of 1,460 (RFC 6928)."""

PAGE_HEADERS: Final = 700
ASSET_HEADERS: Final = 400
"""Bytes of an answer's headers, as nginx sends them with our policy, rounded up."""

PAGE: Final = "the page"
SHARES: Final = MappingProxyType({PAGE: 6_700, "site.css": 6_800})
"""How the flight is divided, headers left aside. What is over its share is what grew."""

_LEVEL: Final = 6
"""The gzip level that web servers use for what is not compressed beforehand."""
_QUICKEST: Final = 1
"""The level that takes half the time, and packs a little less."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one page needs for its first view: name -> bytes, compressed."""

    page: str
    parts: Mapping[str, int]
    heaviest_section: str = ""

    @property
    def total(self) -> int:
        """Bytes with headers."""
        return sum(self.parts.values()) + PAGE_HEADERS + ASSET_HEADERS * (len(self.parts) - 1)

    @property
    def is_too_heavy(self) -> bool:
        """Whether one flight does not carry it."""
        return self.total > FIRST_FLIGHT

    @property
    def complaint(self) -> str:
        """What is too heavy, what grew and what to do."""
        over = {name: size - SHARES.get(name, 0) for name, size in self.parts.items()}
        grown = max(over, key=lambda name: over[name])
        parts = ", ".join(f"{name} {size:,}" for name, size in self.parts.items())
        return (
            f"{self.page}: {self.total:,} bytes until the first view, {FIRST_FLIGHT:,} at most: "
            f"{grown} is {over[grown]:,} over its share of {SHARES.get(grown, 0):,} "
            f"({parts}, headers)\n  {self._way_out(grown)}"
        )

    def _way_out(self, grown: str) -> str:
        if grown != PAGE:
            return f"take away from {grown} what pages can do without, or load it later"
        if not self.heaviest_section:
            return "split the page"
        return f"split the page; its heaviest section is #{self.heaviest_section}"


def too_heavy(site: Path) -> list[str]:
    """Return a complaint for each page of a published site that one flight does not carry."""
    read = (file for file in sorted(site.rglob("*.html")) if file != site / STATUS_PAGE)
    return [weight.complaint for weight in map(_Scales(site).weigh, read) if weight.is_too_heavy]


class _Scales:
    """Weighs pages; each asset is packed once."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._packed_asset = cache(lambda asset: packed_size(asset.read_bytes()))

    def weigh(self, file: Path) -> Weight:
        page = lxml_html.parse(file).getroot()
        parts = {PAGE: packed_size(file.read_bytes())}
        for link in blocking(page):
            name = link.rpartition("/")[2]
            asset = self._site / "assets" / name
            parts[_without_digest(name)] = self._packed_asset(asset)
        return Weight(file.relative_to(self._site).as_posix(), parts, _heaviest_section(page))


def packed_size(content: bytes, level: int = _LEVEL) -> int:
    """Return the bytes that a web server sends of a file."""
    return len(gzip.compress(content, level))


def packed_at_most(content: bytes) -> int:
    """Return no fewer bytes than a web server sends of a page; exact if it is over its share."""
    quick = packed_size(content, _QUICKEST)
    return quick if quick <= SHARES[PAGE] else packed_size(content)


def blocking(page: HtmlElement) -> Iterator[str]:
    """Yield what the first view waits for: style sheets of the screen, scripts not put off."""
    for element in page.iter("link", "script"):
        if element.tag == "link":
            if element.get("rel") == "stylesheet" and element.get("media", "all") != "print":
                yield str(element.get("href"))
        elif element.get("src") and not {"defer", "async"} & set(element.attrib):
            yield str(element.get("src"))


def _without_digest(name: str) -> str:
    stem, *_, kind = name.split(".")
    return f"{stem}.{kind}"


def _heaviest_section(page: HtmlElement) -> str:
    """Return the id of the h2 whose section holds most text, empty if there is none."""
    sizes: dict[str, int] = {}
    here = ""
    for element in page.iterfind(".//article//*"):
        if element.tag == "h2" and element.get("id"):
            here = str(element.get("id"))
        if here:
            texts = (element.text or "", element.tail or "")
            sizes[here] = sizes.get(here, 0) + sum(len(text) for text in texts)
    return max(sizes, key=lambda one: sizes[one], default="")
