"""The reader's notice: where the original says more, and never on a page that is current."""

from __future__ import annotations

import pytest

from helpdesk.freshness import digests
from helpdesk.freshness.notice import StaleSection, stale_sections

SOURCE = """\
---
title: Boîtes mail
description: Créer une boîte
---
Avant tout.

## Créer une **boîte** chez <!-- show: provider -->X<!-- /show --> {#create}

Ouvrez le panneau.

## Supprimer {#delete}

Cliquez.

## Vider {#empty}

Videz.

## Copier {#copy}

Copiez.
"""


def stale(changed: str, shown: str | None = None) -> tuple[StaleSection, ...]:
    return stale_sections(changed, digests(SOURCE), shown or changed)


def test_a_current_page_has_none():
    assert stale(SOURCE) == ()


def test_a_cosmetic_change_makes_none():
    assert stale(SOURCE.replace("Ouvrez le panneau.", "Ouvrez\nle  panneau.")) == ()


def test_a_changed_section_is_named_by_its_heading_without_markup():
    changed = SOURCE.replace("le panneau", "le nouveau panneau")
    assert stale(changed) == (StaleSection("create", "Créer une boîte chez X"),)


def test_what_stands_before_the_first_heading_leads_to_the_page():
    assert stale(SOURCE.replace("Avant tout.", "Avant.")) == (StaleSection(),)


def test_a_new_section_is_one():
    assert stale(SOURCE + "\n## Neuf {#new}\n\nTexte.\n") == (StaleSection("new", "Neuf"),)


def test_many_changed_sections_lead_to_the_page_as_a_whole():
    changed = SOURCE.replace(".\n", " !\n")
    assert stale(changed) == (StaleSection(),)


def test_a_section_that_the_facts_hide_is_no_concern_of_readers():
    changed = SOURCE.replace("Cliquez.", "Cliquez deux fois.")
    start, end = changed.index("## Supprimer"), changed.index("## Vider")
    hidden = changed[:start] + " " * (end - start - 1) + "\n" + changed[end:]
    assert stale(changed, hidden) == ()


@pytest.mark.parametrize("stamps", [{}, {"gone": "0" * 12}])
def test_a_page_that_nobody_compared_leads_to_the_original(stamps):
    assert stale_sections(SOURCE, stamps, SOURCE) == (StaleSection(),)


def test_a_section_that_left_the_source_is_not_worth_a_notice():
    assert stale_sections(SOURCE, {**digests(SOURCE), "gone": "0" * 12}, SOURCE) == ()
