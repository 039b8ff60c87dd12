"""Ports that a page names in passing: another service's, or those of one that is gone."""

from __future__ import annotations

from dataclasses import replace

from helpdesk.claims import Claim, Part, Role
from helpdesk.claims.mail_ports import usual_service
from helpdesk.claims.pieces import FETCHING, HANDING
from helpdesk.facts import Protocol, Security
from helpdesk.rules.port_truth import Truth

_CLEAR_PORTS = frozenset({25, 110, 143})
"""Where a connection begins unencrypted, by convention."""


def is_in_passing(claim: Claim, port: Part[int], truth: Truth) -> bool:
    """Tell whether a port whose service is only likely may be meant for another one of ours.

    With an encryption that no service of ours has on it, it is none's.
    """
    if not claim.loose:
        return False
    if port.value in truth.ports(()):
        known = truth.securities((), port.value)
        return claim.security is None or known is None or bool(known & claim.security.value)
    usual = usual_service(port.value)
    if claim.security is not None and usual is not None and _is_offered(usual, claim, truth):
        return False  # "SSL/TLS on 143": whatever it is for, that encryption is on another port
    other = bool(claim.protocols) and usual not in (None, *claim.protocols)
    return other and not claim.named_port


def _is_offered(usual: Protocol, claim: Claim, truth: Truth) -> bool:
    """Tell whether the service has exactly the encryption that the page states, somewhere."""
    word = _stated(claim)
    return (
        len(word) == 1
        and Security.NONE not in word
        and truth.knows(usual)
        and any(entry.security in word for entry in truth.entries([usual]))
    )


def _stated(claim: Claim) -> frozenset[Security]:
    """Return the encryptions that the page's word may mean, none without a word."""
    return claim.security.value if claim.security is not None else frozenset()


def of_known_service(claim: Claim, truth: Truth) -> Claim | None:
    """Return a claim as it can be held against the facts; None if they lack its services."""
    if not claim.protocols or any(map(truth.knows, claim.protocols)):
        return claim
    return _turned_around(claim, truth) or _without_service(claim)


def _turned_around(claim: Claim, truth: Truth) -> Claim | None:
    """Return a claim that gives a port of ours for sending to a role that fetches, or the reverse.

    Whatever service the role may mean here, it is not the one that has the port: the claim is
    about those that we have for the role. None if the port may be right.
    """
    port, role = claim.port, claim.role
    usual = usual_service(port.value) if port is not None else None
    if port is None or usual is None or role is None or claim.loose or not claim.named_port:
        return None
    if (usual in HANDING) == (role is Role.OUTGOING) or port.value not in truth.ports(()):
        return None
    ours = HANDING if role is Role.OUTGOING else FETCHING
    known = frozenset(protocol for protocol in ours if truth.knows(protocol))
    return replace(claim, protocols=known, protocol=None) if known else None


def _without_service(claim: Claim) -> Claim | None:
    """Return a claim whose service is only told by what stands above it, for any service.

    Where the facts do not have that service, the page may have named it to say so. None if the
    port is the usual one of that service.
    """
    if claim.port is None or claim.protocol is not None or not claim.protocols:
        return None
    if usual_service(claim.port.value) in claim.protocols:
        return None
    return replace(claim, protocols=frozenset(), role=None, loose=True)


def is_former(claim: Claim, port: Part[int], truth: Truth) -> bool:
    """Tell what a page says of a service that is gone: "143, without SSL", both unknown here.

    A slip changes one of the two; where port and encryption are those of unencrypted mail, and the
    facts have neither, the page explains what is not offered.
    """
    word = _stated(claim)
    if Security.NONE not in word or Security.TLS in word:
        return False
    offered = {entry.security for entry in truth.entries(claim.protocols)}
    return (
        port.value in _CLEAR_PORTS
        and port.value not in truth.ports(())
        and not offered & {Security.NONE, None}
    )


def is_hedged(claim: Claim, port: Part[int], truth: Truth) -> bool:
    """Tell whether a page may explain why a port is not there: "465, which we do not offer".

    Only the usual port of the claimed service is one that a reader would look for, but somebody
    may have set any.
    """
    usual = usual_service(port.value)
    if claim.told:
        return usual is not None
    return (
        claim.hedged
        and usual is not None
        and usual in (claim.protocols or {usual})
        and port.value not in truth.ports(())
    )
