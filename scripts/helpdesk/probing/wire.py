"""A connection that speaks in lines, and turns every way of failing into a fault."""

from __future__ import annotations

import asyncio
import errno
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from helpdesk.probing.encryption import days_left, fault_of
from helpdesk.probing.outcome import Fault, ProbeError

LONGEST_ANSWER: Final = 1_000_000
"""Bytes. What mail servers say about themselves has a few hundred."""

_NO_WAY: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})


class Wire:
    """One connection to one address of a server that is known as `host`."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.has_answered = False
        """Whether a whole line came."""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    @property
    def is_connected(self) -> bool:
        """Whether the server took the connection."""
        return self._writer is not None

    async def connect(self, address: str, port: int) -> None:
        """Connect.

        Raises:
            ProbeError: nobody listens there, or there is no way.
        """
        with _faults(self.host):
            self._reader, self._writer = await asyncio.open_connection(
                address, port, limit=LONGEST_ANSWER
            )

    async def encrypt(self, context: ssl.SSLContext) -> None:
        """Go over to TLS, at the start or after STARTTLS.

        Raises:
            ProbeError: there is no TLS, or the certificate is not good for the host.
        """
        with _faults(self.host):
            await self._out.start_tls(context, server_hostname=self.host)

    async def line(self) -> str:
        """Return the next line without its end; what is not ASCII comes as `?`.

        Raises:
            ProbeError: the server hung up.
        """
        with _faults(self.host):
            line = await self._in.readline()
        if not line.endswith(b"\n"):
            said = f" after {_shown(line)}" if line else ""
            raise ProbeError(Fault.RESET, f"the server hung up{said}")
        self.has_answered = True
        return line.decode("ascii", "replace").rstrip("\r\n")

    async def rest(self) -> bytes:
        """Return everything until the server hangs up, up to the longest answer."""
        with _faults(self.host):
            return await self._in.read(LONGEST_ANSWER)

    async def say(self, line: str) -> None:
        """Send one line."""
        with _faults(self.host):
            self._out.write(f"{line}\r\n".encode("ascii"))
            await self._out.drain()

    @property
    def own_address(self) -> str:
        """This side's IP address."""
        return str(self._out.get_extra_info("sockname")[0])

    @property
    def certificate(self) -> dict[str, Any]:
        """The server's verified certificate, as `ssl.getpeercert` gives it."""
        return self._out.get_extra_info("peercert") or {}

    @property
    def tls(self) -> tuple[str | None, int | None]:
        """The version of TLS and the days that the certificate has left; None without TLS."""
        secured = self._out.get_extra_info("ssl_object")
        return (secured.version(), days_left(self.certificate)) if secured else (None, None)

    def close(self) -> None:
        """Hang up without a word; what is under way is dropped."""
        if self._writer is not None:
            self._writer.transport.abort()

    @property
    def _in(self) -> asyncio.StreamReader:
        assert self._reader is not None, "connect comes first"  # noqa: S101
        return self._reader

    @property
    def _out(self) -> asyncio.StreamWriter:
        assert self._writer is not None, "connect comes first"  # noqa: S101
        return self._writer


def _shown(line: bytes) -> str:
    return repr(line[:60].decode("ascii", "replace"))


@contextmanager
def _faults(host: str) -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        raise fault_of(error, host) from error
    except ConnectionRefusedError as error:
        raise ProbeError(Fault.REFUSED, "nothing listens there") from error
    except ConnectionError as error:
        raise ProbeError(Fault.RESET, "the server broke the connection off") from error
    except ValueError as error:  # a line beyond the limit
        raise ProbeError(Fault.WRONG_PROTOCOL, "an endless line") from error
    except OSError as error:
        if error.errno in _NO_WAY:
            raise ProbeError(Fault.UNREACHABLE, "no way there from this machine") from error
        if error.errno == errno.ETIMEDOUT:
            raise ProbeError(Fault.TIMED_OUT, "no answer") from error
        raise ProbeError(Fault.UNREACHABLE, error.strerror or str(error)) from error
