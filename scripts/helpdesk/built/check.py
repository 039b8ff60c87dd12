"""All checks of the built site, in one list of findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from helpdesk.addresses import page_address
from helpdesk.built.links import check_links
from helpdesk.built.readable import readable
from helpdesk.built.site import BuiltPage, BuiltSite
from helpdesk.built.structure import check_structure
from helpdesk.built.tables import FULL, check_tables, forms_on, promised
from helpdesk.facts import Facts
from helpdesk.findings import Finding, Span, in_order
from helpdesk.library import Library, Page
from helpdesk.markers import SHOW, scan, visible_text
from helpdesk.redirects import redirects
from helpdesk.rules.built_site import TABLE_ROWS, UNREADABLE
from helpdesk.rules.port import check_claims
from helpdesk.strings import Strings


def check_site(
    site: BuiltSite, library: Library, facts: Facts, strings: Mapping[str, Strings]
) -> list[Finding]:
    """Return everything that is wrong with a built site, in a stable order.

    `library` holds the pages that the site is made of, `strings` the interface words of each
    language.
    """
    findings = [*check_links(site), *_check_against_sources(site, library, facts)]
    findings += _check_moved(site, library)
    for page in site.pages.values():
        findings += check_page(page, facts, strings[page.language])
    return in_order(findings)


def check_page(page: BuiltPage, facts: Facts, strings: Strings) -> Iterator[Finding]:
    """Yield what is wrong with one page by itself: structure, port tables, text."""
    yield from check_structure(page)
    yield from check_tables(page, facts, strings)
    yield from _check_text(page, facts)


def _check_text(page: BuiltPage, facts: Facts) -> Iterator[Finding]:
    """Hold the text as readers see it against the facts, as the Markdown was."""
    if page.root is None:
        return
    seen = readable(page.root)
    path = str(page.file)
    for finding in check_claims(seen.text, path=path, facts=facts, language=page.language):
        line = seen.html_line(finding.span.line)
        hint = f"{finding.hint}; readers see: {seen.lines[finding.span.line - 1].strip()}"
        yield replace(finding, span=Span(line, 1, line, 1), hint=hint, edit=None)


def _check_against_sources(site: BuiltSite, library: Library, facts: Facts) -> Iterator[Finding]:
    """Find pages that were not built, and port tables that a page's source shows and it lacks."""
    for source in library:
        name = page_address(library.project, source.language, source.key)
        name = name if name.endswith(".html") else f"{name}index.html"
        page = site.pages.get(name)
        if page is None:
            yield _not_built(site, name, source)
            continue
        yield from check_against_source(page, source, facts)


def check_against_source(page: BuiltPage, source: Page, facts: Facts) -> Iterator[Finding]:
    """Yield where a page lacks port tables that its source shows."""
    shown, wanted = forms_on(page), _forms(source, facts)
    if shown != wanted:
        message = f"port tables: [{', '.join(shown)}] instead of [{', '.join(wanted)}]"
        yield page.finding(TABLE_ROWS, message, f"{source.path} has markers for those")


def _check_moved(site: BuiltSite, library: Library) -> Iterator[Finding]:
    for each in redirects(library, site.base):
        name = each.old.file(site.base)
        if name is not None and name not in site.moved:
            yield _not_built(site, name, each.page)


def _not_built(site: BuiltSite, name: str, source: Page) -> Finding:
    message = f"{name} was not built from {source.path}"
    return Finding(
        str(site.folder / name), Span(1, 1, 1, 1), UNREADABLE.code, message, "build the site again"
    )


def _forms(source: Page, facts: Facts) -> list[str]:
    """Return the forms of the port tables that a source page shows, those without rows left out."""
    forms = (
        _form(marker.argument)
        for marker in scan(visible_text(source.text, facts))
        if marker.verb == SHOW and not marker.closing
    )
    return [form for form in forms if form and promised(form, facts)]


def _form(argument: str) -> str | None:
    """Return the form of the port table that a `show` marker stands for, None if for none."""
    name, *arguments = argument.split() or [""]
    if name == "ports":
        return arguments[0] if arguments else FULL
    return FULL if name == "card" else None
