"""Every link of the built site leads to a file and an id."""

from __future__ import annotations

import pytest

from helpdesk.built.links import check_links


@pytest.fixture
def found(build, said, html):
    def run(body: str, name: str = "mail/index.html", url: str = "https://help.example.net/"):
        files = {
            "index.html": html('<p id="top-of-page">a</p><a name="old">b</a>'),
            "mail/pop/index.html": html('<h2 id="change-password">A</h2>'),
            "assets/help.css": "a { background: url(x.svg) url('data:x') url(#y) }",
            "assets/x.svg": "<svg/>",
            name: html(body),
        }
        return [line.partition(": ")[2] for line in said(list(check_links(build(files, url=url))))]

    return run


@pytest.mark.parametrize(
    "body",
    [
        '<a href="pop/#change-password">a</a>',
        '<a href="../#top-of-page">a</a> <a href="..#old">b</a>',
        '<a href="#top">a</a> <a href="#">b</a> <a href="">c</a>',
        '<a href="/mail/pop/?x=1#change-password">a</a>',
        '<a href="https://help.example.net/mail/pop/">a</a>',
        '<a href="https://other.example/none">a</a> <a href="mailto:a@example.net">b</a>',
        '<form action="pop/"><button formaction="../?a=1">c</button></form>',
        '<img src="../assets/x.svg" srcset="../assets/x.svg 1x, ../assets/x.svg 2x">',
        '<a href="pop/#:~:text=a">a</a>',
    ],
)
def test_links_that_lead_somewhere_are_clean(found, body):
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a href="pup/">a</a>', "SITE06 pup/ leads to no file"),
        ('<a href="pop">a</a>', "SITE06 pop leads to no file"),
        ('<img src="x.svg">', "SITE06 x.svg leads to no file"),
        ('<img srcset="x.svg 2x">', "SITE06 x.svg leads to no file"),
        ('<script src="/none.js"></script>', "SITE06 /none.js leads to no file"),
        ('<form action="yes/"></form>', "SITE06 yes/ leads to no file"),
        ('<a href="pop/#password">a</a>', "SITE07 mail/pop/index.html has no id password"),
        ('<a href="#none">a</a>', "SITE07 mail/index.html has no id none"),
        (
            '<link rel="canonical" href="https://help.example.net/x/">',
            "SITE06 https://help.example.net/x/ leads to no file",
        ),
    ],
)
def test_a_dead_link_is_a_finding(found, body, message):
    assert found(body) == [message]


def test_a_site_below_a_path_has_its_links_below_it(found):
    url = "https://example.net/help/"
    assert found('<a href="/help/mail/pop/">a</a> <a href="../">b</a>', url=url) == []
    assert found('<a href="/mail/pop/">a</a>', url=url) == ["SITE06 /mail/pop/ leads to no file"]


def test_the_hint_names_the_likeliest_page(build, html):
    site = build({"mail/pop/index.html": html("<a href='../pup/'>a</a>")})
    assert [each.hint for each in check_links(site)] == ["did you mean mail/pop/index.html?"]


def test_an_error_page_is_sent_at_any_address_so_its_links_start_at_the_root(found):
    assert found('<a href="/mail/pop/">a</a> <a href="#x-y">c</a><p id="x-y">', "404.html") == []
    assert found('<a href="mail/pop/">a</a>', "404.html") == [
        "SITE06 the error page's link mail/pop/ is relative"
    ]


def test_a_style_that_asks_for_a_missing_file_is_a_finding_with_its_line(build, said, html):
    site = build({"index.html": html(""), "assets/a.css": "a {}\nb { background: url(no.svg) }"})
    assert said(list(check_links(site))) == ["assets/a.css:2: SITE06 no.svg leads to no file"]
