"""CloudFront's standard logs: tab-separated, values percent-encoded, times in UTC.

Source: Amazon CloudFront Developer Guide, "Standard logging": two header lines, `#Version: 1.0` and
`#Fields: ...`, in each file; `-` where there is no value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from helpdesk.ratings.hits import Hit

STANDARD: Final = (
    "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) "
    "cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header"
)
"""The first fields of version 1.0, in their order: what a log without its header means."""

HEADER: Final = b"#Fields:"
_SHAPE: Final = re.compile(rb"\n(\d{4}-\d\d-\d\d)\t\d\d:\d\d:\d\d(?:\t[^\t\n]++){7}")
_OWN: Final = re.compile(rb"#|\d{4}-\d\d-\d\d\t")


class CloudFront:
    """One log; its header line, when met, says which field stands where."""

    def __init__(self) -> None:
        self._fields = _positions(STANDARD)

    def days(self, block: bytes) -> Iterator[tuple[date | None, int]]:
        """Yield the days of the lines of this shape."""
        for text, count in Counter(_SHAPE.findall(block)).items():
            yield _day(text), count

    def owns(self, line: bytes) -> bool:
        """Say whether a line is a header, or begins with a date and a tab."""
        return _OWN.match(line) is not None

    def parse(self, line: bytes) -> Hit | None:
        """Read one line; None if it is malformed, or a header, which is heeded from here on."""
        if line.startswith(HEADER):
            self._fields = _positions(line[len(HEADER) :].decode("ascii", "replace"))
            return None
        values = line.decode("utf-8", "replace").split("\t")

        def field(name: str) -> str:
            at = self._fields.get(name, len(values))
            value = values[at] if at < len(values) else "-"
            return "" if value == "-" else unquote(value)

        try:
            at = datetime.fromisoformat(f"{field('date')}T{field('time')}+00:00")
            status = int(field("sc-status"))
        except ValueError:
            return None
        query = field("cs-uri-query")
        return Hit(
            at=int(at.astimezone(UTC).timestamp()),
            address=field("c-ip"),
            method=field("cs-method"),
            target=field("cs-uri-stem") + (f"?{query}" if query else ""),
            status=status,
            referer=field("cs(Referer)"),
            # In older logs a space of the agent is `%2520`.
            agent=unquote(field("cs(User-Agent)")) if "cs(User-Agent)" in self._fields else None,
            host=field("x-host-header") or field("cs(Host)"),
        )


def _positions(fields: str) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(fields.split())}


@lru_cache(maxsize=64)
def _day(text: bytes) -> date | None:
    try:
        return date.fromisoformat(text.decode("ascii"))
    except ValueError:
        return None
