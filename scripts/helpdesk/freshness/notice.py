"""What a reader is told of a translation that is behind: which parts of the source to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from helpdesk.freshness.state import State, compare
from helpdesk.markdown import headings, parse_front_matter
from helpdesk.markers import comments

_MOST_LINKS: Final = 3
"""With more sections behind, the page as a whole is the better thing to read."""


@dataclass(frozen=True, slots=True)
class StaleSection:
    """A part of the source that the translation does not reflect.

    `anchor` is the id of its heading and `title` its words, without markers; both are empty for
    what stands before the first heading and for the page as a whole.
    """

    anchor: str = ""
    title: str = ""


def stale_sections(
    source_text: str, stamps: Mapping[str, str], shown_text: str
) -> tuple[StaleSection, ...]:
    """Return where the source says more than its translation, in the order of the source.

    `shown_text` is the source with what the facts hide turned to spaces: a hidden section is no
    reader's concern. Empty for a translation that is current; the whole page where there are more
    than three places.
    """
    states = compare(source_text, stamps)
    behind = [name for name, state in states.items() if state in (State.OUTDATED, State.MISSING)]
    if not behind:
        return ()
    titles = {
        heading.id: _plain(heading.text)
        for heading in headings(parse_front_matter(shown_text).body)
        if heading.id
    }
    hidden = {each.id for each in headings(parse_front_matter(source_text).body)} - titles.keys()
    found = dict.fromkeys(
        StaleSection(name, titles[name]) if name in titles else StaleSection()
        for name in behind
        if name not in hidden
    )
    return tuple(found) if len(found) <= _MOST_LINKS else (StaleSection(),)


def _plain(heading: str) -> str:
    for comment in reversed(list(comments(heading))):
        heading = heading[: comment.start] + heading[comment.end :]
    return " ".join(heading.translate(str.maketrans("", "", "`*")).split())
