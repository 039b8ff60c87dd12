"""The facts, indexed for questions that the PORT rules ask."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from helpdesk.facts import Facts, MailServer, Protocol, Security

_ANY_DOMAIN: Final = "%emaildomain%"
_PLACEHOLDERS: Final = (
    "yourdomain",
    "your-domain",
    "yourdomainname",
    "mydomain",
    "domain",
    "domainname",
    "domain-name",
    "example",
    "yoursite",
    "votredomaine",
    "votre-domaine",
    "mondomaine",
    "votresite",
    "monsite",
    "nomdedomaine",
    "votre-nom-de-domaine",
    "domaine",
    "exemple",
    "ihredomain",
    "ihre-domain",
    "deinedomain",
    "deine-domain",
    "meinedomain",
    "beispiel",
    "musterdomain",
    "jouwdomein",
    "uwdomein",
    "jouw-domein",
    "uw-domein",
    "domein",
    "jouwdomeinnaam",
    "uwdomeinnaam",
    "voorbeeld",
    "mijndomein",
    "tudominio",
    "su-dominio",
    "sudominio",
    "tu-dominio",
    "dominio",
    "midominio",
    "ejemplo",
    "tuodominio",
    "iltuodominio",
    "miodominio",
    "vostrodominio",
    "nomedominio",
    "esempio",
    "seudominio",
    "seu-dominio",
    "oseudominio",
    "meudominio",
    "exemplo",
    "twojadomena",
    "twoja-domena",
    "mojadomena",
    "domena",
    "twoja_domena",
    "przyklad",
    "nazwadomeny",
    "alanadiniz",
    "alanadi",
    "siteadi",
    "siteniz",
    "domaininiz",
    "ornek",
    "sizindomen",
    "domeniniz",
    "numune",
    "domen",
    "sitename",
    "yourwebsite",
)


_COUNTRY: Final = 2
_SERVICES: Final = frozenset(
    {"imap", "smtp", "pop", "pop3", "mail", "email", "mails", "sftp", "ftp", "webmail", "mx", "www"}
)
"""First labels of names that are never misspelt ones: they name another server."""


class Ownership(Enum):
    """Whose server a name is."""

    OURS = auto()
    NEAR_MISS = auto()
    UNKNOWN_LABEL = auto()  # a protocol's name under our domain that the facts do not have
    PLACEHOLDER = auto()  # mail.yourdomain.com
    FOREIGN = auto()


class Truth:
    """What the facts say, by protocol, port and name."""

    def __init__(self, facts: Facts) -> None:
        self.servers = facts.mail.servers
        self.facts = facts
        self.hosts = tuple(dict.fromkeys(host.lower() for host in facts.hosts))
        self._ports: dict[Protocol, frozenset[int]] = {}
        for protocol in Protocol:
            ports = frozenset(server.port for server in facts.servers(protocol))
            if ports:
                self._ports[protocol] = ports
        self.names_hosts = bool(self.hosts)
        self._patterns = tuple(host for host in self.hosts if _ANY_DOMAIN in host)
        self._owned: dict[str, tuple[Ownership, str | None]] = {}

    def knows(self, protocol: Protocol) -> bool:
        """Tell whether the facts have any server of the protocol."""
        return protocol in self._ports

    def ports(self, protocols: Iterable[Protocol]) -> frozenset[int]:
        """Return every port of these protocols; of all protocols when none is given."""
        wanted = list(protocols) or list(self._ports)
        return frozenset().union(*(self._ports.get(protocol, frozenset()) for protocol in wanted))

    def entries(self, protocols: Iterable[Protocol], port: int | None = None) -> list[MailServer]:
        """Return the entries of these protocols (all, when none is given), in file order."""
        wanted = frozenset(protocols) or frozenset(self._ports)
        return [
            server
            for server in self.servers
            if server.protocol in wanted and (port is None or server.port == port)
        ]

    def securities(self, protocols: Iterable[Protocol], port: int) -> frozenset[Security] | None:
        """Return the encryptions of a port; None if the facts leave any of them open."""
        found = [server.security for server in self.entries(protocols, port)]
        if not found or any(security is None for security in found):
            return None
        return frozenset(security for security in found if security is not None)

    def served_by(self, name: str) -> frozenset[Protocol]:
        """Return the protocols that the facts have at a server of ours."""
        lower = name.lower()
        return frozenset(
            server.protocol
            for server in self.servers
            if server.host is None
            or lower in (own.lower() for own in (server.host, *server.aliases))
        )

    def owner(self, name: str) -> tuple[Ownership, str | None]:
        """Tell whose server the name is, and which of our names it nearly is."""
        name = name.lower()
        known = self._owned.get(name)
        if known is None:
            known = self._owned[name] = self._find_owner(name)
        return known

    def _find_owner(self, name: str) -> tuple[Ownership, str | None]:
        if name in self.hosts or any(_fits(pattern, name) for pattern in self._patterns):
            return Ownership.OURS, name
        if self._patterns:
            return Ownership.PLACEHOLDER, None
        near = [host for host in self.hosts if is_near_miss(name, host)]
        if near:
            return Ownership.NEAR_MISS, near[0] if len(near) == 1 else None
        labels = name.split(".")
        if any(label in _PLACEHOLDERS for label in labels[-3:-1]) and not any(
            host.split(".")[-2:] == labels[-2:] for host in self.hosts
        ):
            return Ownership.PLACEHOLDER, None
        return Ownership.FOREIGN, None


def _fits(pattern: str, name: str) -> bool:
    before, _, after = pattern.partition(_ANY_DOMAIN)
    inside = len(name) - len(before) - len(after)
    return inside > 0 and name.startswith(before) and name.endswith(after)


def is_near_miss(name: str, host: str) -> bool:
    """Tell whether one letter of `host` is missing, doubled, wrong or swapped in `name`.

    Another country's domain is another domain, `sftp` another service than `smtp`. A different
    digit is another server (mail02 beside mail01), and so are a digit or an `s` more
    (mx2, imaps): hosts number their servers.
    """
    if name == host or abs(len(name) - len(host)) > 1 or len(host) < 6:
        return False
    if _is_another_server(name, host):
        return False
    start = 0
    limit = min(len(name), len(host))
    while start < limit and name[start] == host[start]:
        start += 1
    one, two = name[start:], host[start:]
    if len(one) == len(two):
        if one[1:] == two[1:]:
            return one[0].isalpha() and two[0].isalpha() and host.find(".") > 3
        return len(one) > 1 and one[:2] == two[1::-1] and one[2:] == two[2:] and one[:2].isalpha()
    if len(one) < len(two):
        return one == two[1:]
    return one[1:] == two and one[0].isalpha() and one[0] != "s"


def _is_another_server(name: str, host: str) -> bool:
    """Tell whether a name differs from ours in its country, or in the service that it names."""
    top, own = name.rpartition(".")[2], host.rpartition(".")[2]
    if len(top) == len(own) == _COUNTRY and top != own:
        return True
    (first, _, domain), (_, _, own_domain) = name.partition("."), host.partition(".")
    return domain == own_domain and first in _SERVICES
