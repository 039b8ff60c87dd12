"""Stamps after `helpdesk fix`: what was current stays current, what was behind stays behind."""

from __future__ import annotations

from helpdesk.freshness import State, compare, digests
from helpdesk.freshness.carry import carried

BEFORE = "---\ntitle: T\ndescription: D\n---\n\n## A {#a}\n\nIMAP: 993\n\n## B {#b}\n\nPOP: 995\n"
AFTER = BEFORE.replace("993", "1993").replace("995", "1995")


def test_a_section_that_was_current_stays_current():
    assert set(compare(AFTER, carried(BEFORE, AFTER, digests(BEFORE))).values()) == {State.CURRENT}


def test_a_section_that_was_behind_stays_behind():
    stamps = {**digests(BEFORE), "b": "0" * 12}
    states = compare(AFTER, carried(BEFORE, AFTER, stamps))
    assert (states["a"], states["b"]) == (State.CURRENT, State.OUTDATED)


def test_a_section_without_a_stamp_gets_none():
    assert carried(BEFORE, AFTER, {}) == {}
