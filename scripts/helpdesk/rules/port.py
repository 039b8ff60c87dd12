"""PORT: what a page says about mail servers must agree with the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from helpdesk.claims import Claim, Part
from helpdesk.claims.mail_ports import MAIL_PORTS, is_slip, usual_service
from helpdesk.facts import Facts, Protocol, Security
from helpdesk.findings import Edit, Finding, in_order
from helpdesk.rules.port_lists import repeated_port
from helpdesk.rules.port_login import check_login, check_role
from helpdesk.rules.port_passing import is_former, is_hedged, is_in_passing, of_known_service
from helpdesk.rules.port_truth import Ownership, Truth
from helpdesk.rules.reading import claims_of

_BESIDE = 3
"""As many signs as in `[name.net]:587` and `name.net::587` stand between name and port."""
_NAME = re.compile(r"[A-Z]+(?: ?[/+] ?[A-Z]+)?")
_NAMES = {Security.TLS: "SSL/TLS", Security.STARTTLS: "STARTTLS", Security.NONE: "no encryption"}


def check_claims(
    text: str, *, path: str, facts: Facts, language: str | None = None
) -> list[Finding]:
    """Return every PORT finding of one file, in order."""
    claims = claims_of(text, language)
    truth = Truth(facts)
    findings: dict[tuple[object, str], Finding] = {}
    for claim in claims:
        for finding in _check(claim, path, truth):
            findings.setdefault((finding.span, finding.code[:4]), finding)
    return in_order(findings.values())


def _check(claim: Claim, path: str, truth: Truth) -> Iterator[Finding]:
    if claim.host is not None and truth.names_hosts:
        if claim.port is None and claim.security is None:
            yield from _check_host(claim, claim.host, path, truth)
            return
        if not claim.far_host and truth.owner(claim.host.value)[0] is Ownership.FOREIGN:
            return
        if not claim.far_host:
            claim = _narrowed(claim, truth.served_by(claim.host.value))
    if claim.username is not None or claim.authentication is not None:
        yield from check_login(claim, path, truth.facts)
        return
    if claim.port is None and claim.security is None and claim.host is None:
        yield from check_role(claim, path)
        return
    known = of_known_service(claim, truth)
    if known is not None:
        yield from _check_setting(known, path, truth)


def _check_setting(claim: Claim, path: str, truth: Truth) -> Iterator[Finding]:
    if claim.port is not None:
        yield from _check_port(claim, claim.port, path, truth)
    elif claim.security is not None:
        yield from _check_lone_security(claim, claim.security, path, truth)


def _narrowed(claim: Claim, served: frozenset[Protocol]) -> Claim:
    """Narrow a claim that leaves the protocol open to what its server is for."""
    common = claim.protocols & served if claim.protocols else served
    if not common:
        return claim
    own = len(served) == 1 and _is_beside(claim)
    return replace(claim, protocols=common, loose=claim.loose and not own)


def _is_beside(claim: Claim) -> bool:
    """Tell whether the server stands on the port's line; right before it, if a service is named."""
    host, port = claim.host, claim.port
    if host is None or port is None or host.span.line != port.span.line:
        return False
    near = 0 < port.span.column - host.span.end_column <= _BESIDE
    return near or len(claim.protocols) != 1


def _check_host(claim: Claim, host: Part[str], path: str, truth: Truth) -> Iterator[Finding]:
    """Check the spelling of a name, and that it is the right one of ours."""
    owner, meant = truth.owner(host.value)
    if owner is Ownership.OURS:
        yield from _check_place(claim, host, path, truth)
    if owner is Ownership.NEAR_MISS:
        yield Finding(
            path,
            host.span,
            "PORT05",
            f"the server name {host.text} is not one of ours" + (f": {meant} is" if meant else ""),
            f"Write {meant}." if meant else "Compare it with the facts.",
            protocol=claim.service,
            found=host.text,
            expected=meant,
            edit=Edit(meant) if meant else None,
        )


def _check_place(claim: Claim, host: Part[str], path: str, truth: Truth) -> Iterator[Finding]:
    """A name of ours, but of another service: the SMTP server's name below the heading IMAP."""
    served = truth.served_by(host.value)
    known = [protocol for protocol in claim.protocols if truth.knows(protocol)]
    if not served or not known or len(known) < len(claim.protocols) or served & claim.protocols:
        return
    right = list(
        dict.fromkeys(entry.host for entry in truth.entries(claim.protocols) if entry.host)
    )
    if not right:
        return
    listed = " or ".join(right)
    yield Finding(
        path,
        host.span,
        "PORT04",
        f"{host.text} is not the {claim.service or 'mail'} server: {listed} is",
        f"Write {listed}.",
        protocol=claim.service,
        found=host.text,
        expected=listed,
        edit=Edit(listed) if len(right) == 1 else None,
    )


def _check_port(claim: Claim, port: Part[int], path: str, truth: Truth) -> Iterator[Finding]:
    if claim.repeated:
        yield repeated_port(claim, port, path)
        return
    protocols = claim.protocols
    allowed = truth.ports(protocols)
    if port.value in allowed:
        yield from _check_pair(claim, port, path, truth)
        return
    if any(passes(claim, port, truth) for passes in (is_in_passing, is_former, is_hedged)):
        return
    unknown = [protocol for protocol in protocols if not truth.knows(protocol)]
    # A word for incoming mail may be about servers among themselves, which listen on 25.
    usual = None if port.value == 25 else usual_service(port.value)
    if unknown and port.value in MAIL_PORTS and usual in (None, *unknown):
        return
    slips = sorted(p for p in allowed if is_slip(port.value, p))
    if not slips and claim.protocol is None and port.value not in MAIL_PORTS:
        slips = sorted(p for p in truth.ports(()) if is_slip(port.value, p))
    well_known = port.value in MAIL_PORTS or port.value in truth.ports(())
    if not well_known and not slips and not (claim.protocol is not None and claim.named_port):
        return
    if not protocols and not claim.named_port and not claim.sure and not slips:
        return
    candidates = _candidates(claim, truth, slips)
    expected = candidates[0] if len(candidates) == 1 else None
    listed = ", ".join(str(c) for c in candidates) or ", ".join(map(str, sorted(allowed)))
    code = "PORT01" if well_known else "PORT02"
    name = claim.service or "mail"
    yield Finding(
        path,
        port.span,
        code,
        f"{port.text} is not a port of {name.upper()} here: {listed}",
        f"Write {listed}." if expected else f"One of {listed} is meant.",
        protocol=claim.service,
        found=port.text,
        expected=str(expected) if expected else listed,
        edit=Edit(str(expected)) if expected else None,
    )


def _candidates(claim: Claim, truth: Truth, slips: list[int]) -> list[int]:
    """Return the ports that may be meant, the likeliest kind only."""
    entries = truth.entries(claim.protocols)
    if claim.security is not None:
        fitting = [e for e in entries if e.security is None or e.security in claim.security.value]
        entries = fitting or entries
    ports = list(dict.fromkeys(entry.port for entry in entries))
    return [port for port in ports if port in slips] or slips or ports


def _check_pair(claim: Claim, port: Part[int], path: str, truth: Truth) -> Iterator[Finding]:
    security = claim.security
    if security is None or claim.told:
        return
    known = truth.securities(claim.protocols, port.value)
    if known is None or known & security.value:
        return
    for other in claim.shares:
        shared = truth.securities(claim.protocols, other)
        if shared is None or shared & security.value:
            return
    right_ports = [e.port for e in truth.entries(claim.protocols) if e.security in security.value]
    word = _word_finding(claim, port, security, known, path)
    if not right_ports:
        yield word
        return
    yield _port_finding(claim, port, security, right_ports, path)
    if security.span.line != port.span.line:
        yield word


def _word_finding(
    claim: Claim,
    port: Part[int],
    security: Part[frozenset[Security]],
    known: frozenset[Security],
    path: str,
) -> Finding:
    expected = " or ".join(_NAMES[s] for s in sorted(known))
    return Finding(
        path,
        security.span,
        "PORT03",
        f"port {port.text} goes with {expected}, not with {security.text}",
        f"Write {expected}.",
        protocol=claim.service,
        found=security.text,
        expected=expected,
        edit=Edit(expected) if len(known) == 1 and _is_plain(security, known) else None,
    )


def _is_plain(security: Part[frozenset[Security]], known: frozenset[Security]) -> bool:
    """Tell whether one name may stand for the other: not in `secure: true`, or for "no"."""
    return _NAME.fullmatch(security.text) is not None and Security.NONE not in known


def _port_finding(
    claim: Claim, port: Part[int], security: Part[frozenset[Security]], right: list[int], path: str
) -> Finding:
    listed = ", ".join(str(p) for p in dict.fromkeys(right))
    return Finding(
        path,
        port.span,
        "PORT01",
        f"{port.text} does not go with {security.text}: {listed} does",
        f"Write {listed}, or change the encryption.",
        protocol=claim.service,
        found=port.text,
        expected=listed,
    )


def _check_lone_security(
    claim: Claim, security: Part[frozenset[Security]], path: str, truth: Truth
) -> Iterator[Finding]:
    entries = truth.entries(claim.protocols)
    if not entries or any(e.security is None or e.security in security.value for e in entries):
        return
    known = sorted({e.security for e in entries if e.security is not None})
    expected = " or ".join(_NAMES[s] for s in known)
    yield Finding(
        path,
        security.span,
        "PORT03",
        f"{claim.service or 'mail'} is used with {expected} here, not with {security.text}",
        f"Write {expected}.",
        protocol=claim.service,
        found=security.text,
        expected=expected,
    )
