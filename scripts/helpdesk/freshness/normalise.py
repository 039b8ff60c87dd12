"""What counts as a change of a text: words and markers do, the way they are typed does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from helpdesk.markers import NEEDS, SHOW, as_marker, comments

_FENCE: Final = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_BULLET: Final = re.compile(r"^(?P<indent>[ \t]*)[*+-](?=[ \t])")
_QUOTE: Final = re.compile(r"^[ \t]*>[ \t]?")
_DELIMITER_ROW: Final = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_CODE_OR_TARGET: Final = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?<=\]\()[ \t]*(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)",
    re.DOTALL,
)
_DEFINITION: Final = re.compile(r"^(?P<label>[ \t]{0,3}\[[^\]\n]+\]:)[ \t]*\S+", re.MULTILINE)
_CELL_EDGE: Final = re.compile(r" ?\| ?")


@lru_cache(maxsize=8192)  # rules compare the same sections in several ways
def normalise(text: str) -> str:
    """Return a Markdown text without what is only cosmetic, on one line.

    Dropped: white space (also no-break spaces) and line wrapping, the padding of tables, which
    character makes a list bullet, link targets, comments other than `show` and `needs` markers.
    Kept: every word, markers, code, heading levels, list numbers.
    """
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(_plain_lines(_without_notes(text)))
    if "`" in text or "](" in text:
        text = _CODE_OR_TARGET.sub(lambda found: found["code"] or "", text)
    if "]:" in text:
        text = _DEFINITION.sub(lambda found: found["label"], text)
    return _CELL_EDGE.sub("|", " ".join(text.split())).strip()


def _without_notes(text: str) -> str:
    parts: list[str] = []
    done = 0
    for comment in comments(text):
        marker = as_marker(comment)
        parts.append(text[done : comment.start])
        if marker is not None and marker.verb in (SHOW, NEEDS):
            colon = f": {marker.argument}" if marker.argument else ""
            parts.append(f"<!-- {'/' if marker.closing else ''}{marker.verb}{colon} -->")
        done = comment.end
    return "".join([*parts, text[done:]])


def _plain_lines(text: str) -> Iterator[str]:
    """Yield the lines with one kind of bullet and without what only joins lines of one block."""
    fence: str | None = None
    in_quote = False
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if fence is not None or mark:
            if fence is None and mark:
                fence = mark["marks"]
            elif fence is not None and line.strip().startswith(fence):
                fence = None
            yield line
            continue
        quote = _QUOTE.match(line)
        plain = line[quote.end() :] if quote and in_quote else line
        in_quote = quote is not None
        yield "|-|" if _DELIMITER_ROW.match(plain) else _BULLET.sub(r"\g<indent>-", plain)
