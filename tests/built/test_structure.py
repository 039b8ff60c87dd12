"""What every built page has."""

from __future__ import annotations

import pytest

from helpdesk.built.structure import check_structure


@pytest.fixture
def found(build, said):
    def run(content: str, name: str = "index.html") -> list[str]:
        return said(list(check_structure(build({name: content}).pages[name])))

    return run


def test_a_whole_page_is_clean(found, html):
    body = '<h2 id="a">A</h2><pre><code>{{ x }} {#y}</code></pre><!-- ignore: PORT02 x -->'
    assert found(html(body)) == []


@pytest.mark.parametrize(
    ("name", "lang"), [("index.html", "fr"), ("nl/index.html", "nl"), ("nlx/index.html", "fr")]
)
def test_the_language_is_that_of_the_folder(found, html, name, lang):
    assert found(html("", lang=lang), name) == []


def test_a_wrong_language_is_a_finding(found, html):
    assert found(html("", lang="fr"), "nl/a.html") == [
        'nl/a.html:2: SITE01 the page is in the folder of "nl", its <html> has lang="fr"'
    ]


def test_a_page_without_a_language_is_a_finding(found):
    page = "<html><head><title>T</title></head><body><h1>T</h1></body></html>"
    assert found(page) == [
        'index.html:1: SITE01 the page is in the folder of "fr", its <html> has no lang'
    ]


def test_a_second_h1_and_an_empty_title_are_findings(found, html):
    assert found(html("<h1>U</h1>", title=" ")) == [
        "index.html:1: SITE02 the page has no <title>",
        "index.html:6: SITE02 the page has 2 h1 headings, wanted is one",
    ]


def test_a_page_without_words_in_its_h1_is_a_finding(found, html):
    assert found(html("").replace("<h1>T</h1>", "<h1> </h1>")) == [
        "index.html:5: SITE02 the h1 is empty"
    ]


def test_an_id_that_stands_twice_is_a_finding_at_the_second(found, html):
    assert found(html('<h2 id="a">A</h2>\n<p id="a">b</p>')) == [
        'index.html:7: SITE03 the id "a" stands twice: <h2>, <p>'
    ]


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<h2>A {#a-b}</h2>", "readers see {#a-b}"),
        ("<p>Voir {{ host }}</p>", "readers see {{"),
        ("<p>a <b>x</b> {% if %}</p>", "readers see {%"),
        ("<p>&lt;!-- show: ports --&gt;</p>", "readers see <!--"),
        ("<!-- show: ports -->", "the marker <!-- show: ports --> was not replaced"),
        ("<p>a <!-- /needs --></p>", "the marker <!-- /needs --> was not replaced"),
    ],
)
def test_what_should_have_been_replaced_is_a_finding(found, html, body, seen):
    assert f"index.html:6: SITE08 {seen}" in found(html(body))


def test_an_empty_file_is_a_finding(found):
    assert found("") == ["index.html:1: SITE09 the page is empty or not UTF-8"]
