"""One address of a server: the conversation, its deadline, and a second look at what failed."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

from helpdesk.facts import Authentication, MailServer
from helpdesk.probing import encryption
from helpdesk.probing.dialogues import spoken
from helpdesk.probing.options import Endpoint
from helpdesk.probing.outcome import CERTIFICATE_FAULTS, Fault, ProbeError, Session
from helpdesk.probing.talk import starts_encrypted, talk
from helpdesk.probing.wire import Wire

_T = TypeVar("_T")

SECOND_LOOK: Final = 3.0
"""Seconds for finding the better word for a failure; it was slow enough already."""


class Contexts:
    """The ways to check certificates, made once: reading the authorities takes time."""

    def __init__(self, ca_file: str | None) -> None:
        self.strict = encryption.context(ca_file)
        self.any_version = encryption.any_version(ca_file)
        self.any_name = encryption.any_name(ca_file)


@dataclass(frozen=True, slots=True)
class AddressProbe:
    """What to ask at one address: a server of the facts, known as `host`, and its login methods."""

    server: MailServer
    methods: tuple[Authentication, ...]
    host: str
    at: Endpoint
    contexts: Contexts

    async def run(self, seconds: float) -> Session:
        """Return what the server told within that time.

        Raises:
            ProbeError: it differs from the facts, or was too late.
        """
        try:
            return await self._connected(seconds, self._talk(self.contexts.strict))
        except encryption.OldTLSError:
            return await self._connected(seconds, self._talk(self.contexts.any_version))
        except ProbeError as error:
            raise await self._second_look(error) from error

    def _talk(self, context: ssl.SSLContext) -> Callable[[Wire], Awaitable[Session]]:
        return lambda wire: talk(wire, self.server, self.methods, context)

    async def _connected(self, seconds: float, step: Callable[[Wire], Awaitable[_T]]) -> _T:
        """Connect and take one step; the deadline holds for both."""
        wire = Wire(self.host)
        try:
            async with asyncio.timeout(seconds):
                await wire.connect(*self.at)
                return await step(wire)
        except TimeoutError as error:
            raise _too_late(wire, seconds) from error
        finally:
            wire.close()

    async def _second_look(self, error: ProbeError) -> ProbeError:
        """Connect once more where that tells more; else return the error as it was."""
        try:
            if error.fault is Fault.SILENT and not starts_encrypted(self.server):
                await self._wait_for_tls()
            elif error.fault is Fault.NOT_ENCRYPTED:
                first = await self._connected(SECOND_LOOK, Wire.line)
                told = f"it speaks {spoken(first)}" if spoken(first) else f"it says {first[:60]!r}"
                return ProbeError(error.fault, f"{told} without TLS")
            elif error.fault is Fault.OTHER_NAME:
                names = ", ".join(await self._names()) or "no name"
                return ProbeError(error.fault, f"{error.detail}, but for {names}")
        except ProbeError as other:
            return other if other.fault is Fault.ENCRYPTED else error
        return error

    async def _wait_for_tls(self) -> None:
        """Find out whether a server says nothing because it waits for the handshake.

        Raises:
            ProbeError: ENCRYPTED, if so.
        """
        try:
            await self._connected(SECOND_LOOK, lambda wire: wire.encrypt(self.contexts.any_version))
        except ProbeError as other:
            if other.fault not in CERTIFICATE_FAULTS:
                raise
        raise ProbeError(Fault.ENCRYPTED, "the server waits for TLS: that is `security: tls`")

    async def _names(self) -> list[str]:
        """Return for which names the certificate is."""

        async def read(wire: Wire) -> list[str]:
            with suppress(ProbeError):
                await talk(wire, self.server, self.methods, self.contexts.any_name)
            return encryption.names(wire.certificate)

        return await self._connected(SECOND_LOOK, read)


def _too_late(wire: Wire, seconds: float) -> ProbeError:
    if not wire.is_connected:
        return ProbeError(Fault.TIMED_OUT, f"no connection within {seconds:g} s")
    if not wire.has_answered:
        return ProbeError(Fault.SILENT, f"connected, but not a word within {seconds:g} s")
    return ProbeError(Fault.TIMED_OUT, f"it began to answer, but was not done in {seconds:g} s")
