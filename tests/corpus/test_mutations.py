"""The benchmark's changes are worth counting: each makes one line contradict the page's facts."""

from __future__ import annotations

import pytest

from bench.mutations import KINDS, Mutation, mutations

from . import Page, pages

CORPUS = tuple((page, tuple(mutations(page))) for page in pages())
IDS = [page.name for page, _ in CORPUS]


@pytest.mark.parametrize(("page", "changes"), CORPUS, ids=IDS)
def test_a_change_touches_the_line_of_its_claim_and_no_other(
    page: Page, changes: tuple[Mutation, ...]
) -> None:
    for change in changes:
        pairs = zip(page.lines, change.text.split("\n"), strict=True)
        differing = [n for n, (old, new) in enumerate(pairs, 1) if old != new]
        assert differing == [change.claim.line], change


@pytest.mark.parametrize(("page", "changes"), CORPUS, ids=IDS)
def test_a_changed_port_is_a_fact_only_where_the_encryption_beside_it_decides(
    page: Page, changes: tuple[Mutation, ...]
) -> None:
    for change in changes:
        if change.claim.kind == "port":
            right = {server.port for server in page.servers(change.claim.protocol)}
            assert int(change.new) not in right or page.partner(change.claim), change


@pytest.mark.parametrize(("page", "changes"), CORPUS, ids=IDS)
def test_a_misspelt_name_is_no_name_of_the_facts(page: Page, changes: tuple[Mutation, ...]) -> None:
    names = {change.new.lower() for change in changes if change.kind == "host"}
    assert names.isdisjoint(host.lower() for host in page.facts.hosts)


def test_every_kind_of_change_occurs_in_every_language() -> None:
    seen = {(page.language, change.kind) for page, changes in CORPUS for change in changes}
    assert seen == {(page.language, kind) for page, _ in CORPUS for kind in KINDS}
