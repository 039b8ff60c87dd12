"""FRONT, HEAD and STAMP: what goes beyond the golden cases."""

from __future__ import annotations

import pytest

from helpdesk.freshness import digests
from helpdesk.library import load_library
from helpdesk.project import load_project
from helpdesk.rules.base import SiteInput
from helpdesk.rules.front_matter import front_matter
from helpdesk.rules.front_matter_form import form
from helpdesk.rules.heading_ids import heading_ids
from helpdesk.rules.stamps import stamps

HEAD = f"---\ntitle: T\ndescription: {'d' * 110}\nteaser: T\n---\n"


@pytest.fixture
def found(site, facts):
    def run(check, files: dict[str, str]) -> list[str]:
        root = site({f"docs/{name}": text for name, text in files.items()})
        whole = SiteInput(load_library(load_project(root), facts), facts)
        return [f"{each.span.line}: {each.code} {each.message}" for each in check(whole)]

    return run


@pytest.mark.parametrize(
    ("length", "is_right"), [(109, False), (110, True), (160, True), (161, False)]
)
def test_a_description_has_110_to_160_characters(found, length, is_right):
    page = f"---\ntitle: T\ndescription: {'é' * length}\nteaser: T\n---\n"
    assert (found(front_matter, {"fr/a.md": page}) == []) is is_right


def test_every_problem_of_a_front_matter_is_reported_at_once(found):
    page = "---\ntitel: T\nkind: artikel\ntags: imap\n---\n"
    assert found(form, {"fr/a.md": page}) == [
        '1: FRONT03 "title" is missing',
        '1: FRONT03 "description" is missing',
        '3: FRONT04 kind: "artikel" is wrong, wanted: article, page, category, home, system',
        '4: FRONT04 tags: "imap" is wrong, wanted: a list, such as [a, b]',
        '2: FRONT02 unknown key "titel"',
    ]


def test_a_date_that_does_not_exist_is_a_finding_and_no_failure(found):
    page = "---\ntitle: 2026-02-31\n---\n"
    assert [line[:10] for line in found(form, {"fr/a.md": page})] == ["1: FRONT01"]


def test_headings_in_code_are_no_headings(found):
    assert found(heading_ids, {"fr/a.md": f"{HEAD}```\n# a\n```\n"}) == []


def test_two_blocks_for_different_facts_may_share_an_id(found):
    body = (
        "<!-- needs: support -->\n## A {#a}\n<!-- /needs -->\n"
        "<!-- needs: not support -->\n## B {#a}\n<!-- /needs -->\n"
    )
    assert found(heading_ids, {"fr/a.md": HEAD + body, "de/a.md": HEAD + body}) == []


def test_ids_stand_in_the_order_and_at_the_levels_of_the_source(found):
    french = f"{HEAD}## A {{#a}}\n### B {{#b}}\n## C {{#c}}\n"
    other_level = f"{HEAD}## A {{#a}}\n## B {{#b}}\n## C {{#c}}\n"
    other_order = f"{HEAD}## C {{#c}}\n## A {{#a}}\n### B {{#b}}\n"
    assert found(heading_ids, {"fr/a.md": french, "de/a.md": other_level}) == [
        '7: HEAD05 "b" is an h2, in the source it is an h3'
    ]
    assert found(heading_ids, {"fr/a.md": french, "de/a.md": other_order}) == [
        '6: HEAD05 the section "c" stands where the source has "a"'
    ]


def test_stamps_are_compared_section_by_section(found):
    french = f"{HEAD}Texte\n\n## A {{#a}}\n\nUn\n"
    given = digests(french) | {"a": "0" * 12}
    block = "".join(f'  {section}: "{stamp}"\n' for section, stamp in given.items())
    german = f"{HEAD[:-4]}stamps:\n{block}---\nText\n\n## A {{#a}}\n\nEins\n"
    assert [line[:12] for line in found(stamps, {"fr/a.md": french, "de/a.md": german})] == [
        "12: STAMP02 "
    ]


def test_an_unreadable_source_says_nothing_about_stamps(found):
    assert found(stamps, {"fr/a.md": "Texte\n", "de/a.md": f"{HEAD}Text\n"}) == []
