"""The text of a page with everything that readers do not see blanked out, at the same places.

Blanks are spaces, so an offset in the blanked text is an offset in the original. What a tag means
for the layout is kept as one control character at its place (see `Mark`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import Final

from helpdesk.findings import Span


class Mark:
    """Control characters that stand for HTML structure in the blanked text."""

    LINE = "\x1f"  # <br>, <p>, <li>, <div>: a new line
    ROW = "\x1e"  # <tr>
    CELL = "\x1d"  # <td>, <th>
    TABLE = "\x1c"  # <table>, </table>
    HEADING = "\x1a"  # <h1> ... <h6>
    ROWSPAN = 0xE000  # plus a number, after CELL: how many rows the cell covers


_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\ue000-\ue0ff]")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,2000})?/?>")
_TARGET: Final = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_ROWSPAN: Final = re.compile(r"rowspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_URL: Final = re.compile(
    r"(?:https?|ftps?|sftp|mailto|tel|file|webcal):[^\s<>\"'`|)\]]+|\bwww\.[^\s<>\"'`|)\]]+"
)
_ATTRIBUTES: Final = re.compile(r"\{[:.#%][^{}\n]*\}|\{[a-z-]+=[^{}\n]*\}")
_STRUCK: Final = re.compile(r"~~(?=\S)[^~\n]+~~")
_ENTITY: Final = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6});")
_FILLER: Final = (
    "\u0640"  # keeps a word together that a character reference stood in; `fold` drops it
)
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_FENCE: Final = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})", re.MULTILINE)
_FRONT: Final = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_KEY: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:")
_READ_KEYS: Final = frozenset({"title", "description", "teaser", "search_words"})
_ANYTHING: Final = re.compile(r"[^\n]")
_STRONG: Final = frozenset({"b", "strong"})
_LINE_TAGS: Final = frozenset(
    {
        "br",
        "p",
        "li",
        "div",
        "dt",
        "ul",
        "ol",
        "dl",
        "hr",
        "summary",
        "details",
        "blockquote",
        "pre",
        "section",
        "caption",
        "center",
    }
)


def blank(match: re.Match[str]) -> str:
    """Replace a match by spaces, keeping its line ends."""
    return _ANYTHING.sub(" ", match[0])


def _entity(match: re.Match[str]) -> str:
    """Replace `&eacute;` by the letter and fillers, anything that is no letter by spaces."""
    char = unescape(match[0])
    if len(char) != 1 or not char.isalpha():
        keep = char if char in "/:;,.()-–—'’" else " "
        return keep + " " * (len(match[0]) - 1)
    return char + _FILLER * (len(match[0]) - 1)


def _layout(match: re.Match[str]) -> str:
    tag = match[1].lower()
    mark = " "
    if tag == "dt" and match[0][1] == "/":
        pass
    elif tag in _LINE_TAGS:
        mark = Mark.LINE
    elif tag in _STRONG:
        mark = "**"
    elif tag == "dd":
        mark = " " if match[0][1] == "/" else ":"
    elif tag == "tr":
        mark = Mark.ROW
    elif tag in ("td", "th"):
        if match[0][1] == "/":
            return " " * len(match[0])
        span = _ROWSPAN.search(match[0])
        rows = chr(Mark.ROWSPAN + min(int(span[1]), 99)) if span else " "
        return Mark.CELL + rows + blank(match)[2:]
    elif tag == "table":
        mark = Mark.TABLE
    elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        mark = Mark.HEADING
    return mark + blank(match)[len(mark) :]


class Source:
    """A page: its blanked text, and spans for offsets in it."""

    def __init__(self, text: str) -> None:
        self.original = text
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)
        text = _CONTROLS.sub(" ", text) if _CONTROLS.search(text) else text
        if "<!--" in text:
            text = _COMMENT.sub(blank, text)
        front, text = _split_front_matter(text)
        self.front_length = len(front)
        self.text = front + _blank_outside_code(text)

    def span(self, start: int, end: int) -> Span:
        """Return the span of an offset range."""
        line = bisect_right(self._starts, start)
        end_line = bisect_right(self._starts, end) if end > start else line
        first, last = self._starts[line - 1], self._starts[end_line - 1]
        return Span(line, start - first + 1, end_line, end - last + 1)


def _split_front_matter(text: str) -> tuple[str, str]:
    """Return the front matter with all but the values that readers see blanked, and the rest."""
    match = _FRONT.match(text)
    if match is None:
        return "", text
    kept: list[str] = []
    reading = False
    for line in match[0].splitlines(keepends=True):
        key = _KEY.match(line)
        if key is not None:
            reading = key[1].lower() in _READ_KEYS
            cut = key.end()
            kept.append(" " * cut + (line[cut:] if reading else _ANYTHING.sub(" ", line[cut:])))
        elif reading and line[:1] in " \t-" and not line.startswith("---"):
            kept.append(line)
        else:
            reading = False
            kept.append(_ANYTHING.sub(" ", line))
    return "".join(kept), text[match.end() :]


def _blank_outside_code(text: str) -> str:
    """Blank tags, link targets and addresses, but not inside fenced code."""
    if "```" not in text and "~~~" not in text:
        return _blank_markup(text)
    parts: list[str] = []
    position = 0
    fence: str | None = None
    for match in _FENCE.finditer(text):
        if fence is None:
            parts.append(_blank_markup(text[position : match.start()]))
            fence, position = match[1], match.start()
        elif match[1].startswith(fence):
            end = match.end()
            parts.append(text[position:end])
            fence, position = None, end
    rest = text[position:]
    parts.append(_blank_markup(rest) if fence is None else rest)
    return "".join(parts)


def _blank_markup(text: str) -> str:
    if "](" in text:
        text = _TARGET.sub(blank, text)
    if "]:" in text:
        text = _DEFINITION.sub(blank, text)
    if "<" in text:
        text = _TAG.sub(_layout, text)
    if ":" in text or "www." in text:
        text = _URL.sub(blank, text)
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    if "~~" in text:
        text = _STRUCK.sub(blank, text)
    if "{" in text:
        text = _ATTRIBUTES.sub(blank, text)
    return text
