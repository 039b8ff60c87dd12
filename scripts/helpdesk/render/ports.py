"""The port tables: rows from the facts, in the words of mail apps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from helpdesk.facts import Facts, MailServer, Protocol, UserName
from helpdesk.strings import Strings

FORM_FULL: Final = "full"
FORM_SHORT: Final = "short"
FORM_UNENCRYPTED: Final = "unencrypted"


@dataclass(frozen=True, slots=True)
class PortRow:
    """One row, ready to print: every text is in the reader's language."""

    protocol: str
    label: str
    role: str
    host: str | None
    port: int
    security: str
    username: str
    authentication: str
    recommended: bool


def servers_of(facts: Facts, form: str) -> tuple[MailServer, ...]:
    """Return the servers that a form of the table shows, in the order of the facts.

    `full` shows all but the unencrypted ones; where nothing is encrypted, it shows what there is,
    since a reader without settings is helped by nothing else.
    """
    servers = facts.mail.servers
    protected = tuple(server for server in servers if not server.unencrypted) or servers
    if form == FORM_UNENCRYPTED:
        return tuple(server for server in servers if server not in protected)
    if form == FORM_SHORT:
        return tuple(server for server in protected if server.is_recommended) or protected
    if form == FORM_FULL:
        return protected
    return tuple(server for server in protected if server.protocol is Protocol(form))


def port_rows(facts: Facts, form: str, t: Strings) -> tuple[PortRow, ...]:
    """Return the rows of one form of the table: full, short, unencrypted or a service's name."""
    return tuple(_row(server, facts, t) for server in servers_of(facts, form))


def _row(server: MailServer, facts: Facts, t: Strings) -> PortRow:
    methods = facts.authentication_of(server)
    return PortRow(
        protocol=server.protocol.value,
        label=server.protocol.label,
        role=t(f"role.{server.protocol.value}"),
        host=server.host,
        port=server.port,
        security=t(f"security.{server.security.value}") if server.security else "",
        username=user_name(facts.username_of(server), t),
        authentication=t(f"authentication.{methods[0].value}") if methods else "",
        recommended=server.is_recommended,
    )


def user_name(form: str, t: Strings) -> str:
    """Say in words what goes into the user name field."""
    if not form:
        return "–"
    words: dict[str, Callable[[], str]] = {
        UserName.EMAIL_ADDRESS.value: lambda: t("username.address"),
        UserName.LOCAL_PART.value: lambda: t("username.local"),
    }
    return words.get(form, lambda: t("username.pattern", form=form))()


def plan_names(facts: Facts, t: Strings) -> tuple[str, ...]:
    """Return the names of the plans that the servers are for; an unnamed one keeps its id."""
    plans = dict.fromkeys(server.applies_to for server in facts.mail.servers if server.applies_to)
    return tuple(t(f"plans.{plan}") if t.has(f"plans.{plan}") else plan for plan in plans)
