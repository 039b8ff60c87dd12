"""Search understands readers who leave out accents, mistype, or use other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.library import load_library
from helpdesk.project import find_root, load_project

PROJECT = load_project(find_root(Path(__file__).resolve()))
LIBRARY = load_library(PROJECT)


@pytest.fixture(scope="module")
def tab(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def found(tab, address, language, question):
    tab.goto(f"{address}{PROJECT.prefix(language)}")
    tab.get_by_role("searchbox").fill(question)
    tab.locator(".help-results:not([hidden])").wait_for()
    return tab.locator(".help-results a").all_inner_texts()


@pytest.mark.parametrize(
    ("language", "question", "key"),
    [
        ("fr", "parametre", "email/mail-protocols"),
        ("fr", "serveur entrant", "email/mail-protocols"),
        ("fr", "535", "email/error-messages"),
        ("fr", "993", "email/mail-protocols"),
        ("en", "incoming server", "email/mail-protocols"),
        ("en", "pasword", "databases/mysql-password"),
        ("nl", "wachtwoorden", "databases/mysql-password"),
        ("de", "postfaecher", "email/mailboxes"),
        ("de", "postfacher", "email/mailboxes"),
        ("de", "Posteingangsserver", "email/mail-protocols"),
        ("az", "sifre", "databases/mysql-password"),
        ("az", "poct", "email/mailboxes"),
        ("az", "istifadeci", "databases/mysql-password"),
        ("az", "İSTİFADƏÇİ", "databases/mysql-password"),
    ],
)
def test_a_question_finds_its_article(tab, address, language, question, key):
    results = found(tab, address, language, question)
    title = LIBRARY.of(language)[key].meta.title
    assert any(result.startswith(title) for result in results), results


def test_a_question_without_an_answer_says_so(tab, address):
    assert found(tab, address, "en", "xylophone quartet") == []
    assert tab.get_by_role("status").inner_text() == "No results"


@pytest.mark.parametrize("lost", ["**/assets/search.*.js", "**/search/en.json"])
def test_what_a_broken_line_lost_is_asked_for_again(tab, address, lost):
    tab.goto(f"{address}{PROJECT.prefix('en')}")
    tab.route(lost, lambda route: route.abort(), times=1)
    box = tab.get_by_role("searchbox")
    with tab.expect_event("requestfailed"):
        box.focus()
    box.blur()
    box.fill("smtp")
    tab.locator(".help-results a").first.wait_for()


def test_results_are_reached_and_left_by_keyboard(tab, address):
    found(tab, address, "fr", "mot de passe")
    tab.keyboard.press("ArrowDown")
    assert tab.locator(".help-results a").first.evaluate("link => link === document.activeElement")
    tab.keyboard.press("Escape")
    assert tab.locator(".help-results").is_hidden()
    assert tab.get_by_role("searchbox").evaluate("box => box === document.activeElement")
