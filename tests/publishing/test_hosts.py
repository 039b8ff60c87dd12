"""One policy, written for every kind of host (a real nginx reads it in tests/browser)."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from helpdesk.policy import (
    CONTENT_SECURITY,
    DOCUMENT_HEADERS,
    HEADERS,
    KEEP,
    START,
    TRANSPORT_SECURITY,
    meta_policy,
)
from helpdesk.publishing.hosts import headers_file, nginx_site


def site(**options):
    return nginx_site(Path("/srv/help"), ["en", "az"], **options)


def test_nothing_is_allowed_that_is_not_needed():
    assert CONTENT_SECURITY["default-src"] == "'none'"
    assert "unsafe" not in "".join(CONTENT_SECURITY.values())
    assert "http" not in "".join(CONTENT_SECURITY.values())


def test_the_one_inline_script_is_allowed_by_its_hash_alone():
    digest = base64.b64encode(hashlib.sha256(START.encode()).digest()).decode()
    assert CONTENT_SECURITY["script-src"] == f"'self' 'sha256-{digest}'"
    assert "<" not in START  # written into the page as it is


def test_a_page_states_the_policy_but_for_what_browsers_ignore_there():
    header = DOCUMENT_HEADERS["Content-Security-Policy"]
    assert header == f"{meta_policy()}; frame-ancestors 'none'"


def rules(text: str) -> dict[str, dict[str, str]]:
    """The headers of each rule of a `_headers` file."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            headers = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return found


def matching(text: str, address: str) -> list[tuple[str, str]]:
    """Every header that a host sends with an address: those of all rules that match."""
    return [
        header
        for rule, headers in rules(text).items()
        if re.fullmatch(".*".join(map(re.escape, rule.split("*"))), address)
        for header in headers.items()
    ]


HASHED = "assets/site.0123abcd.css"


@pytest.mark.parametrize("address", ["/", "/email/", "/nl/email/mailboxes/", "/az/404.html"])
def test_the_headers_file_states_the_policy_for_documents(address):
    sent = matching(headers_file([HASHED]), address)
    assert sorted(sent) == sorted({**HEADERS, **DOCUMENT_HEADERS}.items())


def test_the_headers_file_keeps_what_never_changes_and_says_nothing_more_about_it():
    sent = matching(headers_file([HASHED]), f"/{HASHED}")
    assert sent == [*HEADERS.items(), ("Cache-Control", KEEP)]


@pytest.mark.parametrize("address", ["/search/fr.json", "/assets/og/fr.png", "/robots.txt"])
def test_the_headers_file_says_of_other_files_only_that_their_type_is_theirs(address):
    assert matching(headers_file([HASHED]), address) == [*HEADERS.items()]


def test_the_nginx_site_states_the_policy_once():
    text = site()
    for value in (*HEADERS.values(), *DOCUMENT_HEADERS.values()):
        assert text.count(f'"{value}"') == 1


def test_every_language_has_its_error_page():
    text = site()
    assert "    error_page 403 404 =404 /404.html;\n" in text
    assert (
        '    location /az/ { alias "/srv/help/az/"; error_page 403 404 =404 /az/404.html; }' in text
    )


def test_a_site_below_a_path_is_served_there():
    text = site(base="/sub/")
    assert 'location /sub/ { alias "/srv/help/"; error_page 403 404 =404 /sub/404.html; }' in text
    assert 'location /sub/en/ { alias "/srv/help/en/";' in text


@pytest.mark.parametrize(
    ("option", "line"),
    [
        (
            "transport_security",
            f'add_header {TRANSPORT_SECURITY[0]} "{TRANSPORT_SECURITY[1]}" always;',
        ),
        ("brotli", "brotli_static on;"),
    ],
)
def test_what_is_an_option_is_off_until_asked_for(option, line):
    assert line not in site()
    assert f"    {line}\n" in site(**{option: True})
