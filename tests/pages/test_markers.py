"""Markers: what they hide, what they become, and that every other place stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.facts import Facts
from helpdesk.features import FEATURES, holds
from helpdesk.markers import expand, scan, shown_text, visible_text

FACTS = Facts.model_validate(
    {"mail": {"servers": [{"protocol": "imap", "port": 993, "security": "tls"}]}}
)


def test_a_block_that_the_facts_lack_disappears_with_its_lines():
    text = "a\n<!-- needs: pop3 -->\n- POP\n<!-- /needs -->\nb\n"
    assert shown_text(text, FACTS) == "a\nb\n"


def test_a_block_that_holds_keeps_its_text_and_loses_its_markers():
    text = "- a\n<!-- needs: imap -->\n- IMAP\n<!-- /needs -->\n- b\n"
    assert shown_text(text, FACTS) == "- a\n- IMAP\n- b\n"


def test_a_condition_within_a_line_cuts_only_its_own_words():
    text = "See <!-- needs: not pop3 -->IMAP<!-- /needs --><!-- needs: pop3 -->POP<!-- /needs -->."
    assert shown_text(text, FACTS) == "See IMAP."


def test_a_block_inside_a_hidden_block_stays_hidden():
    text = (
        "<!-- needs: pop3 -->\na\n<!-- needs: imap -->\nb\n<!-- /needs -->\nc\n<!-- /needs -->\nd\n"
    )
    assert shown_text(text, FACTS) == "d\n"


def test_several_conditions_must_all_hold():
    text = (
        "<!-- needs: imap, imap-tls -->x<!-- /needs --><!-- needs: imap, pop3 -->y<!-- /needs -->"
    )
    assert shown_text(text, FACTS) == "x"


def test_an_unclosed_block_hides_the_rest_rather_than_showing_a_wrong_claim():
    assert shown_text("a\n<!-- needs: pop3 -->\nPOP 995\n", FACTS) == "a\n"


@pytest.mark.parametrize("text", ["`<!-- show: ports -->`", "```\n<!-- needs: pop3 -->\n```\n"])
def test_markers_inside_code_are_text(text):
    assert list(scan(text)) == []
    assert shown_text(text, FACTS) == text


def test_a_comment_that_does_not_look_like_a_marker_is_no_marker():
    assert list(scan("<!-- a note to the next editor -->")) == []


def test_what_stands_between_a_marker_and_its_end_is_only_for_previews():
    text = "At <!-- show: provider -->some host<!-- /show -->, <!-- show: plan -->."
    renderers = {"provider": lambda _: "BeHostings", "plan": lambda _: "shared hosting"}
    assert expand(text, renderers) == "At BeHostings, shared hosting."


def test_a_marker_gets_its_arguments():
    assert expand("<!-- show:  host   imap -->", {"host": "|".join}) == "imap"


def test_a_name_that_nobody_renders_stays_for_the_rule_to_report():
    assert expand("<!-- show: portz -->", {}) == "<!-- show: portz -->"


def test_an_unknown_feature_never_holds():
    assert not holds("pop4", FACTS)
    assert not holds("not pop4", FACTS)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_and_its_negation_are_opposites(feature):
    assert holds(feature, FACTS) is not holds(f"not {feature}", FACTS)


MARKED = st.lists(
    st.sampled_from(
        ["<!-- needs: pop3 -->", "<!-- needs: imap -->", "<!-- /needs -->", "text\r\n", "é ", "\n"]
    )
).map("".join)


@given(MARKED)
def test_hiding_never_moves_what_stays(text):
    visible = visible_text(text, FACTS)
    assert len(visible) == len(text)
    assert [at for at, mark in enumerate(visible) if mark == "\n"] == [
        at for at, mark in enumerate(text) if mark == "\n"
    ]
    assert all(after in (before, " ") for before, after in zip(text, visible, strict=True))


@given(MARKED)
def test_what_is_built_is_what_was_checked(text):
    visible = "".join(shown_text(text, FACTS).split())
    checked = visible_text(text, FACTS)
    for marker in ("<!-- needs: imap -->", "<!-- needs: pop3 -->", "<!-- /needs -->"):
        checked = checked.replace(marker, "")
    assert "".join(checked.split()) == visible
