"""TERM: one word for one thing, in pages and in the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from helpdesk.editing.glossary import Glossary, GlossaryError, glossary_file, load_glossary
from helpdesk.editing.interface import strings_file
from helpdesk.findings import Finding, Span
from helpdesk.library import Page
from helpdesk.markers import span_of
from helpdesk.project import Language
from helpdesk.rules.base import SiteInput, site_rule
from helpdesk.rules.prose import without_code, without_labels

_READ_KEYS: Final = ("title", "description", "teaser")
_KEY_OR_COMMENT: Final = re.compile(r"^[^:\n]*:|[ \t]#[^\n]*$|^#[^\n]*$", re.MULTILINE)
_TOP: Final = Span(1, 1, 1, 1)


@site_rule("TERM01", "A page does not use the word that this help centre uses")
def banned_words(site: SiteInput) -> Iterator[Finding]:
    """A word or phrase that the glossary of the language bans, in a page or an interface text.

    The glossary is `overrides/terms/<language>.yml`: term, wanted, banned. Code, bold labels of
    apps, search words and words alone in quotation marks are left alone.

    **Why.** Readers compare the words of the page with those on their screen: one thing with two
    names is two things. Search finds the word that pages use.

    Before: in French, "le cryptage de la connexion"

    After: "le chiffrement de la connexion"
    """
    for language in site.library.project.languages:
        try:
            glossary = load_glossary(site.library.project.overrides, language.code)
        except GlossaryError:
            continue
        if not glossary.terms:
            continue
        for page in site.pages(language.code):
            yield from _findings(site.path(page), _prose(site, page), glossary)
        file = strings_file(site.library.project.overrides, language.code)
        if site.looks_beside_pages and file.is_file():
            words = _values(file.read_text(encoding="utf-8", errors="replace"))
            yield from _findings(site.shown(file), words, glossary)


@site_rule("TERM02", "A glossary cannot be read", by_article=False)
def readable_glossaries(site: SiteInput) -> Iterator[Finding]:
    """A glossary is not a list of terms, or bans what it wants.

    **Why.** Its words are not checked until it is mended.

    Before: `{term: encryption, wanted: chiffrement, banned: cryptage}`

    After: `{term: encryption, wanted: chiffrement, banned: [cryptage]}`
    """
    for language in site.library.project.languages:
        yield from _glossary_problems(site, language)


def _glossary_problems(site: SiteInput, language: Language) -> Iterator[Finding]:
    overrides = site.library.project.overrides
    try:
        glossary = load_glossary(overrides, language.code)
    except GlossaryError as error:
        file = glossary_file(overrides, language.code)
        hint = "write a list of {term: ..., wanted: ..., banned: [...]}"
        yield Finding(site.shown(file), _TOP, "TERM02", str(error), hint)
        return
    for term in glossary.terms:
        for banned in glossary.banned_in(term.wanted):
            message = f'"{term.wanted}" is wanted for {term.term} and banned for {banned.term.term}'
            hint = "take it out of one of the two"
            yield Finding(site.shown(glossary.file), _TOP, "TERM02", message, hint)


def _findings(path: str, text: str, glossary: Glossary) -> Iterator[Finding]:
    for banned in glossary.banned_in(text):
        wanted, written = banned.term.wanted, " ".join(banned.written.split())
        yield Finding(
            path,
            span_of(text, banned.start, banned.end),
            "TERM01",
            f'"{written}" is not the word for {banned.term.term} here',
            f'write "{wanted}"',
            found=written,
            expected=wanted,
        )


def _prose(site: SiteInput, page: Page) -> str:
    """Return what readers of a page read, every place unchanged: also of the front matter."""
    lines = without_labels(without_code(site.visible(page))).split("\n")
    keys = sorted((line, key) for key, line in page.parsed.lines.items())
    read = False
    by_line = dict(keys)
    for number in range(1, page.parsed.body_line):
        read = by_line[number] in _READ_KEYS if number in by_line else read
        if not read:
            lines[number - 1] = " " * len(lines[number - 1])
    return "\n".join(lines)


def _values(text: str) -> str:
    """Return a strings file with keys and comments turned to spaces."""
    return _KEY_OR_COMMENT.sub(lambda found: " " * len(found[0]), text)


CHECKS = (banned_words, readable_glossaries)
