"""Results for people (a line each) and for tools (a JSON object each)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from helpdesk.probing.outcome import Result, Verdict

_MARKS = {Verdict.AS_STATED: "ok", Verdict.MISMATCH: "WRONG", Verdict.UNTESTED: "untested"}


def text_line(result: Result) -> str:
    """Return one line: the mark, what was asked, where, and what was seen."""
    where = f" ({result.address})" if result.address else ""
    seen = "; ".join(_seen(result))
    return f"{_MARKS[result.verdict]:<8} {result.subject}{where}{': ' if seen else ''}{seen}"


def json_line(result: Result) -> str:
    """Return one JSON object; what does not apply is null or empty."""
    server, session = result.server, result.session
    data = {
        "subject": result.subject,
        "verdict": result.verdict.value,
        "fault": result.fault.value if result.fault else None,
        "detail": result.detail,
        "address": result.address,
        "protocol": server.protocol.value if server else None,
        "host": server.host if server else None,
        "port": server.port if server else None,
        "security": server.security.value if server and server.security else None,
        "tls": session.tls,
        "certificate_days_left": session.days_left,
        "capabilities": list(session.capabilities),
        "notes": list(session.notes),
    }
    return json.dumps(data, ensure_ascii=False)


def summary(results: Sequence[Result]) -> str:
    """Return the closing line: how many results are what."""
    counts = dict.fromkeys(Verdict, 0)
    for result in results:
        counts[result.verdict] += 1
    return ", ".join(f"{count} {verdict.value}" for verdict, count in counts.items() if count)


def _seen(result: Result) -> Iterator[str]:
    if result.fault:
        yield f"{result.fault.value}: {result.detail}" if result.detail else result.fault.value
    elif result.detail:
        yield result.detail
    session = result.session
    if session.tls:
        yield session.tls.replace("TLSv", "TLS ")
    if session.days_left is not None:
        yield f"certificate good for {session.days_left} days"
    yield from session.notes
