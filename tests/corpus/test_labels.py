"""The labels of the corpus can be trusted: each stands where it says and agrees with the facts."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from . import FORMS, HALVES, KINDS, LANGUAGES, PROTOCOLS, ROOT, Claim, Page, pages

CLAIMS_AT_LEAST = 400
TRAPS_AT_LEAST = 400


@cache
def corpus() -> tuple[Page, ...]:
    return tuple(pages())


def of_language(language: str) -> tuple[Page, ...]:
    return tuple(page for page in corpus() if page.language == language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_where_it_says(language: str) -> None:
    for page in of_language(language):
        for label in (*page.claims, *page.traps, *page.mistakes):
            assert 1 <= label.line <= len(page.lines), (page.name, label)
            line = page.lines[label.line - 1]
            assert label.column(page.lines) >= 0, (page.name, label, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_agrees_with_the_facts(language: str) -> None:
    for page in of_language(language):
        for claim in page.claims:
            assert claim.kind in KINDS, (page.name, claim)
            assert claim.form in FORMS, (page.name, claim)
            assert claim.protocol in PROTOCOLS, (page.name, claim)
            assert _is_fact(page, claim), (page.name, claim)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_two_things_at_once(language: str) -> None:
    for page in of_language(language):
        labels = (*page.claims, *page.traps, *page.mistakes)
        places = Counter((label.line, label.column(page.lines)) for label in labels)
        assert [place for place, count in places.items() if count > 1] == [], page.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_both_halves_have_every_language(half: str, language: str) -> None:
    chosen = [page for page in corpus() if (page.half, page.language) == (half, language)]
    assert sum(len(page.claims) for page in chosen) > 0
    assert sum(len(page.traps) for page in chosen) > 0


def test_a_host_is_wholly_in_one_half() -> None:
    hosts = Counter(folder.name for half in HALVES for folder in (ROOT / half).iterdir())
    assert [host for host, count in hosts.items() if count > 1] == []


def test_the_corpus_is_as_large_as_promised() -> None:
    assert sum(len(page.claims) for page in corpus()) >= CLAIMS_AT_LEAST
    assert sum(len(page.traps) for page in corpus()) >= TRAPS_AT_LEAST


def _is_fact(page: Page, claim: Claim) -> bool:
    servers = page.servers(claim.protocol)
    if claim.kind == "port":
        return int(claim.text) in {server.port for server in servers}
    if claim.kind == "host":
        names = {name for s in servers for name in (s.host, *s.aliases) if name}
        return claim.text.lower() in {name.lower() for name in names}
    return claim.port is None or claim.port in {server.port for server in servers}
