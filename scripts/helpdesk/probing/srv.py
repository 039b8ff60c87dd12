"""The SRV records of a mail domain: those that the site publishes for the facts, no others."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import dns.asyncresolver
import dns.exception
import dns.resolver

from helpdesk.clients.dns import records
from helpdesk.facts import Facts
from helpdesk.probing.options import Options
from helpdesk.probing.outcome import Fault, Result

Answer = tuple[int, int, int, str]
"""Priority, weight, port, target: the fields of an SRV record (RFC 2782)."""


async def probe_records(domain: str, facts: Facts, options: Options) -> list[Result]:
    """Return a result for each name that should have SRV records, in the order of the facts."""
    stated: dict[str, set[Answer]] = defaultdict(set)
    for record in records(facts):
        name = f"{record.service}.{record.protocol}.{domain}"
        target = f"{record.target.lower()}."
        stated[name].add((record.priority, record.weight, record.port, target))
    if not stated:
        return []
    try:
        resolver = _resolver(options)
    except dns.resolver.NoResolverConfiguration as error:
        return [
            Result(f"SRV {name}", fault=Fault.UNREACHABLE, detail=str(error)) for name in stated
        ]
    return await asyncio.gather(
        *(_record(name, answers, resolver) for name, answers in stated.items())
    )


def _resolver(options: Options) -> dns.asyncresolver.Resolver:
    resolver = dns.asyncresolver.Resolver(configure=options.nameserver is None)
    if options.nameserver:
        resolver.nameservers = [options.nameserver[0]]
        resolver.port = options.nameserver[1]
    resolver.lifetime = options.timeout
    return resolver


async def _record(name: str, stated: set[Answer], resolver: dns.asyncresolver.Resolver) -> Result:
    subject = f"SRV {name}"
    wanted = _shown(stated)
    try:
        found = {
            (entry.priority, entry.weight, entry.port, entry.target.to_text().lower())
            for entry in await resolver.resolve(name, "SRV")
        }
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return Result(subject, fault=Fault.RECORD_MISSING, detail=f"expected {wanted}")
    except dns.resolver.LifetimeTimeout:
        return Result(subject, fault=Fault.TIMED_OUT, detail="the DNS does not answer")
    except dns.exception.DNSException as error:
        return Result(subject, fault=Fault.UNREACHABLE, detail=str(error))
    if found != stated:
        detail = f"{_shown(found)}, expected {wanted}"
        return Result(subject, fault=Fault.RECORD_DIFFERS, detail=detail)
    return Result(subject)


def _shown(answers: set[Answer]) -> str:
    return "; ".join(" ".join(map(str, answer)) for answer in sorted(answers))
