"""LINK: links that lead to a page and a heading of the same language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from helpdesk.findings import Finding, Span
from helpdesk.library import Page
from helpdesk.markdown import headings
from helpdesk.markdown.links import Link, links
from helpdesk.markers import span_of
from helpdesk.nearest import nearest
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.parity import Kept, differences

NO_PAGE: Final = Rule(
    "LINK01",
    "A link leads to a page that does not exist",
    """Links are written relative to the page they stand in, and end in `.md`.

Before: `[mailboxes](mailbox.md)`

After: `[mailboxes](mailboxes.md)`""",
)

NO_HEADING: Final = Rule(
    "LINK02",
    "A link leads to a heading that does not exist",
    """What follows the `#` is the explicit id of a heading that readers see.

**Why.** The reader would land at the top of the page and search for what was promised.

Before: `[change it](mailboxes.md#password)`

After: `[change it](mailboxes.md#change-password)`""",
)

ABSOLUTE: Final = Rule(
    "LINK03",
    "A link within the site is absolute or written in HTML",
    """**Why.** The site may be published below a path, and each language has its own folder: only
relative Markdown links follow.

Before: `[mailboxes](/email/mailboxes/)` or `<a href="../mailboxes/">mailboxes</a>`

After: `[mailboxes](mailboxes.md)`""",
)

EMPTY: Final = Rule(
    "LINK04",
    "A link has no text",
    """**Why.** There is nothing to click on, and a screen reader reads out the address.

Before: `[](mailboxes.md)`

After: `[Créer une boîte mail](mailboxes.md)`""",
)

OTHER_LANGUAGE: Final = Rule(
    "LINK05",
    "A link leads out of the page's language",
    """**Why.** The reader would be in another language without having asked for it; the language
switch is there for that.

Before, in a Dutch page: `[postvakken](../../fr/email/mailboxes.md)`

After: `[postvakken](mailboxes.md)`""",
)

DIFFER: Final = Rule(
    "LINK06",
    "A section's links differ from those of the source",
    """Each section of a translation leads to the same pages and headings as the source section. A
link to another site may lead to that site's page in the reader's language.

Before: French `[...](mailboxes.md#change-password)`, Dutch `[...](mailboxes.md)`

After: `mailboxes.md#change-password` in both.""",
)

RULES: Final = (NO_PAGE, NO_HEADING, ABSOLUTE, EMPTY, OTHER_LANGUAGE)


def all_links(site: SiteInput) -> Iterator[Finding]:
    """Check the links that readers see, on every page."""
    for page in site.pages():
        text = site.visible(page)
        for link in links(text):
            problem = _empty(link) or _problem(site, page, link)
            if problem:
                place = span_of(text, link.start, link.end)
                yield problem.at(site.path(page), place)


def same_links(site: SiteInput) -> Iterator[Finding]:
    """Compare the links of every translated section with those of its source."""
    yield from differences(site, _kept, DIFFER)


class _Problem(NamedTuple):
    rule: Rule
    message: str
    hint: str

    def at(self, path: str, place: Span) -> Finding:
        return Finding(path, place, self.rule.code, self.message, self.hint)


def _empty(link: Link) -> _Problem | None:
    if link.is_html or link.is_image or link.text.strip():
        return None
    hint = "name what the reader finds there, in words that make sense alone"
    return _Problem(EMPTY, f"the link to {link.target or 'nowhere'} has no text", hint)


def _problem(site: SiteInput, page: Page, link: Link) -> _Problem | None:
    if link.is_external:
        return _own_address(site, link)
    if link.target.startswith("/") or link.is_html:
        what = "written in HTML" if link.is_html else "absolute"
        hint = "write [text](page.md#heading), relative to this page"
        return _Problem(ABSOLUTE, f"the link {link.target} is {what}", hint)
    return _file_problem(site, page, link) if link.path else _heading_problem(site, page, link)


def _file_problem(site: SiteInput, page: Page, link: Link) -> _Problem | None:
    target = Path(os.path.normpath(page.path.parent / unquote(link.path)))
    folder = site.library.project.docs / page.language
    if not target.is_relative_to(folder):
        hint = f"link to the page of the same language, below {site.shown(folder)}"
        return _Problem(OTHER_LANGUAGE, f"{link.target} leads out of the language", hint)
    key = target.relative_to(folder).with_suffix("").as_posix()
    other = site.library.of(page.language).get(key) if target.suffix == ".md" else None
    if other is not None:
        return _heading_problem(site, other, link)
    if not target.is_file():
        return _no_page(site, page, link)
    return _hidden_page(link) if target.suffix == ".md" else None


def _own_address(site: SiteInput, link: Link) -> _Problem | None:
    own, target = urlsplit(str(site.facts.site.url)), urlsplit(link.target)
    if target.hostname is None or target.hostname != own.hostname:
        return None
    hint = "write [text](page.md#heading), relative to this page"
    return _Problem(ABSOLUTE, f"{link.target} is a page of this site, as an absolute link", hint)


def _no_page(site: SiteInput, page: Page, link: Link) -> _Problem:
    here = page.path.parent
    known = [
        Path(os.path.relpath(other.path, here)).as_posix()
        for other in site.library.of(page.language).values()
    ]
    close = nearest(f"{link.path.rstrip('/').removesuffix('.md')}.md", known)
    hint = f"did you mean {close}?" if close else "give the path to a .md file, from this page"
    return _Problem(NO_PAGE, f"there is no page {link.path}", hint)


def _hidden_page(link: Link) -> _Problem:
    hint = "put the link between `needs` markers with what that page needs"
    return _Problem(NO_PAGE, f"the facts leave the page {link.path} out", hint)


def _heading_problem(site: SiteInput, target: Page, link: Link) -> _Problem | None:
    if not link.anchor:
        return None
    first = target.parsed.body_line
    body = "\n".join(site.visible(target).split("\n")[first - 1 :])
    known = [heading.id for heading in headings(body) if heading.id]
    if link.anchor in known:
        return None
    close = nearest(link.anchor, known)
    meant = f"did you mean #{close}? " if close else ""
    message = f"{site.path(target)} has no heading #{link.anchor}"
    return _Problem(NO_HEADING, message, f"{meant}It has: {', '.join(known) or 'none'}")


def _kept(text: str, page: Page) -> Iterator[Kept]:
    del page
    for link in links(text):
        key = _other_site(link.target) if link.is_external else link.target
        yield Kept(key, f"the link to {link.target}", link.start, link.end)


def _other_site(target: str) -> str:
    """Return the site that an address belongs to: `fr.` and `en.` of one site count as the same."""
    address = urlsplit(target)
    return ".".join(address.hostname.split(".")[-2:]) if address.hostname else target


CHECKS = (SiteCheck(RULES, all_links), SiteCheck((DIFFER,), same_links))
