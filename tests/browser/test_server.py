"""What a real nginx answers with the configuration that `helpdesk nginx` prints."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli
import pytest
from lxml import html

from browser.pages import LANGUAGES, PROJECT
from helpdesk.policy import ASK, DOCUMENT_HEADERS, HEADERS, KEEP

ARTICLE = "email/mail-protocols/"
UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers = status, headers
        self.encoding = headers.get("Content-Encoding", "")
        self.text = UNPACK[self.encoding](body).decode("utf-8")


def get(url: str, encodings: str = "", etag: str = "") -> Answer:
    headers = {"Accept-Encoding": encodings, "If-None-Match": etag}
    request = Request(url, headers={name: value for name, value in headers.items() if value})  # noqa: S310
    try:
        with urlopen(request) as answer:  # noqa: S310 - loopback
            return Answer(answer.status, answer.headers, answer.read())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def hashed(site: Path, name: str) -> str:
    stem, _, kind = name.partition(".")
    return next((site / "assets").glob(f"{stem}.*.{kind}")).relative_to(site).as_posix()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("", {"text/html"}),
        ("site.css", {"text/css"}),
        ("search.js", {"application/javascript", "text/javascript"}),
        ("search/az.json", {"application/json"}),
        ("assets/favicon.svg", {"image/svg+xml"}),
        ("assets/og/az.png", {"image/png"}),
        ("sitemap.xml", {"text/xml", "application/xml"}),
        ("robots.txt", {"text/plain"}),
    ],
)
def test_every_kind_of_file_has_its_media_type(site, address, name, kinds):
    where = hashed(site, name) if "/" not in name and name.endswith(("css", "js")) else name
    with urlopen(address + where) as answer:  # noqa: S310 - loopback
        assert answer.headers.get_content_type() in kinds


@pytest.mark.parametrize("encoding", ["gzip", "br"])
@pytest.mark.parametrize("name", ["", ARTICLE, "site.css", "search/fr.json", "sitemap.xml"])
def test_texts_are_sent_as_they_were_packed_when_publishing(site, packed_address, encoding, name):
    where = hashed(site, name) if name.endswith("css") else name
    answer = get(packed_address + where, encoding)
    file = site / where / "index.html" if where.endswith("/") or not where else site / where
    assert answer.encoding == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.text == file.read_text(encoding="utf-8")
    assert int(answer.headers["Content-Length"]) < file.stat().st_size / 2


def test_a_browser_that_unpacks_nothing_gets_plain_text(site, packed_address):
    answer = get(packed_address + ARTICLE)
    assert answer.encoding == ""
    assert answer.text == (site / ARTICLE / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", ARTICLE, "az/no-such-page/"])
def test_a_document_carries_the_whole_policy_whatever_its_status(address, name):
    answer = get(address + name)
    for header, value in {**HEADERS, **DOCUMENT_HEADERS}.items():
        assert answer.headers.get_all(header) == [value]
    assert answer.headers.get_all("Cache-Control") == [ASK]
    assert "nginx/" not in answer.headers["Server"]


@pytest.mark.parametrize("name", ["site.css", "print.css", "search.js"])
def test_a_file_with_a_hash_in_its_name_is_kept_for_ever(site, address, name):
    answer = get(address + hashed(site, name))
    assert answer.headers.get_all("Cache-Control") == [KEEP]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_keeps_its_name_is_asked_for_anew(address):
    first = get(f"{address}search/fr.json")
    assert first.headers["Cache-Control"] == ASK
    again = get(f"{address}search/fr.json", etag=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wrong", ["no-such-page", "email/no-such-page/at/all/", "thanks/"])
def test_what_is_no_page_is_answered_in_its_language(address, language, wrong):
    answer = get(f"{address}{PROJECT.prefix(language)}{wrong}")
    assert answer.status == 404
    assert html.document_fromstring(answer.text.encode()).get("lang") == language


@pytest.mark.parametrize("name", ["assets/", "search/", "zz/"])
def test_a_folder_that_readers_have_no_business_in_is_no_page(address, name):
    answer = get(address + name)
    assert answer.status == 404
    assert html.document_fromstring(answer.text.encode()).get("lang") == PROJECT.source.code


def test_an_address_without_its_last_slash_leads_to_the_page(address):
    with urlopen(address + ARTICLE.rstrip("/")) as answer:  # noqa: S310
        assert answer.url == address + ARTICLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_below_a_path_is_whole(below_address, browser, language):
    page = browser.new_page()
    missed = []
    page.on("response", lambda answer: answer.status >= 400 and missed.append(answer.url))
    page.goto(f"{below_address}sub/{PROJECT.prefix(language)}{ARTICLE}")
    page.get_by_role("searchbox").fill("imap")
    page.locator(".help-results a").first.wait_for()
    links = page.locator("a[href]").evaluate_all("links => links.map((link) => link.href)")
    for link in sorted(
        {link.partition("#")[0] for link in links if link.startswith(below_address)}
    ):
        assert link.startswith(f"{below_address}sub/")
        assert get(link).status == 200, link
    assert missed == []
    page.goto(f"{below_address}sub/{PROJECT.prefix(language)}no-such-page/")
    assert page.locator("html").get_attribute("lang") == language
    page.get_by_role("article").locator('a[href$="mail-protocols/"]').click()
    assert page.url == f"{below_address}sub/{PROJECT.prefix(language)}{ARTICLE}"
    page.close()
