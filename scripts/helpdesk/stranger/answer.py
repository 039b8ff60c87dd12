"""What a site answers to one request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from lxml import etree, html


@dataclass(frozen=True)
class Answer:
    """An answer: `place` is what a finding names, `body` is unpacked.

    Without an answer the status is 0, and `problem` says why.
    """

    place: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    problem: str = ""

    def all(self, name: str) -> list[str]:
        """Return every value of a header."""
        return [value for header, value in self.headers if header.lower() == name.lower()]

    def header(self, name: str) -> str:
        """Return the values of a header as a client reads them: joined; empty if there is none."""
        return ", ".join(self.all(name))

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters."""
        return self.header("Content-Type").partition(";")[0].strip().lower()

    @cached_property
    def page(self) -> html.HtmlElement | None:
        """The page, if it is one; the type says so."""
        if self.media_type != "text/html":
            return None
        try:
            return html.document_fromstring(self.body, parser=html.HTMLParser(encoding="utf-8"))
        except etree.ParserError:
            return None

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list it."""
        if self.status != 200 or self.page is None:
            return False
        robots = " ".join(str(each) for each in self.page.xpath('//meta[@name="robots"]/@content'))
        return "noindex" not in f"{robots} {self.header('X-Robots-Tag')}"


class Source(Protocol):
    """Where answers come from. Addresses are paths from the root of the host, with queries."""

    is_server: bool
    """Whether a server answers; a folder cannot tell what one would add."""
    knows_headers: bool
    """Whether its answers carry the headers that readers get."""

    def get(self, address: str) -> Answer:
        """Return what is answered; never raises."""

    def known(self) -> list[str]:
        """Return the addresses of the pages that are there, as far as that can be known."""

    def place(self, address: str) -> str:
        """Return how a finding names an address."""
