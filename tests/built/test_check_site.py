"""The whole check of a built site: text, tables, links and sources together."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from helpdesk.built import check_site
from helpdesk.cli import main
from helpdesk.library import load_library
from helpdesk.rules.built_site import RULES

SOURCE = "---\ntitle: T\ndescription: D\n---\nIMAP : port 993 (SSL/TLS).\n"


@pytest.fixture
def add_source(project):
    """Write a page of `docs/`."""

    def write(name: str, text: str) -> None:
        file = project.docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def check(project, facts, strings):
    words = {"fr": strings, "nl": strings}
    return lambda site: check_site(site, load_library(project, facts), facts, words)


@pytest.fixture
def found(add_source, build, html, check, said):
    def run(body: str, source: str = SOURCE, head: str = "") -> list[str]:
        add_source("fr/index.md", source)
        return said(check(build({"index.html": html(body, head=head)})))

    return run


def test_a_page_that_says_what_the_facts_say_is_clean(found):
    assert found("<p>IMAP : port 993 (SSL/TLS).</p>") == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>IMAP : port 995 (SSL/TLS).</p>",
        "<ul>\n<li>IMAP : 995 (SSL/TLS)</li>\n</ul>",
        "<table><tr><th>Service</th><th>Port</th></tr><tr><td>IMAP</td><td>995</td></tr></table>",
    ],
)
def test_text_that_contradicts_the_facts_is_a_finding_as_in_markdown(found, body):
    lines = found(body)
    assert lines
    assert all(": PORT0" in line for line in lines)


def test_the_description_is_read_too(found):
    head = '<meta name="description" content="IMAP : port 995 (SSL/TLS)">'
    assert any("PORT" in line for line in found("<p>x</p>", head=head))


def test_a_table_that_the_source_shows_and_the_page_lacks_is_a_finding(found):
    source = f"{SOURCE}\n<!-- show: ports short -->\n"
    assert found("<p>x</p>", source) == ["index.html:1: SITE05 port tables: [] instead of [short]"]


def test_a_page_that_was_not_built_is_a_finding(found, add_source):
    add_source("nl/email/mail.md", SOURCE)
    assert [line.split(" was not")[0] for line in found("<p>x</p>")] == [
        "nl/email/mail/index.html:1: SITE09 nl/email/mail/index.html"
    ]


def test_the_command_says_what_to_do_without_a_built_site(tmp_path, monkeypatch):
    (tmp_path / "mkdocs.yml").write_text("plugins: []")
    (tmp_path / "facts.yml").write_text("mail: {}")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check-site"])
    assert result.exit_code == 2
    assert "type scripts/build first" in result.output


def test_the_command_needs_a_help_centre(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["check-site"]).exit_code == 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule):
    assert "Before" in rule.text
    assert "After" in rule.text
