"""What the reader skips to be quick must not change what it says."""

from __future__ import annotations

import pytest

from corpus import LANGUAGES, pages
from helpdesk.claims import read_claims, reader
from helpdesk.claims.encryption import merge_encryption
from helpdesk.claims.reader import PageReader
from helpdesk.claims.source import Source
from helpdesk.claims.subjects import merge_subjects, to_pieces
from helpdesk.claims.tokens import tokenize
from helpdesk.words import lexicon

_EVERY = 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_that_are_skipped_say_nothing(language, monkeypatch):
    texts = [page.text for page in pages(None, language)][::_EVERY]
    quick = [read_claims(text, language=language) for text in texts]
    assert any(quick)
    monkeypatch.setattr(PageReader, "_only_parts", lambda *_: False)
    assert [read_claims(text, language=language) for text in texts] == quick


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_read_claims_nothing(language, monkeypatch):
    texts = [page.text for page in pages(None, language)][::_EVERY]
    pieces = [piece for text in texts for piece in text.split("\n\n")]
    quick = [read_claims(piece, language=language) for piece in pieces]
    monkeypatch.setattr(reader, "claims_nothing", lambda *_: False)
    assert [read_claims(piece, language=language) for piece in pieces] == quick


@pytest.mark.parametrize(
    ("text", "is_skipped"),
    [
        ("1. Open the settings.\n2. Type your password.\n\n> 3. Done.\n", True),
        ("Since 2024, 7 of 78 342 readers have asked. It costs 17, not 12,50.", True),
        ("In 2024 the port was 78.", False),
        ("The limit is 25 messages.", False),
        ("Write to mail.example.net.", False),
        ("Choose SSL.", False),
        ("Outgoing (IMAP)", False),
        ("User name: your full email address", False),
        ("<table><tr><td>IMAP port</td><td>\n993. That is all.</td></tr></table>", False),
    ],
)
def test_a_page_is_skipped_when_it_holds_nothing_to_claim(text, is_skipped, monkeypatch):
    monkeypatch.setattr(PageReader, "_read_line", lambda *_: pytest.fail("read"))
    monkeypatch.setattr(PageReader, "_read_table", lambda *_: pytest.fail("read"))
    if is_skipped:
        assert read_claims(text, language="en") == ()
    else:
        with pytest.raises(pytest.fail.Exception):
            read_claims(text, language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_merging_is_left_out_only_where_there_is_nothing_to_merge(language):
    words = lexicon(language)
    for page in [*pages(None, language)][::_EVERY]:
        for line in page.text.split("\n"):
            tokens = tokenize(line, words)
            assert to_pieces(tokens) == merge_subjects(merge_encryption(tokens))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pieces_of_a_line_are_the_same_wherever_it_stands(language):
    words = lexicon(language)
    for page in [*pages(None, language)][::_EVERY]:
        source, start = Source(page.text), 0
        page_reader = PageReader(source, words)
        for line in source.text.split("\n"):
            end = start + len(line)
            fresh = to_pieces(tokenize(source.text, words, start, end))
            assert page_reader.pieces(start, end) == fresh
            start = end + 1
