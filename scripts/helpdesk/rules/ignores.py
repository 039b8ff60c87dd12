"""IGN: comments that excuse a finding, and what is wrong with them.

    <!-- ignore: PORT02 the old port, told as history -->

stands on the line before (blank lines between do not matter) or at the end of the same line. It
excuses findings of exactly the codes that it names, on that one line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from helpdesk.findings import Finding, Span
from helpdesk.markers import IGNORE, Marker, scan
from helpdesk.nearest import nearest
from helpdesk.rules.base import Rule

INCOMPLETE: Final = Rule(
    "IGN01",
    "An ignore comment lacks its code or its reason",
    """An ignore comment must say which finding it excuses and why.

**Why.** Without a code it would hide mistakes that nobody has made yet. Without a reason nobody
knows later whether it may go.

Before: `<!-- ignore -->` or `<!-- ignore: PORT02 -->`

After: `<!-- ignore: PORT02 the old port, told as history -->`""",
)

UNKNOWN: Final = Rule(
    "IGN02",
    "An ignore comment names a code that does not exist",
    """**Why.** It excuses nothing: most often a digit is wrong.

Before: `<!-- ignore: PROT02 the old port -->`

After: `<!-- ignore: PORT02 the old port -->`""",
)

UNUSED: Final = Rule(
    "IGN03",
    "An ignore comment excuses nothing",
    """No finding with this code stands on the line that the comment is for.

**Why.** What it excused is gone; left there, it would hide the next mistake.

Before: a comment above a sentence that has been mended.

After: no comment.""",
)

RULES: Final = (INCOMPLETE, UNKNOWN, UNUSED)

_CODE: Final = re.compile(r"[A-Z]+[0-9]{2}")
_LIKE_A_CODE: Final = re.compile(r"[A-Za-z]+[0-9]+|[A-Z]{2,}")
_DECORATION: Final = " \t\r>"
"""What may stand beside a comment that has the line to itself: block quotes."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One ignore comment: where it stands, the codes it excuses, the reason, the line it is for."""

    path: str
    span: Span
    codes: tuple[str, ...]
    reason: str
    target: int


def read_ignores(path: str, text: str) -> tuple[Ignore, ...]:
    """Return the ignore comments of a page in order."""
    if f"{IGNORE}" not in text:
        return ()
    found = []
    for marker in scan(text):
        if marker.verb == IGNORE and not marker.closing:
            codes, reason = _split(marker.argument)
            span = marker.span(text)
            found.append(Ignore(path, span, codes, reason, _target(text, marker, span)))
    return tuple(found)


def check_ignores(ignores: Iterable[Ignore], known: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with the comments themselves."""
    example = "write <!-- ignore: PORT02 the reason -->"
    for ignore in ignores:
        lacking = [] if ignore.codes else ["a code"]
        lacking += [] if ignore.reason else ["a reason"]
        if lacking:
            message = f"the ignore comment lacks {' and '.join(lacking)}"
            yield Finding(ignore.path, ignore.span, INCOMPLETE.code, message, example)
        for code in ignore.codes:
            if code not in known:
                close = nearest(code, known)
                hint = f"did you mean {close}?" if close else "`helpdesk explain` lists all codes"
                message = f"there is no code {code}"
                yield Finding(ignore.path, ignore.span, UNKNOWN.code, message, hint)


def excuse(
    findings: Iterable[Finding], ignores: Iterable[Ignore], ran: Collection[str]
) -> Iterator[Finding]:
    """Yield the findings that no comment excuses, then the comments that excused nothing.

    `ran` holds the codes that were looked for: a comment for another code is not judged. A comment
    without a reason excuses as well: one finding (IGN01) is enough to say so.
    """
    wanted = {
        (ignore.path, ignore.target, code): ignore for ignore in ignores for code in ignore.codes
    }
    used = set()
    for finding in findings:
        key = (finding.path, finding.span.line, finding.code)
        if key in wanted:
            used.add(key)
        else:
            yield finding
    for key, ignore in wanted.items():
        if key not in used and key[2] in ran:
            yield Finding(
                ignore.path,
                ignore.span,
                UNUSED.code,
                f"nothing to ignore: no {key[2]} on line {ignore.target}",
                "take the comment away",
            )


def _split(argument: str) -> tuple[tuple[str, ...], str]:
    """Split `PORT02, PORT03 the reason` into its codes and its reason."""
    words = argument.replace(",", ", ").split()
    codes: list[str] = []
    while words:
        word = words[0].rstrip(",:;")
        if word and not _CODE.fullmatch(word) and not _is_slip(word, codes):
            break
        codes += [word] if word else []
        del words[0]
    return tuple(codes), " ".join(words).strip(" ,-–—:")


def _is_slip(word: str, codes: list[str]) -> bool:
    return not codes and bool(_LIKE_A_CODE.fullmatch(word))


def _target(text: str, marker: Marker, span: Span) -> int:
    """Return the line that a comment is for: its own, or the next one that is not blank."""
    before = text[text.rfind("\n", 0, marker.start) + 1 : marker.start]
    after = text[marker.end :].partition("\n")[0]
    if before.strip(_DECORATION) or after.strip(_DECORATION):
        return span.line
    for number, line in enumerate(text.split("\n")[span.end_line :], start=span.end_line + 1):
        if line.strip(_DECORATION):
            return number
    return span.line
