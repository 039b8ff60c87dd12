"""`helpdesk status`: how far each translation is, without failing over what it reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpdesk.cli import main
from helpdesk.freshness import digests, with_stamps

MKDOCS = """\
plugins:
  - i18n:
      languages:
        - {locale: fr, name: Français, build: true, default: true}
        - {locale: nl, name: Nederlands, build: true}
        - {locale: de, name: Deutsch, build: false}
"""
FACTS = "mail: {servers: [{protocol: imap, host: mail.example.net, port: 993, security: tls}]}\n"
FRENCH = """\
---
title: Boîtes mail
description: Créer une boîte
---
Avant tout.

## Créer {#create}

Ouvrez le panneau.

## Supprimer {#delete}

Cliquez.
"""
STAMPED = with_stamps(FRENCH, digests(FRENCH))
NL = "docs/nl/email/mail.md"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write files below the root of a help centre, which is the current folder."""

    def write(files: dict[str, str]) -> Path:
        for name, text in {"mkdocs.yml": MKDOCS, "facts.yml": FACTS, **files}.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return write


def status(*arguments: str):
    return CliRunner().invoke(main, ["status", *arguments])


def as_json(*arguments: str) -> list[dict[str, object]]:
    result = status("--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_json_has_one_object_per_page_and_nothing_else(write):
    write({"docs/fr/email/mail.md": FRENCH, NL: STAMPED, "docs/de/alone.md": STAMPED})
    assert as_json() == [
        {"language": "nl", "path": NL, "state": "current", "sections": {}},
        {"language": "de", "path": "docs/de/alone.md", "state": "orphan", "sections": {}},
        {
            "language": "de",
            "path": "docs/de/email/mail.md",
            "state": "missing",
            "sections": dict.fromkeys(digests(FRENCH), "missing"),
        },
    ]


def test_an_outdated_page_names_each_section_that_is_not_current(write):
    changed = FRENCH.replace("Cliquez.", "Cliquez deux fois.").replace("#create", "#make")
    write({"docs/fr/email/mail.md": changed, NL: STAMPED})
    (page, _) = as_json()
    assert page["state"] == "outdated"
    assert page["sections"] == {"make": "missing", "delete": "outdated", "create": "orphan"}


def test_the_table_gives_the_share_of_current_sections_and_of_each_language(write):
    write({"docs/fr/email/mail.md": FRENCH, "docs/fr/index.md": FRENCH, NL: STAMPED})
    lines = [line.split() for line in status().output.splitlines() if line.strip()]
    assert ["email/mail", "100", "%", "missing"] in lines
    assert ["index", "missing", "missing"] in lines
    assert ["All", "pages", "50", "%", "0", "%"] in lines


def test_a_share_is_never_rounded_up_to_all(write):
    many = FRENCH + "".join(f"\n## H {{#h{number}}}\n\nTexte.\n" for number in range(300))
    late = many.replace("Cliquez.", "Cliquez deux fois.")
    write({"docs/fr/email/mail.md": late, NL: with_stamps(many, digests(many))})
    assert "99 %" in status("nl").output
    assert "100 %" not in status("nl").output


def test_the_words_say_which_sections_are_behind_and_what_to_type(write):
    write({"docs/fr/email/mail.md": FRENCH.replace("Cliquez.", "Cliquez bien."), NL: STAMPED})
    output = status("nl").output
    assert f"{NL}: older than the source: delete" in output
    assert "helpdesk status --diff" in output


def test_a_draft_is_said_to_be_one_and_what_is_left_of_its_interface(write):
    write({"docs/fr/a.md": FRENCH, "overrides/strings/de.yml": 'a: "b"  # to translate\n'})
    output = status().output
    assert "de (draft)" in output
    assert "overrides/strings/de.yml: 1 interface text to translate" in output


def test_whatever_it_reports_it_exits_with_0(write):
    write({"docs/nl/alone.md": "no front matter"})
    assert status().exit_code == 0


def test_the_diff_shows_what_changed_in_the_source_section(write, tmp_path):
    if not shutil.which("git"):
        pytest.skip("no git here")
    from subprocess import run  # noqa: PLC0415 - only here

    write({"docs/fr/email/mail.md": FRENCH, NL: STAMPED})
    for command in ("init -q", "add -A", "-c user.name=E -c user.email=e@e.net commit -qm x"):
        run(["git", "-C", str(tmp_path), *command.split()], check=True, capture_output=True)
    write({"docs/fr/email/mail.md": FRENCH.replace("Cliquez.", "Cliquez deux fois.")})
    output = status("nl", "--diff").output
    assert "-Cliquez.\n+Cliquez deux fois.\n" in output
    assert "Ouvrez" not in output


def test_without_git_the_diff_says_so_and_shows_the_present_text(write):
    write({"docs/fr/email/mail.md": FRENCH.replace("Cliquez.", "Cliquez deux fois."), NL: STAMPED})
    output = status("nl", "--diff").output
    assert "git knows no version with that stamp" in output
    assert "Cliquez deux fois." in output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nll"], 'Did you mean "nl"?'),
        (["fr"], "the source language"),
        (["--diff", "--format", "json"], "leave out --format json"),
    ],
)
def test_wrong_use_is_answered_with_the_right_one(write, arguments, words):
    write({"docs/fr/a.md": FRENCH})
    result = status(*arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_outside_a_help_centre_it_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = status()
    assert result.exit_code == 2
    assert "no help centre here" in result.output
