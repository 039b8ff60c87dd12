"""One address of a server: the conversation, its deadline, and a second look at what failed."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Coroutine
from typing import Any, Final

from helpdesk.facts import Authentication, MailServer
from helpdesk.probing import encryption
from helpdesk.probing.dialogues import spoken
from helpdesk.probing.options import Endpoint
from helpdesk.probing.outcome import Fault, ProbeError, Session
from helpdesk.probing.talk import talk
from helpdesk.probing.wire import Wire

SECOND_LOOK: Final = 3.0
"""Seconds for finding the better word for a failure; it was slow enough already."""


class Contexts:
    """The ways to check certificates, made once: reading the authorities takes time."""

    def __init__(self, ca_file: str | None) -> None:
        self.strict = encryption.context(ca_file)
        self.any_version = encryption.any_version(ca_file)
        self.any_name = encryption.any_name(ca_file)


Step = Callable[[Wire], Coroutine[Any, Any, Session]]


async def probe_address(
    server: MailServer,
    methods: tuple[Authentication, ...],
    host: str,
    at: Endpoint,
    contexts: Contexts,
    timeout: float,  # noqa: ASYNC109 - the deadline's words depend on how far the wire got
) -> Session:
    """Return what the server told at one address, within `timeout` seconds.

    Raises:
        ProbeError: it differs from the facts.
    """

    def conversation(context: ssl.SSLContext) -> Step:
        return lambda wire: talk(wire, server, methods, context)

    try:
        return await _within(timeout, host, at, conversation(contexts.strict))
    except encryption.OldTLSError:
        return await _within(timeout, host, at, conversation(contexts.any_version))
    except ProbeError as error:
        raise await _second_look(error, host, at, contexts) from error


async def _within(seconds: float, host: str, at: Endpoint, step: Step) -> Session:
    """Connect and take one step; the deadline holds for both."""
    wire = Wire(host)
    try:
        async with asyncio.timeout(seconds):
            await wire.connect(*at)
            return await step(wire)
    except TimeoutError as error:
        raise _too_late(wire, seconds) from error
    finally:
        wire.close()


def _too_late(wire: Wire, seconds: float) -> ProbeError:
    if not wire.is_connected:
        return ProbeError(Fault.TIMED_OUT, f"no connection within {seconds:g} s")
    if not wire.has_answered:
        return ProbeError(Fault.SILENT, f"connected, but not a word within {seconds:g} s")
    return ProbeError(Fault.TIMED_OUT, f"it began to answer, but was not done in {seconds:g} s")


async def _second_look(
    error: ProbeError, host: str, at: Endpoint, contexts: Contexts
) -> ProbeError:
    """Connect once more where that tells more; else return the error as it was."""
    looks = {
        Fault.SILENT: _waits_for_tls,
        Fault.NOT_ENCRYPTED: _speaks_plainly,
        Fault.OTHER_NAME: _names_of,
    }
    look = looks.get(error.fault)
    return (await look(error, host, at, contexts)) if look else error


async def _waits_for_tls(
    error: ProbeError, host: str, at: Endpoint, contexts: Contexts
) -> ProbeError:
    """Find out whether a server says nothing because it waits for the handshake."""

    async def handshake(wire: Wire) -> Session:
        await wire.encrypt(contexts.any_version)
        return Session()

    try:
        await _within(SECOND_LOOK, host, at, handshake)
    except ProbeError as other:
        certificate_faults = {Fault.EXPIRED, Fault.OTHER_NAME, Fault.UNTRUSTED, Fault.NOT_YET_VALID}
        if other.fault not in certificate_faults:
            return error
    return ProbeError(Fault.ENCRYPTED, "the server waits for TLS: that is encryption `tls`")


async def _speaks_plainly(
    error: ProbeError, host: str, at: Endpoint, _: Contexts
) -> ProbeError:
    """Find out what a server speaks that does not answer a handshake."""
    heard = ""

    async def listen(wire: Wire) -> Session:
        nonlocal heard
        heard = await wire.line()
        return Session()

    try:
        await _within(SECOND_LOOK, host, at, listen)
    except ProbeError:
        return error
    told = f"it speaks {spoken(heard)}" if spoken(heard) else f"it says {heard[:60]!r}"
    return ProbeError(error.fault, f"{told} without TLS")


async def _names_of(
    error: ProbeError, host: str, at: Endpoint, contexts: Contexts
) -> ProbeError:
    """Find out for which names the certificate is."""
    ...
