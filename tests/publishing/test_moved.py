"""Old addresses in the words of each host, and in a built site (a real nginx: tests/browser)."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from copies import copy_project
from helpdesk.facts.load import load_facts
from helpdesk.policy import meta_policy
from helpdesk.project import load_project
from helpdesk.publishing.hosts import nginx_site
from helpdesk.publishing.moved import redirects_file, write_moved
from helpdesk.publishing.sitemap import sitemap
from helpdesk.redirects import redirects
from helpdesk.render.site import Site, load_site

URL = "https://help.example.org/"
QUERY = "index.php?rp=/knowledgebase/5/x.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    """This help centre, with old addresses on its Dutch and French articles."""
    root = tmp_path_factory.mktemp("moved")
    old = {"fr": f'[old/ports, "{QUERY}", old.html]', "nl": "[oud/poorten]"}
    copy_project(root, redirect_from=old)
    project = load_project(root)
    return load_site(project, load_facts(project.facts_file, environ={}))


@pytest.fixture(scope="module")
def built(site, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    only_servers = write_moved(folder, site, URL)
    assert [str(each.old) for each in only_servers] == [f"/{QUERY}"]
    return folder


def test_hosts_that_read_redirects_get_both_spellings_and_are_told_what_they_cannot(built):
    assert (built / "_redirects").read_text(encoding="utf-8").splitlines() == [
        f"# only a server with a configuration: /{QUERY} /email/mail-protocols/",
        "/old.html /email/mail-protocols/ 301",
        "/old/ports /email/mail-protocols/ 301",
        "/old/ports/ /email/mail-protocols/ 301",
        "/oud/poorten /nl/email/mail-protocols/ 301",
        "/oud/poorten/ /nl/email/mail-protocols/ 301",
    ]


@pytest.mark.parametrize(
    ("file", "language", "target"),
    [
        ("old/ports/index.html", "fr", "email/mail-protocols/"),
        ("old.html", "fr", "email/mail-protocols/"),
        ("oud/poorten/index.html", "nl", "nl/email/mail-protocols/"),
    ],
)
def test_a_page_at_the_old_address_leads_on_without_scripts_and_is_in_no_index(
    built, file, language, target
):
    page = html.parse(built / file).getroot()
    (refresh,) = page.xpath('//meta[@http-equiv="refresh"]/@content')
    assert refresh == f"0; url=/{target}"
    assert page.xpath("//a/@href") == [f"/{target}"]
    assert page.xpath('//link[@rel="canonical"]/@href') == [URL + target]
    assert page.xpath('//meta[@name="robots"]/@content') == ["noindex"]
    assert page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content') == [meta_policy()]
    assert page.get("lang") == language
    assert page.xpath("//script | //style | //@style") == []
    assert page.findtext(".//h1") == site_word(language)


def site_word(language: str) -> str:
    return {"fr": "Cette page a changé d’adresse", "nl": "Deze pagina is verhuisd"}[language]


def test_the_sitemap_has_no_old_address(site):
    listed = etree.fromstring(sitemap(site, URL)).xpath("//*[local-name()='loc']/text()")
    assert len(listed) == len(set(listed)) > 100
    assert not [each for each in listed if "/old" in str(each) or "/oud" in str(each)]


def test_a_file_of_the_site_is_never_replaced(site, built):
    with pytest.raises(FileExistsError):
        write_moved(built, site, URL)


def test_a_site_below_a_path_keeps_it(site):
    moved = redirects(site.library, "/help/")
    assert "/help/old/ports /help/email/mail-protocols/ 301" in redirects_file(moved)
    text = nginx_site(Path("/srv/help"), ["nl"], base="/help/", moved=moved)
    assert '"~^/help/oud/poorten(?:/(?:index\\.html?)?)?(?:\\?.*)?$" "/help/nl/email/' in text


def test_without_old_addresses_nothing_is_written(tmp_path):
    assert "helpdesk_moved" not in nginx_site(tmp_path, ["nl"])
    assert redirects_file([]) == ""
