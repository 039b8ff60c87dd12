"""Each output format, for people and for tools."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from helpdesk.findings import Finding, Severity, Span
from helpdesk.reporting import Format, lines
from helpdesk.reporting.colour import show, show_diff
from helpdesk.reporting.text import summary

ERROR = Finding(
    "docs/de/a,b.md",
    Span(41, 12, 41, 15),
    "PORT02",
    'IMAP port "939" is 100%\nwrong',
    "write 993",
    protocol="imap",
    found="939",
    expected="993",
)
WARNING = Finding("c.md", Span(3, 1, 4, 1), "LINE01", "long", severity=Severity.WARNING)
BOTH = [ERROR, WARNING]


def test_text_is_what_terminals_and_editors_link():
    assert [*lines(BOTH, Format.TEXT)] == [
        'docs/de/a,b.md:41:12: PORT02 IMAP port "939" is 100%\nwrong',
        "  write 993",
        "c.md:3:1: LINE01 long",
    ]


def test_colours_change_no_word():
    out = io.StringIO()
    show(BOTH, Console(file=out, width=20, soft_wrap=True))
    assert out.getvalue() == "\n".join(lines(BOTH, Format.TEXT)) + "\n"


def test_a_coloured_diff_keeps_its_brackets():
    out = io.StringIO()
    show_diff(["--- a", "+++ a", "-[link](x) 993", "+[link](x) 994"], out)
    assert out.getvalue() == "--- a\n+++ a\n-[link](x) 993\n+[link](x) 994\n"


def test_json_is_one_object_per_line_with_all_keys():
    first, second = [json.loads(line) for line in lines(BOTH, Format.JSON)]
    assert first == {
        "path": "docs/de/a,b.md",
        "line": 41,
        "column": 12,
        "end_line": 41,
        "end_column": 15,
        "code": "PORT02",
        "severity": "error",
        "message": 'IMAP port "939" is 100%\nwrong',
        "hint": "write 993",
        "protocol": "imap",
        "found": "939",
        "expected": "993",
    }
    assert second.keys() == first.keys()
    assert second["expected"] is None


def test_github_commands_escape_what_would_end_them():
    assert [*lines(BOTH, Format.GITHUB)] == [
        (
            "::error file=docs/de/a%2Cb.md,line=41,col=12,endLine=41,endColumn=15,title=PORT02"
            '::IMAP port "939" is 100%25%0Awrong%0Awrite 993'
        ),
        "::warning file=c.md,line=3,col=1,endLine=4,title=LINE01::long",
    ]


def test_paths_that_a_site_resolves_have_no_dot_in_front():
    here = replace(WARNING, path="./docs/c.md")
    (command,) = lines([here], Format.GITHUB)
    assert "file=docs/c.md," in command
    assert '"uri": "docs/c.md"' in "\n".join(lines([here], Format.SARIF))


def test_sarif_has_what_its_schema_requires():
    log = json.loads("\n".join(lines(BOTH, Format.SARIF)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "helpdesk"
    assert [rule["id"] for rule in rules] == ["LINE01", "PORT02"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result, finding in zip(run["results"], BOTH, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"].startswith(finding.message)
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "docs/de/a%2Cb.md"
    }
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_without_findings_is_a_run_without_results():
    assert json.loads("\n".join(lines([], Format.SARIF)))["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([], "1,200 pages: no findings"),
        ([ERROR], "1 error in 1 of 1,200 pages"),
        (BOTH, "1 error and 1 warning in 2 of 1,200 pages"),
        ([WARNING, WARNING], "2 warnings in 1 of 1,200 pages"),
    ],
)
def test_the_closing_line_counts(findings, words):
    assert summary(findings, 1200) == words
