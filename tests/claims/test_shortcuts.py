"""What the reader skips to be quick must not change what it says."""

from __future__ import annotations

import pytest

from corpus import LANGUAGES, pages
from helpdesk.claims import read_claims
from helpdesk.claims.encryption import merge_encryption
from helpdesk.claims.reader import PageReader
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
def test_merging_is_left_out_only_where_there_is_nothing_to_merge(language):
    words = lexicon(language)
    for page in [*pages(None, language)][::_EVERY]:
        for line in page.text.split("\n"):
            tokens = tokenize(line, words)
            assert to_pieces(tokens) == merge_subjects(merge_encryption(tokens))
