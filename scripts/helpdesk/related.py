"""Related articles: the editor's choice first, completed by shared tags and category."""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Collection, Iterable
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
    """Return the keys that `related_keys` chooses from, in order."""
    by_key = {
        article.key: article for article in (_Article(*each) for each in json.loads(described))
    }
    tagged: dict[str, list[str]] = {}
    filed: dict[str | None, list[str]] = {}
    for article in by_key.values():
        filed.setdefault(article.category, []).append(article.key)
        for tag in article.tags:
            tagged.setdefault(tag, []).append(article.key)
    rarity = {tag: math.log(1 + len(by_key) / len(keys)) for tag, keys in tagged.items()}
    ranked: dict[str, list[str]] = {}
    for article in by_key.values():
        shared = [(rarity[tag], tagged[tag]) for tag in article.tags]
        if article.category:
            shared.append((_SAME_CATEGORY, filed[article.category]))
        curated = [key for key in article.related if key in by_key and key != article.key]
        best = _best(shared, {article.key, *curated})
        ranked[article.key] = list(dict.fromkeys([*curated, *best]))
    return ranked


def _best(shared: Iterable[tuple[float, list[str]]], left_out: Collection[str]) -> list[str]:
    """Return the articles that share most: each thing shared has a weight, and who has it."""
    scores: dict[str, float] = {}
    for weight, keys in shared:
        for key in keys:
            scores[key] = scores.get(key, 0) + weight
    return heapq.nsmallest(SHOWN, scores.keys() - left_out, key=lambda key: (-scores[key], key))
