"""Writing stamps: the block changes, the rest of the page stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.freshness import StampError, read_stamps, with_stamps

ONE = {"create": "0123456789ab"}


def page(front: str, body: str = "Tekst\n", newline: str = "\n") -> str:
    return f"---\n{front}---\n{body}".replace("\n", newline)


@pytest.mark.parametrize(
    "block",
    [
        "",
        "stamps:\n",
        "stamps: {}\n",
        "stamps: {a: b,\n  c: d}\n",
        'stamps:\n  a: "b"\n',
        'stamps:\n  a: "b"\n  c: "d"\n',
        '"stamps":\n    a: b\n',
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_block_of_any_shape_is_replaced(block, newline):
    before = page(f"title: T\n{block}", newline=newline)
    after = page('title: T\nstamps:\n  create: "0123456789ab"\n', newline=newline)
    assert with_stamps(before, ONE) == after


def test_the_block_keeps_its_place_and_its_neighbours_their_comments():
    before = page("title: T  # a\nstamps:\n  a: b\n\n# c\ntags: []\n")
    after = page('title: T  # a\nstamps:\n  create: "0123456789ab"\n\n# c\ntags: []\n')
    assert with_stamps(before, ONE) == after


def test_without_stamps_the_block_goes():
    assert with_stamps(page("title: T\nstamps:\n  a: b\ntags: []\n"), {}) == page(
        "title: T\ntags: []\n"
    )


@pytest.mark.parametrize("section", ["404", "no", "535-denied", "null", "on"])
def test_ids_that_yaml_would_not_read_as_text_are_read_back(section):
    text = page("title: T\ndescription: D\n")
    assert read_stamps(with_stamps(text, {section: "000000000000"})) == {section: "0" * 12}


def test_a_page_without_front_matter_cannot_be_stamped():
    with pytest.raises(StampError, match="no front matter"):
        with_stamps("Tekst\n", ONE)


def test_a_page_with_broken_yaml_cannot_be_stamped():
    with pytest.raises(StampError, match="mend it first"):
        with_stamps(page("title: a: b\n"), ONE)


ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True).filter(
    lambda each: len(each) < 60
)
stamps = st.dictionaries(ids, st.text("0123456789abcdef", min_size=12, max_size=12), max_size=6)


@given(stamps, stamps, st.text(st.sampled_from("ab\n -#:"), max_size=40))
def test_stamps_are_read_back_as_written_and_the_rest_stays(first, second, body):
    text = with_stamps(page("title: T\ndescription: D\n", body), first)
    assert read_stamps(text) == first
    assert with_stamps(with_stamps(text, second), first) == text
    assert with_stamps(text, {}) == page("title: T\ndescription: D\n", body)
