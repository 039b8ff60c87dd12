"""The formats of access logs. Every line is judged for itself: one log may mix them.

To add a format, write a module with a class like `Format` and name it in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Protocol

from helpdesk.ratings.formats.caddy import Caddy
from helpdesk.ratings.formats.cloudfront import HEADER, CloudFront
from helpdesk.ratings.formats.combined import Combined
from helpdesk.ratings.hits import Hit


class Format(Protocol):
    """One format: a look at many lines at once, and a reading of one."""

    def days(self, block: bytes) -> Iterator[tuple[date | None, int]]:
        r"""Yield the days of the lines that have the format's shape, and how many have each.

        `block` is whole lines, with one `\n` before the first; the day is None where the line has
        the shape, but no day of any calendar.
        """

    def owns(self, line: bytes) -> bool:
        """Say, by its first bytes, whether a line can only be of this format."""

    def parse(self, line: bytes) -> Hit | None:
        """Read a line without its end; None: malformed, or a note that is no request."""


def formats() -> tuple[Format, ...]:
    """Return every format, ready for one log; the last one takes what no other owns."""
    return (Caddy(), CloudFront(), Combined())


HEADERS: Final = (HEADER,)
"""What lines contain that say how to read those after them: they must reach `parse` as well."""

LONGEST: Final = 1 << 16
"""Bytes of the longest line that is read: servers take requests of 8 to 32 KiB."""


def parse(line: bytes, known: tuple[Format, ...]) -> Hit | None:
    """Read a line with the format that owns it; None: malformed."""
    line = line.rstrip(b"\r\n")
    if len(line) > LONGEST:
        return None
    return next((one.parse(line) for one in known if one.owns(line)), None)


__all__ = ["HEADERS", "LONGEST", "Caddy", "CloudFront", "Combined", "Format", "formats", "parse"]
