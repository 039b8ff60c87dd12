"""What stands at an old address is no page: it may be in any folder, but must lead somewhere."""

from __future__ import annotations

from helpdesk.built.links import check_links
from helpdesk.built.structure import check_structure

LEADS_ON = (
    '<!doctype html><html lang="nl"><head><meta http-equiv="refresh" content="0; url={to}">'
    '<title>T</title></head><body><h1>T</h1><a href="{to}">T</a></body></html>'
)
PAGE = '<!doctype html><html lang="fr"><head><title>T</title></head><body><h1>T</h1></body></html>'


def test_it_is_no_page_of_the_language_of_its_folder(build):
    site = build({"index.html": PAGE, "old/index.html": LEADS_ON.format(to="/")})
    assert (list(site.pages), list(site.moved)) == (["index.html"], ["old/index.html"])
    assert [each for page in site.pages.values() for each in check_structure(page)] == []
    assert list(check_links(site)) == []


def test_it_leads_to_a_page_that_exists(build):
    site = build({"index.html": PAGE, "old.htm": LEADS_ON.format(to="/gone/")})
    (finding,) = check_links(site)
    assert (finding.code, finding.path.rpartition("/")[2]) == ("SITE06", "old.htm")
