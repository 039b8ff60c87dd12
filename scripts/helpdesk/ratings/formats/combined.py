r"""Common and Combined Log Format, as nginx and Apache write them.

Sources: Apache, "Log Files", and mod_log_config (`%h %l %u %t "%r" %>s %b`, then referer and agent;
`\"`, `\\`, `\n`, `\t`, `\xhh` within quotes); nginx, `log_format` (`\xHH` for `"`, `\` and what is
not printable). The names of months are English in every locale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from helpdesk.ratings.hits import Hit

_MONTHS: Final = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH: Final = {name: number for number, name in enumerate(_MONTHS, start=1)}

# Possessive quantifiers: a hostile line is read once, from left to right.
_TEXT: Final = rb'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+'
_WHO: Final = rb"[^\s\[]++ [^\[\n]*+\["
_DAY: Final = rb"\d\d/[A-Z][a-z][a-z]/\d{4}"
_TIME: Final = rb":\d\d:\d\d:\d\d [+-]\d{4}"

_SHAPE: Final = re.compile(rb"\n%b(%b)%b\] \"%b\" \d\d\d [\d-]" % (_WHO, _DAY, _TIME, _TEXT))
_LINE: Final = re.compile(
    rb'(\S++) [^\[]*+\[([^\]]++)\] "(%b)" (\d{3}) (?:\d++|-)(?: "(%b)" "(%b)"(?: .*)?)?'
    % (_TEXT, _TEXT, _TEXT)
)
_STAMP: Final = re.compile(
    rb"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d\d)([0-5]\d)"
)
_ESCAPE: Final = re.compile(rb"\\(x[0-9A-Fa-f]{2}|.)")
_LETTERS: Final = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class Combined:
    """The format of nginx (its default) and Apache; without referer and agent it is Common."""

    def days(self, block: bytes) -> Iterator[tuple[date | None, int]]:
        """Yield the days of the lines of this shape, in the log's own time zone."""
        for text, count in Counter(_SHAPE.findall(block)).items():
            yield _day(text), count

    def owns(self, line: bytes) -> bool:  # noqa: ARG002 - the other formats look at it
        """Take every line that no other format owns."""
        return True

    def parse(self, line: bytes) -> Hit | None:
        """Read one line; None if it is malformed."""
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        address, stamp, request, status, referer, agent = found.groups()
        at = _seconds(stamp)
        if at is None:
            return None
        # A stranger may send anything as a request: what is no method and target asks for no page.
        method, _, rest = _plain(request).partition(" ")
        return Hit(
            at=at,
            address=address.decode("ascii", "replace"),
            method=method,
            target=rest.partition(" ")[0],
            status=int(status),
            referer=_field(referer or b""),
            agent=None if agent is None else _field(agent),
        )


def _field(raw: bytes) -> str:
    text = _plain(raw)
    return "" if text == "-" else text


def _plain(raw: bytes) -> str:
    if b"\\" in raw:
        raw = _ESCAPE.sub(_unescape, raw)
    return raw.decode("utf-8", "replace")


def _unescape(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if len(code) == 3:
        return bytes.fromhex(code[1:].decode("ascii"))
    return _LETTERS.get(code, code)


@lru_cache(maxsize=64)
def _day(text: bytes) -> date | None:
    try:
        return date(int(text[7:11]), _MONTH.get(text[3:6], 0), int(text[:2]))
    except ValueError:
        return None


def _seconds(stamp: bytes) -> int | None:
    found = _STAMP.fullmatch(stamp)
    if found is None:
        return None
    day, month, year, hour, minute, second, offset_hours, offset_minutes = found.groups()
    ahead = int(offset_hours) * 60 + int(offset_hours[:1] + offset_minutes)
    try:
        local = datetime(
            int(year), _MONTH.get(month, 0), int(day), int(hour), int(minute),
            min(int(second), 59),  # a leap second
            tzinfo=timezone(timedelta(minutes=ahead)),
        )  # fmt: skip
        return int(local.astimezone(UTC).timestamp())
    except (ValueError, OverflowError):
        return None
