"""What became of each server between two versions of the facts: old value to new value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from helpdesk.facts.model import Facts, MailServer, Protocol, Security

T = TypeVar("T")

_LIKENESS: Final[tuple[Callable[[MailServer], Any], ...]] = (
    lambda server: server.key,
    lambda server: (server.protocol, _host(server), server.security),
    lambda server: (server.protocol, _host(server), server.port),
    lambda server: (server.protocol, server.port, server.security),
    lambda server: (server.protocol, server.security),
    lambda server: (server.protocol, server.port),
    lambda server: (server.protocol, _host(server)),
    lambda server: server.protocol,
)
"""What two entries may have in common, the strongest first: unchanged, another port, ..."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Pairs of entries, before and after; an entry that has no counterpart is in no pair."""

    pairs: tuple[tuple[MailServer, MailServer], ...]

    @classmethod
    def between(cls, old: Facts, new: Facts) -> Changes:
        """Pair the entries of two versions, the most alike first."""
        before, after = [*old.mail.servers], [*new.mail.servers]
        pairs: list[tuple[MailServer, MailServer]] = []
        for likeness in _LIKENESS:
            for pair in [*_pairs(before, after, likeness)]:
                pairs.append(pair)
                before.remove(pair[0])
                after.remove(pair[1])
        return cls(tuple(pairs))

    def port(
        self, port: int, protocols: Collection[Protocol], security: Collection[Security] = ()
    ) -> int | None:
        """Return what a port became, for a service and encryption; None if that is not certain."""
        became = {
            new.port
            for old, new in self._of(protocols)
            if old.port == port and _allowed(old.security, security)
        }
        return _only(became)

    def host(self, host: str, protocols: Collection[Protocol]) -> str | None:
        """Return what a server name became; None if that is not certain."""
        became = {new.host for old, new in self._of(protocols) if host.lower() in _names(old)}
        return _only(became)

    @property
    def gone(self) -> frozenset[str]:
        """The server names, in lower case, that only the facts before the change own."""
        owned = {name for _, new in self.pairs for name in _names(new)}
        return frozenset({name for old, _ in self.pairs for name in _names(old)} - owned)

    def security(
        self, security: Collection[Security], protocols: Collection[Protocol], port: int | None
    ) -> Security | None:
        """Return what an encryption became, on a port (the new or the old one); None if unsure."""
        became = {
            new.security
            for old, new in self._of(protocols)
            if old.security in security and (port is None or port in (old.port, new.port))
        }
        return _only(became)

    def _of(self, protocols: Collection[Protocol]) -> Iterator[tuple[MailServer, MailServer]]:
        return (pair for pair in self.pairs if not protocols or pair[0].protocol in protocols)


def _pairs(
    before: list[MailServer], after: list[MailServer], likeness: Callable[[MailServer], Any]
) -> Iterator[tuple[MailServer, MailServer]]:
    """Yield entries that share a likeness, as long as it leaves no choice: as many as before."""
    for shared in dict.fromkeys(likeness(server) for server in before):
        old = [server for server in before if likeness(server) == shared]
        new = [server for server in after if likeness(server) == shared]
        if len(old) == len(new):
            yield from zip(old, new, strict=True)


def _allowed(security: Security | None, stated: Collection[Security]) -> bool:
    return security is None or not stated or security in stated


def _names(server: MailServer) -> frozenset[str]:
    return frozenset(name.lower() for name in (server.host, *server.aliases) if name)


def _host(server: MailServer) -> str | None:
    return server.host.lower() if server.host else None


def _only(values: set[T]) -> T | None:
    return next(iter(values)) if len(values) == 1 else None
