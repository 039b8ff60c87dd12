"""The `stamps:` block of a translation's front matter: read leniently, written textually."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import yaml

from helpdesk.markdown import parse_front_matter

STAMPS: Final = "stamps"

_BLOCK: Final = re.compile(
    r"\A\ufeff?---[ \t]*(?P<newline>\r?\n)(?P<yaml>.*?)(?=^---[ \t]*(?:\r?\n|\Z))",
    re.DOTALL | re.MULTILINE,
)
_PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9-]*")
_YAML_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


class StampError(Exception):
    """A page cannot be stamped: what is in the way, in words for the editor."""


def read_stamps(page_text: str) -> dict[str, str]:
    """Return the stamps of a page; none when it has none or its front matter is unreadable."""
    meta = parse_front_matter(page_text).meta
    return dict(meta.stamps) if meta else {}


def with_stamps(page_text: str, stamps: Mapping[str, str]) -> str:
    """Return the page with its `stamps:` block replaced; everything else stays byte for byte.

    The block keeps its place (else it comes last) and the page's line endings; without stamps it
    goes away.

    Raises:
        StampError: the page has no front matter that could be read.
    """
    block = _BLOCK.match(page_text)
    if block is None:
        raise StampError("the page has no front matter to hold the stamps")
    lines = block["yaml"].splitlines(keepends=True)
    start, end = _present(block["yaml"], len(lines))
    changed = [*lines[:start], *_written(stamps, block["newline"]), *lines[end:]]
    return page_text[: block.start("yaml")] + "".join(changed) + page_text[block.end("yaml") :]


def _present(block: str, length: int) -> tuple[int, int]:
    """Return the lines (0-based, end exclusive) of the stamps, or the end of the front matter."""
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise StampError("the front matter is not readable as YAML: mend it first") from error
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    for key, value in entries:
        if key.value == STAMPS:
            return key.start_mark.line, _last_line(value) + 1
    return length, length


def _last_line(value: yaml.Node) -> int:
    """Return the last line of a value; a block's own end mark stands only at the next key."""
    if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style:
        value = value.value[-1][1]
    return int(value.end_mark.line)


def _written(stamps: Mapping[str, str], newline: str) -> list[str]:
    if not stamps:
        return []
    entries = [f'  {_key(section)}: "{stamp}"{newline}' for section, stamp in stamps.items()]
    return [f"{STAMPS}:{newline}", *entries]


def _key(section: str) -> str:
    """Quote what YAML would not read as text: `404`, `no`."""
    plain = _PLAIN_KEY.fullmatch(section) and section not in _YAML_WORDS
    return section if plain else f'"{section}"'
