"""Runs the rules over pages and over the site; many pages are shared out among processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from helpdesk.checking.pages import language_of, read_page
from helpdesk.facts import Facts
from helpdesk.findings import Finding, Severity, in_order
from helpdesk.library import Library
from helpdesk.processes import Processes, in_parts
from helpdesk.rules import files
from helpdesk.rules.base import PageCheck, PageInput, SiteInput
from helpdesk.rules.ignores import UNUSED, Ignore, check_ignores, excuse, read_ignores
from helpdesk.rules.registry import EVERYTHING, Selection, page_checks, rules, site_checks

PART: Final = 25
"""Pages that a process takes at a time."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages are held against: the facts, the selected codes, a language if one was named."""

    facts: Facts
    codes: Selection = EVERYTHING
    language: str | None = None

    @property
    def checks(self) -> tuple[PageCheck, ...]:
        """The checks over one page: all of them if ignore comments are judged, else as selected."""
        return page_checks(EVERYTHING if UNUSED.code in self.codes else self.codes)


@dataclass(slots=True)
class Report:
    """What was found on pages, and the comments that may excuse it."""

    findings: list[Finding] = field(default_factory=list)
    ignores: list[Ignore] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Take in another report."""
        self.findings += other.findings
        self.ignores += other.ignores


def check(
    pages: Sequence[str], settings: Settings, *, site: SiteInput | None = None, jobs: int = 0
) -> list[Finding]:
    """Check pages, and the site if one is given; return the findings in a stable order.

    `jobs` is the number of processes: 0 means as many as there are processors.
    """
    report = Report()
    for part in _reports(pages, settings, jobs):
        report.add(part)
    ran = {rule.code for page_check in settings.checks for rule in page_check.rules}
    if site:
        for site_check in site_checks(settings.codes):
            report.findings += site_check.run(site)
            ran |= {rule.code for rule in site_check.rules}
    return settled(report, ran, settings, site)


def settled(
    report: Report, ran: Collection[str], settings: Settings, site: SiteInput | None
) -> list[Finding]:
    """Return the findings that count, in a stable order: neither excused nor left out."""
    findings = excuse(report.findings, report.ignores, ran)
    judged = _lenient_with_drafts(findings, site.draft_paths() if site else frozenset())
    return in_order(
        finding
        for finding in judged
        if finding.code in settings.codes or finding.code in files.ALWAYS
    )


def _lenient_with_drafts(findings: Iterable[Finding], drafts: frozenset[str]) -> Iterator[Finding]:
    """Make warnings of what is found in languages that readers do not see yet."""
    for finding in findings:
        is_draft = finding.path in drafts
        yield replace(finding, severity=Severity.WARNING) if is_draft else finding


def check_site(library: Library, facts: Facts) -> list[Finding]:
    """Check every page of a site with every rule; findings name files as seen from here."""
    shown = {page.path: os.path.relpath(page.path) for page in library}
    return check(sorted(shown.values()), Settings(facts), site=seen_from_here(library, facts))


def seen_from_here(library: Library, facts: Facts) -> SiteInput:
    """Return a site as the rules see it; findings name files as seen from the current folder."""
    shown = {page.path: os.path.relpath(page.path) for page in library}
    return SiteInput(library, facts, lambda path: shown.get(path) or os.path.relpath(path))


def check_file(path: str, settings: Settings) -> Report:
    """Check one page on disk; a page that cannot be read is a finding, not an error."""
    try:
        page = read_page(path)
    except OSError as error:
        reason = error.strerror or str(error)
        return Report([files.file_finding(path, files.UNREADABLE, reason, "it was not checked")])
    report = check_text(page.text, path, settings)
    if not page.is_utf8:
        message, hint = "the page is not UTF-8", "save it with that encoding"
        report.findings.append(files.file_finding(path, files.NOT_UTF8, message, hint))
    return report


def check_text(text: str, path: str, settings: Settings) -> Report:
    """Check one page's text; `path` is what findings name."""
    language = settings.language or language_of(path, text)
    page = PageInput(path, text, settings.facts, language)
    report = Report()
    for page_check in settings.checks:
        report.findings += _guarded(page_check.run, page)
    report.ignores += read_ignores(path, page.visible)
    if report.ignores:
        report.findings += check_ignores(report.ignores, rules())
    return report


def _guarded(run: Callable[[PageInput], Iterable[Finding]], page: PageInput) -> Iterable[Finding]:
    """Run one check; if it breaks on a page of somebody else's, the other pages still count."""
    try:
        return list(run(page))
    except Exception as error:  # noqa: BLE001 - reported as FILE03, with the error's name
        message = f"the checker failed here: {type(error).__name__}: {error}"
        return [files.file_finding(page.path, files.FAILED, message, "please report this page")]


def _reports(pages: Sequence[str], settings: Settings, jobs: int) -> Iterator[Report]:
    parts = ((part, settings) for part in in_parts(pages, PART))
    with Processes(jobs) as processes:
        yield from processes.run(_check_part, parts)


def _check_part(pages: Sequence[str], settings: Settings) -> Report:
    report = Report()
    for path in pages:
        report.add(check_file(path, settings))
    return report
