"""A help centre in a git repository: a French page and its Dutch translation."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

FACTS = (
    "mail:\n  servers:\n    - {protocol: imap, host: mail.example.net, port: 993, security: tls}\n"
)
MKDOCS = """\
plugins:
  - i18n:
      languages:
        - {locale: fr, name: Français, default: true}
        - {locale: nl, name: Nederlands}
"""
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
DUTCH = """\
---
title: Postvakken
description: Een postvak maken
---
Eerst dit.

## Maken {#create}

Open het paneel.

## Verwijderen {#delete}

Klik.
"""


class Centre:
    """The help centre on disk, and its history."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / "docs/fr/mail.md"
        self.page = root / "docs/nl/mail.md"

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.net")
        command = ["git", "-C", str(self.root), *who, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")

    def change_source(self, before: str, after: str) -> None:
        text = self.source.read_text(encoding="utf-8")
        assert before in text
        self.source.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def centre(tmp_path, monkeypatch) -> Centre:
    """The centre, not stamped, not in git yet; its root is the current folder."""
    made = Centre(tmp_path)
    for file, text in (
        (tmp_path / "facts.yml", FACTS),
        (tmp_path / "mkdocs.yml", MKDOCS),
        (made.source, FRENCH),
        (made.page, DUTCH),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return made


@pytest.fixture
def committed(centre) -> Centre:
    """The centre in a git repository with one commit."""
    centre.git("init", "-q")
    centre.commit()
    return centre
