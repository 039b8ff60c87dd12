"""Error pages: a web server shows them at any address, so their links must not be relative."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

_LINKS: Final = ("href", "src", "action")


def absolute_links(html: str, address: str, site_url: str) -> str:
    """Return the page with every relative link made absolute on the host (`/path/`).

    `address` is the page's own, relative to the root of the site; a sub-path of `site_url` is kept.
    Links within the page and links elsewhere stay as they are.
    """
    document = lxml_html.document_fromstring(html)
    base = urljoin(urlsplit(site_url).path or "/", address)
    for element in document.iter():
        for name in _LINKS:
            value = element.get(name)
            if value is not None and _is_relative(value):
                element.set(name, urljoin(base, value))
    return str(lxml_html.tostring(document, doctype="<!doctype html>", encoding="unicode"))


def _is_relative(link: str) -> bool:
    parts = urlsplit(link)
    return not (parts.scheme or parts.netloc or link.startswith(("#", "/")))
