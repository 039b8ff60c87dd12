"""The way of a stranger through the site: every link and everything that pages load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from helpdesk.stranger.answer import Answer, Source
from helpdesk.stranger.web import AT_ONCE

_HERE: Final = "https://here.invalid"
"""Stands for the host: a name that cannot exist (RFC 6761)."""

_LEADS: Final = ("//a/@href", "//form/@action")
_LOADS: Final = (
    '//link[@rel="stylesheet" or @rel="icon" or @rel="preload" or @rel="manifest"]/@href',
    "//script/@src",
    "//img/@src",
    "//source/@src",
    "//iframe/@src",
    "//object/@data",
    "//form/@data-index",
)


@dataclass
class Walk:
    """What was answered, by address; and which page first led to each."""

    answers: dict[str, Answer] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)
    foreign: list[tuple[str, str]] = field(default_factory=list)
    """What pages load from elsewhere or without encryption: place and address."""


@dataclass(frozen=True)
class Walker:
    """Walks through what stands below `base`; `origins` are names of the host in full addresses."""

    source: Source
    base: str
    origins: frozenset[str]

    def walk(self, starts: Iterable[str]) -> Walk:
        """Ask for every address that can be reached, each once; order and outcome are stable."""
        walk = Walk()
        new = sorted(set(starts))
        with ThreadPoolExecutor(AT_ONCE if self.source.is_server else 1) as threads:
            while new:
                for address, answer in zip(new, threads.map(self.source.get, new), strict=True):
                    walk.answers[address] = answer
                    self._read(address, answer, walk)
                new = sorted(walk.led.keys() - walk.answers.keys())
        return walk

    def _read(self, address: str, answer: Answer, walk: Walk) -> None:
        if answer.page is None or answer.status != 200:
            return
        for link in _texts(answer, _LEADS):
            if own := self.own(address, link):
                walk.led.setdefault(own, answer.place)
        for link in _texts(answer, _LOADS):
            own = self.own(address, link)
            if own is None or link.lower().startswith("http:"):
                walk.foreign.append((answer.place, link))
            elif own:
                walk.led.setdefault(own, answer.place)

    def own(self, address: str, link: str) -> str | None:
        """Return the address of the site that a link leads to, without query and fragment.

        Empty: nothing that is asked for (`mailto:`, outside the site's path). None: elsewhere.
        """
        try:
            target = urlsplit(urljoin(_HERE + address, link.strip()))
        except ValueError:
            return ""
        if target.scheme not in {"http", "https"}:
            return ""
        origin = f"{target.scheme}://{target.netloc}"
        if origin != _HERE and origin not in self.origins:
            return None
        return target.path if target.path.startswith(self.base) else ""


def _texts(answer: Answer, paths: Iterable[str]) -> Iterator[str]:
    page = answer.page
    if page is not None:
        found = (str(each) for path in paths for each in page.xpath(path))
        yield from dict.fromkeys(link for link in found if not link.startswith("#"))
