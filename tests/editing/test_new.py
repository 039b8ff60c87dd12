"""`helpdesk new`: an article or the start of a translation; nothing is ever overwritten."""

from __future__ import annotations

import re

import pytest

from helpdesk.library import load_library
from helpdesk.markdown import headings, parse_front_matter
from helpdesk.project import load_project

KEY = "email/move-to-another-phone"
FRENCH = f"docs/fr/{KEY}.md"


def test_a_new_article_has_its_front_matter_filled_in(centre):
    result = centre.run("new", KEY, "--title", "Changer de téléphone")
    assert result.exit_code == 0, result.output
    parsed = parse_front_matter(centre.read(FRENCH))
    assert parsed.problems == ()
    assert parsed.meta is not None
    assert parsed.meta.title == "Changer de téléphone"
    assert parsed.meta.search_words == ("changer de téléphone",)


def test_its_tags_are_those_that_its_category_shares(centre):
    centre.run("new", KEY)
    library = load_library(load_project(centre.root))
    tags = set(library.source[KEY].meta.tags)
    neighbours = [page for page in library.articles("fr") if page.category == "email"]
    shared = [page for page in neighbours if tags <= set(page.meta.tags)]
    assert len(shared) * 2 > len(neighbours) or not tags


def test_its_headings_have_ids_and_the_words_of_other_articles(centre):
    centre.run("new", KEY)
    found = list(headings(parse_front_matter(centre.read(FRENCH)).body))
    assert all(heading.id for heading in found)
    usual = {heading.id: heading.text for heading in found}
    assert f"## {usual['next-steps']} {{#next-steps}}" in centre.read("docs/fr/email/mailboxes.md")


def test_check_says_what_is_still_missing_and_where(centre):
    centre.run("new", KEY)
    mine = [line for line in centre.findings() if line.startswith(FRENCH)]
    codes = {re.split(r"[: ]+", line)[3] for line in mine}
    assert codes == {"FRONT05", "LANG02"}


def test_a_translation_starts_with_the_text_of_its_source_and_no_stamps(centre):
    centre.run("new", KEY)
    result = centre.run("new", KEY, "--language", "nl")
    assert result.exit_code == 0
    assert centre.read(f"docs/nl/{KEY}.md") == centre.read(FRENCH)
    assert f"docs/nl/{KEY}.md" in result.output


@pytest.mark.parametrize(
    "old", ["redirect_from: [old/a]\n", "redirect_from:\n  - old/a\n  - old/b\n"]
)
@pytest.mark.parametrize("after", ["title:", "---\n<!--"])
def test_old_addresses_stay_with_the_source(centre, old, after):
    centre.run("new", KEY)
    before = centre.read(FRENCH)
    (centre.root / FRENCH).write_text(before.replace(after, old + after, 1), encoding="utf-8")
    assert centre.run("new", KEY, "--language", "nl").exit_code == 0
    assert centre.read(f"docs/nl/{KEY}.md") == before


@pytest.mark.parametrize("more", [[], ["--language", "nl"]])
def test_nothing_is_overwritten(centre, more):
    page = "docs/nl/email/mailboxes.md" if more else "docs/fr/email/mailboxes.md"
    before = centre.read(page)
    result = centre.run("new", "email/mailboxes", *more)
    assert result.exit_code == 2
    assert f"{page} is there already: nothing is overwritten" in result.output
    assert centre.read(page) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["emial/x"], "Did you mean email/x?"),
        (["email"], "a category and English words"),
        (["Email/Mon Été.md"], "such as email/mon-ete"),
        (["../x/y"], "is no key"),
        (["email/mailboxs", "--language", "nl"], "did you mean email/mailboxes?"),
        (["email/mailboxes", "--language", "nld"], "Did you mean nl?"),
        (["email/mailboxes", "--language", "fr"], 'nothing is translated into "fr"'),
    ],
)
def test_wrong_use_is_answered_with_the_right_one(untouched, arguments, words):
    result = untouched.run("new", *arguments)
    assert result.exit_code == 2
    assert words in result.output
