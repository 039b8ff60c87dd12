"""A site checked as a whole: its articles shared out among processes, unchanged ones not again.

What is said about an article depends on its texts, on the outline of the site, and on what
`_common` lists. What is said about anything else is quick to find, and found each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from helpdesk import strings
from helpdesk.cache import Entry, Memory, contents, digest
from helpdesk.cache.store import ARTICLES, DRAFTS
from helpdesk.checking.articles import (
    all_findings,
    article_keys,
    article_text,
    check_articles,
    check_the_rest,
    from_json,
    outline,
    to_json,
)
from helpdesk.checking.runner import Report, Settings, check_file
from helpdesk.editing import glossary
from helpdesk.findings import Finding
from helpdesk.processes import Processes, in_parts
from helpdesk.rules.base import SiteInput
from helpdesk.words import LANGUAGES, lexicon

_PART: Final = 4
"""Articles, in all languages, that a process takes at a time: small parts end at the same time."""

Told = Callable[[int, int], None]
"""Takes how many of the articles that are to be checked are done."""


class Kept:
    """What a cache holds of a site's articles: what all rules say about them."""

    def __init__(self, memory: Memory, site: SiteInput) -> None:
        self._store = memory.store
        # A draft is checked, but not built: the two do not take each other's place.
        drafts = any(language.is_draft for language in site.library.project.languages)
        self._kind = DRAFTS if drafts else ARTICLES
        common = _common(memory.code, site)
        self._keys = {
            key: digest(common, *article_text(key, site)) for key in article_keys(site.library)
        }

    def reports(self) -> dict[str, Report]:
        """Return what was said about the articles that have not changed since."""
        return {
            entry.name: from_json(entry.content)
            for entry in self._store.entries(self._kind)
            if self._keys.get(entry.name) == entry.key
        }

    def keep(self, reports: Mapping[str, Report]) -> None:
        """Keep what is said about articles now; forget those that are gone."""
        made = (Entry(key, self._keys[key], to_json(report)) for key, report in reports.items())
        self._store.put(self._kind, made)
        self._store.keep_only(self._kind, self._keys)


class Checked(NamedTuple):
    """The findings on a whole site, and the reports on articles that were made for them."""

    findings: list[Finding]
    made: dict[str, Report]


def check_whole(
    site: SiteInput,
    settings: Settings,
    processes: Processes,
    *,
    known: Mapping[str, Report] = MappingProxyType({}),
    beside: Sequence[str] = (),
    told: Told | None = None,
) -> Checked:
    """Check all articles but the `known` ones, and pages beside them."""
    changed = [key for key in article_keys(site.library) if key not in known]
    if changed:
        _share(site, settings)
    made: dict[str, Report] = {}
    for part in processes.run(_checked, [(part,) for part in in_parts(changed, _PART)]):
        made |= part
        if told:
            told(len(made), len(changed))
    others = [check_file(path, settings) for path in beside]
    rest = check_the_rest(site, settings)
    reports = [*known.values(), *made.values(), *others, rest]
    return Checked(all_findings(reports, site, settings), made)


def _common(code: str, site: SiteInput) -> str:
    """Return the digest of what every article's findings depend on."""
    project = site.library.project
    words = (project.overrides / glossary.FOLDER, project.overrides / strings.FOLDER)
    return digest(
        code,
        repr(site.facts),
        repr(project.languages),
        site.shown(project.docs),
        site.shown(project.overrides),
        outline(site),
        *contents(project.root, words),
    )


_site: SiteInput
_settings: Settings


def _share(site: SiteInput, settings: Settings) -> None:
    """Set what this process and those forked from it work on; load what all of them need."""
    global _site, _settings
    _site, _settings = site, settings
    for language in site.library.project.languages:
        if language.code in LANGUAGES:
            lexicon(language.code)


def _checked(keys: Sequence[str]) -> dict[str, Report]:
    return check_articles(keys, _site, _settings)
