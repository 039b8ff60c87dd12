"""What every built page has: its language, a title, one h1, unique ids, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from helpdesk.built.site import BuiltPage
from helpdesk.findings import Finding
from helpdesk.markers import NEEDS, SHOW, Comment, as_marker
from helpdesk.rules.built_site import HEADING, LANGUAGE, LEFT_OVER, SAME_ID, UNREADABLE

_LEFT_OVER: Final = re.compile(r"\{#[\w-]+\}|\{\{|\}\}|\{%|<!--|-->")
_IDS: Final = etree.XPath("//@id", smart_strings=False)
_TITLE: Final = etree.XPath("/html/head/title//text()", smart_strings=False)
_NOT_PROSE: Final = frozenset({"code", "pre", "script", "style", "template"})


def check_structure(page: BuiltPage) -> Iterator[Finding]:
    """Yield what is wrong with one page by itself."""
    if page.root is None:
        hint = "build the site again; if it stays so, look at the template of this page"
        yield page.finding(UNREADABLE, "the page is empty or not UTF-8", hint)
        return
    yield from _language(page, page.root)
    yield from _headings(page, page.root)
    yield from _ids(page, page.root)
    yield from _left_over(page, page.root)


def _language(page: BuiltPage, root: html.HtmlElement) -> Iterator[Finding]:
    written = root.get("lang")
    if (written or "").lower() != page.language.lower():
        said = f'lang="{written}"' if written else "no lang"
        message = f'the page is in the folder of "{page.language}", its <html> has {said}'
        yield page.finding(LANGUAGE, message, f'<html lang="{page.language}">', root)


def _headings(page: BuiltPage, root: html.HtmlElement) -> Iterator[Finding]:
    if not " ".join(_TITLE(root)).strip():
        yield page.finding(HEADING, "the page has no <title>", "see `title` in its front matter")
    found = list(root.iter("h1"))
    if len(found) != 1:
        message = f"the page has {len(found)} h1 headings, wanted is one"
        hint = "the template writes the title as h1, the text starts with ##"
        yield page.finding(HEADING, message, hint, found[1] if found else None)
    elif not str(found[0].text_content()).strip():
        yield page.finding(HEADING, "the h1 is empty", "it shows the title", found[0])


def _ids(page: BuiltPage, root: html.HtmlElement) -> Iterator[Finding]:
    written = _IDS(root)
    if len(written) == len({*written}):
        return
    first: dict[str, html.HtmlElement] = {}
    for element in root.xpath("//*[@id]"):
        earlier = first.setdefault(element.get("id"), element)
        if earlier is not element:
            message = (
                f'the id "{element.get("id")}" stands twice: <{earlier.tag!s}>, <{element.tag!s}>'
            )
            hint = f"the first one is on line {earlier.sourceline}"
            yield page.finding(SAME_ID, message, hint, element)


def _left_over(page: BuiltPage, root: html.HtmlElement) -> Iterator[Finding]:
    for comment in root.iter(etree.Comment):
        marker = as_marker(Comment(comment.text or "", 0, 0))
        if marker and marker.verb in (SHOW, NEEDS):
            message = f"the marker <!--{comment.text}--> was not replaced"
            yield page.finding(LEFT_OVER, message, "`helpdesk check` says why", comment)
    if not any(_LEFT_OVER.search(seen.text_content()) for seen in root.iter("title", "body")):
        return
    for element in root.iter(etree.Element):
        if element.tag in _NOT_PROSE:
            continue
        own = [element.text, *(child.tail for child in element)]
        for found in _LEFT_OVER.finditer(" ".join(part for part in own if part)):
            message = f"readers see {found[0]}"
            yield page.finding(LEFT_OVER, message, "look at the page's Markdown", element)
