"""Which requests are votes: the rating forms lead to static pages, and the log shows who went."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from helpdesk.ratings.bots import is_bot
from helpdesk.ratings.hits import Hit

YES: Final = "yes"
NO: Final = "no"
REASON: Final = "reason"
ANSWERS: Final = (YES, NO, REASON)
"""The pages below `thanks/` that forms lead to; a reason is given on the page of "no"."""

NEEDLE: Final = b"/thanks/"
"""What every line of a vote contains."""

IPV4_BITS: Final = 24
IPV6_BITS: Final = 48
"""How much of an address counts: the privacy page shows these numbers."""


_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
"""What no header may hold (RFC 9110, section 5.5): Apache and Caddy refuse it, nginx does not."""


class Verdict(StrEnum):
    """What became of a request for a rating form's page; in the words of the closing report."""

    VOTE = "votes"
    REASON = "reasons"
    AGAIN = "counted before"
    TOO_LATE = "too late"
    FUTURE = "from the future"
    METHOD = "not GET"
    PREFETCH = "prefetched"
    STATUS = "not answered with the page"
    UNKNOWN = "no such article or answer"
    FOREIGN = "from another site"
    NO_AGENT = "without a user agent"
    BOT = "bots"
    NO_ADDRESS = "without an address"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote, or one reason after a "no". `network` and `agent` never reach the disk."""

    article: str
    choice: str
    """`yes`, `no`, or a reason's id."""
    at: int
    network: str
    agent: str


@dataclass(frozen=True)
class Forms:
    """The rating forms of a site."""

    pages: Mapping[str, str]
    """The path of every page that a form leads to, in every language, and which answer it is."""
    articles: AbstractSet[str]
    reasons: AbstractSet[str]
    hosts: AbstractSet[str]
    """The site's host names, lower case."""

    def judge(self, hit: Hit) -> Ballot | Verdict | None:
        """Return the vote that a request is, or why it is none; None: not a form's page at all."""
        answer = self.pages.get(hit.path)
        if answer is None:
            return None
        return self._objection(hit) or self._ballot(hit, answer)

    def _objection(self, hit: Hit) -> Verdict | None:
        if hit.method != "GET":
            return Verdict.METHOD
        if hit.is_prefetch:
            return Verdict.PREFETCH
        if hit.status != 200:
            return Verdict.STATUS
        if not self._is_ours(hit):
            return Verdict.FOREIGN
        if hit.agent is not None and (not hit.agent.strip() or _CONTROL.search(hit.agent)):
            return Verdict.NO_AGENT
        return Verdict.BOT if hit.agent and is_bot(hit.agent) else None

    def _is_ours(self, hit: Hit) -> bool:
        if hit.host and _host(f"//{hit.host}") not in self.hosts:
            return False
        return not hit.referer or _host(hit.referer) in self.hosts

    def _ballot(self, hit: Hit, answer: str) -> Ballot | Verdict:
        source, choice = hit.query, answer
        if answer == REASON:
            choice = _only(hit.query, "reason")
            source = self._query_of_no(hit.referer)
        article = _only(source, "article")
        if article not in self.articles or (answer == REASON and choice not in self.reasons):
            return Verdict.UNKNOWN
        network = truncated(hit.address)
        if network is None:
            return Verdict.NO_ADDRESS
        return Ballot(article, choice, hit.at, network, hit.agent or "")

    def _query_of_no(self, referer: str) -> str:
        try:
            parts = urlsplit(referer)
        except ValueError:
            return ""
        return parts.query if self.pages.get(parts.path) == NO else ""


def truncated(address: str) -> str | None:
    """Return the first bits of an address (`IPV4_BITS`, `IPV6_BITS`); None if it is none.

    A household has one IPv4 address, or one IPv6 network of 48 to 64 bits (RFC 6177).
    """
    try:
        one = ipaddress.ip_address(address.partition("%")[0])  # RFC 4007: what follows is a zone
    except ValueError:
        return None
    if isinstance(one, ipaddress.IPv4Address):
        return str(ipaddress.IPv4Network((one, IPV4_BITS), strict=False))
    if one.ipv4_mapped:
        return truncated(str(one.ipv4_mapped))
    return str(ipaddress.IPv6Network((one, IPV6_BITS), strict=False))


def _only(query: str, name: str) -> str:
    """Return the value that a query gives once; empty if it is missing, doubled or malformed."""
    try:
        values = parse_qs(query, max_num_fields=8).get(name, [])
    except ValueError:
        return ""
    # Logs that encode what they hold show `%252F` for a slash of the form.
    return unquote(values[0]) if len(values) == 1 else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
