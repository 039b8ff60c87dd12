"""Built sites of a few lines: French at the root, Dutch in its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from helpdesk.built import BuiltSite, load_site
from helpdesk.facts import Facts
from helpdesk.findings import Finding
from helpdesk.project import Language, Project
from helpdesk.strings import Strings

FACTS = {
    "mail": {
        "servers": [
            {"protocol": "imap", "host": "mail.example.net", "port": 993, "security": "tls"},
            {
                "protocol": "pop3",
                "host": "mail.example.net",
                "port": 995,
                "security": "tls",
                "recommended": False,
            },
            {"protocol": "smtp", "host": "mail.example.net", "port": 465, "security": "tls"},
            {"protocol": "imap", "host": "mail.example.net", "port": 143, "security": "none"},
        ]
    }
}
WORDS = {
    "ports.any_host": "voir votre espace",
    "ports.not_recommended": "déconseillé",
    "role.imap": "réception",
    "role.pop3": "réception",
    "role.smtp": "envoi",
    "security.tls": "SSL/TLS",
    "security.starttls": "STARTTLS",
    "security.none": "aucune",
    "username.address": "votre adresse complète",
    "username.local": "avant @",
    "username.pattern": "{form}",
    "authentication.password-cleartext": "mot de passe normal",
}

Build = Callable[..., BuiltSite]


@pytest.fixture
def facts() -> Facts:
    return Facts.model_validate(FACTS)


@pytest.fixture
def strings() -> Strings:
    return Strings("fr", WORDS, Path("fr.yml"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path, (Language("fr", "Français", is_source=True), Language("nl", "N")))


@pytest.fixture
def build(tmp_path: Path, project: Project) -> Build:
    """Write files of a site (`name: content`) and read it as built for an address."""

    def write(files: Mapping[str, str], url: str = "https://help.example.net/") -> BuiltSite:
        folder = tmp_path / "site"
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        return load_site(folder, project, url)

    return write


def html(body: str, *, lang: str = "fr", title: str = "T", head: str = "") -> str:
    """A page with one h1."""
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head>\n<body>\n<h1>T</h1>\n{body}\n</body>\n</html>\n"
    )


@pytest.fixture(name="html")
def html_fixture() -> Callable[..., str]:
    return html


@pytest.fixture
def said() -> Callable[..., list[str]]:
    """Findings as `name:line: CODE message`, the name without its folder."""

    def write(findings: list[Finding]) -> list[str]:
        return [
            f"{each.path.rpartition('/site/')[2]}:{each.span.line}: {each.code} {each.message}"
            for each in findings
        ]

    return write
