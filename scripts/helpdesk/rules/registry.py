"""Every rule there is. A new rule is one module and one line in `_MODULES`."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from helpdesk.nearest import nearest
from helpdesk.rules import (
    built_site,
    files,
    front_matter,
    front_matter_form,
    heading_ids,
    ignores,
    languages_agree,
    lines,
    links,
    markers,
    port_rules,
    services,
    shape,
    site_markers,
    stamps,
    terms,
    untranslated,
)
from helpdesk.rules.base import Check, PageCheck, Rule, SiteCheck

_MODULES: Final = (
    port_rules,
    languages_agree,
    untranslated,
    shape,
    terms,
    services,
    stamps,
    markers,
    site_markers,
    links,
    front_matter_form,
    front_matter,
    heading_ids,
    lines,
)

CHECKS: Final[tuple[Check, ...]] = tuple(check for module in _MODULES for check in module.CHECKS)
"""What runs over pages and over the site."""

RULES: Final = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            *(rule for check in CHECKS for rule in check.rules),
            *ignores.RULES,
            *files.RULES,
            *built_site.RULES,
        )
    }
)
"""Every code with its rule; the runner itself reports those of ignore comments and files,
`check-site` those of the built site."""


class UnknownCodeError(Exception):
    """A selection names a code or family that does not exist; the text names the nearest."""


def selected(words: Iterable[str]) -> frozenset[str]:
    """Return the codes that families, codes or other prefixes select; no word selects all.

    Raises:
        UnknownCodeError: a word selects nothing.
    """
    wanted = [word.strip().upper() for word in words if word.strip()]
    codes: set[str] = set()
    for word in wanted:
        found = {code for code in RULES if code.startswith(word)}
        if not found:
            raise UnknownCodeError(_unknown(word))
        codes |= found
    return frozenset(codes if wanted else RULES)


def rule(code: str) -> Rule:
    """Return the rule of one code.

    Raises:
        UnknownCodeError: there is none.
    """
    found = RULES.get(code.strip().upper())
    if found is None:
        raise UnknownCodeError(_unknown(code))
    return found


def page_checks(codes: frozenset[str]) -> tuple[PageCheck, ...]:
    """Return the checks over one page that may report one of these codes."""
    return tuple(check for check in CHECKS if isinstance(check, PageCheck) and _any(check, codes))


def site_checks(codes: frozenset[str]) -> tuple[SiteCheck, ...]:
    """Return the checks over the whole site that may report one of these codes."""
    return tuple(check for check in CHECKS if isinstance(check, SiteCheck) and _any(check, codes))


def _any(check: Check, codes: frozenset[str]) -> bool:
    return any(rule.code in codes for rule in check.rules)


def _unknown(word: str) -> str:
    families = dict.fromkeys(rule.family for rule in RULES.values())
    close = nearest(word, [*families, *RULES])
    meant = f", did you mean {close}?" if close else "."
    return f'there is no code or family "{word}"{meant} Families: {", ".join(families)}'
