"""Every page is light, still and quiet: bytes, layout shift, policy, requests."""

from __future__ import annotations

import re

import pytest

from browser.pages import LANGUAGES, PHONE, every_path, path
from browser.visit import Wire, visiting

FIRST_FLIGHT = 14_600  # ten packets of 1,460 bytes (RFC 6928)
UNTIL_LOAD = 20_000
IN_ALL = 26_000
FIRST_SEARCH = 50_000


@pytest.fixture(scope="module", params=LANGUAGES)
def visits(request, browser, address):
    """Every page of a language, each opened once."""
    with visiting(browser, viewport=PHONE) as visit:
        return [visit(address + where) for where in every_path(request.param)]


def heavier(visits, part, most):
    return {v.url: getattr(v, part) for v in visits if sum(getattr(v, part).values()) > most}


def test_the_first_flight_carries_all_that_the_first_view_waits_for(visits):
    assert heavier(visits, "blocking", FIRST_FLIGHT) == {}
    for one in visits:
        names = {url.rpartition("/")[2].partition(".")[0] for url in one.blocking} - {"", "404"}
        assert names == {"site"}, one.url


def test_little_more_comes_until_the_page_is_loaded_and_after(visits):
    assert heavier(visits, "until_load", UNTIL_LOAD) == {}
    assert heavier(visits, "in_all", IN_ALL) == {}


def test_no_script_is_fetched_before_the_reader_does_anything(visits):
    assert [url for one in visits for url in one.in_all if url.endswith(".js")] == []


def test_nothing_moves_while_the_page_loads(visits):
    assert {one.url: one.shift for one in visits if one.shift} == {}


def test_no_page_breaks_the_policy_or_asks_for_what_is_not_there(visits):
    assert {one.url: one.trouble for one in visits if one.trouble} == {}


def test_no_page_asks_anybody_else_for_anything(visits, address):
    own = address.split("/")[2]
    assert {one.url: one.hosts for one in visits if one.hosts != {own}} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_search_fetches_its_script_and_one_small_index(browser, address, language):
    page = browser.new_page()
    page.goto(address + path(language, "index"))
    wire = Wire.of(page)
    page.get_by_role("searchbox").fill("imap")
    page.locator(".help-results a").first.wait_for()
    page.get_by_role("searchbox").fill("smtp")
    page.locator(".help-results a").first.wait_for()
    sizes = wire.sizes()
    page.close()
    script, index = sizes
    assert re.fullmatch(r".*/assets/search\.[0-9a-f]{8}\.js", script)
    assert index == f"{address}search/{language}.json"
    assert 1_000 < sum(sizes.values()) <= FIRST_SEARCH
