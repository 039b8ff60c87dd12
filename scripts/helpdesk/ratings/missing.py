"""Addresses that readers asked for and did not find, with the page that was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from helpdesk.nearest import nearest
from helpdesk.ratings.bots import is_bot
from helpdesk.ratings.hits import Hit
from helpdesk.ratings.reading import Notes, hits

NEEDLES: Final = (b'" 404 ', b"\t404\t", b'"status":404')
"""What a line of a missing page contains, in each format."""

MOST: Final = 20_000
"""Addresses that are remembered: those that come after are only counted together."""

LONGEST: Final = 200
"""Characters of an address worth an editor's time."""

_REFERERS: Final = 3
_LIKE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Missing:
    """An address that leads nowhere."""

    address: str
    hits: int
    referers: tuple[str, ...]
    """The pages that led there, the most frequent first."""
    nearest: str | None
    """The path of the page that is most like it; None: nothing is, or the page is there by now."""

    def as_data(self) -> dict[str, object]:
        """Return it for programs."""
        return {
            "address": self.address,
            "hits": self.hits,
            "referers": list(self.referers),
            "nearest": self.nearest,
        }


@dataclass
class Collected:
    """The missing pages of some logs."""

    notes: Notes = field(default_factory=Notes)
    asked: Counter[str] = field(default_factory=Counter)
    referers: dict[str, Counter[str]] = field(default_factory=dict)
    others: int = 0
    """Requests of addresses beyond those that are remembered."""

    def add(self, hit: Hit) -> None:
        """Note one request of a missing page."""
        address = _address(hit)
        if address not in self.asked and len(self.asked) >= MOST:
            self.others += 1
            return
        self.asked[address] += 1
        if not hit.referer:
            return
        led = self.referers.setdefault(address, Counter())
        page = _page(hit.referer)
        if page in led or len(led) < 4 * _REFERERS:
            led[page] += 1


def collect(logs: Iterable[BinaryIO]) -> Collected:
    """Read logs for pages that readers, not bots, asked for in vain. Memory is bounded."""
    collected = Collected()
    for log in logs:
        for hit in hits(log, NEEDLES, collected.notes):
            if hit.status == 404 and hit.method == "GET" and hit.agent != "" and not _bot(hit):
                collected.add(hit)
    return collected


def listed(collected: Collected, pages: Collection[str]) -> Iterator[Missing]:
    """Yield the missing addresses, the most asked for first; `pages` are the paths that exist."""
    by_words = {_words(page): page for page in sorted(pages)}
    there = frozenset(pages)
    for address, count in sorted(collected.asked.items(), key=lambda one: (-one[1], one[0])):
        led = collected.referers.get(address, Counter())
        pages_before = tuple(page for page, _ in led.most_common(_REFERERS))
        meant = None if address in there else _meant(address, by_words)
        yield Missing(address, count, pages_before, meant)


def _meant(address: str, by_words: Mapping[str, str]) -> str | None:
    """Return the page most like an address: as a whole, else by the last part of its path."""
    words = _words(address)
    close = nearest(words, by_words, likeness=_LIKE)
    if close is None and "/" in words:
        last = words.rpartition("/")[2]
        ends = {known.rpartition("/")[2]: known for known in reversed(list(by_words))}
        end = nearest(last, ends, likeness=_LIKE)
        close = ends[end] if end else None
    return by_words[close] if close is not None else None


def _words(address: str) -> str:
    path, _, query = address.partition("?")
    path = query.partition("rp=")[2].partition("&")[0] or path
    path = re.sub(r"(/index)?\.(html?|php|md)$", "", unquote(path))
    return path.strip("/").lower()


def _address(hit: Hit) -> str:
    """Return path and, where it names an old article, query; what is not printable is marked."""
    query = f"?{hit.query}" if "rp=" in hit.query else ""
    return _printable(f"{hit.path}{query}"[:LONGEST])


def _page(referer: str) -> str:
    """Return a referer without its query, which may be about its reader."""
    try:
        parts = urlsplit(referer)
    except ValueError:
        return "?"
    return _printable(f"{parts.scheme}://{parts.netloc}{parts.path}"[:LONGEST])


def _printable(text: str) -> str:
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def _bot(hit: Hit) -> bool:
    return bool(hit.agent) and is_bot(hit.agent or "")
