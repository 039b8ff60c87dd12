"""What is said of each answer by itself: type, headers, packing, how long it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from helpdesk.clients.profile import MEDIA_TYPE as PROFILE
from helpdesk.findings import Severity
from helpdesk.policy import DOCUMENT_HEADERS, HASHED_NAMES, HEADERS, KEEP, meta_policy
from helpdesk.publishing.compress import KINDS, SMALLEST
from helpdesk.rules.published import CACHE, HEADER, MEDIA_TYPE, NO_ANSWER, NOT_PACKED
from helpdesk.stranger.answer import Answer
from helpdesk.stranger.problems import Problem

MEDIA_TYPES: Final = MappingProxyType(
    {
        ".html": ("text/html",),
        ".css": ("text/css",),
        ".js": ("text/javascript", "application/javascript"),
        ".json": ("application/json",),
        ".xml": ("text/xml", "application/xml"),
        ".svg": ("image/svg+xml",),
        ".png": ("image/png",),
        ".txt": ("text/plain",),
        ".mobileconfig": (PROFILE,),
    }
)
"""The media types of each ending (RFC 9239, RFC 7303, RFC 8259); the first is what we send."""

_DOCUMENTS: Final = frozenset({".html", ".svg"})
_POLICY: Final = "Content-Security-Policy"
_AGE: Final = re.compile(r"\bmax-age=(\d+)", re.IGNORECASE)
_A_YEAR: Final = int(KEEP.partition("max-age=")[2].partition(",")[0])
_AN_HOUR: Final = 3_600
"""How long a page may be kept: hosts that cannot be configured keep some minutes."""


def ending(address: str) -> str:
    """Return the ending of what stands at an address: that of a folder is its page's."""
    path = address.partition("?")[0]
    return ".html" if path.endswith("/") else PurePosixPath(path).suffix


def answered(answer: Answer, led_from: str = "") -> Iterator[Problem]:
    """Say if there is no answer, or not the file itself."""
    if answer.status == 200:
        return
    where = f"{led_from} leads there" if led_from else "sitemap.xml lists it"
    if to := answer.header("Location"):
        what = f"the answer is {answer.status} and sends on to {to}"
    else:
        what = f"the answer is {answer.status}" if answer.status else answer.problem
    yield Problem(answer.place, NO_ANSWER, what, f"{where}: publish the whole site, then mend it")


def media_type(answer: Answer, address: str) -> Iterator[Problem]:
    """Hold the media type against the ending."""
    wanted = MEDIA_TYPES.get(ending(address))
    if wanted and answer.media_type not in wanted:
        sent = answer.media_type or "no type"
        yield Problem(answer.place, MEDIA_TYPE, f"{sent} is sent", f"wanted: {wanted[0]}")


def headers(answer: Answer, address: str) -> Iterator[Problem]:
    """Hold the security headers against the policy: each once, with its words."""
    wanted = dict(HEADERS)
    if ending(address) in _DOCUMENTS:
        wanted.update(DOCUMENT_HEADERS)
    for name, value in wanted.items():
        sent = answer.all(name)
        if sent == [value]:
            continue
        severity = Severity.ERROR
        if not sent:
            message = f"{name} is missing"
            if name == _POLICY and _states_policy(answer):
                severity, message = Severity.WARNING, f"{name} stands in the page only"
        elif len(sent) > 1:
            message = f"{name} is sent {len(sent)} times"
        else:
            message = f"{name} is {sent[0]}"
        yield Problem(answer.place, HEADER, message, f"wanted: {name}: {value}", severity)


def _states_policy(answer: Answer) -> bool:
    path = f'//meta[@http-equiv="{_POLICY}"]/@content'
    return answer.page is not None and meta_policy() in answer.page.xpath(path)


def packing(answer: Answer, address: str, *, is_server: bool) -> Iterator[Problem]:
    """Say if a text is sent as it is; in a folder, if it has no packed twin."""
    if ending(address) not in KINDS or len(answer.body) < SMALLEST:
        return
    if answer.header("Content-Encoding").lower() in {"gzip", "br", "zstd"}:
        return
    if is_server:
        hint = "switch on compression, or send the packed twins: see `helpdesk nginx`"
        yield Problem(answer.place, NOT_PACKED, "a text is sent without compression", hint)
    else:
        hint = "type helpdesk compress, unless the host packs files by itself"
        message = "a text has no packed twin"
        yield Problem(answer.place, NOT_PACKED, message, hint, Severity.WARNING)


def caching(answer: Answer, address: str) -> Iterator[Problem]:
    """Hold how long an answer is kept against its name."""
    said = answer.header("Cache-Control").lower()
    ages = [int(age) for age in _AGE.findall(said)]
    if re.search(HASHED_NAMES, address):
        if not ages or min(ages) < _A_YEAR or "no-cache" in said or "no-store" in said:
            message = f"Cache-Control is {said}" if said else "Cache-Control is missing"
            hint = f"its name changes with its content. Wanted: {KEEP}"
            yield Problem(answer.place, CACHE, message, hint)
    elif ending(address) == ".html" and max(ages, default=0) > _AN_HOUR and "no-cache" not in said:
        hint = "readers would see an old port for as long. Wanted: no-cache"
        yield Problem(answer.place, CACHE, f"Cache-Control is {said}", hint)
