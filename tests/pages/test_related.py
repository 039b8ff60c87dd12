"""Related articles: the editor's choice, completed by what articles have in common."""

from __future__ import annotations

from pathlib import Path

from helpdesk.library import Page
from helpdesk.related import related_keys


def article(key, *, tags=(), related=()):
    lines = ["---", f"title: {key}", "description: x"]
    lines += [f"tags: [{', '.join(tags)}]", f"related: [{', '.join(related)}]", "---", "text"]
    return Page("fr", key, Path(f"{key}.md"), "\n".join(lines))


def test_the_editors_choice_stands_first_and_in_its_order():
    pages = [article("a/x", tags=["imap"], related=["c/z", "b/y"]), article("b/y"), article("c/z")]
    assert related_keys(pages)["a/x"] == ("c/z", "b/y")


def test_shared_tags_complete_it_and_a_rare_tag_weighs_more():
    pages = [
        article("a/x", tags=["common", "rare"]),
        article("b/common", tags=["common"]),
        article("c/rare", tags=["rare"]),
        article("d/other", tags=["common"]),
    ]
    assert related_keys(pages)["a/x"] == ("c/rare", "b/common", "d/other")


def test_a_shared_category_counts_too():
    assert related_keys([article("a/x"), article("a/y"), article("b/z")])["a/x"] == ("a/y",)


def test_never_itself_and_never_a_page_that_does_not_exist():
    pages = [article("a/x", related=["a/x", "gone/page", "b/y"]), article("b/y")]
    assert related_keys(pages)["a/x"] == ("b/y",)


def test_never_more_than_are_shown():
    pages = [article(f"a/{number}") for number in range(9)]
    assert all(len(keys) == 5 for keys in related_keys(pages).values())
