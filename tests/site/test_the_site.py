"""The real site, read back: it says what the facts say, and the check sees when it does not.

The second half needs no expectations of its own: it spoils the built pages one value at a time, and
each spoiled value has to be reported.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from helpdesk.built import BuiltPage, BuiltSite, check_site, load_site
from helpdesk.built.links import check_links
from helpdesk.built.readable import readable
from helpdesk.built.tables import check_tables
from helpdesk.cli import main
from helpdesk.facts import Facts
from helpdesk.facts.load import load_facts
from helpdesk.library import Library, load_library
from helpdesk.project import load_project
from helpdesk.rules.port import check_claims
from helpdesk.strings import Strings, load_strings

ROOT = Path(__file__).parents[2]
PROJECT = load_project(ROOT).published
LANGUAGES = [language.code for language in PROJECT.languages]

CELL = re.compile(r'data-field="(?P<field>\w+)"[^>]*>(?P<content>.*?)</t[dh]>', re.DOTALL)
ROW = re.compile(r"<tr data-protocol=.*?</tr>", re.DOTALL)
WORD = re.compile(r">(?P<text>[^<>]*\w[^<>]*)<")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(PROJECT.facts_file, environ={})


@pytest.fixture(scope="module")
def library(facts: Facts) -> Library:
    return load_library(PROJECT, facts)


@pytest.fixture(scope="module")
def strings() -> dict[str, Strings]:
    return {code: load_strings(PROJECT.overrides, code) for code in LANGUAGES}


@pytest.fixture(scope="module")
def built(site: Path, facts: Facts) -> BuiltSite:
    return load_site(site, PROJECT, str(facts.site.url))


def article(built: BuiltSite, language: str) -> BuiltPage:
    return built.pages[f"{PROJECT.prefix(language)}email/mail-protocols/index.html"]


def spoiled(page: BuiltPage, start: int, end: int, text: str) -> BuiltPage:
    """The page with a stretch of its HTML replaced."""
    before = page.file.read_text(encoding="utf-8")
    return replace(page, root=html.document_fromstring(before[:start] + text + before[end:]))


def test_the_built_site_has_no_finding(built, library, facts, strings):
    findings = check_site(built, library, facts, strings)
    assert [f"{each.path}:{each.span.line}: {each.code} {each.message}" for each in findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_pages_and_its_own_error_page(built, library, language):
    prefix = PROJECT.prefix(language)
    assert f"{prefix}404.html" in built.pages
    assert f"{prefix}index.html" in built.pages
    of_language = [page for page in built.pages.values() if page.language == language]
    assert len(of_language) == len(library.of(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_of_each_port_table_is_missed_when_it_is_wrong(built, facts, strings, language):
    page = article(built, language)
    text = page.file.read_text(encoding="utf-8")
    cells = list(CELL.finditer(text))
    assert len(cells) >= 6 * len(facts.mail.servers)
    for cell in cells:
        word = WORD.search(text, cell.start("content") - 1, cell.end())
        assert word, cell[0]
        wrong = spoiled(page, word.start("text"), word.end("text"), f"{word['text']}1")
        codes = [each.code for each in check_tables(wrong, facts, strings[language])]
        assert codes == ["SITE04"], cell[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_of_each_port_table_is_missed_when_it_is_gone(built, facts, strings, language):
    page = article(built, language)
    text = page.file.read_text(encoding="utf-8")
    rows = list(ROW.finditer(text))
    assert len(rows) == len(facts.mail.servers)
    for row in rows:
        without = spoiled(page, row.start(), row.end(), "")
        assert [each.code for each in check_tables(without, facts, strings[language])] == ["SITE05"]


def numbers(page: BuiltPage, facts: Facts) -> Iterator[re.Match[str]]:
    """Every port of a mail server in the page's readable text, by plain search."""
    ports = "|".join(str(server.port) for server in facts.mail.servers)
    assert page.root is not None
    return re.finditer(rf"(?<![\d.:])(?:{ports})(?![\d.])", readable(page.root).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_port_that_readers_of_the_article_see_is_missed_when_it_is_wrong(
    built, facts, language
):
    page = article(built, language)
    assert page.root is not None
    text = readable(page.root).text
    found = list(numbers(page, facts))
    assert len(found) >= 2 * len(facts.mail.servers)
    for number in found:
        wrong = f"{text[: number.start()]}{int(number[0]) + 2}{text[number.end() :]}"
        findings = check_claims(wrong, path="a.md", facts=facts, language=language)
        assert findings, text[number.start() - 60 : number.end() + 40]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_link_of_the_article_is_missed_when_it_leads_nowhere(built, language):
    page = article(built, language)
    assert page.root is not None
    own = [link for link in page.root.xpath("//main//a[@href]") if "//" not in link.get("href")]
    assert own
    for link in own:
        right = link.get("href")
        link.set("href", f"{right.partition('#')[0]}none/")
        alone = replace(built, pages={page.name: page}, folder=built.folder / "none")
        codes = [each.code for each in check_links(alone)]
        link.set("href", right)
        assert "SITE06" in codes, right


def test_the_command_reports_what_it_finds(built, tmp_path, monkeypatch):
    page = article(built, LANGUAGES[0])
    folder = tmp_path / "site"
    shutil.copytree(built.folder, folder)
    copy = folder / page.name
    text = copy.read_text(encoding="utf-8")
    copy.write_text(text.replace("</h1>", "</h1><p>{{ host }}</p>", 1), encoding="utf-8")
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SITE_URL", raising=False)
    result = CliRunner().invoke(main, ["check-site", str(folder), "--format", "json"])
    assert result.exit_code == 1, result.output
    assert {json.loads(line)["code"] for line in result.stdout.splitlines()} == {"SITE08"}
