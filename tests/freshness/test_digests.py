"""What makes a translated section stale, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.freshness import FRONT_MATTER, State, compare, digest, digests, normalise, restamped
from helpdesk.markdown import INTRODUCTION

SOURCE = """\
---
title: Boîtes mail
description: Créer une boîte
tags: [mailbox]
---
Avant tout.

## Créer {#create}

- Ouvrez le [panneau](panel.md#open).
- Cliquez.

## Supprimer {#delete}

Cliquez encore.
"""


def test_a_page_has_a_digest_for_its_front_matter_its_introduction_and_each_heading():
    assert list(digests(SOURCE)) == [FRONT_MATTER, INTRODUCTION, "create", "delete"]
    assert all(
        len(each) == 12 and set(each) <= set("0123456789abcdef")
        for each in digests(SOURCE).values()
    )


def test_a_change_in_one_section_leaves_the_others_current():
    changed = SOURCE.replace("encore", "deux fois")
    assert compare(changed, digests(SOURCE)) == {
        FRONT_MATTER: State.CURRENT,
        INTRODUCTION: State.CURRENT,
        "create": State.CURRENT,
        "delete": State.OUTDATED,
    }


@pytest.mark.parametrize("key", ["tags: [other]", "tags: [mailbox]\nkind: page"])
def test_front_matter_that_readers_do_not_see_makes_nothing_stale(key):
    assert digests(SOURCE.replace("tags: [mailbox]", key)) == digests(SOURCE)


@pytest.mark.parametrize("key", ["title: X", "description: X", "teaser: X", "search_words: [x]"])
def test_front_matter_that_readers_see_does(key):
    name = key.partition(":")[0]
    lines = [line for line in SOURCE.split("\n") if not line.startswith(f"{name}:")]
    changed = "\n".join([lines[0], key, *lines[1:]])
    assert compare(changed, digests(SOURCE))[FRONT_MATTER] is State.OUTDATED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a  b\n\n\nc", "a b\nc"),
        ("line one\nline two", "line one line\ntwo"),
        ("text  \n", "text"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("un\u00a0mot\u202f!", "un mot !"),
        ("e\u0301te", "\u00e9te"),
        ("- a\n- b", "* a\n+ b"),
        ("[x](a.md#b)", "[x](c.md)"),
        ("[x](<a b.md>)", "[x](c.md)"),
        ('[x](a.md "t")', '[x](b.md "t")'),
        ("![x](a.png)", "![x](b.png)"),
        ("[x][1]\n\n[1]: a.md", "[x][1]\n\n[1]: b.md"),
        ("| a | b |\n|---|---|\n| c | d |", "|a|b|\n|:--|----:|\n|c  |d|"),
        ("> a\n> b", "> a b"),
        ("a <!-- a note --> b", "a b"),
        ("a <!-- ignore: PORT02 history --> b", "a b"),
        ("<!--show:ports-->", "<!-- show:   ports -->"),
    ],
)
def test_a_cosmetic_change_makes_nothing_stale(before, after):
    assert digest(before) == digest(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("port 993", "port 995"),
        ("a", "a b"),
        ("[x](a.md)", "[y](a.md)"),
        ('[x](a.md "t")', '[x](a.md "u")'),
        ("<!-- show: ports -->", "<!-- show: ports short -->"),
        ("<!-- show: ports -->", ""),
        ("a <!-- needs: pop3 -->b<!-- /needs -->", "a b"),
        ("<!-- needs: pop3 -->b<!-- /needs -->", "<!-- needs: not pop3 -->b<!-- /needs -->"),
        ("`<!-- a -->`", "`<!-- b -->`"),
        ("`[a](b)`", "`[a](c)`"),
        ("1. a\n2. b", "- a\n- b"),
        ("## a {#x}", "### a {#x}"),
        ("| a |\n|---|\n| c |", "| a |\n|---|\n| d |"),
    ],
)
def test_words_markers_code_and_structure_do(before, after):
    assert digest(before) != digest(after)


words = st.lists(
    st.text(st.sampled_from("abéüəİßж0123,.!"), min_size=1, max_size=8), min_size=1, max_size=40
)
spaces = st.sampled_from([" ", "  ", "\n", "\r\n", " \n", "\u00a0", "\t"])


@given(words, st.data())
def test_no_wrapping_and_no_spacing_makes_a_text_stale(each, data):
    gaps = data.draw(st.lists(spaces, min_size=len(each), max_size=len(each)))
    wrapped = "".join(word + gap for word, gap in zip(each, gaps, strict=True))
    assert digest(wrapped) == digest(" ".join(each))


@given(words, st.integers(0), st.text("abc", min_size=1, max_size=3))
def test_a_word_more_makes_every_text_stale(each, place, word):
    index = place % (len(each) + 1)
    assert digest(" ".join([*each[:index], word, *each[index:]])) != digest(" ".join(each))


@given(st.text(st.sampled_from("ab -*>|#`~[](){}<!:/\n\t\\\"'é1."), max_size=80))
def test_any_text_is_normalised_to_one_line_with_single_spaces(text):
    assert " ".join(normalise(text).split()) == normalise(text)


def test_sections_are_compared_with_their_stamps_in_the_order_of_the_source():
    stamps = {"gone": "0" * 12, "delete": digests(SOURCE)["delete"], "create": "0" * 12}
    assert compare(SOURCE, stamps) == {
        FRONT_MATTER: State.MISSING,
        INTRODUCTION: State.MISSING,
        "create": State.OUTDATED,
        "delete": State.CURRENT,
        "gone": State.ORPHAN,
    }


def test_stamping_one_section_keeps_the_others_as_they_are_and_drops_orphans():
    stamps = {"gone": "0" * 12, "delete": "1" * 12}
    assert restamped(SOURCE, stamps, {"create"}) == {
        "create": digests(SOURCE)["create"],
        "delete": "1" * 12,
    }
