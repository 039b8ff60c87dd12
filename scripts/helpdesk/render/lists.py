"""Markers that list pages: categories, the most useful, tags, the alphabet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final

from helpdesk.collation import initial, sort_key
from helpdesk.library import Page
from helpdesk.markdown import Kind
from helpdesk.render.context import MarkerRenderer, PageContext

MOST_USEFUL: Final = 6
"""How many articles the home page shows."""

_IN_INDEX: Final = (Kind.ARTICLE, Kind.PAGE, Kind.CATEGORY)


def categories(context: PageContext, _: tuple[str, ...]) -> str:
    """Show the categories as cards, with their number of articles."""
    found = context.site.categories(context.page.language)
    return context.partial("categories.html", categories=found)


def popular(context: PageContext, _: tuple[str, ...]) -> str:
    """List the most useful articles."""
    found = context.site.popular(context.page.language)[:MOST_USEFUL]
    return context.partial("popular.html", articles=found)


def articles(context: PageContext, _: tuple[str, ...]) -> str:
    """List the articles of the page's category."""
    category = posixpath.dirname(context.page.key)
    found = context.site.in_category(context.page.language, category)
    return context.partial("articles.html", articles=found)


def tags(context: PageContext, _: tuple[str, ...]) -> str:
    """List every tag in use with its pages, in alphabetical order."""
    tagged: dict[str, list[Page]] = {}
    for page in context.site.library.of(context.page.language).values():
        for tag in page.meta.tags:
            tagged.setdefault(tag, []).append(page)
    named = [
        (tag, context.t(f"tags.names.{tag}"), _by_title(context, pages))
        for tag, pages in tagged.items()
    ]
    named.sort(key=lambda entry: sort_key(entry[1], context.page.language, _alphabet(context)))
    return context.partial("tags.html", tags=named)


def a_to_z(context: PageContext, _: tuple[str, ...]) -> str:
    """List every page by the letter of its title."""
    language, alphabet = context.page.language, _alphabet(context)
    pages = _by_title(
        context,
        (
            page
            for page in context.site.library.of(language).values()
            if page.meta.kind in _IN_INDEX
        ),
    )
    grouped = groupby(pages, key=lambda page: initial(page.meta.title, language, alphabet))
    letters = [(letter, list(group)) for letter, group in grouped]
    return context.partial("a-z.html", letters=letters)


def _by_title(context: PageContext, pages: Iterable[Page]) -> list[Page]:
    alphabet = _alphabet(context)
    return sorted(pages, key=lambda page: sort_key(page.meta.title, page.language, alphabet))


def _alphabet(context: PageContext) -> str:
    return context.t("alphabet") if context.t.has("alphabet") else ""


RENDERERS: Final[Mapping[str, MarkerRenderer]] = MappingProxyType(
    {
        "categories": categories,
        "popular": popular,
        "articles": articles,
        "tags": tags,
        "a-z": a_to_z,
    }
)
