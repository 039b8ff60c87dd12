"""LANG: no paragraph of a translation is left in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from babel import Locale

from helpdesk.editing.interface import TO_TRANSLATE, open_strings, strings_file
from helpdesk.findings import Finding, Span
from helpdesk.freshness import normalise
from helpdesk.library import Page
from helpdesk.markdown import FrontMatter, Section
from helpdesk.rules.base import SiteInput, site_rule
from helpdesk.rules.places import key_span, page_sections, span_in, translations
from helpdesk.rules.prose import Unit, units, without_code, without_labels
from helpdesk.words import LANGUAGES, likeness

_WORD: Final = re.compile(r"[^\W\d_]{2,}")

MOST_SHARED: Final = 8
"""Words. Up to here a paragraph may be the same in two languages: names, labels, protocols."""

_SURE: Final = 3.0
_TIMES: Final = 4.0
"""Another language is meant when at least three sure words speak for it, four times as many as for
the page's own: a quoted label alone never gets there."""

_TWINS: Final = ({"az", "tr"},)
"""Languages whose little words are mostly the same: one paragraph is too short to tell."""


_Said = Mapping[tuple[str, ...], Sequence[tuple[Section, Unit]]]
"""Paragraphs with their sections, under their words: most differ in these, and are not compared."""


@site_rule("LANG03", "A paragraph is left in the source language")
def same_text(site: SiteInput) -> Iterator[Finding]:
    """A paragraph, list item or table row of a translation is word for word that of its source.

    Up to eight words may be the same: names, labels, protocols. Code and link targets do not count.

    **Why.** Half a page in a language that the reader does not speak is worse than none: they
    asked for theirs. A copy to be translated later is easily forgotten.

    Before: in Dutch, "Copiez d’abord vos messages dans une autre boîte ou sur votre ordinateur."

    After: "Kopieer uw berichten eerst naar een andere mailbox of naar uw computer."
    """
    for page, source in translations(site):
        theirs = _said(source)
        for section in page_sections(page):
            for unit in units(section.text):
                same = _same(unit, theirs) if len(_words(unit)) > MOST_SHARED else None
                if same:
                    there = span_in(*_stretch(*same))
                    place = span_in(*_stretch(section, unit))
                    yield Finding(
                        site.path(page),
                        place,
                        "LANG03",
                        f"this is the text of the source, {site.path(source)}:{there.line}",
                        f"translate it into {_name(site, page)}",
                    )
        yield from _front_matter(site, page, source)


@site_rule("LANG04", "A paragraph is in another language")
def other_language(site: SiteInput) -> Iterator[Finding]:
    """The little words of a paragraph are those of another language than the page's.

    Bold text and code are left out: labels of apps stand there as the app shows them. Nothing is
    said about languages whose words are not known (`scripts/helpdesk/words/`).

    **Why.** As for a paragraph that is left in the source language; this one was translated, but
    into the wrong language, or its source changed since.

    Before: in German, "Open the settings of the account and choose the server that you use."

    After: "Öffnen Sie die Einstellungen des Kontos und wählen Sie den Server, den Sie verwenden."
    """
    names = {language.code: language.name for language in site.library.project.languages}
    for page in site.pages():
        if page.language not in LANGUAGES:
            continue
        copied = _texts(site.library.source.get(page.key), page)
        for section in page_sections(page):
            for unit in units(section.text):
                if len(_words(unit)) <= MOST_SHARED or _same(unit, copied):
                    continue
                other = _other_language(unit, page.language)
                if other:
                    name = names.get(other) or Locale.parse(other).get_display_name("en")
                    yield Finding(
                        site.path(page),
                        span_in(*_stretch(section, unit)),
                        "LANG04",
                        f"this reads like {name}, in a page in {names[page.language]}",
                        f"translate it into {names[page.language]}",
                    )


@site_rule("LANG08", "Interface texts wait for their translation", by_article=False)
def open_interface_texts(site: SiteInput) -> Iterator[Finding]:
    """Lines of a file in `overrides/strings/` end with `# to translate`; the first one is named.

    `helpdesk new-language` writes the texts of the source there, each with that note.

    **Why.** Buttons and headings of every page would be in another language than the page.

    Before: `home: "Accueil"  # to translate`

    After: `home: "Ana sayfa"`
    """
    overrides = site.library.project.overrides
    for language in site.library.project.languages:
        texts = list(open_strings(overrides, language.code))
        if not texts:
            continue
        first = texts[0]
        many = f"{len(texts)} interface texts wait" if len(texts) > 1 else "an interface text waits"
        message = f'{many} for a translation, here "{first.text}"'
        hint = f"translate it into {language.name}, then take away {TO_TRANSLATE}"
        path = site.shown(strings_file(overrides, language.code))
        place = Span(first.line, 1, first.line, 1)
        yield Finding(path, place, "LANG08", message, hint)


def _front_matter(site: SiteInput, page: Page, source: Page) -> Iterator[Finding]:
    for key in ("title", "description", "teaser"):
        ours, theirs = _value(page.meta, key), _value(source.meta, key)
        if ours == theirs and len(_WORD.findall(ours)) > MOST_SHARED:
            message = f"the {key} is the text of the source, {site.path(source)}"
            hint = f"translate it into {_name(site, page)}"
            yield Finding(site.path(page), key_span(page, key), "LANG03", message, hint)


def _texts(source: Page | None, page: Page) -> _Said:
    """Return what a translation must not repeat: that is LANG03, and nothing more is said."""
    return {} if source is None or source.language == page.language else _said(source)


@lru_cache(maxsize=64)  # a source is compared with each of its translations
def _said(page: Page) -> _Said:
    """Return the paragraphs of a page, each under its words."""
    said: dict[tuple[str, ...], list[tuple[Section, Unit]]] = {}
    for section in page_sections(page):
        for unit in units(section.text):
            said.setdefault(_words(unit), []).append((section, unit))
    return said


def _same(unit: Unit, said: _Said) -> tuple[Section, Unit] | None:
    """Return the last paragraph that says the same, punctuation and all."""
    alike = reversed(said.get(_words(unit), ()))
    return next((each for each in alike if _plain(each[1]) == _plain(unit)), None)


def _value(meta: FrontMatter, key: str) -> str:
    return str(getattr(meta, key) or "")


def _other_language(unit: Unit, own: str) -> str | None:
    found = likeness(without_labels(without_code(unit.text)))
    best = max(found, key=lambda language: found[language])
    is_sure = found[best] >= _SURE and found[best] >= _TIMES * found[own]
    return best if is_sure and best != own and {best, own} not in _TWINS else None


def _plain(unit: Unit) -> str:
    return normalise(unit.text)


@lru_cache(maxsize=4096)  # a paragraph of the source is compared with each translation
def _words(unit: Unit) -> tuple[str, ...]:
    return tuple(_WORD.findall(without_code(unit.text)))


def _stretch(section: Section, unit: Unit) -> tuple[Section, int, int]:
    return section, unit.start, unit.end


def _name(site: SiteInput, page: Page) -> str:
    languages = site.library.project.languages
    return next(language.name for language in languages if language.code == page.language)


CHECKS = (same_text, other_language, open_interface_texts)
