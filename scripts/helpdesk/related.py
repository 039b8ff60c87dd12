"""Related articles: the editor's choice first, completed by shared tags and category."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from helpdesk.library import Page

SHOWN: Final = 5
"""How many related articles a page shows."""

_SAME_CATEGORY: Final = 0.5


def related_keys(articles: Iterable[Page], *, shown: int = SHOWN) -> dict[str, tuple[str, ...]]:
    """Return for each article the keys of its related ones, best first.

    Pass the articles of the source language: every language then shows the same set. The curated
    ones come first; the rest is ordered by the tags that both have, a rare tag weighing more than a
    common one (inverse document frequency), then by a shared category. Never the article itself,
    never one that is not in `articles`, never one that shares nothing.
    """
    by_key = {page.key: page for page in articles}
    rarity = _rarity(by_key)
    return {key: _of(page, by_key, rarity, shown) for key, page in by_key.items()}


def _rarity(by_key: Mapping[str, Page]) -> dict[str, float]:
    uses = Counter(tag for page in by_key.values() for tag in page.meta.tags)
    return {tag: math.log(1 + len(by_key) / count) for tag, count in uses.items()}


def _of(
    page: Page, by_key: Mapping[str, Page], rarity: Mapping[str, float], shown: int
) -> tuple[str, ...]:
    curated = [key for key in page.meta.related if key in by_key and key != page.key]
    scores = {
        key: _score(page, other, rarity)
        for key, other in by_key.items()
        if key != page.key and key not in curated
    }
    found = sorted((key for key in scores if scores[key] > 0), key=lambda key: (-scores[key], key))
    return tuple(dict.fromkeys([*curated, *found]))[:shown]


def _score(page: Page, other: Page, rarity: Mapping[str, float]) -> float:
    shared = sum(rarity[tag] for tag in {*page.meta.tags} & {*other.meta.tags})
    return shared + (_SAME_CATEGORY if page.category and page.category == other.category else 0)
