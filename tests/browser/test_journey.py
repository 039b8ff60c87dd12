"""A customer's way through the help centre, on a phone and a desktop, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from helpdesk.library import load_library
from helpdesk.project import find_root, load_project
from helpdesk.strings import load_strings

PROJECT = load_project(find_root(Path(__file__).resolve()))
LIBRARY = load_library(PROJECT)
LANGUAGES = [language.code for language in PROJECT.languages]
T = {code: load_strings(PROJECT.overrides, code) for code in LANGUAGES}
ARTICLE = "email/mail-protocols"


def title(key, language="fr"):
    return LIBRARY.of(language)[key].meta.title


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def lands_on(page: Page, key: str, language: str = "fr") -> None:
    expect(heading(page)).to_have_text(title(key, language))
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_home_leads_to_the_article_and_through_every_language_and_back(page, address, errors):
    page.goto(address)
    page.get_by_role("article").get_by_role("link", name=title(ARTICLE)).first.click()
    lands_on(page, ARTICLE)
    for language in [*PROJECT.translations, PROJECT.source]:
        page.locator(".help-languages").get_by_role("link", name=language.name).click()
        lands_on(page, ARTICLE, language.code)
    assert urlsplit(page.url).path == f"/{ARTICLE}/"
    assert errors == []


def test_the_article_leads_to_its_five_related_ones(page, address, errors):
    page.goto(f"{address}{ARTICLE}/")
    links = page.locator(".help-related a")
    expected = [title(key) for key in LIBRARY.source[ARTICLE].meta.related]
    assert links.all_inner_texts() == expected
    links.first.click()
    lands_on(page, LIBRARY.source[ARTICLE].meta.related[0])
    assert errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vote_for_yes_is_thanked_in_the_readers_language(page, address, errors, language):
    page.goto(f"{address}{PROJECT.prefix(language)}{ARTICLE}/")
    page.get_by_role("button", name=T[language]("rating.yes"), exact=True).click()
    lands_on(page, "thanks/yes", language)
    assert urlsplit(page.url).query == "article=email%2Fmail-protocols"
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert errors == []


def test_a_vote_for_no_asks_for_the_reason_and_shows_the_way_to_support(page, address, errors):
    page.goto(f"{address}{ARTICLE}/")
    page.get_by_role("button", name=T["fr"]("rating.no"), exact=True).click()
    lands_on(page, "thanks/no")
    assert page.get_by_role("article").locator('a[href*="contact/"]').count() >= 1
    page.get_by_role("button", name=T["fr"]("reasons.unclear")).click()
    lands_on(page, "thanks/reason")
    assert urlsplit(page.url).query == "reason=unclear"
    assert errors == []


def test_a_tag_leads_to_everything_that_carries_it(page, address, errors):
    page.goto(f"{address}{ARTICLE}/")
    page.locator(".help-tags").get_by_role("link", name="SMTP").click()
    lands_on(page, "tags")
    assert urlsplit(page.url).fragment == "smtp"
    section = page.locator("section", has=page.locator("#smtp"))
    section.get_by_role("link", name=title("email/outgoing-server")).click()
    lands_on(page, "email/outgoing-server")
    assert errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alphabet_leads_to_every_article(page, address, errors, language):
    page.goto(f"{address}{PROJECT.prefix(language)}")
    page.get_by_role("contentinfo").get_by_role(
        "link", name=T[language]("nav.all_articles")
    ).click()
    lands_on(page, "a-z", language)
    listed = set(page.locator(".index-group a").all_inner_texts())
    assert {article.meta.title for article in LIBRARY.articles(language)} <= listed
    assert errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_address_is_answered_in_its_language_and_leads_on(page, address, errors, language):
    answer = page.goto(f"{address}{PROJECT.prefix(language)}email/no-such-page/at/all/")
    assert answer is not None
    assert answer.status == 404
    lands_on(page, "404", language)
    page.get_by_role("article").locator(f'a[href$="{ARTICLE}/"]').click()
    lands_on(page, ARTICLE, language)
    assert errors == []


def test_search_without_scripts_leads_to_the_index_and_with_them_to_the_article(
    page, address, errors, scripts
):
    page.goto(address)
    page.get_by_role("searchbox").fill("serveur entrant")
    if scripts:
        page.locator(".help-results a").first.click()
        expect(heading(page)).to_be_visible()
        assert re.search(r"/(email|glossary)/", page.url)
    else:
        page.get_by_role("searchbox").press("Enter")
        lands_on(page, "a-z")
    assert errors == []
