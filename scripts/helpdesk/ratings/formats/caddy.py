"""Caddy's access log: one JSON object a line.

Source: Caddy documentation, "log" directive and "How Logging Works": `ts` is in seconds since 1970
(`unix_seconds_float`, the default) or a text of RFC 3339; `request` has `remote_ip`, `method`,
`uri`, `host` and `headers`, each header a list of values.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

from helpdesk.ratings.hits import Hit, day_of

# The first "ts" counts, for good (an atomic group): a line of nothing but "ts" is read once, too.
_SHAPE: Final = re.compile(rb'\n\{(?>[^\n]*?"ts": ?"?)(\d{4}-\d\d-\d\d|\d++)[^\n]*+(?<=\})')
_WRONG_SHAPE: Final = (
    ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What an object of any other shape raises while it is read, times beyond calendars included."""
_PREFETCH: Final = frozenset({"prefetch", "preview", "prerender"})


class Caddy:
    """The JSON of Caddy 2."""

    def days(self, block: bytes) -> Iterator[tuple[date | None, int]]:
        """Yield the days (UTC) of the lines that are an object with a time."""
        days = Counter(_day(text) for text in _SHAPE.findall(block))
        yield from days.items()

    def owns(self, line: bytes) -> bool:
        """Say whether a line begins like an object."""
        return line.startswith(b"{")

    def parse(self, line: bytes) -> Hit | None:
        """Read one line; None if it is malformed, or a note of Caddy's about itself."""
        try:
            entry = json.loads(line)
            return _hit(entry, entry["request"])
        except _WRONG_SHAPE:
            return None


def _hit(entry: dict[str, Any], request: dict[str, Any]) -> Hit:
    headers = {name.lower(): values for name, values in (request.get("headers") or {}).items()}
    purpose = _first(headers, "sec-purpose") or _first(headers, "purpose")
    return Hit(
        at=_seconds(entry["ts"]),
        # Behind a proxy that Caddy trusts, client_ip is the reader and remote_ip the proxy.
        address=_text(request.get("client_ip") or request["remote_ip"]),
        method=_text(request["method"]),
        target=_text(request["uri"]),
        status=int(entry["status"]),
        referer=_first(headers, "referer"),
        agent=_first(headers, "user-agent"),
        host=_text(request.get("host", "")),
        is_prefetch=bool(_PREFETCH & set(re.split(r"[;,\s]+", purpose.lower()))),
    )


def _first(headers: dict[str, Any], name: str) -> str:
    values = headers.get(name) or [""]
    return _text(values[0])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    # JSON can hold half of a surrogate pair, which no file can.
    return value.encode("utf-8", "replace").decode("utf-8")


def _seconds(stamp: object) -> int:
    if isinstance(stamp, str):
        at = datetime.fromisoformat(stamp)
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    if isinstance(stamp, int | float):
        day_of(int(stamp))  # raises what parse() expects when no calendar has that day
        return int(stamp)
    raise TypeError(f"{stamp!r} is no time")


def _day(text: bytes) -> date | None:
    try:
        return day_of(int(text)) if text.isdigit() else date.fromisoformat(text.decode("ascii"))
    except (ValueError, OverflowError, OSError):
        return None
