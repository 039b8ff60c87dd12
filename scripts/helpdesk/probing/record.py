"""The last probe of the servers, kept in a file: may pages say that the settings were checked?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from helpdesk.facts import Facts
from helpdesk.probing.outcome import Result, passed, subject_of

FILE: Final = Path("data") / "probe.yml"
"""Below the overrides: the templates' data."""

LONGEST: Final = timedelta(days=30)
"""After that, a date tells readers more about the site than about the servers."""

_HEAD: Final = (
    "# Written by `helpdesk probe --record`: what the servers answered, and to which facts.\n"
)


class RecordError(Exception):
    """There is a record, but its date must not be shown: why."""


class Record(BaseModel):
    """One probe: its day, the digest of the facts that were probed, and which servers passed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: date
    facts: str
    servers: Mapping[str, bool]


def digest(facts: Facts) -> str:
    """Return 16 hexadecimal digits that change with what a probe asks, and with nothing else."""
    asked = [
        (
            server.protocol,
            server.host,
            server.port,
            server.security,
            facts.authentication_of(server),
        )
        for server in facts.mail.servers
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def record_of(results: Sequence[Result], facts: Facts, day: date) -> Record:
    """Return the record of a probe's results."""
    servers = {
        subject_of(server, server.host or "*"): passed(
            [result for result in results if result.server == server]
        )
        for server in facts.mail.servers
    }
    return Record(date=day, facts=digest(facts), servers=servers)


def write_record(overrides: Path, record: Record) -> Path:
    """Write a record, return its file.

    Raises:
        OSError: it cannot be written.
    """
    file = overrides / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    data = record.model_dump()
    file.write_text(_HEAD + yaml.safe_dump(data, sort_keys=False, width=100), encoding="utf-8")
    return file


def valid_record(overrides: Path, facts: Facts, today: date) -> date | None:
    """Return the day to show as "checked on", None if there is none that may be shown."""
    try:
        return judged_record(overrides, facts, today)
    except RecordError:
        return None


def judged_record(overrides: Path, facts: Facts, today: date) -> date | None:
    """Return the day of the record, None if there is no record.

    Raises:
        RecordError: there is one, but it is unreadable, about other facts, older than `LONGEST`,
            or says that a server failed.
    """
    file = overrides / FILE
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        record = Record.model_validate(data)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise RecordError("it cannot be read") from error
    if record.facts != digest(facts):
        raise RecordError("it is about other facts than the present ones")
    failed = [server for server, is_ok in record.servers.items() if not is_ok]
    if failed or not record.servers:
        raise RecordError(f"not every server passed: {', '.join(failed) or 'none was probed'}")
    if not timedelta(0) <= today - record.date <= LONGEST:
        raise RecordError(f"it is of {record.date}, not of the last {LONGEST.days} days")
    return record.date
