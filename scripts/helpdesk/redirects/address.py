"""An old address: read from an editor's words, written for a web server, named as a file.

It is a stranger's text in a server's configuration: only letters that mean nothing there are let
in, the rest is a mistake that is reported. Sources: RFC 3986 (percent-encoding, sections 2.1 and
2.4), nginx's `ngx_http_map_module` (regular expressions on `$request_uri`, which is as sent).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

_PUNCTUATION: Final = "/-._~,+@=()! "
_IN_QUERY: Final = _PUNCTUATION + "&:"
_HIDDEN_IN_QUERY: Final = re.compile(r"%(?:26|3D|2B|25|23)", re.IGNORECASE)
"""`&=+%#` that a query means as letters: unpacked, they would mean something else."""

_INDEX: Final = re.compile(r"/index\.html?\Z")
_PAGES: Final = frozenset({".html", ".htm"})
_PROGRAMS: Final = frozenset({".php", ".asp", ".aspx", ".cgi", ".jsp", ".do", ".pl"})
"""Endings that a host may run, or send as a download: no page is put there."""


class OldAddressError(ValueError):
    """What is written is no address that a server can look for: why, and the way out."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


@dataclass(frozen=True, slots=True, order=True)
class OldAddress:
    """A path from the root of the host, without the slash at its end, and perhaps a query."""

    path: str
    query: str = ""

    def __str__(self) -> str:
        """The address as a browser sends it."""
        path = quote(self.path, safe="/-._~,+@=()!") or "/"
        return f"{path}?{quote(self.query, safe=_IN_QUERY.strip())}" if self.query else path

    @property
    def pattern(self) -> str:
        """The regular expression of every way in which browsers send it, anchored at both ends.

        With and without a slash at the end, percent-encoded or not, with more behind: `?utm=...`.
        """
        path = "".join(_letter(letter, encoded_slash=False) for letter in self.path)
        if not self.query:
            return rf"^{path}(?:/(?:index\.html?)?)?(?:\?.*)?$"
        query = "".join(_letter(letter, encoded_slash=True) for letter in self.query)
        return rf"^{path}/?\?{query}(?:&.*)?$"

    def file(self, base: str) -> str | None:
        """Return the file that a static host shows there, from the site's root; None: it cannot.

        Files have no queries, a site has no files outside its `base`, and where programs were, a
        host may run what it finds.
        """
        if self.query or not f"{self.path}/".startswith(base):
            return None
        name = f"{self.path}/"[len(base) :].rstrip("/")
        ending = PurePosixPath(name).suffix.lower()
        if not name or ending in _PROGRAMS:
            return None
        return name if ending in _PAGES else f"{name}/index.html"


def read_address(written: str, base: str = "/") -> OldAddress:
    """Return the address that an editor wrote: what stood behind the host's name.

    With a slash at its start it is from the root of the host, else from the root of the site,
    `base`.

    Raises:
        OldAddressError: no server can look for it.
    """
    text = written.strip()
    parts = _split(text)
    path = _decoded(parts[0])
    if not path.startswith("/"):
        path = base + path
    path = _INDEX.sub("", path).rstrip("/")
    query = parts[1]
    if _HIDDEN_IN_QUERY.search(query):
        raise OldAddressError("its query holds encoded signs", "leave out the part with % signs")
    query = _decoded(query)
    segments = path.split("/")[1:]
    if "" in segments or {".", ".."} & set(segments):
        raise OldAddressError("its path is not plain", "write it as the browser shows it")
    if not path and not query:
        raise OldAddressError("that is the home page", "take it away")
    _only(path, _PUNCTUATION)
    _only(query, _IN_QUERY)
    return OldAddress(path, query)


def _split(text: str) -> tuple[str, str]:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise OldAddressError("it is no address", "write what stood behind the name") from None
    if parts.scheme or parts.netloc:
        rest = text.partition("//")[2].partition("/")[2]
        raise OldAddressError("it names a host", f"leave the host away: /{rest}")
    if "#" in text:
        raise OldAddressError("servers never see what follows the #", "leave it away")
    return parts.path, parts.query


def _decoded(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise OldAddressError("its % signs are not UTF-8", "write the letters themselves") from None


def _only(text: str, punctuation: str) -> None:
    wrong = next((each for each in text if not each.isalnum() and each not in punctuation), "")
    if wrong:
        shown = wrong if wrong.isprintable() else "a sign that cannot be seen"
        raise OldAddressError(f"{shown} may not stand in it", "end the address before that sign")


def _letter(letter: str, *, encoded_slash: bool) -> str:
    """Return the pattern of one letter: as it is or percent-encoded, hexadecimal in any case."""
    if letter == " ":
        return r"(?:\+|%20)"
    if letter.isascii() and (letter.isalnum() or letter in "-._~=&"):
        return re.escape(letter)
    if letter == "/" and not encoded_slash:
        return letter
    encoded = "".join(f"%{byte:02X}" for byte in letter.encode())
    any_case = f"(?i:{encoded})" if re.search("[A-F]", encoded) else encoded
    return f"(?:{re.escape(letter)}|{any_case})" if letter.isascii() else any_case
