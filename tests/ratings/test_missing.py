from __future__ import annotations

import pytest

from helpdesk.ratings import missing
from helpdesk.ratings.missing import collect, listed
from helpdesk.redirects import OldAddressError, read_address
from ratings.lines import caddy, cloudfront, combined, stream

PAGES = [
    "/",
    "/email/mail-protocols/",
    "/en/email/mail-protocols/",
    "/email/mailboxes/",
    "/contact/",
]


def gone(asked, **more) -> bytes:
    return combined(asked, **{"status": 404, "referer": "-"} | more)


def found(*lines: bytes):
    return list(listed(collect([stream(*lines)]), PAGES))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/email/mail-protocol/", "/email/mail-protocols/"),
        ("/email/mail-protocols.html", "/email/mail-protocols/"),
        ("/en/email/mail_protocols", "/en/email/mail-protocols/"),
        ("/old/kb/mailboxes", "/email/mailboxes/"),
        ("/contact-us/", "/contact/"),
        ("/xyzzy/", None),
        ("/email/mailboxes/", None),
    ],
)
def test_the_nearest_page_is_named(asked, meant):
    (one,) = found(gone(asked))
    assert one.nearest == meant


def test_an_article_of_the_old_knowledge_base_is_known_by_its_query():
    (one,) = found(gone("/index.php?rp=/knowledgebase/5/mail-protocols.html"))
    assert one.nearest == "/email/mail-protocols/"


def test_the_most_wanted_comes_first_with_the_pages_that_led_there():
    page = "https://help.example/en/?session=secret"
    one, two = found(
        gone("/b"),
        gone("/a", referer=page),
        gone("/a", referer=page),
        gone("/a", referer="http://x/"),
    )
    assert (one.address, one.hits, two.address) == ("/a", 3, "/b")
    assert one.referers == ("https://help.example/en/", "http://x/")


def test_every_format_tells_what_is_missing():
    lines = [
        gone("/a"),
        caddy("/a").replace(b'"status":200', b'"status":404'),
        cloudfront("/a").replace(b"\t200\t", b"\t404\t"),
    ]
    (one,) = found(*lines)
    assert one.hits == 3


@pytest.mark.parametrize(
    "line",
    [
        gone("/a", agent="Mozilla/5.0 (compatible; Googlebot/2.1)"),
        gone("/a", agent="-"),
        gone("/a", method="POST"),
        combined("/a"),
        combined("/a", agent='x\\" 404 '),
    ],
)
def test_what_is_not_a_reader_s_missing_page_is_left_out(line):
    assert found(line) == []


@pytest.mark.parametrize(
    "asked",
    [
        "/contact\\x1b[2J",
        "/contact;}server{",
        "/contact$uri",
        '/contact"',
        "/index.php?rp=/contact\\x22;}",
        "/contact\\x0a/evil",
        "/contact%0a",
    ],
)
def test_a_strangers_text_never_becomes_a_redirect_or_a_command_to_the_terminal(asked):
    for one in found(gone(asked)):
        with pytest.raises(OldAddressError):
            read_address(one.address)
        assert one.address.isprintable()


def test_a_scanner_cannot_fill_the_memory(monkeypatch):
    monkeypatch.setattr(missing, "MOST", 10)
    collected = collect([stream(*(gone(f"/{n}") for n in range(50)), gone("/3"))])
    assert (len(collected.asked), collected.others, collected.asked["/3"]) == (10, 40, 2)
    collected = collect([stream(*(gone("/a", referer=f"http://x/{n}") for n in range(99)))])
    assert len(collected.referers["/a"]) <= 12
