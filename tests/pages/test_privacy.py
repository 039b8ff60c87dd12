"""The privacy page says what the code does: its numbers and names are the code's.

What is counted and forgotten is tested in tests/ratings; here stands that readers are told so.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpdesk.facts.load import load_facts
from helpdesk.markers import scan
from helpdesk.policy import START
from helpdesk.project import load_project
from helpdesk.ratings.votes import truncated
from helpdesk.render.context import PageContext
from helpdesk.render.markers import expand_page
from helpdesk.render.site import load_site

ROOT = Path(__file__).parents[2]
PROJECT = load_project(ROOT).published
LANGUAGES = [language.code for language in PROJECT.languages]
MARKED = re.compile(r"<!-- show: votes (\w+) -->(\d+)<!-- /show -->")


def page(language: str) -> str:
    return (PROJECT.docs / language / "privacy.md").read_text(encoding="utf-8")


def shown(language: str, days: int) -> str:
    facts = load_facts(PROJECT.facts_file, environ={})
    site = facts.site.model_copy(update={"remember_voters": days})
    built = load_site(PROJECT, facts.model_copy(update={"site": site}))
    text = built.library.of(language)["privacy"]
    return expand_page(text.parsed.body, PageContext(text, built))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_time_on_the_page_is_the_setting_of_the_count(language):
    fourteen, thirty = shown(language, 14), shown(language, 30)
    assert fourteen.count("14") == thirty.count("30") == 2
    assert fourteen.replace("14", "30") == thirty


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_the_count_is_written_by_hand(language):
    markers = [each.argument for each in scan(page(language)) if each.argument.startswith("votes")]
    assert sorted(markers) == ["votes days"] * 2 + ["votes ipv4", "votes ipv6"]
    without = re.sub(r"`[^`]*`|^stamps:.*?^---", "", page(language), flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"(?<![\w])\d{2,}", MARKED.sub("", without)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_shortened_address_is_what_the_count_makes_of_it(language):
    address, short = re.findall(r"`(192\.0\.2\.\d+)`", page(language))
    assert truncated(address) == f"{short}/24"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_what_the_browser_remembers_and_nothing_else_is_remembered(language):
    files = (PROJECT.overrides / "assets").glob("*.js")
    scripts = "".join([START, *(file.read_text(encoding="utf-8") for file in files)])
    (name,) = re.findall(r'KEY = "([\w-]+)"', scripts)
    assert f"`{name}`" in page(language)
    assert set(re.findall(r"localStorage\.setItem\((\w+)", scripts)) == {"KEY"}
    assert not re.search(r"\bcookie|sessionStorage|indexedDB|sendBeacon|https?://", scripts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_it(language):
    footer = (PROJECT.overrides / "partials" / "footer.html").read_text(encoding="utf-8")
    assert '("privacy", "nav.privacy")' in footer
    assert re.search(
        r"^  privacy: \S", (PROJECT.overrides / f"strings/{language}.yml").read_text(), re.MULTILINE
    )
