"""FRONT: front matter whose words and lists are right, and the same in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from helpdesk.findings import Finding, Span
from helpdesk.freshness import STAMPS
from helpdesk.library import Page
from helpdesk.markdown import FrontMatter
from helpdesk.nearest import nearest
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.places import key_span, translations
from helpdesk.strings import Strings, StringsError, load_strings

LENGTH: Final = Rule(
    "FRONT05",
    "A description or teaser is too short or too long",
    """A description has 110 to 160 characters, a teaser at most 110.

**Why.** Search engines cut what is longer and replace what is shorter; lists would run over.

Before: `description: "IMAP et POP."`

After: `description: "Les réglages à recopier dans votre application de messagerie, la différence
entre IMAP et POP, et le rôle de SMTP pour envoyer vos e-mails."`""",
)

TAG: Final = Rule(
    "FRONT06",
    "A tag has no name in the page's language",
    """Tags are ids; their names stand in `overrides/strings/<language>.yml` below `tags.names`.

Before: `tags: [imapp]`

After: `tags: [imap]`""",
)

RELATED: Final = Rule(
    "FRONT07",
    "A related article does not exist, is the page itself, or is named twice",
    """`related` holds the paths of articles from the language's folder, without `.md`.

Before: `related: [mailboxes]`

After: `related: [email/mailboxes]`""",
)

DIFFERS: Final = Rule(
    "FRONT08",
    "The front matter disagrees with that of the source",
    """`kind`, `tags`, `services`, `related` and `needs` are the same in every language.

**Why.** The same article would stand in other lists, or not exist, depending on the language.

Before: French `tags: [imap, pop]`, Dutch `tags: [imap]`

After: `tags: [imap, pop]` in both.""",
)

STAMPED_SOURCE: Final = Rule(
    "FRONT09",
    "A page of the source language holds stamps",
    """Stamps say which text of the source a translation reflects: the source has none.

Before: `stamps:` in a French page

After: no such key.""",
)

RULES: Final = (LENGTH, TAG, RELATED, DIFFERS, STAMPED_SOURCE)

DESCRIPTION_LENGTH: Final = range(110, 161)
"""Characters: what search engines show whole."""

TEASER_LENGTH: Final = range(1, 111)

_SHARED: Final = ("kind", "tags", "services", "related", "needs")


class _Problem(NamedTuple):
    rule: Rule
    span: Span
    message: str
    hint: str


def front_matter(site: SiteInput) -> Iterator[Finding]:
    """Check the front matter of every page, then those of translations against their source."""
    names = {
        language.code: _tag_names(site, language.code)
        for language in site.library.project.languages
    }
    for page in site.pages():
        for problem in _one_page(site, page, names[page.language]):
            yield _finding(site, page, problem)
    for page, source in translations(site):
        for problem in _against_source(site, page, source):
            yield _finding(site, page, problem)


def _one_page(site: SiteInput, page: Page, names: Sequence[str] | None) -> Iterator[_Problem]:
    meta = page.parsed.meta
    if meta is None:
        return
    yield from _lengths(page, meta)
    if names is not None:
        yield from _tags(page, meta, names)
    yield from _related(site, page, meta)
    if page.language == site.library.project.source.code and meta.stamps:
        hint = "take the key away: only translations are stamped"
        place = key_span(page, STAMPS)
        yield _Problem(STAMPED_SOURCE, place, "a source page reflects no other page", hint)


def _lengths(page: Page, meta: FrontMatter) -> Iterator[_Problem]:
    for key, text, allowed in (
        ("description", meta.description, DESCRIPTION_LENGTH),
        ("teaser", meta.teaser, TEASER_LENGTH),
    ):
        if text is not None and len(text) not in allowed:
            message = f"the {key} has {len(text)} characters"
            hint = f"allowed: {allowed.start} to {allowed.stop - 1}"
            yield _Problem(LENGTH, key_span(page, key), message, hint)


def _tags(page: Page, meta: FrontMatter, names: Sequence[str]) -> Iterator[_Problem]:
    for tag in meta.tags:
        if tag not in names:
            close = nearest(tag, names)
            meant = f"did you mean {close}? " if close else ""
            message = f'the tag "{tag}" has no name in the language {page.language}'
            hint = f"{meant}Names stand in overrides/strings/{page.language}.yml, tags.names"
            yield _Problem(TAG, key_span(page, "tags"), message, hint)


def _related(site: SiteInput, page: Page, meta: FrontMatter) -> Iterator[_Problem]:
    """Look on disk: an article that the facts leave out is no mistake."""
    folder = site.library.project.docs / page.language
    place = key_span(page, "related")
    for index, key in enumerate(meta.related):
        if key == page.key:
            yield _Problem(RELATED, place, "the page is related to itself", "take it away")
        elif key in meta.related[:index]:
            yield _Problem(RELATED, place, f"{key} is named twice", "name it once")
        elif not (folder / f"{key}.md").is_file():
            close = nearest(key, site.library.of(page.language))
            hint = f"did you mean {close}?" if close else "give its path without .md"
            yield _Problem(RELATED, place, f"there is no article {key}", hint)


def _against_source(site: SiteInput, page: Page, source: Page) -> Iterator[_Problem]:
    ours, theirs = page.parsed.meta, source.parsed.meta
    if ours is None or theirs is None:
        return
    for key in _SHARED:
        here, there = getattr(ours, key), getattr(theirs, key)
        if here != there:
            place = f"{site.path(source)}:{source.parsed.lines.get(key, 1)}"
            message = f"`{key}` differs from the source: {_written(here)} here"
            hint = f"{place} has {_written(there)}: write the same"
            yield _Problem(DIFFERS, key_span(page, key), message, hint)


def _written(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def _tag_names(site: SiteInput, language: str) -> Sequence[str] | None:
    """Return the tags that have a name; None without interface strings: a build reports that."""
    try:
        strings: Strings = load_strings(site.library.project.overrides, language)
    except StringsError:
        return None
    return tuple(strings.group("tags.names"))


def _finding(site: SiteInput, page: Page, problem: _Problem) -> Finding:
    rule, span, message, hint = problem
    return Finding(site.path(page), span, rule.code, message, hint)


CHECKS = (SiteCheck(RULES, front_matter),)
