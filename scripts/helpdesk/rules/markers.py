"""MARK: markers that exist, are complete and are closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from helpdesk.features import FEATURES, split_condition
from helpdesk.findings import Finding, Span
from helpdesk.markdown import parse_front_matter
from helpdesk.markers import (
    NEEDS,
    SHOW,
    SHOWS,
    VERBS,
    Comment,
    Marker,
    as_marker,
    comments,
    conditions,
    span_of,
)
from helpdesk.nearest import nearest
from helpdesk.rules.base import PageCheck, PageInput, Rule
from helpdesk.rules.pairing import Trouble, Unpaired, unpaired
from helpdesk.rules.places import line_span

UNKNOWN: Final = Rule(
    "MARK01",
    "A comment looks like a marker, but is none",
    """Markers are written `<!-- show: ... -->`, `<!-- needs: ... -->` and `<!-- ignore: ... -->`,
in lower case, with a colon, on one line.

**Why.** Any other comment is a note that nobody sees: the table or the block is silently missing.

Before: `<!-- shwo: ports -->` or `<!-- show ports -->`

After: `<!-- show: ports -->`""",
)

NO_SUCH_SHOW: Final = Rule(
    "MARK02",
    "A show marker names something that does not exist",
    """**Why.** Nothing can be put in its place.

Before: `<!-- show: prots -->`

After: `<!-- show: ports -->`""",
)

ARGUMENT: Final = Rule(
    "MARK03",
    "A marker's argument is missing or unknown",
    """Before: `<!-- show: host pop -->` or `<!-- show: host -->`

After: `<!-- show: host pop3 -->`""",
)

NO_SUCH_FEATURE: Final = Rule(
    "MARK04",
    "A condition names a feature that does not exist",
    """`needs` markers and `needs:` in the front matter name features of the facts, several of them
separated by commas, each perhaps after `not`.

**Why.** What is unknown never holds: the block would be hidden for good.

Before: `<!-- needs: pop -->`

After: `<!-- needs: pop3 -->`""",
)

UNCLOSED: Final = Rule(
    "MARK05",
    "A needs block is never closed",
    """**Why.** Where the facts lack the feature, the rest of the page would be hidden.

Before: `<!-- needs: pop3 -->` and a paragraph

After: the same, then `<!-- /needs -->`""",
)

UNOPENED: Final = Rule(
    "MARK06",
    "A closing marker closes nothing",
    """A `<!-- /show -->` stands in the same paragraph as its `<!-- show: ... -->`.

Before: `<!-- /needs -->` alone

After: `<!-- needs: pop3 -->` before it, or no marker.""",
)

CROSSED: Final = Rule(
    "MARK07",
    "Pairs of markers cross each other",
    """What is opened last is closed first.

Before: `<!-- needs: panel --><!-- show: provider -->BeHostings<!-- /needs --><!-- /show -->`

After: `<!-- needs: panel --><!-- show: provider -->BeHostings<!-- /show --><!-- /needs -->`""",
)

MISPLACED: Final = Rule(
    "MARK08",
    "A marker stands in the front matter",
    """Markers work in the text of a page; titles and descriptions are used as they are written.

Before: `title: "Le support de <!-- show: provider -->"`

After: `title: "Le support"`""",
)

RULES: Final = (
    UNKNOWN,
    NO_SUCH_SHOW,
    ARGUMENT,
    NO_SUCH_FEATURE,
    UNCLOSED,
    UNOPENED,
    CROSSED,
    MISPLACED,
)

_EXAMPLES: Final = "<!-- show: ports -->, <!-- needs: pop3 -->, <!-- ignore: PORT02 the reason -->"
_FEATURES: Final = f"features: {', '.join(FEATURES)}; each may follow `not`"
_SLIP: Final = 0.7
"""How like a verb a slip of the pen is: `shwo` is, `note` is not."""

_FIRST_WORDS: Final = re.compile(
    r"\s*(?P<slash>/?)\s*(?P<verb>[A-Za-z][\w-]*)\s*(?P<colon>:?)\s*(?P<next>[\w-]*)(?P<rest>.*)",
    re.DOTALL,
)


def markers(page: PageInput) -> Iterator[Finding]:
    """Check every marker of a page, also where the facts hide it: other facts may show it."""
    parsed = parse_front_matter(page.text)
    if "<!--" in page.text:
        found = list(comments(page.text))
        yield from _lookalikes(page, found)
        real = [marker for marker in map(as_marker, found) if marker]
        for marker in real:
            yield from _check_marker(page, marker, parsed.body_line)
        for trouble in unpaired(page.text, real):
            yield _pair_finding(page, trouble)
    needs = parsed.meta.needs if parsed.meta else ()
    place = line_span(page.text, parsed.lines.get(NEEDS, 1))
    yield from _check_conditions(page, needs, place)


def _lookalikes(page: PageInput, found: Iterable[Comment]) -> Iterator[Finding]:
    for comment in found:
        marker = as_marker(comment)
        if marker and marker.verb in VERBS:
            continue
        meant = meant_verb(comment)
        if meant:
            written = " ".join(comment.content.split())
            message = f'"{written}" looks like a marker, but is none: nothing is shown for it'
            hint = f"did you mean {meant}? Markers: {_EXAMPLES}; lower case, with a colon"
            place = span_of(page.text, comment.start, comment.end)
            yield Finding(page.path, place, UNKNOWN.code, message, hint)


def meant_verb(comment: Comment) -> str | None:
    """Return the verb that a comment probably meant: by its own word, or by what follows it."""
    words = _FIRST_WORDS.match(comment.content)
    if words is None:
        return None
    verb, follows = nearest(words["verb"], VERBS, likeness=_SLIP), words["next"]
    names_something = follows in SHOWS or follows in FEATURES
    if verb and (words["colon"] or words["slash"] or names_something):
        return verb
    if verb == words["verb"].lower() and not follows:
        return verb
    if words["colon"] and names_something and len(words["rest"].split()) <= 1:
        return SHOW if follows in SHOWS else NEEDS
    return None


def _check_marker(page: PageInput, marker: Marker, body_line: int) -> Iterator[Finding]:
    place = marker.span(page.text)
    if place.line < body_line and marker.verb in (SHOW, NEEDS):
        message = f"a `{marker.verb}` marker in the front matter is not replaced"
        hint = "write the words themselves, or put the marker into the text"
        yield Finding(page.path, place, MISPLACED.code, message, hint)
    elif marker.closing:
        return
    elif marker.verb == SHOW:
        yield from _check_show(page, marker, place)
    elif marker.verb == NEEDS and not conditions(marker.argument):
        message = "a `needs` marker without a feature"
        yield Finding(page.path, place, ARGUMENT.code, message, _FEATURES)
    elif marker.verb == NEEDS:
        yield from _check_conditions(page, conditions(marker.argument), place)


def _check_show(page: PageInput, marker: Marker, place: Span) -> Iterator[Finding]:
    name, *arguments = marker.argument.split() or [""]
    show = SHOWS.get(name)
    if show is None:
        message = f'there is nothing to show named "{name}"' if name else "what to show is missing"
        yield Finding(
            page.path,
            place,
            NO_SUCH_SHOW.code,
            message,
            f"{_did_you_mean(name, SHOWS)}Names: {', '.join(SHOWS)}",
        )
        return
    allowed = ", ".join(show.arguments)
    if show.required and not arguments:
        message = f"`show: {name}` needs an argument"
        yield Finding(page.path, place, ARGUMENT.code, message, f"one of: {allowed}")
    for argument in arguments:
        if argument not in show.arguments:
            message = f'"{argument}" is no argument of `show: {name}`'
            meant = _did_you_mean(argument, show.arguments)
            hint = f"{meant}Allowed: {allowed}" if allowed else "it takes none"
            yield Finding(page.path, place, ARGUMENT.code, message, hint)
    if len(arguments) > 1:
        message = f"`show: {name}` takes one argument, here are {len(arguments)}"
        yield Finding(page.path, place, ARGUMENT.code, message, "use one marker for each")


def _check_conditions(page: PageInput, named: Iterable[str], place: Span) -> Iterator[Finding]:
    for condition in named:
        feature, _ = split_condition(condition)
        if feature not in FEATURES:
            message = f'there is no feature "{feature}"'
            hint = f"{_did_you_mean(feature, FEATURES)}{_FEATURES}"
            yield Finding(page.path, place, NO_SUCH_FEATURE.code, message, hint)


def _pair_finding(page: PageInput, pair: Unpaired) -> Finding:
    verb, place = pair.marker.verb, pair.marker.span(page.text)
    if pair.trouble is Trouble.UNCLOSED:
        message = f"this `{verb}` is never closed: it reaches to the end of the page"
        hint = f"write <!-- /{verb} --> where the block ends"
        return Finding(page.path, place, UNCLOSED.code, message, hint)
    if pair.inner is None:
        message = f"this `/{verb}` closes nothing"
        same = " in the same paragraph" if verb == SHOW else ""
        hint = f"write <!-- {verb}: ... --> before it{same}, or take it away"
        return Finding(page.path, place, UNOPENED.code, message, hint)
    line = pair.inner.span(page.text).line
    message = f"`/{verb}` stands before the end of `{pair.inner.verb}` opened on line {line}"
    hint = f"close it first: write <!-- /{pair.inner.verb} --> before this marker"
    return Finding(page.path, place, CROSSED.code, message, hint)


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    close = nearest(word, known)
    return f"did you mean {close}? " if close else ""


CHECKS = (PageCheck(RULES, markers),)
