"""Comments that excuse a finding."""

import pytest

from helpdesk.findings import Finding, Span
from helpdesk.rules.ignores import check_ignores, excuse, read_ignores

KNOWN = ("PORT01", "PORT02", "LANG01")


def finding(line: int, code: str = "PORT02") -> Finding:
    return Finding("a.md", Span(line, 7, line, 10), code, "wrong")


def left(text: str, *findings: Finding, ran: tuple[str, ...] = KNOWN) -> list[tuple[str, int]]:
    ignores = read_ignores("a.md", text)
    return [(found.code, found.span.line) for found in excuse(findings, ignores, ran)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- ignore: PORT02 history -->\nIMAP: 939\n",
        "x\nIMAP: 939 <!-- ignore: PORT02 history -->\n",
        "<!-- ignore: PORT01, PORT02 history -->\nIMAP: 939\n",
        "> <!-- ignore: PORT02 history -->\n> IMAP: 939\n",
    ],
)
def test_a_comment_excuses_the_next_line_or_its_own(text):
    assert ("PORT02", 2) not in left(text, finding(2))


def test_blank_lines_between_do_not_matter():
    assert left("<!-- ignore: PORT02 history -->\r\n\r\nIMAP: 939\r\n", finding(3)) == []


def test_it_excuses_no_other_line_and_no_other_code():
    text = "<!-- ignore: PORT02 history -->\nIMAP: 939\nIMAP: 939\n"
    assert left(text, finding(2), finding(3)) == [("PORT02", 3)]
    assert left(text, finding(2, "PORT01")) == [("PORT01", 2), ("IGN03", 1)]


def test_a_comment_that_excuses_nothing_is_a_finding_if_its_code_was_looked_for():
    text = "<!-- ignore: PORT02 history -->\nIMAP: 993\n"
    assert left(text) == [("IGN03", 1)]
    assert left(text, ran=("LANG01",)) == []


def test_a_comment_in_code_is_an_example():
    assert left("```\n<!-- ignore: PORT02 history -->\n```\nIMAP: 939\n", finding(4)) == [
        ("PORT02", 4)
    ]


@pytest.mark.parametrize(
    ("comment", "codes", "words"),
    [
        ("ignore", ["IGN01"], "a code and a reason"),
        ("ignore:", ["IGN01"], "a code and a reason"),
        ("ignore: PORT02", ["IGN01"], "a reason"),
        ("ignore: because of history", ["IGN01"], "a code"),
        ("ignore: PROT02 history", ["IGN02"], "no code PROT02"),
        ("ignore: PORT history", ["IGN02"], "no code PORT"),
        ("ignore: PORT02 history", [], ""),
        ("ignore: PORT02: history", [], ""),
    ],
)
def test_a_comment_needs_a_known_code_and_a_reason(comment, codes, words):
    found = [*check_ignores(read_ignores("a.md", f"<!-- {comment} -->\n"), KNOWN)]
    assert [each.code for each in found] == codes
    assert all(words in each.message for each in found)


def test_an_unknown_code_is_answered_with_the_nearest():
    (found,) = check_ignores(read_ignores("a.md", "<!-- ignore: PROT02 history -->"), KNOWN)
    assert found.hint == "did you mean PORT02?"
