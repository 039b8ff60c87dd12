"""LANG: every translation claims exactly what its source page claims, and exists beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from helpdesk.findings import Finding, Span
from helpdesk.library import Page
from helpdesk.project import Language
from helpdesk.rules.base import SiteInput, site_rule
from helpdesk.rules.statements import Reading, compare

_TOP = Span(1, 1, 1, 1)


@site_rule("LANG01", "A translation claims more or less than its source page")
def same_claims(site: SiteInput) -> Iterator[Finding]:
    """A translation lacks a claim of its source page, or makes one that the source does not.

    Every port, encryption and server name of the source page stands in each
    translation, as often and for the same service, and nothing else does. Words may differ, and
    so may their order.

    **Why.** Each page may agree with the facts and still lack what the others say: a row that got
    lost in translation, or advice that only one language was given.

    Before: French "IMAP : 993, POP : 995", German "IMAP: 993".

    After: German "IMAP: 993, POP: 995".
    """
    for source in site.pages(site.library.project.source.code):
        said = Reading.of(site, source)
        for language in site.library.project.translations:
            translation = site.library.of(language.code).get(source.key)
            if translation:
                yield from _differences(site, source, said, translation)


@site_rule("LANG02", "A page lacks its counterpart in another language", by_article=False)
def same_pages(site: SiteInput) -> Iterator[Finding]:
    """A page of the source language is not translated, or a translation has no source page.

    Every page stands at the same relative path in each language.

    **Why.** The language switch leads to the same path. A page without a counterpart leads
    nowhere, and no language falls back to another without a word.

    Before: `docs/fr/email/mailboxes.md` without `docs/de/email/mailboxes.md`

    After: both.
    """
    source, missing = site.library.source, defaultdict[str, list[Language]](list)
    for language in site.library.project.translations:
        pages = site.library.of(language.code)
        # What a draft lacks is the work that is being done: `helpdesk status` counts it.
        for key in () if language.is_draft else source.keys() - pages.keys():
            missing[key].append(language)
        for key in pages.keys() - source.keys():
            counterpart = _file(site, site.library.project.source, key)
            message = f"the translation has no source page {counterpart}"
            hint = "move it to where its source page is, or delete it"
            yield Finding(site.path(pages[key]), _TOP, "LANG02", message, hint)
    for key, languages in missing.items():
        names = ", ".join(language.name for language in languages)
        files = ", ".join(_file(site, language, key) for language in languages)
        message = f"the page is not translated: {names}"
        yield Finding(site.path(source[key]), _TOP, "LANG02", message, f"write {files}")


def _file(site: SiteInput, language: Language, key: str) -> str:
    return site.shown(site.library.project.docs / language.code / f"{key}.md")


def _differences(
    site: SiteInput, source: Page, said: Reading, translation: Page
) -> Iterator[Finding]:
    here, there = site.path(translation), site.path(source)
    told = Reading.of(site, translation)
    difference = compare(said, told)
    for lost in difference.lost:
        section = said.section(lost)
        line = told.outline.line(section)
        yield Finding(
            here,
            Span(line, 1, line, 1),
            "LANG01",
            f"{lost.words} is lost: the source page says it at {_at(there, lost.span)}",
            f"translate that sentence or row too, in the section {section}",
            protocol=lost.protocol,
            expected=lost.text,
        )
    for added in difference.added:
        line = said.outline.line(told.section(added))
        yield Finding(
            here,
            added.span,
            "LANG01",
            f"{added.words} is not in the source page: see {_at(there, Span(line, 1, line, 1))}",
            "take it away here, or say it in every language",
            protocol=added.protocol,
            found=added.text,
        )
    for ours, theirs in difference.changed:
        yield Finding(
            here,
            ours.encryption_span,
            "LANG01",
            f'{ours.words} is given "{ours.encryption_text}", the source page says '
            f'"{theirs.encryption_text}" at {_at(there, theirs.encryption_span)}',
            "make both say the same",
            protocol=ours.protocol,
            found=ours.encryption_text,
            expected=theirs.encryption_text,
        )


def _at(path: str, span: Span) -> str:
    return f"{path}:{span.line}:{span.column}"


CHECKS = (same_claims, same_pages)
