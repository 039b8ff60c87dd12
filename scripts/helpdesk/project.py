"""Where the parts of a help centre stand, and its languages as mkdocs.yml registers them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

FACTS_FILE: Final = "facts.yml"
CONFIG_FILE: Final = "mkdocs.yml"


class ProjectError(Exception):
    """The set-up is wrong: what, where and what to do. `check` exits with 2."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: BCP 47 code, own name, and whether it is the source.

    A draft (`build: false` in mkdocs.yml) is being translated: previews show it, a published site
    does not, and what is wrong with it is a warning.
    """

    code: str
    name: str
    is_source: bool = False
    is_draft: bool = False


@dataclass(frozen=True)
class Project:
    """A help centre on disk; its languages stand in the order of the switcher."""

    root: Path
    languages: tuple[Language, ...]

    @property
    def docs(self) -> Path:
        """The folder with one folder per language."""
        return self.root / "docs"

    @property
    def facts_file(self) -> Path:
        """The one source of every number."""
        return self.root / FACTS_FILE

    @property
    def overrides(self) -> Path:
        """Templates, interface strings and data of the theme."""
        return self.root / "overrides"

    @cached_property
    def source(self) -> Language:
        """The language that the others are translated from."""
        return next(language for language in self.languages if language.is_source)

    @property
    def translations(self) -> tuple[Language, ...]:
        """Every language but the source."""
        return tuple(language for language in self.languages if not language.is_source)

    @property
    def published(self) -> Project:
        """The help centre without the languages that are still being translated."""
        done = (language for language in self.languages if not language.is_draft)
        return replace(self, languages=tuple(done))

    def prefix(self, language: str) -> str:
        """Return the first part of a language's addresses: empty for the source, else `en/`."""
        return "" if language == self.source.code else f"{language}/"


class _ConfigLoader(yaml.CSafeLoader):
    """Reads mkdocs.yml as data; its tags (`!ENV`, `!!python/name:`) are of no interest here."""


_ConfigLoader.add_multi_constructor("", lambda *_: None)


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds a help centre, or None."""
    for folder in (start, *start.parents):
        if (folder / CONFIG_FILE).is_file() and (folder / FACTS_FILE).is_file():
            return folder
    return None


def load_project(root: Path) -> Project:
    """Read the languages of the help centre at `root`.

    Raises:
        ProjectError: mkdocs.yml is missing, unreadable, or registers no default language.
    """
    config_file = root / CONFIG_FILE
    config = read_config(root)
    languages = tuple(
        Language(
            entry["locale"],
            entry["name"],
            is_source=bool(entry.get("default")),
            is_draft=not entry.get("build", True),
        )
        for entry in _registered(config)
    )
    if sum(language.is_source for language in languages) != 1:
        raise ProjectError(
            f"{config_file}: plugins.i18n.languages must mark exactly one language `default: true`"
        )
    return Project(root, languages)


def read_config(root: Path) -> Any:
    """Return what mkdocs.yml says.

    Raises:
        ProjectError: it is missing or unreadable.
    """
    file = root / CONFIG_FILE
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_ConfigLoader)  # noqa: S506
    except OSError as error:
        raise ProjectError(f"{file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProjectError(f"{file}: not readable as YAML: {error}") from error


def _registered(config: Any) -> list[dict[str, Any]]:
    plugins = config.get("plugins", []) if isinstance(config, dict) else []
    for plugin in plugins:
        if isinstance(plugin, dict) and isinstance(plugin.get("i18n"), dict):
            return list(plugin["i18n"].get("languages", []))
    return []
