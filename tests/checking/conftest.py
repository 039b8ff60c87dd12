"""A help centre on disk, made from a few lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

FACTS = """\
mail:
  servers:
    - {protocol: imap, host: mail.example.net, port: 993, security: tls}
    - {protocol: pop3, host: mail.example.net, port: 995, security: tls}
    - {protocol: smtp, host: mail.example.net, port: 465, security: tls}
    - {protocol: smtp, host: mail.example.net, port: 587, security: starttls}
"""

MKDOCS = """\
plugins:
  - i18n:
      languages:
        - {locale: fr, name: français, default: true}
        - {locale: de, name: Deutsch}
"""

Tree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Write files below an empty folder, which becomes the current one."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    monkeypatch.chdir(tmp_path)
    return write


@pytest.fixture
def folder(tree: Tree) -> Tree:
    """Write pages beside a facts file, without a site."""
    return lambda files: tree({"facts.yml": FACTS, **files})


@pytest.fixture
def site(tree: Tree) -> Tree:
    """Write pages of a site in French (the source) and German."""
    return lambda files: tree({"facts.yml": FACTS, "mkdocs.yml": MKDOCS, **files})


@pytest.fixture
def facts():
    """The facts of these help centres, loaded."""
    from helpdesk.facts import parse_facts  # noqa: PLC0415 - only where it is asked for

    return parse_facts(FACTS.encode(), path="facts.yml", environ={}).facts
