"""Every rule there is. A new rule is one module and one line in `_MODULES`.

Modules are imported when something asks for their codes: checking one page with the rules for pages
need not wait for those that compare languages.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from helpdesk.nearest import nearest
from helpdesk.rules.base import Check, PageCheck, Rule, SiteCheck


class _About(Enum):
    """What a module's rules look at: pages, the whole site, or neither (others report them)."""

    PAGE = auto()
    SITE = auto()
    OTHER = auto()


class _Module(NamedTuple):
    """A module of rules: its name in this package, what it looks at, the family of its codes."""

    name: str
    about: _About
    family: str


_MODULES: Final = (
    _Module("port_rules", _About.PAGE, "PORT"),
    _Module("languages_agree", _About.SITE, "LANG"),
    _Module("untranslated", _About.SITE, "LANG"),
    _Module("shape", _About.SITE, "LANG"),
    _Module("terms", _About.SITE, "TERM"),
    _Module("services", _About.SITE, "SVC"),
    _Module("stamps", _About.SITE, "STAMP"),
    _Module("markers", _About.PAGE, "MARK"),
    _Module("site_markers", _About.SITE, "MARK"),
    _Module("links", _About.SITE, "LINK"),
    _Module("front_matter_form", _About.SITE, "FRONT"),
    _Module("front_matter", _About.SITE, "FRONT"),
    _Module("redirects", _About.SITE, "REDIR"),
    _Module("heading_ids", _About.SITE, "HEAD"),
    _Module("lines", _About.PAGE, "LINE"),
    _Module("probed", _About.SITE, "PROBE"),
    _Module("ignores", _About.OTHER, "IGN"),  # the runner, after the others
    _Module("files", _About.OTHER, "FILE"),  # the runner, which reads the pages
    _Module("built_site", _About.OTHER, "SITE"),  # `helpdesk check-site`
    _Module("published", _About.OTHER, "PUB"),  # `helpdesk publish-check`
)

FAMILIES: Final = tuple(dict.fromkeys(module.family for module in _MODULES))
"""The letters that codes start with."""


class UnknownCodeError(Exception):
    """A selection names a code or family that does not exist; the text names the nearest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes that families, codes or other prefixes select; without words, all codes."""

    words: tuple[str, ...] = ()

    def __contains__(self, code: object) -> bool:
        """Say whether a code is selected."""
        return not self.words or str(code).startswith(self.words)

    def touches(self, family: str) -> bool:
        """Say whether a code of a family may be selected."""
        return not self.words or any(
            family.startswith(word) or word.startswith(family) for word in self.words
        )


EVERYTHING: Final = Selection()
"""All codes."""


def selected(words: Iterable[str]) -> Selection:
    """Return the selection that words make, in any case.

    Raises:
        UnknownCodeError: a word selects nothing.
    """
    selection = Selection(tuple(word.strip().upper() for word in words if word.strip()))
    for word in selection.words:
        alone = Selection((word,))
        if not any(rule.code in alone for module in _touched(alone) for rule in _rules(module)):
            raise UnknownCodeError(_unknown(word))
    return selection


def rules() -> MappingProxyType[str, Rule]:
    """Return every rule by its code, in the order of the table."""
    return MappingProxyType({rule.code: rule for module in _MODULES for rule in _rules(module)})


def rule(code: str) -> Rule:
    """Return the rule of one code, in any case.

    Raises:
        UnknownCodeError: there is none.
    """
    found = rules().get(code.strip().upper())
    if found is None:
        raise UnknownCodeError(_unknown(code))
    return found


@cache
def page_checks(selection: Selection) -> tuple[PageCheck, ...]:
    """Return the checks over one page that may report a selected code."""
    found = _checks(selection, _About.PAGE)
    return tuple(check for check in found if isinstance(check, PageCheck))


@cache
def site_checks(selection: Selection) -> tuple[SiteCheck, ...]:
    """Return the checks over the whole site that may report a selected code."""
    found = _checks(selection, _About.SITE)
    return tuple(check for check in found if isinstance(check, SiteCheck))


def _checks(selection: Selection, about: _About) -> Iterator[Check]:
    for module in _touched(selection):
        if module.about is about:
            for check in _all_checks(module):
                if any(rule.code in selection for rule in check.rules):
                    yield check


def _touched(selection: Selection) -> Iterator[_Module]:
    return (module for module in _MODULES if selection.touches(module.family))


def _all_checks(module: _Module) -> tuple[Check, ...]:
    found: tuple[Check, ...] = importlib.import_module(f"helpdesk.rules.{module.name}").CHECKS
    return found


def _rules(module: _Module) -> Iterator[Rule]:
    if module.about is _About.OTHER:
        yield from importlib.import_module(f"helpdesk.rules.{module.name}").RULES
    else:
        yield from (rule for check in _all_checks(module) for rule in check.rules)


def _unknown(word: str) -> str:
    close = nearest(word, [*FAMILIES, *rules()])
    meant = f", did you mean {close}?" if close else "."
    return f'there is no code or family "{word}"{meant} Families: {", ".join(FAMILIES)}'
