"""A site checked article by article: some here, some elsewhere, some as they were last time.

An article is the pages of one key in all languages. What is said about it depends on its own texts
and on the outline of the site (which pages there are, and their headings), and on nothing else of
other articles.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from helpdesk.checking.runner import Report, Settings, check_file, settled
from helpdesk.findings import Edit, Finding, Severity, Span
from helpdesk.library import Library
from helpdesk.markdown import headings
from helpdesk.remembered import remembered
from helpdesk.rules.base import SiteInput
from helpdesk.rules.ignores import Ignore
from helpdesk.rules.registry import site_checks


def article_keys(library: Library) -> list[str]:
    """Return the key of every article, each once."""
    return sorted({page.key for page in library})


def article_text(key: str, site: SiteInput) -> Iterator[str | bytes]:
    """Yield all that an article says by itself: its pages, each after its place, byte for byte."""
    project = site.library.project
    for language in project.languages:
        page = site.library.of(language.code).get(key)
        if page is not None:
            yield site.path(page)
            yield page.path.read_bytes()


def outline(site: SiteInput) -> str:
    """Return what articles may see of each other: pages and files, and the headings of pages."""
    project = site.library.project
    found = [f"{at}/{name}" for at, _, names in os.walk(project.docs) for name in names]
    ids = [_heading_ids(site.visible(page)) for page in site.library]
    return json.dumps([sorted(found), [site.path(page) for page in site.library], ids])


def check_articles(keys: Sequence[str], site: SiteInput, settings: Settings) -> dict[str, Report]:
    """Return what is said about each of some articles, by key; what was read is forgotten then."""
    part = replace(site, articles=tuple(keys), _read={})
    reports = {key: Report() for key in keys}
    key_of: dict[str, str] = {}
    for page in part.pages():
        path = site.path(page)
        key_of[path] = page.key
        reports[page.key].add(check_file(path, settings))
    for check in site_checks(settings.codes):
        for finding in check.run(part) if check.by_article else ():
            reports[key_of[finding.path]].findings.append(finding)
    return reports


def check_the_rest(site: SiteInput, settings: Settings) -> Report:
    """Return what is said about the site beside its articles."""
    beside = replace(site, articles=())
    report = Report()
    for check in site_checks(settings.codes):
        report.findings += check.run(beside if check.by_article else site)
    return report


def all_findings(reports: Iterable[Report], site: SiteInput, settings: Settings) -> list[Finding]:
    """Return the findings of a whole site, as `check_site` does."""
    whole = Report()
    for report in reports:
        whole.add(report)
    return settled(whole, _codes(settings), settings, site)


def to_json(report: Report) -> bytes:
    """Write a report for the cache."""
    return json.dumps(asdict(report), ensure_ascii=True).encode()


def from_json(raw: bytes) -> Report:
    """Read what `to_json` wrote."""
    read = json.loads(raw)
    return Report([_finding(**each) for each in read["findings"]], [*_ignores(read["ignores"])])


def _finding(span: Any, severity: str, edit: Any, **parts: Any) -> Finding:
    mending = None if edit is None else Edit(**edit)
    return Finding(span=Span(**span), severity=Severity(severity), edit=mending, **parts)


def _ignores(read: Iterable[dict[str, Any]]) -> Iterator[Ignore]:
    for each in read:
        yield Ignore(**each | {"span": Span(**each["span"]), "codes": tuple(each["codes"])})


def _codes(settings: Settings) -> frozenset[str]:
    rules = [rule for check in settings.checks for rule in check.rules]
    rules += [rule for check in site_checks(settings.codes) for rule in check.rules]
    return frozenset(rule.code for rule in rules)


@remembered
def _heading_ids(text: str) -> list[str]:
    return [heading.id for heading in headings(text) if heading.id]
