"""What search engines read names every page in every language, at its public address."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from helpdesk.facts.load import load_facts
from helpdesk.markdown import Kind
from helpdesk.project import find_root, load_project
from helpdesk.publishing.sitemap import robots, sitemap
from helpdesk.render.site import load_site

ROOT = find_root(Path(__file__).resolve())
URL = "https://help.example.net/sub/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def site():
    project = load_project(ROOT)
    return load_site(project, load_facts(project.facts_file, environ={}))


@pytest.fixture(scope="module")
def entries(site):
    root = etree.fromstring(sitemap(site, URL))
    return {entry.findtext("s:loc", None, NAMES): entry for entry in root.iterfind("s:url", NAMES)}


def test_every_page_but_those_of_the_system_is_listed_once(site, entries):
    listed = {URL + site.address(page) for page in site.library if page.meta.kind != Kind.SYSTEM}
    assert set(entries) == listed
    assert not any("404" in address or "/thanks/" in address for address in entries)


def test_every_entry_names_all_its_languages_and_the_source_for_all_others(site, entries):
    links = entries[f"{URL}email/mail-protocols/"].iterfind("x:link", NAMES)
    alternates = {link.get("hreflang"): link.get("href") for link in links}
    codes = [language.code for language in site.project.languages]
    assert list(alternates) == [*codes, "x-default"]
    assert alternates["x-default"] == alternates["fr"] == f"{URL}email/mail-protocols/"
    assert alternates["az"] == f"{URL}az/email/mail-protocols/"


def test_languages_name_each_other_with_the_same_addresses(entries):
    for address, entry in entries.items():
        for link in entry.iterfind("x:link", NAMES):
            back = entries[link.get("href")].iterfind("x:link", NAMES)
            assert address in {one.get("href") for one in back}


def test_a_day_is_one_that_git_knows(site, entries):
    for page in site.library:
        if page.meta.kind != Kind.SYSTEM:
            day = entries[URL + site.address(page)].findtext("s:lastmod", None, NAMES)
            known = site.changed.get(page.path)
            assert (day and date.fromisoformat(day)) == known


def test_robots_are_shown_the_sitemap():
    assert robots(URL).endswith(f"\nSitemap: {URL}sitemap.xml\n")
