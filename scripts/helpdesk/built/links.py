"""Every link, form, image, style and script of the built site leads to a file of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from helpdesk.built.site import BuiltPage, BuiltSite
from helpdesk.findings import Finding, Span
from helpdesk.nearest import nearest
from helpdesk.rules.built_site import DEAD_ANCHOR, DEAD_LINK

_ADDRESSES: Final = ("href", "src", "action", "formaction", "poster", "data")
_WHERE: Final = "|".join(f"//@{name}" for name in _ADDRESSES)
_WRITTEN: Final = etree.XPath(_WHERE)
_WRITTEN_ALONE: Final = etree.XPath(_WHERE, smart_strings=False)
_IN_SIZES: Final = etree.XPath("//*[@srcset]")
_CSS_ADDRESS: Final = re.compile(r"url\(\s*[\"']?(?P<address>[^\"')\s]+)[\"']?\s*\)")
_PLAIN: Final = re.compile(r"(?:[\w.-]+/)*[\w.-]*(?:#[\w-]*)?", re.ASCII)
"""Addresses that need no decoding: nearly all."""
_UP: Final = frozenset({".", ".."})
_WEB: Final = frozenset({"", "http", "https"})


def check_links(site: BuiltSite) -> Iterator[Finding]:
    """Yield the dead links of all pages and styles."""
    for page in (*site.pages.values(), *site.moved.values()):
        if page.root is not None:
            for element, address in _addresses(page.root):
                yield from _check(site, page, element, address)
    yield from check_styles(site)


def check_styles(site: BuiltSite) -> Iterator[Finding]:
    """Yield the dead links of all styles."""
    for file in sorted(site.folder.rglob("*.css")):
        yield from _check_style(site, file)


def targets(site: BuiltSite, page: BuiltPage) -> Iterator[tuple[str, str]]:
    """Yield the file and the anchor of the site that each of a page's links leads to.

    A relative link of an error page leads nowhere: its file is named as no file is.
    """
    for address in dict.fromkeys(_stripped(page.root)):
        is_ours = address.startswith(site.url)
        start, way = ("index.html", address[len(site.url) :]) if is_ours else (page.name, address)
        if not page.is_error_page and _PLAIN.fullmatch(way):
            path, _, anchor = way.partition("#")
            target = _plain_target(posixpath.dirname(start), path) if path else start
            if not target.startswith(".."):
                yield target, anchor
                continue
        parts = urlsplit(address)
        if parts.scheme in _WEB:
            name = file_name(site, urljoin(site.address(page), address))
            if page.is_error_page and is_relative(address):
                yield f"../{name}", ""
            elif name is not None:
                yield name, unquote(parts.fragment)


@lru_cache(maxsize=4096)  # the pages of a folder share their menus
def _plain_target(folder: str, path: str) -> str:
    """Return what a relative path without special characters leads to, from a page in `folder`."""
    target = posixpath.normpath(posixpath.join(folder, path))
    if target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith(("/", "/.", "/..")) or path in _UP else target


def is_relative(address: str) -> bool:
    """Say whether an address depends on that of its page: an error page has no fixed one."""
    parts = urlsplit(address)
    return parts.scheme in _WEB and not parts.netloc and bool(parts.path) and parts.path[0] != "/"


def leads_somewhere(anchor: str) -> bool:
    """Say whether an anchor needs an element: the top of the page and words to look for do not."""
    # "top" needs no element (HTML, section 7.4.6.3), ":~:" starts words to look for.
    return bool(anchor) and anchor != "top" and not anchor.startswith(":~:")


def _addresses(root: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    for written in _WRITTEN(root):
        yield written.getparent(), str(written)
    yield from _of_sizes(root)


def _stripped(root: html.HtmlElement | None) -> Iterator[str]:
    """Yield the addresses without their elements, which take longer to find."""
    if root is not None:
        yield from (str(written).strip() for written in _WRITTEN_ALONE(root))
        yield from (written.strip() for _, written in _of_sizes(root))


def _of_sizes(root: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield the addresses of one picture in several sizes."""
    for element in _IN_SIZES(root):
        for candidate in str(element.get("srcset")).split(","):
            yield element, candidate.split()[0] if candidate.split() else ""


def _check(
    site: BuiltSite, page: BuiltPage, element: html.HtmlElement, written: str
) -> Iterator[Finding]:
    address = written.strip()
    parts = urlsplit(address)
    if parts.scheme not in _WEB:
        return
    if page.is_error_page and is_relative(address):
        message = f"the error page's link {written} is relative"
        hint = f"it is sent at any address: start the link with {site.base}"
        yield page.finding(DEAD_LINK, message, hint, element)
    name = file_name(site, urljoin(site.address(page), address))
    if name is None:
        return
    if name not in site.files:
        yield page.finding(DEAD_LINK, f"{written} leads to no file", _hint(site, name), element)
    elif parts.fragment and name in site.pages:
        yield from _check_anchor(page, site.pages[name], element, unquote(parts.fragment))


def _check_anchor(
    page: BuiltPage, target: BuiltPage, element: html.HtmlElement, anchor: str
) -> Iterator[Finding]:
    if anchor in target.ids or not leads_somewhere(anchor):
        return
    close = nearest(anchor, target.ids)
    hint = f"did you mean #{close}?" if close else f"see the ids of {target.name}"
    yield page.finding(DEAD_ANCHOR, f"{target.name} has no id {anchor}", hint, element)


def _check_style(site: BuiltSite, file: Path) -> Iterator[Finding]:
    text = file.read_text(encoding="utf-8", errors="replace")
    address = urljoin(site.url, file.relative_to(site.folder).as_posix())
    for found in _CSS_ADDRESS.finditer(text):
        if found["address"].startswith(("#", "data:")):
            continue
        name = file_name(site, urljoin(address, found["address"]))
        if name is not None and name not in site.files:
            line = text.count("\n", 0, found.start()) + 1
            message = f"{found['address']} leads to no file"
            span = Span(line, 1, line, 1)
            yield Finding(str(file), span, DEAD_LINK.code, message, _hint(site, name))


def file_name(site: BuiltSite, address: str) -> str | None:
    """Return the file of the site that a full address leads to, None when it is another site's.

    What stands on the same server outside the site's path gets a name that no file has.
    """
    target, own = urlsplit(address), urlsplit(site.url)
    if (target.scheme, target.netloc.lower()) != (own.scheme, own.netloc.lower()):
        return None
    path = unquote(target.path)
    if not path.startswith(site.base):
        return f"..{path}"
    name = path.removeprefix(site.base)
    return f"{name}index.html" if not name or name.endswith("/") else name


def _hint(site: BuiltSite, name: str) -> str:
    if name.startswith("../"):
        return f"the site stands below {site.base}"
    if (site.folder / name).is_dir():
        return "the address of a folder ends with a slash"
    close = nearest(name, site.pages)
    return f"did you mean {close}?" if close else f"there is no {name}"
