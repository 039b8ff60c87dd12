"""What a translator keeps as it is: the same things in each section as in the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from helpdesk.findings import Finding
from helpdesk.library import Page
from helpdesk.rules.base import Rule, SiteInput
from helpdesk.rules.places import line_span, section_pairs, span_in, translations


class Kept(NamedTuple):
    """One thing in a section: what is compared, how it is written, its offsets."""

    key: str
    written: str
    start: int
    end: int


Reader = Callable[[str, Page], Iterable[Kept]]
"""Takes the text of a section and its page, returns the things in it, in order."""


def differences(site: SiteInput, read: Reader, rule: Rule) -> Iterator[Finding]:
    """Yield what the sections of translations lack of their source, and what they add to it."""
    for page, source in translations(site):
        for here, there in section_pairs(page, source):
            ours, theirs = [*read(here.text, page)], [*read(there.text, source)]
            for lost in _surplus(theirs, ours):
                place = span_in(there, lost.start, lost.end)
                message = f'{lost.written} of the source is missing in the section "{here.id}"'
                hint = f"it stands at {site.path(source)}:{place.line}:{place.column}: keep it here"
                span = line_span(page.text, here.line)
                yield Finding(site.path(page), span, rule.code, message, hint)
            for added in _surplus(ours, theirs):
                message = f"{added.written} does not stand in the source section"
                hint = f"see {site.path(source)}:{there.line}: take it away here, or add it there"
                span = span_in(here, added.start, added.end)
                yield Finding(site.path(page), span, rule.code, message, hint)


def _surplus(things: Iterable[Kept], others: Iterable[Kept]) -> Iterator[Kept]:
    """Yield what stands more often among the first: its last ones."""
    left = Counter(other.key for other in others)
    for thing in things:
        if left[thing.key]:
            left[thing.key] -= 1
        else:
            yield thing
