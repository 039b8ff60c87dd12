"""Answers of a web server, asked like a browser asks: packed, one connection kept, no cookies."""

from __future__ import annotations

import ssl
from typing import Final
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, InsecureRequestWarning

from helpdesk.probing.encryption import context
from helpdesk.stranger.answer import Answer

AGENT: Final = "helpdesk-publish-check (bot)"
MOST_BYTES: Final = 8_000_000
"""Of one answer: no file of such a site comes near it."""

AT_ONCE: Final = 6
"""Connections, as many as a browser opens."""


class Web:
    """The server at the host of a site's address. With `trust` off, any certificate will do."""

    is_server = True
    knows_headers = True

    def __init__(
        self, url: str, *, seconds: float = 20.0, ca_file: str | None = None, trust: bool = True
    ) -> None:
        parts = urlsplit(url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        trusted = context(ca_file)
        if not trust:
            trusted.check_hostname = False
            trusted.verify_mode = ssl.CERT_NONE
            urllib3.disable_warnings(InsecureRequestWarning)  # the certificate has its own finding
        self._pool = urllib3.PoolManager(
            maxsize=AT_ONCE,
            block=True,
            retries=urllib3.Retry(2, redirect=0, status=0, raise_on_redirect=False),
            timeout=seconds,
            ssl_context=trusted,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, br"},
        )

    def known(self) -> list[str]:
        """Return nothing: a server does not tell what it has."""
        return []

    def place(self, address: str) -> str:
        """Return the full address."""
        return self._origin + address

    def get(self, address: str) -> Answer:
        """Ask for an address; redirects are answers, and not followed."""
        place = self.place(address)
        try:
            answer = self._pool.request("GET", place, redirect=False, preload_content=False)
            body = answer.read(MOST_BYTES + 1)  # unpacked; a wrong encoding is an error
            headers = tuple(answer.headers.iteritems())
        except (HTTPError, OSError) as error:
            return Answer(place, 0, problem=_words(error))
        if len(body) > MOST_BYTES:
            answer.close()
            return Answer(place, 0, headers, problem=f"more than {MOST_BYTES:,} bytes")
        answer.release_conn()
        return Answer(place, answer.status, headers, body)


def _words(error: Exception) -> str:
    """Return the innermost reason: urllib3 wraps it in how often it tried."""
    reason = getattr(error, "reason", None)
    return str(reason if reason is not None else error).rpartition(": ")[2]
