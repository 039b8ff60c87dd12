"""Where pages stand, and how they link to each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.addresses import page_address
from helpdesk.not_found import absolute_links
from helpdesk.project import Language, Project, ProjectError, load_project
from helpdesk.render.context import relative

PROJECT = Project(Path(), (Language("fr", "Français", is_source=True), Language("en", "English")))


@pytest.mark.parametrize(
    ("language", "key", "address"),
    [
        ("fr", "index", ""),
        ("en", "index", "en/"),
        ("fr", "email/index", "email/"),
        ("en", "email/mailboxes", "en/email/mailboxes/"),
        ("fr", "404", "404.html"),
        ("en", "404", "en/404.html"),
    ],
)
def test_the_source_stands_at_the_root_and_every_other_language_below_its_code(
    language, key, address
):
    assert page_address(PROJECT, language, key) == address


@pytest.mark.parametrize(
    ("target", "start", "link"),
    [
        ("", "", "./"),
        ("email/", "", "email/"),
        ("", "email/mailboxes/", "../../"),
        ("en/a-z/", "en/404.html", "a-z/"),
        ("404.html", "a-z/", "../404.html"),
    ],
)
def test_links_are_relative_so_that_a_sub_path_works(target, start, link):
    assert relative(target, start) == link


def test_an_error_page_links_the_same_wherever_it_is_shown():
    html = '<html><body><a href="../a-z/">a</a> <a href="#x">b</a> <a href="https://c.be/">c</a>'
    page = absolute_links(html, "en/404.html", "https://help.example.org/sub/")
    assert 'href="/sub/a-z/"' in page
    assert 'href="#x"' in page
    assert 'href="https://c.be/"' in page


def test_a_configuration_without_a_source_language_is_refused(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - i18n:\n      languages: []\n")
    with pytest.raises(ProjectError, match="exactly one language"):
        load_project(tmp_path)


def test_a_missing_configuration_is_said_not_thrown(tmp_path):
    with pytest.raises(ProjectError, match=r"mkdocs\.yml: No such file"):
        load_project(tmp_path)
