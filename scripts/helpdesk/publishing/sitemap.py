"""What search engines read: the sitemap with every language of a page, and robots.txt."""

from __future__ import annotations

from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from helpdesk.markdown import Kind
from helpdesk.render.site import Site

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def sitemap(site: Site, site_url: str) -> bytes:
    """Return sitemap.xml (sitemaps.org 0.9): every page that is not a system page.

    Each entry names the page in all languages, the source as `x-default`, and the day of the last
    change where git knows one.
    """
    listed = [page for page in site.library if page.meta.kind is not Kind.SYSTEM]
    languages = {key: _languages(site, key, site_url) for key in {page.key for page in listed}}
    entries = (
        f"  <url>\n"
        f"    <loc>{escape(site_url + site.address(page))}</loc>\n"
        f"{_day(site.changed.get(page.path))}{languages[page.key]}  </url>\n"
        for page in listed
    )
    return f"{_HEAD}{''.join(entries)}</urlset>\n".encode()


def robots(site_url: str) -> str:
    """Return robots.txt: everything may be read; thank-you pages say `noindex` themselves."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"


def _day(changed: date | None) -> str:
    return f"    <lastmod>{changed.isoformat()}</lastmod>\n" if changed else ""


def _languages(site: Site, key: str, site_url: str) -> str:
    return "".join(
        f'    <xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(site_url + at)}/>\n'
        for code, at in site.hreflang(key)
    )
