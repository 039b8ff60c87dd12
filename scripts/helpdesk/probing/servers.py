"""All servers of the facts at once, on every address that they have."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace

from helpdesk.facts import Facts, MailServer
from helpdesk.probing.address import AddressProbe, Contexts
from helpdesk.probing.options import Endpoint, Options
from helpdesk.probing.outcome import Fault, ProbeError, Result, subject_of

_DOMAIN = "%EMAILDOMAIN%"

Done = Callable[[str], None]
"""Told the subject of every server that is done, for a progress display."""


def host_of(server: MailServer, facts: Facts) -> str | None:
    """Return the name to connect to, None if there is none.

    Where customers have a name of their own (`mail.%EMAILDOMAIN%`), the provider's domain stands
    for theirs.
    """
    if server.host is None or _DOMAIN not in server.host:
        return server.host
    domains = provider_domains(facts)
    return server.host.replace(_DOMAIN, domains[0]) if domains else None


def provider_domains(facts: Facts) -> tuple[str, ...]:
    """Return the mail domains that the provider owns; its main domain if none is named."""
    provider = facts.provider
    if provider is None:
        return ()
    return provider.domains or ((provider.id,) if provider.id else ())


async def probe_servers(
    facts: Facts, options: Options, done: Done = lambda _: None
) -> list[Result]:
    """Return a result for each address of each server, in the order of the facts."""
    contexts = Contexts(options.ca_file)
    found = await asyncio.gather(
        *(_probe(server, facts, options, contexts, done) for server in facts.mail.servers)
    )
    return [result for results in found for result in results]


async def _probe(
    server: MailServer, facts: Facts, options: Options, contexts: Contexts, done: Done
) -> list[Result]:
    host = host_of(server, facts)
    subject = subject_of(server, host or server.host or "*")
    whole = Result(subject, server=server)
    if host is None:
        done(subject)
        return [replace(whole, untested=True, detail="the facts name no server to connect to")]
    try:
        addresses = await resolve(host, server.port, options)
        probes = [
            AddressProbe(server, facts.authentication_of(server), host, at, contexts)
            for at in addresses
        ]
        results = await asyncio.gather(*(_result(each, whole, options.timeout) for each in probes))
    except ProbeError as error:
        results = [replace(whole, fault=error.fault, detail=error.detail)]
    done(subject)
    return _without_unreachable(results)


async def _result(probe: AddressProbe, whole: Result, seconds: float) -> Result:
    here = replace(whole, address=probe.at[0])
    try:
        return replace(here, session=await probe.run(seconds))
    except ProbeError as error:
        return replace(here, fault=error.fault, detail=error.detail)


def _without_unreachable(results: Sequence[Result]) -> list[Result]:
    """Take unreachable addresses for untested, as long as there is another one.

    A machine without IPv6 says nothing about a server's IPv6 address.
    """
    if all(result.fault is Fault.UNREACHABLE for result in results):
        return list(results)
    return [
        replace(result, fault=None, untested=True) if result.fault is Fault.UNREACHABLE else result
        for result in results
    ]


async def resolve(host: str, port: int, options: Options) -> tuple[Endpoint, ...]:
    """Return every address of a name, IPv4 and IPv6, or where the options send it.

    Raises:
        ProbeError: the name has no address, or the DNS did not answer in time.
    """
    elsewhere = options.elsewhere(host, port)
    if elsewhere:
        return elsewhere
    try:
        async with asyncio.timeout(options.timeout):
            found = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
    except TimeoutError as error:
        raise ProbeError(Fault.TIMED_OUT, "the DNS does not answer") from error
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProbeError(Fault.NO_ADDRESS, reason) from error
    return tuple(dict.fromkeys((str(entry[4][0]), port) for entry in found))
