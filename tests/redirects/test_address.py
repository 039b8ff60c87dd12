"""Old addresses: every way in which browsers ask for one is met, and nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.redirects import OldAddress, OldAddressError, read_address

WHMCS = "index.php?rp=/knowledgebase/5/Comment-configurer.html"
SAFE_IN_NGINX = re.compile(r"[^\"{};\s\x00-\x1f]*\$")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("old/path", ["/old/path", "/old/path/", "/old/path?utm_source=x", "/old/path/index.html"]),
        ("/old/path/", ["/old/path", "/old/path/?a=b"]),
        ("old/page.html", ["/old/page.html", "/old/page.html?x"]),
        ("old/réglages", ["/old/r%C3%A9glages", "/old/r%c3%a9glages/"]),
        ("old/r%C3%A9glages", ["/old/r%C3%A9glages"]),
        ("old/a b", ["/old/a%20b", "/old/a+b"]),
        ("old/a(b)", ["/old/a(b)", "/old/a%28b%29"]),
        (
            WHMCS,
            [
                "/index.php?rp=/knowledgebase/5/Comment-configurer.html",
                "/index.php?rp=%2Fknowledgebase%2f5%2FComment-configurer.html",
                "/index.php?rp=/knowledgebase/5/Comment-configurer.html&language=french",
            ],
        ),
        ("?id=5", ["/?id=5"]),
    ],
)
def test_every_way_of_asking_is_met(written, asked):
    pattern = read_address(written).pattern
    for one in asked:
        assert re.search(pattern, one), one


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("old/path", ["/old/path/more", "/very/old/path", "/old/paths", "/old", "/x?/old/path"]),
        ("old/v1.2", ["/old/v1x2"]),
        (
            WHMCS,
            [
                "/index.php",
                "/index.php?rp=/knowledgebase/5/Comment-configurer.html2",
                "/index.php?rp=/knowledgebase/50/Comment-configurer.html",
                "/index.php?x=1&rp=/knowledgebase/5/Comment-configurer.html",
                "/indexxphp?rp=/knowledgebase/5/Comment-configurer.html",
            ],
        ),
    ],
)
def test_no_other_address_is_met(written, asked):
    pattern = read_address(written).pattern
    assert [one for one in asked if re.search(pattern, one)] == []


@given(st.text(max_size=60))
def test_whatever_is_written_becomes_a_pattern_that_a_server_cannot_misread(text):
    try:
        old = read_address(text)
    except OldAddressError:
        return
    assert SAFE_IN_NGINX.fullmatch(old.pattern)
    assert old.pattern.count("$") == 1
    assert re.search(old.pattern, str(old))
    assert read_address(str(old)) == old


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_letters_of_every_language_are_met_as_browsers_send_them(word):
    old = read_address(f"old/{word}")
    assert re.search(old.pattern, f"/old/{quote(word)}/")


@pytest.mark.parametrize(
    ("written", "base", "file"),
    [
        ("old/path", "/", "old/path/index.html"),
        ("old/page.html", "/", "old/page.html"),
        ("old/v1.2", "/", "old/v1.2/index.html"),
        ("old/path", "/help/", "old/path/index.html"),
        ("/help/old", "/help/", "old/index.html"),
        ("/elsewhere/old", "/help/", None),
        ("old.php", "/", None),
        (WHMCS, "/", None),
    ],
)
def test_a_file_stands_there_where_a_file_can(written, base, file):
    assert read_address(written, base).file(base) == file


def test_spellings_of_one_address_are_one_address():
    spellings = ["old/a", "/old/a/", "old/a/index.html", "old/%61"]
    assert {read_address(each) for each in spellings} == {OldAddress("/old/a")}
