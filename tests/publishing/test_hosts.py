"""One policy, written for every kind of host (a real nginx reads it in tests/browser)."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.policy import (
    ASK,
    CONTENT_SECURITY,
    DOCUMENT_HEADERS,
    HEADERS,
    KEEP,
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


def test_a_page_states_the_policy_but_for_what_browsers_ignore_there():
    header = DOCUMENT_HEADERS["Content-Security-Policy"]
    assert header == f"{meta_policy()}; frame-ancestors 'none'"


def test_the_headers_file_states_the_policy_and_keeps_what_never_changes():
    text = headers_file(["assets/site.0123abcd.css"])
    whole, asset = text.split("/assets/site.0123abcd.css\n")
    assert whole.startswith("/*\n")
    for name, value in {**HEADERS, **DOCUMENT_HEADERS, "Cache-Control": ASK}.items():
        assert f"\n  {name}: {value}\n" in whole
    assert asset.startswith(f"  Cache-Control: {KEEP}\n")


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
