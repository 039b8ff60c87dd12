"""The benchmark's changes are worth counting: each makes one line contradict the page's facts."""

from __future__ import annotations

from functools import cache

import pytest

from bench.mutations import KINDS, Mutation, mutations

from . import LANGUAGES, Page, pages


@cache
def changed(language: str) -> tuple[tuple[Page, tuple[Mutation, ...]], ...]:
    return tuple((page, tuple(mutations(page))) for page in pages(None, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_touches_the_line_of_its_claim_and_no_other(language: str) -> None:
    for page, changes in changed(language):
        for change in changes:
            pairs = zip(page.lines, change.text.split("\n"), strict=True)
            differing = [n for n, (old, new) in enumerate(pairs, 1) if old != new]
            assert differing == [change.claim.line], (page.name, change)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_port_is_a_fact_only_where_the_encryption_beside_it_decides(
    language: str,
) -> None:
    for page, changes in changed(language):
        for change in changes:
            if change.claim.kind == "port":
                right = {server.port for server in page.servers(change.claim.protocol)}
                decided = int(change.new) not in right or page.partner(change.claim)
                assert decided, (page.name, change)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_name_is_no_name_of_the_facts(language: str) -> None:
    for page, changes in changed(language):
        names = {change.new.lower() for change in changes if change.kind == "host"}
        assert names.isdisjoint(host.lower() for host in page.facts.hosts), page.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_change_occurs_in_every_language(language: str) -> None:
    seen = {change.kind for _, changes in changed(language) for change in changes}
    assert seen == set(KINDS)
