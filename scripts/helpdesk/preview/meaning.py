"""What a change of files means for the pages: as little as possible is read and made again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from helpdesk.preview.inputs import Changes

_DOCS: Final = "docs/"
_CODE: Final = "scripts/"


class Reach(IntEnum):
    """How far a change goes; each contains the ones before it."""

    NOTHING = 0
    PAGE = 1
    """Texts of pages changed: they are read again. What others show of them is in their keys."""
    LANGUAGE = 2
    """A language has other pages or pictures: links of all its pages are looked up anew."""
    EVERYTHING = 3
    """Facts, templates, words or the configuration changed: all is read anew."""
    CODE = 4
    """This program changed: it has to be started again."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What has to be done: read these pages (below docs/), set these languages up anew."""

    reach: Reach
    pages: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


def meaning(change: Changes, languages: Collection[str]) -> Meaning:
    """Return what a change means for a help centre in these languages."""
    if any(path.startswith(_CODE) for path in change.paths):
        return Meaning(Reach.CODE)
    pages: set[str] = set()
    touched: set[str] = set()
    for path in change.paths:
        language, _, rest = path.removeprefix(_DOCS).partition("/")
        if not path.startswith(_DOCS) or not rest or language not in languages:
            return Meaning(Reach.EVERYTHING)
        if path.endswith(".md"):
            pages.add(path.removeprefix(_DOCS))
        if path not in change.edited or not path.endswith(".md"):
            touched.add(language)
    reach = Reach.LANGUAGE if touched else Reach.PAGE if pages else Reach.NOTHING
    return Meaning(reach, frozenset(pages), frozenset(touched))
