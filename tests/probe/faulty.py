"""Servers that do what no real one should: silent, slow, breaking off, behind the times."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Behaviour = Callable[[socket.socket], None]

GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n"


@contextmanager
def server(behave: Behaviour) -> Iterator[int]:
    """Serve on a free port of 127.0.0.1, each connection in a thread of its own; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_accept, args=(listener, behave), daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _accept(listener: socket.socket, behave: Behaviour) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=_serve, args=(client, behave), daemon=True).start()


def _serve(client: socket.socket, behave: Behaviour) -> None:
    with client, suppress(OSError):
        behave(client)


def silent(client: socket.socket) -> None:
    """Take the connection, and say nothing until the other side hangs up."""
    while client.recv(1000):
        pass


def slow(client: socket.socket) -> None:
    """Greet at once, then take longer for an answer than anybody waits."""
    client.sendall(GREETING)
    silent(client)


def resetting(client: socket.socket) -> None:
    """Break off in the middle of the greeting: with a linger of zero, closing sends a reset."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.sendall(GREETING[:8])
    time.sleep(0.05)  # so that the first half arrives on its own


def hanging_up(client: socket.socket) -> None:
    """End the connection in the middle of the greeting, properly."""
    client.sendall(GREETING[:8])


def turning_away(client: socket.socket) -> None:
    """Refuse in the protocol's own words, as an overloaded server does."""
    client.sendall(b"* BYE too many connections\r\n")


def endless(client: socket.socket) -> None:
    """Send a line without an end."""
    while True:
        client.sendall(b"x" * 65536)


def of_the_past(certificate: Path) -> Behaviour:
    """Speak IMAP over TLS 1.1, the newest that this server knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1

    def behave(client: socket.socket) -> None:
        with context.wrap_socket(client, server_side=True) as secured:
            secured.sendall(GREETING)
            secured.recv(1000)
            secured.sendall(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na1 OK done\r\n")
            secured.recv(1000)

    return behave
