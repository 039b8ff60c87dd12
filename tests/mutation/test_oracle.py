"""The proof with an oracle of its own: a plain text search, not the checker, says what to change.

Every port, server name and encryption word of the facts that stands in a page below its front
matter is changed, one at a time; each change must be reported. What may stay unreported is listed
in exceptions.yml, each with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from helpdesk.checking.runner import Settings, check_text
from helpdesk.facts import Facts, Security, load_facts
from helpdesk.library import Library, Page, load_library
from helpdesk.project import load_project
from helpdesk.rules.base import SiteInput
from helpdesk.rules.languages_agree import CHECKS as LANGUAGES_AGREE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROJECT = load_project(ROOT)
FACTS: Facts = load_facts(PROJECT.facts_file, environ={})
LIBRARY: Library = load_library(PROJECT, FACTS)
EXCEPTIONS = yaml.safe_load((HERE / "exceptions.yml").read_text(encoding="utf-8"))

# How pages write the encryptions of the facts, and what each is changed to.
WITHOUT = {
    "fr": "sans chiffrement",
    "en": "without encryption",
    "nl": "zonder versleuteling",
    "de": "ohne Verschlüsselung",
    "az": "şifrələmə olmadan",
}
ENCRYPTED = "SSL/TLS"


@dataclass(frozen=True)
class Change:
    """One word of a page, changed: its place, what stood there, what stands there now."""

    page: Page
    start: int
    was: str
    now: str

    @property
    def text(self) -> str:
        text = self.page.text
        return text[: self.start] + self.now + text[self.start + len(self.was) :]

    @property
    def line(self) -> int:
        return self.page.text.count("\n", 0, self.start) + 1

    @property
    def words(self) -> str:
        return self.page.text.splitlines()[self.line - 1].strip()

    def __str__(self) -> str:
        return f"{self.page.language}/{self.page.key}:{self.line} {self.was} -> {self.now}"


def changes(page: Page) -> Iterator[Change]:
    below = len(page.text) - len(page.parsed.body)
    for pattern, other in words_of_the_facts(page.language):
        for found in re.finditer(pattern, page.text[below:]):
            now = other.get(found[0].lower(), next(iter(other.values())))
            yield Change(page, below + found.start(), found[0], now)


@cache
def words_of_the_facts(language: str) -> list[tuple[str, dict[str, str]]]:
    ports = [server.port for server in FACTS.mail.servers]
    others = {str(port): str(next(p for p in reversed(ports) if p != port)) for port in ports}
    words: list[tuple[str, dict[str, str]]] = [
        (rf"(?<![\d.])(?:{'|'.join(others)})(?!\d)", others),
        (re.escape(ENCRYPTED), {ENCRYPTED.lower(): "STARTTLS"}),
    ]
    if any(server.security is Security.NONE for server in FACTS.mail.servers):
        words.append((rf"(?i){WITHOUT[language]}", {WITHOUT[language].lower(): ENCRYPTED}))
    words += [(re.escape(host), {host.lower(): host.replace(".", "x.", 1)}) for host in FACTS.hosts]
    return words


def is_reported(change: Change) -> bool:
    settings = Settings(FACTS)
    path = str(change.page.path)
    before = {finding.message for finding in check_text(change.page.text, path, settings).findings}
    after = check_text(change.text, path, settings).findings
    if any(finding.message not in before for finding in after):
        return True
    changed = replace(change.page, text=change.text)
    pages = {code: dict(LIBRARY.of(code)) for code in LIBRARY.pages}
    pages[changed.language][changed.key] = changed
    return bool(disagreements(Library(PROJECT, pages)) - disagreements(LIBRARY))


def disagreements(library: Library) -> set[str]:
    site = SiteInput(library, FACTS)
    return {finding.message for check in LANGUAGES_AGREE for finding in check.run(site)}


def excuse(change: Change) -> str | None:
    for exception in EXCEPTIONS:
        if exception["page"] == change.page.key and re.search(exception["line"], change.words):
            return str(exception["reason"])
    return None


CHANGES = [change for page in LIBRARY for change in changes(page)]


def test_the_search_finds_every_kind_of_word_in_every_language():
    found = {(change.page.language, change.was.lower()) for change in CHANGES}
    for language in PROJECT.languages:
        for port in {server.port for server in FACTS.mail.servers}:
            assert (language.code, str(port)) in found
        assert (language.code, ENCRYPTED.lower()) in found
        assert (language.code, WITHOUT[language.code].lower()) in found


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_changed_word_is_reported(change):
    if excuse(change) is None:
        assert is_reported(change), change.words


def test_every_exception_is_still_needed():
    for exception in EXCEPTIONS:
        meant = [change for change in CHANGES if excuse(change) == exception["reason"]]
        assert meant, f"{exception}: no word stands there any more"
        assert any(not is_reported(change) for change in meant), f"{exception}: it is reported"
