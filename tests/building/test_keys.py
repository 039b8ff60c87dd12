"""Nothing that a page shows is missing in its key."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from jinja2 import Environment, meta, nodes

from building.small_centre import ROOT, Centre, contents
from helpdesk.build import read_build
from helpdesk.building.keys import PageKeys
from helpdesk.facts.load import read_facts
from helpdesk.library import Library, Page
from helpdesk.probing.record import Record, digest, subject_of, write_record

FRAMES = sorted(
    {*(ROOT / "overrides").glob("*.html"), *(ROOT / "overrides/partials").glob("*.html")}
)
"""The templates around a page's text; what those of markers show stands in the expanded text."""

OF_THE_SITE = {"provider", "project", "address"}
"""What they may ask `help.site`: the facts and the languages are in the key of the project, an
address is that of a page which the key names. Anything else needs a property of `PageView`, all of
which are in the key."""
OF_MKDOCS = {"content", "toc"}
"""What they may ask MkDocs' `page`: all of it is made of the page's own text."""


@pytest.mark.parametrize("file", FRAMES, ids=lambda file: file.name)
def test_a_template_asks_for_nothing_that_is_not_in_the_key(file):
    environment = Environment(autoescape=True)
    environment.filters["url"] = str
    tree = environment.parse(file.read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(tree) <= {"help", "page", "t"}
    asked = [_dotted(node).split(".") for node in tree.find_all(nodes.Getattr)]
    of_the_site = [name[2] for name in asked if name[:2] == ["help", "site"] and len(name) == 3]
    assert set(of_the_site) <= OF_THE_SITE
    assert asked.count(["help", "site"]) == len(of_the_site)
    assert {name[1] for name in asked if name[0] == "page"} <= OF_MKDOCS


def rename_host(centre: Centre) -> None:
    """Give the mail host another name."""
    file = centre.root / "facts.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: BeHostings", "name: Autre"))


def count_votes(centre: Centre) -> None:
    """Say on which day votes were counted."""
    file = centre.root / "overrides/data/ratings.yml"
    text = file.read_text(encoding="utf-8")
    assert "counted_on: null" in text
    file.write_text(text.replace("counted_on: null", "counted_on: 2026-10-31"), encoding="utf-8")


def probe(centre: Centre) -> None:
    """Say that the servers answered today as the facts have it."""
    facts = read_facts(centre.root / "facts.yml").facts
    passed = {subject_of(server, server.host or "*"): True for server in facts.mail.servers}
    today = datetime.now(UTC).date()
    write_record(centre.root / "overrides", Record(date=today, facts=digest(facts), servers=passed))


def commit(centre: Centre) -> None:
    """Give every page the day of a commit as that of its last change."""
    for words in (["init", "--quiet"], ["add", "docs"], ["commit", "--quiet", "-m", "All pages"]):
        who = ["-c", "user.name=N", "-c", "user.email=n@example.org"]
        subprocess.run(["git", *who, *words], cwd=centre.root, check=True)


@pytest.mark.parametrize("change", [rename_host, count_votes, probe, commit])
def test_what_belongs_to_the_whole_site_is_in_the_keys(
    centre: Centre, change: Callable[[Centre], None]
):
    before = contents(centre.root / "site")
    change(centre)
    centre.build()
    after = contents(centre.root / "site")
    assert after != before
    centre.build("anew", cache=False)
    assert after == contents(centre.root / "anew")


def test_a_key_that_is_known_was_not_made_of_what_others_say(monkeypatch):
    """Of another page than the original only the front matter is looked at."""
    monkeypatch.chdir(ROOT)
    build = read_build(ROOT, preview=False)
    keys, day = PageKeys(build, "project"), date(2001, 1, 1)
    silent = {
        language: {key: replace(page, text=_front(page)) for key, page in pages.items()}
        for language, pages in build.site.library.pages.items()
    }
    for page in build.site.library:
        pages = {language: dict(others) for language, others in silent.items()}
        for heard in (build.site.library.source.get(page.key), page):
            if heard:
                pages[heard.language][heard.key] = heard
        others = {each.path: day for each in build.site.library if each is not page}
        changed = others | {at: on for at, on in build.site.changed.items() if at == page.path}
        library = Library(build.site.project, pages)
        site = replace(build.site.with_library(library), changed=changed)
        assert PageKeys(replace(build, site=site), "project").of(page) == keys.of(page)


def _front(page: Page) -> str:
    return page.text.removesuffix(page.parsed.body)


def _dotted(node: nodes.Node) -> str:
    """Write what a template asks for as it stands there: `help.site.provider`."""
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"
