"""A tree that Zensical builds: it has no languages and no hooks, so there is a project for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from helpdesk.build import Build
from helpdesk.project import Language, read_config
from helpdesk.staging.pages import Staging

SITE: Final = "site"
"""Where all projects are built to."""

NOT_STAGED: Final = ("404",)
"""Pages that generators make themselves."""

_OURS: Final = "helpdesk."
_ICON: Final = "assets/favicon.svg"


def stage(build: Build, folder: Path) -> list[str]:
    """Write pages and a configuration (`nl/`, `nl.yml`) for each language; return the latter.

    They stand in the order in which to build them: the source language's site holds the others.
    """
    project = build.site.project
    staging = Staging(build)
    for language in project.languages:
        docs = folder / language.code
        ours = project.docs / language.code
        for file in sorted(ours.rglob("*")):
            if file.is_file() and file.suffix != ".md":
                _write(docs / file.relative_to(ours), file.read_bytes())
        for page in build.site.library.of(language.code).values():
            if page.key not in NOT_STAGED:
                _write(docs / f"{page.key}.md", staging.markdown(page).encode("utf-8"))
        _write(docs / _ICON, (project.overrides / _ICON).read_bytes())
        config = yaml.safe_dump(_config(build, language), allow_unicode=True, sort_keys=False)
        _write(folder / config_name(language), config.encode("utf-8"))
    for address, content in build.site.client_files(build.site_url).items():
        _write(folder / project.source.code / address, content)
    return [config_name(language) for language in (project.source, *project.translations)]


def config_name(language: Language) -> str:
    """Return the configuration file of a language: in MkDocs' format, which Zensical reads."""
    return f"{language.code}.yml"


def _config(build: Build, language: Language) -> dict[str, Any]:
    project = build.site.project
    prefix = project.prefix(language.code)
    return {
        "site_name": build.site.strings[language.code]("site.name", provider=build.site.provider),
        "site_url": f"{build.site_url}{prefix}",
        "docs_dir": language.code,
        "site_dir": f"{SITE}/{prefix}".rstrip("/"),
        "use_directory_urls": True,
        "theme": {"name": "material", "language": language.code, "favicon": _ICON, "font": False},
        "plugins": ["search"],
        "extra": {
            "alternate": [
                {
                    "name": each.name,
                    "lang": each.code,
                    "link": f"{build.site_url}{project.prefix(each.code)}",
                }
                for each in project.languages
            ]
        },
        "markdown_extensions": [
            each
            for each in read_config(project.root)["markdown_extensions"]
            if not str(each).startswith(_OURS)
        ],
    }


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
