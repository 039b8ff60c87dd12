"""Everything that was asked for, at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from helpdesk.facts import Facts
from helpdesk.probing.options import Options
from helpdesk.probing.outcome import Result
from helpdesk.probing.servers import Done, probe_servers, provider_domains


async def probe(
    facts: Facts, options: Options, *, with_dns: bool = False, done: Done = lambda _: None
) -> list[Result]:
    """Return a result for each address of each server and, if asked, for what the DNS says.

    The order is that of the facts, whatever answers first; `done` hears of each part that is
    finished.
    """
    jobs: list[Coroutine[Any, Any, list[Result]]] = [probe_servers(facts, options, done)]
    if with_dns:
        jobs += [_domain(domain, facts, options, done) for domain in provider_domains(facts)]
    return [result for results in await asyncio.gather(*jobs) for result in results]


def parts(facts: Facts, *, with_dns: bool) -> int:
    """Return how often `done` will be called."""
    return len(facts.mail.servers) + (len(provider_domains(facts)) if with_dns else 0)


async def _domain(domain: str, facts: Facts, options: Options, done: Done) -> list[Result]:
    # Asking the DNS takes a library that a probe of the servers can do without.
    from helpdesk.probing.settings_file import probe_files  # noqa: PLC0415
    from helpdesk.probing.srv import probe_records  # noqa: PLC0415

    found = await asyncio.gather(
        probe_records(domain, facts, options), probe_files(domain, facts, options)
    )
    done(domain)
    return [result for results in found for result in results]
