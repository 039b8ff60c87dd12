"""MARK: slips are found, notes are left alone, and translations keep the markers."""

from __future__ import annotations

import pytest

from helpdesk.checking.runner import Settings, check_text
from helpdesk.library import load_library
from helpdesk.markers import comments, scan
from helpdesk.project import load_project
from helpdesk.rules.base import SiteInput
from helpdesk.rules.markers import meant_verb
from helpdesk.rules.pairing import Trouble, unpaired
from helpdesk.rules.registry import selected
from helpdesk.rules.site_markers import same_markers

HEAD = "---\ntitle: T\ndescription: D\n---\n"


@pytest.mark.parametrize(
    ("comment", "verb"),
    [
        ("shwo: ports", "show"),
        ("Show: ports", "show"),
        ("show ports", "show"),
        ("table: ports", "show"),
        ("need: pop3", "needs"),
        ("needs pop3", "needs"),
        ("if: pop3", "needs"),
        ("/need", "needs"),
        ("ingore: PORT02 x", "ignore"),
        ("\nshow: ports\n", "show"),
    ],
)
def test_a_slip_is_understood(comment, verb):
    (found,) = comments(f"<!-- {comment} -->")
    assert meant_verb(found) == verb


@pytest.mark.parametrize(
    "comment",
    [
        "a note",
        "prettier-ignore",
        "markdownlint-disable MD013",
        "more",
        "toc",
        "end",
        "TODO: mehr",
        "note: ports are here",
        "cspell: ignore imap",
        "show the table here",
        "needs review",
        "https://example.net",
        "",
        "é",
    ],
)
def test_other_comments_are_left_alone(comment):
    for found in comments(f"<!-- {comment} -->"):
        assert meant_verb(found) is None


@pytest.mark.parametrize(
    ("text", "troubles"),
    [
        ("<!-- needs: a -->x<!-- /needs -->", []),
        ("<!-- needs: a --><!-- needs: b -->x<!-- /needs --><!-- /needs -->", []),
        ("<!-- show: ports --> <!-- show: provider -->x<!-- /show --> <!-- show: plan -->", []),
        ("<!-- needs: a --><!-- show: provider -->x<!-- /show --><!-- /needs -->", []),
        ("<!-- show: ports -->", []),
        ("<!-- needs: a -->", [(Trouble.UNCLOSED, 1)]),
        ("<!-- /needs -->", [(Trouble.UNOPENED, 1)]),
        ("<!-- /show -->", [(Trouble.UNOPENED, 1)]),
        ("<!-- show: plan -->x<!-- /show --> y<!-- /show -->", [(Trouble.UNOPENED, 1)]),
        ("<!-- show: plan -->x\n\ny<!-- /show -->", [(Trouble.UNOPENED, 3)]),
        (
            "<!-- show: plan --><!-- needs: a -->x<!-- /show --><!-- /needs -->",
            [(Trouble.CROSSED, 1)],
        ),
        ("<!-- needs: a -->\nx\n<!-- needs: b -->\n<!-- /needs -->", [(Trouble.UNCLOSED, 1)]),
    ],
)
def test_pairs_are_closed_inside_out(text, troubles):
    found = unpaired(text, list(scan(text)))
    assert [(each.trouble, each.marker.span(text).line) for each in found] == troubles


def test_markers_in_code_are_no_markers(facts):
    text = "`<!-- show: x -->`\n\n```\n<!-- /needs -->\n```\n"
    report = check_text(text, "a.md", Settings(facts, selected(["MARK"])))
    assert report.findings == []


@pytest.fixture
def differing(site, facts):
    def run(french: str, german: str) -> list[str]:
        root = site({"docs/fr/a.md": HEAD + french, "docs/de/a.md": HEAD + german})
        whole = SiteInput(load_library(load_project(root), facts), facts)
        return [each.message for each in same_markers(whole)]

    return run


def test_inside_a_sentence_the_order_of_markers_follows_the_language(differing):
    french = "<!-- show: provider --> et <!-- show: plan -->\n"
    german = "<!-- show: plan --> und <!-- show: provider -->\n"
    assert differing(french, german) == []


def test_on_lines_of_their_own_the_order_is_that_of_the_source(differing):
    french = "<!-- show: ports -->\n\n<!-- show: support -->\n"
    german = "<!-- show: support -->\n\n<!-- show: ports -->\n"
    assert differing(french, german) == [
        "<!-- show: support --> stands where the source has <!-- show: ports -->"
    ]


def test_ignore_comments_and_preview_words_may_differ(differing):
    french = "<!-- show: provider -->A<!-- /show -->\n"
    german = "<!-- ignore: PORT02 so --> <!--show: provider-->B<!-- /show -->\n"
    assert differing(french, german) == []
