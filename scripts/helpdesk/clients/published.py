"""Every client file of a site: its address, its bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Final

from helpdesk.clients import autoconfig, dns
from helpdesk.clients.autoconfig import Documentation, NothingToPublishError
from helpdesk.clients.profile import profile, profile_name
from helpdesk.facts import Facts, Protocol
from helpdesk.facts.schema import SCHEMA_FILE

FACTS_JSON: Final = "facts.json"
FACTS_SCHEMA: Final = "facts.schema.json"
ZONE: Final = "mail/dns-srv.txt"

_PROFILES: Final = (Protocol.IMAP, Protocol.POP3)


def client_files(
    facts: Facts,
    *,
    documentation: tuple[Documentation, ...],
    consent: Mapping[str, str],
    title: str,
) -> dict[str, bytes]:
    """Return the files by address; what the facts do not allow is left out."""
    files: dict[str, bytes] = {}
    try:
        settings = autoconfig.autoconfig(facts, documentation)
        files.update(dict.fromkeys(autoconfig.PATHS, settings))
    except NothingToPublishError:
        pass
    for protocol in _PROFILES:
        content = profile(facts, protocol, texts=consent, title=title)
        if content is not None:
            files[profile_name(protocol)] = content
    if dns.records(facts):
        files[ZONE] = dns.zone(facts).encode("ascii")
    files[FACTS_JSON] = facts_json(facts)
    files[FACTS_SCHEMA] = SCHEMA_FILE.read_bytes()
    return files


def facts_json(facts: Facts) -> bytes:
    """Return the facts as JSON, valid against the schema published beside it."""
    data = facts.model_dump(mode="json", exclude_none=True)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def qr_code(address: str) -> str:
    """Return a QR code (ISO/IEC 18004) of an address as SVG, on a light ground in any theme."""
    import segno  # noqa: PLC0415 - for the one page that shows a code

    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", scale=4, border=4, light="#fff", dark="#000", xmldecl=False, nl=False
    )
    return buffer.getvalue().decode("ascii")


def missing(facts: Facts) -> str:
    """Say why there is no autoconfig file; empty when there is one."""
    try:
        autoconfig.autoconfig(facts)
    except NothingToPublishError as error:
        return str(error)
    return ""
