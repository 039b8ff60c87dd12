"""New pages: an article in the source language, or the start of a translation."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from helpdesk.freshness import STAMPS, with_stamps
from helpdesk.library import Library, Page
from helpdesk.markdown import Kind, headings, parse_front_matter
from helpdesk.nearest import nearest
from helpdesk.redirects import KEY

_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")
_FIRST: Final = "before-you-start"
_LAST: Final = ("what-can-go-wrong", "next-steps")
"""The headings around the steps that readers find in most articles here."""

_MOST_TAGS: Final = 3


class NewPageError(Exception):
    """A page cannot be made: what is in the way, and what to type instead."""


def article_key(written: str, library: Library) -> str:
    """Return the key of a new article if it can be one: `email/some-article`.

    Raises:
        NewPageError: it is malformed, in no category, or taken; the message has the right one.
    """
    categories = sorted(
        key.removesuffix("/index")
        for key, page in library.source.items()
        if page.meta.kind is Kind.CATEGORY
    )
    listed = ", ".join(categories)
    key = written.removesuffix(".md")
    if not _KEY.fullmatch(key):
        first = categories[0] if categories else "email"
        better = _tidy(key) if "/" in key else f"{first}/{_tidy(key)}"
        raise NewPageError(
            f'"{written}" is no key: a category and English words, such as {better}. '
            f"Categories: {listed}"
        )
    category, _, name = key.rpartition("/")
    if category not in categories:
        close = nearest(category, categories)
        meant = f" Did you mean {close}/{name}?" if close else ""
        raise NewPageError(
            f'there is no category "{category}".{meant} There are: {listed}. '
            f"A new one starts with the page {category}/index.md, of kind category"
        )
    if key in library.source:
        path = library.source[key].path.relative_to(library.project.root)
        raise NewPageError(f"{path} is there already: nothing is overwritten")
    return key


def new_article(key: str, title: str, library: Library) -> str:
    """Return the text of a new article in the source language.

    Tags are those that the articles of its category share; the headings around the steps are those
    of other articles, in their words.
    """
    category, _, name = key.rpartition("/")
    articles = list(library.articles(library.project.source.code))
    neighbours = [page for page in articles if page.category == category]
    tags = Counter(tag for page in neighbours for tag in page.meta.tags)
    common = [tag for tag, count in tags.most_common(_MOST_TAGS) if 2 * count > len(neighbours)]
    return "\n".join(
        [
            "---",
            f"title: {_quoted(title)}",
            f"description: {_quoted(title)}  # for search engines: 110 to 160 characters",
            f"teaser: {_quoted(title)}  # one sentence for lists",
            f"tags: [{', '.join(common)}]",
            "search_words:  # what readers type who do not know our words",
            f"  - {_quoted(title.lower())}",
            "related: []  # email/mailboxes and the like; what is left out is found by tags",
            "---",
            "<!-- In one or two sentences, what the reader has done at the end of this page -->",
            "",
            *_usual_heading(_FIRST, articles),
            *_section(title, name),
            "1. <!-- one step, one action, then what the reader sees -->",
            "",
            *(line for last in _LAST for line in _usual_heading(last, articles)),
        ]
    )


def new_translation(source: Page) -> str:
    """Return what a translator starts from: the source page, which nobody has compared yet.

    Old addresses stay with the source: each leads to one page.
    """
    text = with_stamps(source.text, {}) if STAMPS in source.parsed.lines else source.text
    return _without(text, KEY)


def _without(text: str, key: str) -> str:
    """Return a page without a key of its front matter; the rest stays as it is."""
    parsed = parse_front_matter(text)
    if key not in parsed.lines:
        return text
    start = parsed.lines[key]
    end = min(line for line in (*parsed.lines.values(), parsed.body_line - 1) if line > start)
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: start - 1], *lines[end - 1 :]])


def title_of(key: str) -> str:
    """Return a first title for a page, from the last part of its key."""
    return key.rpartition("/")[2].replace("-", " ").capitalize()


def _usual_heading(name: str, articles: Iterable[Page]) -> Iterator[str]:
    """Yield a heading in the words that articles use for it; nothing if none has it."""
    words = Counter(
        heading.text
        for page in articles
        for heading in headings(page.parsed.body)
        if heading.id == name
    )
    for text, _ in words.most_common(1):
        yield from _section(text, name)


def _section(text: str, name: str) -> Iterator[str]:
    yield from (f"## {text} {{#{name}}}", "")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _tidy(key: str) -> str:
    """Return the key that was most likely meant: lower case, no accents, hyphens."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", key.lower())
        if not unicodedata.combining(letter)
    )
    parts = (re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in plain.split("/"))
    return "/".join(part for part in parts if part) or "some-article"
