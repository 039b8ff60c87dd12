"""The links of a Markdown page with their places: inline links, images, definitions, HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_NOT_LINKS: Final = re.compile(
    r"(?P<fence>^[ \t]*(?P<marks>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=marks)[`~]*[ \t]*$|\Z))"
    r"|(?P<code>(?<!`)(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--(?:.*?-->|.*\Z))",
    re.DOTALL | re.MULTILINE,
)
_TARGET: Final = r"<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()<>]|\([^\s()]*\))*)"
# It begins with its sign, and looks behind it then: a search can jump to the sign.
_INLINE: Final = re.compile(
    r"\[(?<!\\\[)(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()\s]*\))?)*)\]"
    rf"\([ \t]*(?:{_TARGET})(?:\s+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\)"
)
_IMAGE: Final = re.compile(
    rf"!\[(?P<text>[^\[\]]*)\]\([ \t]*(?:{_TARGET})(?:\s+\"[^\"]*\")?[ \t]*\)"
)
_DEFINITION: Final = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)(?P<text>[^\]\n]+)\]:[ \t]*(?:{_TARGET})", re.MULTILINE
)
_HTML: Final = re.compile(
    r"<(?:a|img|form)\b[^<>]*?\b(?:href|src|action)=(?P<quote>[\"'])(?P<plain>.*?)(?P=quote)"
    r"(?P<angled>)(?P<text>)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its text (empty for HTML), its target as written, the offsets of both together."""

    text: str
    target: str
    start: int
    end: int
    is_image: bool = False
    is_html: bool = False

    @property
    def path(self) -> str:
        """The target without `#...` and `?...`."""
        return re.split(r"[?#]", self.target, maxsplit=1)[0]

    @property
    def anchor(self) -> str:
        """What follows the `#`, empty without one."""
        return self.target.partition("#")[2]

    @property
    def is_external(self) -> bool:
        """Whether the target names a scheme (`https:`, `mailto:`) or another server (`//`)."""
        return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", self.target))


@lru_cache(maxsize=2048)  # each translation of a section is compared with the same source
def links(text: str) -> tuple[Link, ...]:
    """Return the links of a Markdown text in the order of their places; code is left out."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return ()
    masked = _NOT_LINKS.sub(_blank, text) if _may_hide(text) else text
    found = []
    for pattern, is_image, is_html in (
        (_IMAGE, True, False),
        (_INLINE, False, False),
        (_DEFINITION, False, False),
        (_HTML, False, True),
    ):
        for match in pattern.finditer(masked):
            if pattern is _INLINE and masked[match.start() - 1 : match.start()] == "!":
                continue
            written = text[match.start("text") : match.end("text")]
            target = match["angled"] or match["plain"] or ""
            found.append(Link(written, target, match.start(), match.end(), is_image, is_html))
    return tuple(sorted(found, key=lambda link: link.start))


def _may_hide(text: str) -> bool:
    return "`" in text or "~~~" in text or "<!--" in text


def _blank(match: re.Match[str]) -> str:
    """Turn what is no link to a place holder of the same length, its line breaks kept."""
    return re.sub(r"[^\n]", "\0", match[0])
