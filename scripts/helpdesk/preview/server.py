"""The preview over HTTP: pages on request, and a stream of events for each page that is open."""

from __future__ import annotations

import json
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from helpdesk.preview import bar
from helpdesk.preview.site import Answer, PreviewedSite, Shown

_OWN: Final = "_preview/"
_HEARTBEAT: Final = 10.0
"""Seconds after which a page that hears nothing is told so: the first sign that it is gone."""


class PreviewServer(ThreadingHTTPServer):
    """Serves one previewed site; `wake` after its files may have changed."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], site: PreviewedSite) -> None:
        super().__init__(address, _Handler)
        self.site = site
        self._changed = Condition()
        self._changes = 0

    @property
    def url(self) -> str:
        """Where the site's root stands."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def wake(self) -> None:
        """Let every open page ask whether it is still the one on disk."""
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def wait_after(self, seen: int) -> int:
        """Return the number of changes when there are more than those seen, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._changes > seen, _HEARTBEAT)
            return self._changes

    @property
    def changes(self) -> int:
        """How often it was woken."""
        with self._changed:
            return self._changes

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before it had everything."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        address = unquote(asked.path).removeprefix("/")
        if address == f"{_OWN}client.js":
            self._send(Answer(bar.CLIENT, "text/javascript; charset=utf-8"))
        elif address == f"{_OWN}events":
            words = parse_qs(asked.query, keep_blank_values=True)
            self._tell(words.get("page", [""])[0], words.get("version", [""])[0])
        else:
            self._send(self.server.site.answer(address, self.server.url))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is given
        """Say nothing: the terminal is for findings."""

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        self.wfile.write(answer.body)

    def _tell(self, page: str, version: str) -> None:
        """Tell an open page its text and what its bar holds, until it has to be loaded anew."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        site, told, seen = self.server.site, None, self.server.changes
        shown = Shown(version)
        while True:
            now = site.shown(page)
            if now.version != shown.version:
                is_text = now.beside == shown.beside
                text = bar.exchange(shown.html, now.html) if is_text else None
                if text is None:
                    self._event("reload", "")
                    return
                self._event("text", {"html": text, "version": now.version})
            shown, findings = now, site.bar(page)
            if findings != told:
                told = findings
                self._event("bar", findings)
            after = self.server.wait_after(seen)
            if after == seen:
                self._write(": nothing new\n\n")
            seen = after

    def _event(self, name: str, data: str | dict[str, str]) -> None:
        self._write(f"event: {name}\ndata: {json.dumps(data)}\n\n")

    def _write(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()
