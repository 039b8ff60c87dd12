"""What search engines read: the sitemap with every language of a page, and robots.txt."""

from __future__ import annotations

from typing import Final

from lxml import etree

from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.render.site import Site

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"


def sitemap(site: Site, site_url: str) -> bytes:
    """Return sitemap.xml (sitemaps.org 0.9): every page that is not a system page.

    Each entry names the page in all languages, the source as `x-default`, and the day of the last
    change where git knows one.
    """
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP, "xhtml": _XHTML})
    for page in site.library:
        if page.meta.kind is not Kind.SYSTEM:
            root.append(_entry(page, site, site_url))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def robots(site_url: str) -> str:
    """Return robots.txt: everything may be read; thank-you pages say `noindex` themselves."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"


def _entry(page: Page, site: Site, site_url: str) -> etree._Element:
    entry = etree.Element(f"{{{_SITEMAP}}}url")
    etree.SubElement(entry, f"{{{_SITEMAP}}}loc").text = site_url + site.address(page)
    day = site.changed.get(page.path)
    if day is not None:
        etree.SubElement(entry, f"{{{_SITEMAP}}}lastmod").text = day.isoformat()
    for code, address in site.hreflang(page.key):
        etree.SubElement(
            entry,
            f"{{{_XHTML}}}link",
            {"rel": "alternate", "hreflang": code, "href": site_url + address},
        )
    return entry
