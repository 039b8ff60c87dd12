"""One small style sheet: what the built pages use of the theme's and of ours, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import lightningcss
import tinycss2

from helpdesk.publishing.vocabulary import Vocabulary, serialize, split_at_commas, used_variables

BROWSERS: Final = ["chrome >= 87", "firefox >= 85", "safari >= 14"]
"""What readers may use: phones of about 2020 on. Newer CSS is rewritten for them."""

_KEYFRAMES: Final = re.compile(r"@keyframes\s+([\w-]+)")
_GROUPS: Final = frozenset({"media", "supports", "layer", "container"})
_VARIABLE: Final = re.compile(
    r"(?P<name>--[\w-]+)\s*:(?P<value>(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*);?"
)


@dataclass(frozen=True, slots=True)
class Styles:
    """What the screen needs at once, and what only a printer needs."""

    screen: str
    printed: str


def purge(whole: Iterable[str], vocabulary: Vocabulary) -> Styles:
    """Return the sheets as one, cut to what the pages can use, minified.

    A rule goes when no element has the names that its selector asks for; a custom property goes
    when nothing uses it. Rules for print stand in a sheet of their own, which blocks no rendering.
    """
    screen: list[str] = []
    printed: list[str] = []
    for sheet in whole:
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        for rule in rules:
            is_print = rule.type == "at-rule" and _media(rule) == "print"
            (printed if is_print else screen).extend(_kept(rule, vocabulary))
    sheets = "\n".join(screen), "\n".join(printed)
    return Styles(*map(_minified, _without_unused_variables(sheets, vocabulary.variables)))


def _kept(rule: Any, vocabulary: Vocabulary) -> list[str]:
    if rule.type == "qualified-rule":
        parts = [part for part in split_at_commas(rule.prelude) if vocabulary.allows(part)]
        return [f"{serialize(parts)}{{{tinycss2.serialize(rule.content)}}}"] if parts else []
    if rule.type != "at-rule" or rule.content is None:
        return []
    if rule.lower_at_keyword not in _GROUPS:
        return [rule.serialize()]
    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    kept = [text for one in inner for text in _kept(one, vocabulary)]
    if not kept:
        return []
    return [f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{''.join(kept)}}}"]


def _media(rule: Any) -> str:
    if rule.lower_at_keyword != "media":
        return ""
    return str(tinycss2.serialize(rule.prelude)).strip().lower()


def _without_unused_variables(sheets: tuple[str, ...], kept: set[str]) -> tuple[str, ...]:
    """Drop the custom properties that nothing uses, and those that only they used, and so on."""
    while True:
        used = kept.union(*map(used_variables, sheets))
        shorter = tuple(_with_variables(sheet, used) for sheet in sheets)
        if shorter == sheets:
            return sheets
        sheets = shorter


def _with_variables(sheet: str, used: set[str]) -> str:
    return _VARIABLE.sub(lambda found: found[0] if found["name"] in used else "", sheet)


def _minified(sheet: str) -> str:
    idle = {name for name in _KEYFRAMES.findall(sheet) if not _animates(name, sheet)}
    return str(lightningcss.process_stylesheet(sheet, unused_symbols=idle, browsers_list=BROWSERS))


def _animates(name: str, sheet: str) -> bool:
    return re.search(rf"animation[\w-]*:[^;}}]*\b{re.escape(name)}\b", sheet) is not None
