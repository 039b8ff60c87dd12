"""The purge keeps every rule that an element of the pages can match, and drops the rest."""

from __future__ import annotations

import pytest
import tinycss2
from lxml import html

from helpdesk.publishing.styles import purge
from helpdesk.publishing.vocabulary import Vocabulary

PAGE = """
<html lang="az" dir="ltr"><body class="help help--home">
<form role="search"><input type="search" id="box"><template><li class="hit"></li></template></form>
<details class="note"><summary>More</summary></details>
<a href="https://example.org/" aria-current="true"><svg viewBox="0 0 1 1"><path stroke="var(--line)"
/></svg></a></body></html>
"""


@pytest.fixture
def vocabulary():
    known = Vocabulary()
    known.read(html.document_fromstring(PAGE).iter(tag="*"))
    return known


def allows(vocabulary, selector):
    return vocabulary.allows(tinycss2.parse_component_value_list(selector))


@pytest.mark.parametrize(
    "selector",
    [
        "*",
        "body",
        "BODY.help",
        "#box",
        "[type=search]",
        '[href^="http"]',
        "svg path",
        ".hit:hover",
        "input::placeholder",
        "details[open] > summary",
        ":root",
        "[dir=ltr] .help",
        ":is(.gone, .help) a",
        ":where(a)",
        ".help:not(.gone)",
        "form:has(input:focus-visible)",
        ".gone, .note",
        "a:nth-child(2n + 1)",
        "input:not([type=checkbox])",
    ],
)
def test_what_an_element_can_match_is_kept(vocabulary, selector):
    assert allows(vocabulary, selector)


@pytest.mark.parametrize(
    "selector",
    [
        "table",
        ".gone",
        ".help .gone",
        ".help.gone:hover",
        "#other",
        "[dir=rtl] .help",
        "[hreflang]",
        ":is(.gone, table) a",
        "a:has(table)",
        ".gone, .lost",
    ],
)
def test_what_no_element_can_match_is_dropped(vocabulary, selector):
    assert not allows(vocabulary, selector)


def screen(vocabulary, css):
    return purge([css], vocabulary).screen


def test_one_dead_selector_of_a_list_goes_alone(vocabulary):
    assert screen(vocabulary, ".gone, .note { top: 0 }") == ".note{top:0}"


def test_a_group_goes_with_its_last_rule(vocabulary):
    css = "@media (width > 1em) { .gone { top: 0 } @supports (gap: 0) { .lost { top: 0 } } }"
    assert screen(vocabulary, css) == ""


def test_rules_for_print_stand_apart(vocabulary):
    styles = purge(["a { top: 0 } @media print { a { top: 1px } .gone { top: 0 } }"], vocabulary)
    assert styles.screen == "a{top:0}"
    assert styles.printed == "@media print{a{top:1px}}"


def test_a_variable_goes_with_its_last_use_and_so_do_those_it_was_made_of(vocabulary):
    css = ":root { --a: 1px; --b: var(--a); --c: 2px } a { top: var(--c) }"
    assert screen(vocabulary, css) == ":root{--c:2px}a{top:var(--c)}"


def test_a_variable_that_only_print_uses_is_kept(vocabulary):
    styles = purge([":root { --c: 2px } @media print { a { top: var(--c) } }"], vocabulary)
    assert "--c:2px" in styles.screen


def test_a_variable_that_only_a_page_uses_is_kept(vocabulary):
    assert screen(vocabulary, ":root { --line: red }") == ":root{--line:red}"


def test_a_value_with_brackets_and_quotes_does_not_end_a_variable_early(vocabulary):
    css = ':root { --icon: url("data:image/svg+xml;x{}"); --gone: "}" } a { color: var(--icon) }'
    kept = screen(vocabulary, css)
    assert "data:image/svg+xml;x{}" in kept
    assert "--gone" not in kept


def test_an_animation_that_nothing_runs_is_dropped(vocabulary):
    css = """@keyframes used { to { top: 0 } } @keyframes idle { to { top: 0 } }
    a { animation: used 1s }"""
    kept = screen(vocabulary, css)
    assert "@keyframes used" in kept
    assert "idle" not in kept


def test_later_sheets_win_as_they_did_before(vocabulary):
    styles = purge(["a { top: 0 }", "a { top: 1px }"], vocabulary)
    assert styles.screen == "a{top:1px}"


def test_new_css_is_rewritten_for_the_browsers_that_readers_have(vocabulary):
    assert "light-dark(" not in screen(vocabulary, "a { color: light-dark(red, blue) }")
