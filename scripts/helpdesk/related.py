"""Related articles: the editor's choice first, completed by shared tags and category."""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from helpdesk.library import Page
from helpdesk.remembered import remembered

SHOWN: Final = 5
"""How many related articles a page shows."""

_SAME_CATEGORY: Final = 0.5


class _Article(NamedTuple):
    """What decides which articles are related; a page's text does not."""

    key: str
    category: str | None
    tags: list[str]
    related: list[str]


def related_keys(articles: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """Return for each article the keys of its related ones, best first.

    Pass the articles of the source language: every language then shows the same set. The curated
    ones come first; the rest is ordered by the tags that both have, a rare tag weighing more than a
    common one (inverse document frequency), then by a shared category. Never the article itself,
    never one that is not in `articles`, never one that shares nothing.
    """
    described = [
        _Article(page.key, page.category, [*dict.fromkeys(page.meta.tags)], [*page.meta.related])
        for page in articles
    ]
    return {key: tuple(found[:SHOWN]) for key, found in _ranked(json.dumps(described)).items()}


@remembered
def _ranked(described: str) -> dict[str, list[str]]:
    """Return the keys that `related_keys` chooses from, in order: every pair is compared once."""
    by_key = {
        article.key: article for article in (_Article(*each) for each in json.loads(described))
    }
    rarity = _rarity(by_key)
    return {key: _of(article, by_key, rarity) for key, article in by_key.items()}


def _rarity(by_key: Mapping[str, _Article]) -> dict[str, float]:
    uses = Counter(tag for article in by_key.values() for tag in article.tags)
    return {tag: math.log(1 + len(by_key) / count) for tag, count in uses.items()}


def _of(
    article: _Article, by_key: Mapping[str, _Article], rarity: Mapping[str, float]
) -> list[str]:
    curated = [key for key in article.related if key in by_key and key != article.key]
    scores = {
        key: _score(article, other, rarity)
        for key, other in by_key.items()
        if key != article.key and key not in curated
    }
    found = heapq.nsmallest(
        SHOWN, (key for key in scores if scores[key] > 0), key=lambda key: (-scores[key], key)
    )
    return list(dict.fromkeys([*curated, *found]))


def _score(article: _Article, other: _Article, rarity: Mapping[str, float]) -> float:
    shared = sum(rarity[tag] for tag in article.tags if tag in other.tags)
    return shared + (
        _SAME_CATEGORY if article.category and article.category == other.category else 0
    )
