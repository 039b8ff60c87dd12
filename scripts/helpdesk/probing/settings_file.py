"""The autoconfig file where mail apps look for it: is it there, and does it say what the facts say?

Source: draft-ietf-mailmaint-autoconfig-06; domain.md section 5.1.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

from helpdesk.clients import autoconfig
from helpdesk.clients.importing import ImportRefusedError, facts_from_autoconfig
from helpdesk.clients.servers import INCOMING, publishable
from helpdesk.facts import Facts, MailServer, Protocol
from helpdesk.probing import encryption
from helpdesk.probing.options import Endpoint, Options
from helpdesk.probing.outcome import Fault, ProbeError, Result
from helpdesk.probing.servers import resolve
from helpdesk.probing.wire import Wire

_HTTPS: Final = 443
_ABSENT: Final = frozenset({Fault.FILE_MISSING, Fault.NO_ADDRESS, Fault.REFUSED})


async def probe_files(domain: str, facts: Facts, options: Options) -> list[Result]:
    """Return a result per address, in the order in which apps ask.

    One place is enough: the others are wrong only if they say something else.
    """
    if not publishable(facts, *INCOMING, Protocol.SMTP):
        return []
    of_autoconfig, well_known = autoconfig.PATHS
    results = await asyncio.gather(
        _file(f"autoconfig.{domain}", of_autoconfig, facts, options),
        _file(domain, well_known, facts, options),
    )
    if all(result.fault is not None for result in results):
        return [*results]
    return [
        replace(result, fault=None, untested=True) if result.fault in _ABSENT else result
        for result in results
    ]


async def _file(host: str, path: str, facts: Facts, options: Options) -> Result:
    subject = f"https://{host}/{path}"
    address = ""
    try:
        async with asyncio.timeout(options.timeout):
            at = (await resolve(host, _HTTPS, options))[0]
            address = at[0]
            _same_settings(await _get(host, path, at, options), facts)
    except ProbeError as error:
        return Result(subject, address, error.fault, error.detail)
    except TimeoutError:
        detail = f"not done in {options.timeout:g} s"
        return Result(subject, address, Fault.TIMED_OUT, detail)
    return Result(subject, address)


async def _get(host: str, path: str, at: Endpoint, options: Options) -> bytes:
    """Fetch a file (HTTP/1.0, so that the server sends it in one piece)."""
    wire = Wire(host)
    try:
        await wire.connect(*at)
        await wire.encrypt(encryption.context(options.ca_file))
        await wire.say(f"GET /{path} HTTP/1.0\r\nHost: {host}\r\n")
        status = (await wire.line()).split(" ", 2)
        while await wire.line():
            pass
        if status[1:2] != ["200"]:
            raise ProbeError(Fault.FILE_MISSING, f"the server answers {' '.join(status[1:])}")
        return await wire.rest()
    finally:
        wire.close()


def _same_settings(document: bytes, facts: Facts) -> None:
    try:
        _, published = facts_from_autoconfig(document)
    except ImportRefusedError as error:
        raise ProbeError(Fault.FILE_DIFFERS, str(error)) from error
    if _settings(published) != _settings(facts):
        raise ProbeError(Fault.FILE_DIFFERS, "its servers are not those of the facts")


def _settings(facts: Facts) -> list[tuple[object, ...]]:
    """Return what an autoconfig file tells about servers: those for mail, each with its login."""

    def told(server: MailServer) -> tuple[object, ...]:
        return (*server.key, facts.username_of(server), facts.authentication_of(server))

    protocols = (*INCOMING, Protocol.SMTP)
    return [told(server) for each in protocols for server in publishable(facts, each)]
