"""HEAD: headings that links, stamps and all languages can rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from helpdesk.findings import Finding, Span
from helpdesk.freshness import FRONT_MATTER
from helpdesk.library import Page
from helpdesk.markdown import INTRODUCTION, Heading, headings
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.places import line_span, translations

NO_ID: Final = Rule(
    "HEAD01",
    "A heading has no id",
    """Every heading carries an id of its own, the same in every language.

**Why.** An id made from the heading's words changes with them and differs per language: links,
the language switch and stamps would break.

Before: `## Changer le mot de passe`

After: `## Changer le mot de passe {#change-password}`""",
)

TWICE: Final = Rule(
    "HEAD02",
    "An id stands twice in a page",
    """**Why.** A link can lead to one of them only, and which one is chance.

Before: `## Sous Windows {#steps}` and `## Sous macOS {#steps}`

After: `## Sous Windows {#steps-windows}` and `## Sous macOS {#steps-macos}`""",
)

TITLE: Final = Rule(
    "HEAD03",
    "A page has an h1 of its own",
    """The `title` of the front matter becomes the h1 of the page.

**Why.** Two main headings: readers of screen readers and search engines do not know which counts.

Before: `# Créer une boîte mail`

After: `title: "Créer une boîte mail"` in the front matter, the text starts with `##`.""",
)

SKIPPED: Final = Rule(
    "HEAD04",
    "A heading level is skipped",
    """**Why.** Who moves from heading to heading with a screen reader looks for the missing level.

Before: `## Les réglages {#settings}`, then `#### IMAP {#imap}`

After: `## Les réglages {#settings}`, then `### IMAP {#imap}`""",
)

DIFFERS: Final = Rule(
    "HEAD05",
    "The headings differ from those of the source",
    """A translation has the same ids as its source, in the same order, at the same levels.

**Why.** A link to `#change-password`, the language switch and the stamps rely on it.

Before: French `{#change-password}`, Dutch `{#wachtwoord}`

After: `{#change-password}` in both.""",
)

MALFORMED: Final = Rule(
    "HEAD06",
    "An id is not lower case with hyphens, or is reserved",
    """Ids are English words in letters a to z, digits and hyphens. `front-matter` and
`introduction` are reserved: stamps use them for what stands before the first heading.

**Why.** Accents and capitals in addresses break when they are copied.

Before: `## Réglages {#Réglages}`

After: `## Réglages {#settings}`""",
)

RULES: Final = (NO_ID, TWICE, TITLE, SKIPPED, DIFFERS, MALFORMED)

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED: Final = frozenset({FRONT_MATTER, INTRODUCTION})


def heading_ids(site: SiteInput) -> Iterator[Finding]:
    """Check the headings of every page, then those of translations against their source."""
    for page in site.pages():
        yield from _one_page(site, page)
    for page, source in translations(site):
        yield from _against_source(site, page, source)


def _one_page(site: SiteInput, page: Page) -> Iterator[Finding]:
    """Look at shown headings only: two blocks for different facts may share an id."""
    first_line: dict[str, int] = {}
    level = 1
    for heading in _headings(page, site.visible(page)):
        if heading.level == 1:
            message = f'an h1 in the file: "{heading.text}"'
            hint = "the title of the front matter becomes the h1: start headings with ##"
            yield Finding(*_place(site, page, heading), TITLE.code, message, hint)
        elif heading.level > level + 1:
            message = f"h{heading.level} follows h{level}: a level is skipped"
            hint = f"write {'#' * (level + 1)} here"
            yield Finding(*_place(site, page, heading), SKIPPED.code, message, hint)
        level = heading.level
        yield from _check_id(site, page, heading, first_line)


def _check_id(
    site: SiteInput, page: Page, heading: Heading, first_line: dict[str, int]
) -> Iterator[Finding]:
    if heading.id is None:
        if heading.level > 1:
            message = f'the heading "{heading.text}" has no id'
            hint = "end the line with {#some-id}: English words, the same in every language"
            yield Finding(*_place(site, page, heading), NO_ID.code, message, hint)
        return
    if not _ID.fullmatch(heading.id) or heading.id in _RESERVED:
        what = "is reserved" if heading.id in _RESERVED else "is not lower case with hyphens"
        hint = "use letters a to z, digits and hyphens, such as {#change-password}"
        message = f'the id "{heading.id}" {what}'
        yield Finding(*_place(site, page, heading), MALFORMED.code, message, hint)
    earlier = first_line.setdefault(heading.id, heading.line)
    if earlier != heading.line:
        message = f'the id "{heading.id}" already stands on line {earlier}'
        hint = "a link can lead to one of them only: give each heading its own id"
        yield Finding(*_place(site, page, heading), TWICE.code, message, hint)


def _against_source(site: SiteInput, page: Page, source: Page) -> Iterator[Finding]:
    here, there = _by_id(page), _by_id(source)
    for name, heading in there.items():
        if name not in here:
            place = line_span(page.text, page.parsed.body_line)
            message = f'the section "{name}" of the source is missing'
            hint = f"translate it from {site.path(source)}:{heading.line}"
            yield Finding(site.path(page), place, DIFFERS.code, message, hint)
    for name, heading in here.items():
        if name not in there:
            message = f'the source has no section "{name}"'
            hint = f"headings carry the ids of {site.path(source)}, in its order"
            yield Finding(*_place(site, page, heading), DIFFERS.code, message, hint)
    yield from _order_and_levels(site, page, source, here, there)


def _order_and_levels(
    site: SiteInput,
    page: Page,
    source: Page,
    here: Mapping[str, Heading],
    there: Mapping[str, Heading],
) -> Iterator[Finding]:
    shared = [name for name in here if name in there]
    wanted = [name for name in there if name in here]
    for name, expected in zip(shared, wanted, strict=True):
        if name != expected:
            message = f'the section "{name}" stands where the source has "{expected}"'
            hint = f"keep the order of the source: {site.path(source)}:{there[expected].line}"
            yield Finding(*_place(site, page, here[name]), DIFFERS.code, message, hint)
            return  # everything after the first one out of place would be, too
        level = there[name].level
        if here[name].level != level:
            message = f'"{name}" is an h{here[name].level}, in the source it is an h{level}'
            hint = f"write {'#' * level} as in {site.path(source)}:{there[name].line}"
            yield Finding(*_place(site, page, here[name]), DIFFERS.code, message, hint)


def _by_id(page: Page) -> dict[str, Heading]:
    return {heading.id: heading for heading in _headings(page, page.text) if heading.id}


def _headings(page: Page, text: str) -> Iterator[Heading]:
    """Yield the headings of a page's text or of its visible text, with their lines in the file."""
    first = page.parsed.body_line
    body = "\n".join(text.split("\n")[first - 1 :])
    return headings(body, first_line=first)


def _place(site: SiteInput, page: Page, heading: Heading) -> tuple[str, Span]:
    return site.path(page), line_span(page.text, heading.line)


CHECKS = (SiteCheck(RULES, heading_ids),)
