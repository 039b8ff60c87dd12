"""LINK: every link that readers see leads somewhere, in the page's language."""

from __future__ import annotations

import pytest

from helpdesk.library import load_library
from helpdesk.markdown.links import links
from helpdesk.project import load_project
from helpdesk.rules.base import SiteInput
from helpdesk.rules.links import all_links, same_links

HEAD = "---\ntitle: T\ndescription: D\n---\n"


@pytest.fixture
def whole(site, facts):
    def make(files: dict[str, str]) -> SiteInput:
        pages = {f"docs/{name}": HEAD + text for name, text in files.items()}
        return SiteInput(load_library(load_project(site(pages)), facts), facts)

    return make


@pytest.fixture
def found(whole):
    def run(text: str) -> list[str]:
        given = whole(
            {
                "fr/email/ports.md": text,
                "fr/email/mailboxes.md": "## A {#create}\n",
                "fr/index.md": "Texte\n",
                "fr/assets/x.png": "",
                "de/index.md": "Text\n",
            }
        )
        return [f"{each.span.line}:{each.span.column} {each.code}" for each in all_links(given)]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "[a](mailboxes.md) [b](mailboxes.md#create) [c](../index.md)",
        "## B {#b}\n\n[a](#b)",
        "[a](https://example.net) <https://example.net> [b](mailto:a@example.net)",
        "![](../assets/x.png) [a](../assets/x.png)",
        "`[a](none.md)`\n\n```\n[a](none.md)\n```\n<!-- [a](none.md) -->",
        "[<!-- show: provider -->A<!-- /show -->](mailboxes.md)",
        "[^1]: none.md\n\n*[IMAP]: none.md",
        "<!-- needs: support -->[a](none.md)<!-- /needs -->",
        "[a][m]\n\n[m]: mailboxes.md",
    ],
)
def test_links_that_lead_somewhere_are_clean(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[a](none.md)", ["5:1 LINK01"]),
        ("x [a](mailboxes/)", ["5:3 LINK01"]),
        ("[a](mailboxes)", ["5:1 LINK01"]),
        ("[a](Mailboxes.md)", ["5:1 LINK01"]),
        ("[a][m]\n\n[m]: none.md", ["7:1 LINK01"]),
        ("![a](../assets/none.png)", ["5:1 LINK01"]),
        ("[a](mailboxes.md#none) [b](#none)", ["5:1 LINK02", "5:24 LINK02"]),
        ("[a](/email/mailboxes/)", ["5:1 LINK03"]),
        ("[a](https://help.example.org/email/)", ["5:1 LINK03"]),
        ('<a href="mailboxes.md">a</a>', ["5:1 LINK03"]),
        ("[ ](mailboxes.md)", ["5:1 LINK04"]),
        ("[a](../../de/index.md)", ["5:1 LINK05"]),
        ("[a](../../../facts.yml)", ["5:1 LINK05"]),
    ],
)
def test_a_link_that_does_not_is_a_finding_at_its_place(found, text, codes):
    assert found(text) == codes


def test_a_page_that_the_facts_leave_out_is_linked_only_where_they_have_it(whole):
    hidden = "fr/help.md"
    site = whole({"fr/index.md": "[a](help.md)\n", hidden: "x"})
    assert list(all_links(site)) == []
    page = site.library.project.docs / hidden
    page.write_text(HEAD.replace("description", "needs: [support]\ndescription") + "x")
    again = SiteInput(load_library(site.library.project, site.facts), site.facts)
    assert [each.message for each in all_links(again)] == ["the facts leave the page help.md out"]


@pytest.mark.parametrize(
    ("german", "count"),
    [
        ("[b](a.md#x) [c](https://de.example.org/y)", 0),
        ("[c](https://de.example.org/y) [b](a.md#x)", 0),
        ("[b](a.md) [c](https://de.example.org/y)", 2),
        ("[b](a.md#x)", 1),
        ("[b](a.md#x) [c](https://other.example/y)", 2),
    ],
)
def test_a_translation_leads_where_its_source_leads(whole, german, count):
    french = "[a](a.md#x) [c](https://fr.example.org/y)"
    assert len(list(same_links(whole({"fr/a.md": french, "de/a.md": german})))) == count


def test_links_are_read_with_nested_brackets_titles_and_spaces():
    text = '[![a](b.png)](c.md "d") [e [f]](<g h.md>) [i](j_(k).md)'
    assert [each.target for each in links(text)] == ["c.md", "b.png", "g h.md", "j_(k).md"]
