"""A site checked with what is known from before says what a check from nothing says."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from checking.conftest import FACTS, MKDOCS
from helpdesk.checking import articles, whole
from helpdesk.cli import main

PAGE = """\
---
title: Les ports
description: Tous les ports.
tags: [mailbox]
---
## Recevoir {#receive}

IMAP : 993. Voir [l’envoi](send.md#sending).
"""
GERMAN = PAGE.replace("Recevoir", "Empfangen").replace("Voir [l’envoi]", "Siehe [Senden]")
FILES = {
    "facts.yml": FACTS,
    "mkdocs.yml": MKDOCS,
    "docs/fr/mail/ports.md": PAGE,
    "docs/fr/mail/send.md": PAGE.replace("receive", "sending").replace("993", "995"),
    "docs/fr/index.md": "Bonjour\n",
    "docs/de/mail/ports.md": GERMAN,
    "docs/de/mail/send.md": GERMAN.replace("receive", "sending"),
    "docs/beside.md": "IMAP: 939\n",
    "overrides/terms/fr.yml": "- {term: port, wanted: port, banned: [porte]}\n",
    "overrides/strings/fr.yml": "tags: {names: {mailbox: Boîte}}\n",
}
PAGES = sorted(name for name in FILES if name.endswith(".md"))
WORDS = ("993", "939", "IMAP", "POP", "#sending", "{#receive}", "{#sending}", "fr", "Les ports")

replacements = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.sampled_from((*WORDS, "mailbox", "port")),
    st.sampled_from((*WORDS, "", "porte\n", "<!-- needs: pop3 -->", "\ufffd")),
)
moves = st.tuples(st.sampled_from(PAGES), st.sampled_from([*PAGES, "docs/de/new.md"]))
bytes_of_pages = st.tuples(
    st.sampled_from(PAGES), st.sampled_from([b"\xff", b"\r", b"\xef\xbf\xbd"])
)
edits = st.one_of(replacements, moves, bytes_of_pages)


def write(root: Path) -> None:
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def apply(root: Path, edit: tuple[str, ...] | tuple[str, bytes]) -> None:
    file = root / edit[0]
    if not file.is_file():
        return
    if len(edit) == 3:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
        text = text.replace(edit[1], edit[2], 1)
        file.write_text(text, encoding="utf-8", errors="surrogateescape")
    elif isinstance(edit[1], bytes):
        file.write_bytes(file.read_bytes() + edit[1])
    else:
        (root / edit[1]).parent.mkdir(parents=True, exist_ok=True)
        file.rename(root / edit[1])


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(sequence=st.lists(edits, min_size=1, max_size=4))
def test_after_any_edits_a_check_says_what_one_without_a_cache_says(sequence):
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root)
        os.chdir(root)
        try:
            assert check().exit_code == 1
            for edit in sequence:
                apply(root, edit)
                known, anew = check(), check("--no-cache")
                assert (known.output, known.exit_code) == (anew.output, anew.exit_code)
        finally:
            os.chdir(before)


@pytest.fixture
def centre(tree):
    return tree(FILES)


@pytest.fixture
def checked(monkeypatch):
    """The articles that are checked, in their order."""
    keys: list[str] = []

    def noted(part, *others):
        keys.extend(part)
        return articles.check_articles(part, *others)

    monkeypatch.setattr(whole, "check_articles", noted)
    return keys


def test_only_what_changed_is_checked_again(centre, checked):
    check()
    assert sorted(checked) == ["index", "mail/ports", "mail/send"]
    checked.clear()
    apply(centre, ("docs/de/mail/ports.md", "993", "939"))
    check()
    assert checked == ["mail/ports"]


def test_a_port_of_the_facts_concerns_every_article(centre, checked):
    check()
    checked.clear()
    apply(centre, ("facts.yml", "993", "1993"))
    check()
    assert sorted(checked) == ["index", "mail/ports", "mail/send"]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("overrides/terms/fr.yml", "[porte]", "[ports]"),
        ("overrides/strings/fr.yml", "mailbox", "mailboxes"),
        ("docs/fr/mail/send.md", "{#sending}", "{#sent}"),
        ("mkdocs.yml", "Deutsch}", "Deutsch, build: false}"),
    ],
)
def test_what_stands_elsewhere_counts(centre, file, before, after):
    said = check().output
    apply(centre, (file, before, after))
    known, anew = check().output, check("--no-cache").output
    assert known == anew != said


def test_bytes_count_that_read_the_same(centre):
    page = centre / "docs/fr/index.md"
    page.write_bytes("Bonjour \ufffd\n".encode())
    said = check().output
    page.write_bytes(b"Bonjour \xff\n")
    known, anew = check().output, check("--no-cache").output
    assert known == anew != said


def test_without_a_cache_nothing_is_written(centre):
    check("--no-cache")
    assert not (centre / ".cache").exists()


@pytest.mark.parametrize("content", [b"", b"no cache", b"SQLite format 3\0" + b"\0" * 4096])
def test_a_broken_cache_is_replaced_and_that_is_said_once(centre, checked, content, caplog):
    anew = check("--no-cache").output
    (centre / ".cache/helpdesk").mkdir(parents=True)
    (centre / ".cache/helpdesk/build.sqlite").write_bytes(content)
    assert check().output == anew
    checked.clear()
    assert check().output == anew
    assert caplog.text.count("build.sqlite was no cache of this version") == bool(content)
    assert checked == []


def test_a_damaged_entry_counts_as_absent(centre, checked):
    anew = check().output
    file = centre / ".cache/helpdesk/build.sqlite"
    file.write_bytes(file.read_bytes().replace(b"findings", b"findinks"))
    checked.clear()
    assert check().output == anew
    assert sorted(checked) == ["index", "mail/ports", "mail/send"]


def test_a_folder_that_cannot_be_written_only_costs_time_and_that_is_said_once(centre, caplog):
    anew = check("--no-cache").output
    (centre / ".cache").write_text("a file")
    assert check().output == anew
    assert caplog.text.count("The cache cannot be used, everything is made anew") == 1
    shutil.rmtree(centre / "docs/de")
    assert check().output != anew
