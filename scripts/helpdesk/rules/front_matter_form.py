"""FRONT: front matter that is there, can be read, and has every key that pages need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from helpdesk.findings import Finding, Span
from helpdesk.library import Page
from helpdesk.markdown import FrontMatter, FrontMatterProblem, Kind
from helpdesk.nearest import nearest
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.places import key_span, line_span

UNREADABLE: Final = Rule(
    "FRONT01",
    "The front matter is missing or cannot be read",
    """Every page starts with a block of `key: value` lines (YAML) between two lines of `---`.

**Why.** Without it a page has no title, no description and stands in no list.

Before: `title: Mot de passe : le changer`

After: `title: "Mot de passe : le changer"`""",
)

UNKNOWN_KEY: Final = Rule(
    "FRONT02",
    "The front matter has a key that does not exist",
    """**Why.** It does nothing, while its author relies on it.

Before: `tag: [imap]`

After: `tags: [imap]`""",
)

MISSING_KEY: Final = Rule(
    "FRONT03",
    "The front matter lacks a key",
    """Every page has a `title` and a `description`, every article a `teaser` too.

Before: a page without `description`

After: `description: "..."` with 110 to 160 characters.""",
)

WRONG_VALUE: Final = Rule(
    "FRONT04",
    "A value in the front matter has the wrong form",
    """Before: `tags: imap` or `kind: artikel`

After: `tags: [imap]`, `kind: article`""",
)

RULES: Final = (UNREADABLE, UNKNOWN_KEY, MISSING_KEY, WRONG_VALUE)

_KEYS: Final = tuple(FrontMatter.model_fields)


class _Problem(NamedTuple):
    rule: Rule
    span: Span
    message: str
    hint: str


def form(site: SiteInput) -> Iterator[Finding]:
    """Check that the front matter of every page is there, readable and complete."""
    for page in site.pages():
        for rule, span, message, hint in _problems(page):
            yield Finding(site.path(page), span, rule.code, message, hint)


def _problems(page: Page) -> Iterator[_Problem]:
    if not page.parsed.present:
        message = "the page has no front matter"
        hint = "start it with ---, a title, a description and --- on lines of their own"
        yield _Problem(UNREADABLE, line_span(page.text, 1), message, hint)
    for problem in page.parsed.problems:
        yield _problem(page, problem)
    meta = page.parsed.meta
    if meta and meta.kind is Kind.ARTICLE and meta.teaser is None:
        yield _missing(page, "teaser")


def _problem(page: Page, problem: FrontMatterProblem) -> _Problem:
    key = problem.key
    if key is None:
        place = Span(problem.line, problem.column, problem.line, problem.column)
        hint = 'texts with a colon or a quote stand between quotes: title: "..."'
        return _Problem(UNREADABLE, place, problem.message, hint)
    known = f"known keys: {', '.join(_KEYS)}"
    if key not in _KEYS:
        close = nearest(key, _KEYS)
        meant = f"did you mean {close}? " if close else ""
        return _Problem(UNKNOWN_KEY, key_span(page, key), f'unknown key "{key}"', meant + known)
    if key not in page.parsed.lines:
        return _missing(page, key)
    hint = FrontMatter.model_fields[key].description or known
    return _Problem(WRONG_VALUE, key_span(page, key), problem.message, hint)


def _missing(page: Page, key: str) -> _Problem:
    hint = FrontMatter.model_fields[key].description or ""
    return _Problem(MISSING_KEY, line_span(page.text, 1), f'"{key}" is missing', hint)


CHECKS = (SiteCheck(RULES, form),)
