"""MARK, over the whole site: no made-up or open comments, the same markers in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from helpdesk.findings import Finding
from helpdesk.library import Page
from helpdesk.markers import (
    NEEDS,
    SHOW,
    VERBS,
    Marker,
    as_marker,
    comments,
    scan,
    span_of,
    unclosed_comment,
)
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.markers import meant_verb
from helpdesk.rules.parity import Kept, differences
from helpdesk.rules.places import SectionPair, section_pairs, span_in, translations

DIFFER: Final = Rule(
    "MARK09",
    "A section's markers differ from those of the source",
    """Each section of a translation holds the same markers as the source section, with the same
arguments. Those that stand on lines of their own stand in the same order; inside a sentence the
order follows the language.

**Why.** A dropped marker is a dropped table; a dropped `needs` shows readers what their host lacks.

Before: French `<!-- show: ports -->`, Dutch `<!-- show: ports short -->`

After: `<!-- show: ports -->` in both.""",
)

MADE_UP: Final = Rule(
    "MARK10",
    "A note is written like a marker",
    """A comment that starts with a word and a colon looks like a marker, but no marker has that
word.

**Why.** Whoever reads the page next expects something to be shown there.

Before: `<!-- note: check the spelling -->`

After: `<!-- a note: check the spelling -->`""",
)


UNCLOSED: Final = Rule(
    "MARK11",
    "A comment is never closed",
    """**Why.** Browsers hide everything up to the end of the page.

Before: `<!-- needs: pop3 ->`

After: `<!-- needs: pop3 -->`""",
)


def same_markers(site: SiteInput) -> Iterator[Finding]:
    """Compare the markers of every translated section with those of its source."""
    yield from differences(site, _kept, DIFFER)
    for page, source in translations(site):
        for pair in section_pairs(page, source):
            yield from _out_of_order(site, page, source, pair)


def every_comment_is_closed(site: SiteInput) -> Iterator[Finding]:
    """Find the comment that swallows the rest of its page."""
    for page in site.pages():
        start = unclosed_comment(page.text)
        if start is not None:
            message = "this comment is never closed: the rest of the page is not shown"
            place = span_of(page.text, start, start + len("<!--"))
            yield Finding(site.path(page), place, UNCLOSED.code, message, "end it with -->")


def no_made_up_markers(site: SiteInput) -> Iterator[Finding]:
    """Find `word: ...` comments that no marker stands for; near misses are MARK01."""
    for page in site.pages():
        for comment in comments(page.text):
            marker = as_marker(comment)
            if marker is None or marker.verb in VERBS or meant_verb(comment):
                continue
            if marker.argument and not marker.argument.startswith("//"):
                message = f'there is no marker "{marker.verb}": nothing is shown for it'
                hint = f"markers: {', '.join(VERBS)}; a note is written without the colon"
                place = marker.span(page.text)
                yield Finding(site.path(page), place, MADE_UP.code, message, hint)


def _kept(text: str, page: Page) -> Iterator[Kept]:
    del page
    for marker in scan(text):
        if marker.verb in (SHOW, NEEDS):
            written = _written(marker)
            yield Kept(written, written, marker.start, marker.end)


def _out_of_order(
    site: SiteInput, page: Page, source: Page, pair: SectionPair
) -> Iterator[Finding]:
    """Compare the order of the markers that stand on lines of their own, if they are the same."""
    here, there = _blocks(pair.here.text), _blocks(pair.there.text)
    ours, theirs = [*map(_written, here)], [*map(_written, there)]
    if ours == theirs or sorted(ours) != sorted(theirs):
        return
    first = next(index for index, name in enumerate(ours) if name != theirs[index])
    marker, expected = here[first], there[first]
    line = span_in(pair.there, expected.start, expected.end).line
    message = f"{ours[first]} stands where the source has {theirs[first]}"
    hint = f"keep the order of the source: {site.path(source)}:{line}"
    place = span_in(pair.here, marker.start, marker.end)
    yield Finding(site.path(page), place, DIFFER.code, message, hint)


def _blocks(text: str) -> list[Marker]:
    return [
        marker
        for marker in scan(text)
        if marker.verb in (SHOW, NEEDS) and _stands_alone(text, marker)
    ]


def _stands_alone(text: str, marker: Marker) -> bool:
    line_end = text.find("\n", marker.end)
    before = text[text.rfind("\n", 0, marker.start) + 1 : marker.start]
    after = text[marker.end : line_end if line_end >= 0 else len(text)]
    return not before.strip() and not after.strip()


def _written(marker: Marker) -> str:
    colon = f": {marker.argument}" if marker.argument else ""
    return f"<!-- {'/' if marker.closing else ''}{marker.verb}{colon} -->"


CHECKS = (
    SiteCheck((DIFFER,), same_markers),
    SiteCheck((MADE_UP,), no_made_up_markers),
    SiteCheck((UNCLOSED,), every_comment_is_closed),
)
