"""A new language: its line in the registry, its interface strings, its first pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from helpdesk.editing.article import new_translation
from helpdesk.editing.interface import TO_TRANSLATE, strings_file
from helpdesk.library import Library
from helpdesk.markdown import Kind
from helpdesk.nearest import nearest
from helpdesk.project import CONFIG_FILE, Project

_CODE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
_FRAME_MARKERS: Final = ("<!-- show: tags -->", "<!-- show: a-z -->")
_OPTIONAL: Final = "alphabet"


class LanguageError(Exception):
    """A language cannot be added: what is in the way, and what to type instead."""


@dataclass(frozen=True, slots=True)
class NewLanguage:
    """A language to be added: its code, its own name, how it is written."""

    code: str
    name: str
    is_right_to_left: bool


def new_language(code: str, name: str | None, project: Project) -> NewLanguage:
    """Return what is known about a language that can be added; its name is from CLDR.

    Raises:
        LanguageError: the code is malformed, unknown, or registered already.
    """
    present = {language.code: language.name for language in project.languages}
    if code in present:
        raise LanguageError(
            f"{present[code]} ({code}) is there already: see helpdesk status {code}"
        )
    if not _CODE.fullmatch(code):
        names = {name: short for short, name in Locale("en").languages.items()}
        close = nearest(code, names)
        meant = f" {close} is {names[close]}." if close else ""
        raise LanguageError(
            f'"{code}" is no language code: two small letters such as tr, or pt-BR.{meant}'
        )
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise LanguageError(f'CLDR knows no language "{code}": is it spelled right?') from error
    own = name or locale.get_display_name(code.replace("-", "_")) or code
    return NewLanguage(code, own[0].upper() + own[1:], locale.text_direction == "rtl")


def registered(config: str, language: NewLanguage) -> str:
    """Return mkdocs.yml with the language as a draft after the last one; all else stays.

    Raises:
        LanguageError: its list of languages cannot be found.
    """
    items = _registry(config)
    if not items:
        raise LanguageError(f"{CONFIG_FILE}: there is no list plugins.i18n.languages to add to")
    lines = config.splitlines(keepends=True)
    last = items[-1]
    indent = " " * (last.start_mark.column - 2)
    entry = f"{{locale: {_plain(language.code)}, name: {_plain(language.name)}, build: false}}"
    at = _last_line(last) + 1
    return "".join([*lines[:at], f"{indent}- {entry}\n", *lines[at:]])


def first_strings(overrides: Path, project: Project, language: NewLanguage) -> str:
    """Return the interface strings of a language: every key, in the words of the source.

    Each line that needs a translation ends with `# to translate`; what is the same in all languages
    so far, such as IMAP, does not.
    """
    known = [_read(strings_file(overrides, each.code)) for each in project.languages]
    source = _read(strings_file(overrides, project.source.code))
    locale = Locale.parse(language.code, sep="-")
    tags = set(locale.plural_form.tags) | {"other"}
    forms = tuple(form for form in _CATEGORIES if form in tags)
    head = (
        f"# The words of the interface in {language.name}. Translate each line that ends with\n"
        f"# `{TO_TRANSLATE}`, then take that note away. What stands in {{braces}} stays as it is.\n"
        f"locale: {_territory(language.code)}  # for Open Graph\n"
    )
    body = {key: value for key, value in source.items() if key not in ("locale", _OPTIONAL)}
    return head + "".join(_lines(body, known, forms, 0))


def first_pages(library: Library) -> dict[str, str]:
    """Return the pages that every language needs: home, errors, votes, indexes; by their keys."""
    return {
        key: new_translation(page)
        for key, page in library.source.items()
        if page.meta.kind in (Kind.HOME, Kind.SYSTEM)
        or any(marker in page.text for marker in _FRAME_MARKERS)
    }


def _registry(config: str) -> list[yaml.Node]:
    node: yaml.Node | None = yaml.compose(config, Loader=yaml.SafeLoader)
    for plugin in getattr(_child(node, "plugins"), "value", []):
        languages = _child(_child(plugin, "i18n"), "languages")
        if isinstance(languages, yaml.SequenceNode):
            return list(languages.value)
    return []


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _last_line(node: yaml.Node) -> int:
    """Return a node's last line; a block's own end mark stands only at what follows it."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    return int(node.end_mark.line)


def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data


def _lines(
    texts: Mapping[str, Any], known: list[dict[str, Any]], forms: tuple[str, ...], depth: int
) -> Iterator[str]:
    pad = "  " * depth
    for key, value in texts.items():
        others = [each[key] for each in known if key in each]
        if isinstance(value, dict):
            is_plural = value.keys() <= set(_CATEGORIES) and "other" in value
            inner = (
                {form: value.get(form, value["other"]) for form in forms} if is_plural else value
            )
            yield f"{pad}{_plain(key)}:\n"
            below = [each for each in others if isinstance(each, dict)]
            yield from _lines(inner, [{}] if is_plural else below, forms, depth + 1)
        else:
            is_same = len(others) > 1 and all(other == value for other in others)
            note = "" if is_same else f"  {TO_TRANSLATE}"
            yield f"{pad}{_plain(key)}: {json.dumps(value, ensure_ascii=False)}{note}\n"


def _plain(text: str) -> str:
    """Return a word as YAML reads it back: quoted where it would be something else (`no`)."""
    same = yaml.safe_load(text) == text
    return text if same and re.fullmatch(r"[\w-]+", text) else json.dumps(text, ensure_ascii=False)


def _territory(code: str) -> str:
    """Return a language with the country that most of its readers live in: `tr_TR`."""
    if "-" in code:
        return code.replace("-", "_")
    likely = str(get_global("likely_subtags").get(code, code))
    return f"{code}_{likely.rpartition('_')[2]}"
