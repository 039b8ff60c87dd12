"""Every link, form, image, style and script of the built site leads to a file of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from helpdesk.built.site import BuiltPage, BuiltSite
from helpdesk.findings import Finding, Span
from helpdesk.nearest import nearest
from helpdesk.rules.built_site import DEAD_ANCHOR, DEAD_LINK

_ADDRESSES: Final = ("href", "src", "action", "formaction", "poster", "data")
_CSS_ADDRESS: Final = re.compile(r"url\(\s*[\"']?(?P<address>[^\"')\s]+)[\"']?\s*\)")
_WEB: Final = frozenset({"", "http", "https"})


def check_links(site: BuiltSite) -> Iterator[Finding]:
    """Yield the dead links of all pages and styles."""
    for page in (*site.pages.values(), *site.moved.values()):
        if page.root is not None:
            for element, address in _addresses(page.root):
                yield from _check(site, page, element, address)
    for file in sorted(site.folder.rglob("*.css")):
        yield from _check_style(site, file)


def _addresses(root: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    for name in _ADDRESSES:
        for element in root.xpath(f"//*[@{name}]"):
            yield element, str(element.get(name))
    for element in root.xpath("//*[@srcset]"):
        for candidate in str(element.get("srcset")).split(","):
            yield element, candidate.split()[0] if candidate.split() else ""


def _check(
    site: BuiltSite, page: BuiltPage, element: html.HtmlElement, written: str
) -> Iterator[Finding]:
    address = written.strip()
    parts = urlsplit(address)
    if parts.scheme not in _WEB:
        return
    if page.is_error_page and not parts.netloc and parts.path and not parts.path.startswith("/"):
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
    # "top" needs no element (HTML, section 7.4.6.3), ":~:" starts words to look for.
    if anchor in target.ids or anchor == "top" or anchor.startswith(":~:"):
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
