"""The end of reading: what was found becomes claims with exact places."""

from __future__ import annotations

from helpdesk.claims.frames import Lone
from helpdesk.claims.login import LoginWord
from helpdesk.claims.mentions import Mention
from helpdesk.claims.model import Claim, Part
from helpdesk.claims.pieces import Encryption, Member, protocols_of
from helpdesk.claims.ports import Sureness
from helpdesk.claims.source import Source
from helpdesk.claims.tokens import Token
from helpdesk.facts import Protocol, Security, UserName


class ClaimMaker:
    """Makes claims about one page."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def of_port(self, mention: Mention) -> Claim:
        """Return the claim of a port that the page states."""
        token = mention.token
        port = Part(int(token.text), self._source.span(token.start, token.end), token.text)
        members = mention.members
        return Claim(
            span=port.span,
            protocols=protocols_of(members),
            role=members[0].role if len(members) == 1 else None,
            protocol=self._protocol_part(members) if mention.local else None,
            port=port,
            security=self._security(mention.encryption),
            host=self._host_part(mention.host),
            far_host=mention.far_host,
            shares=frozenset(int(other.text) for other in mention.shares),
            loose=mention.loose,
            repeated=mention.repeated,
            hedged=mention.hedged,
            told=mention.told,
            sure=mention.sure >= Sureness.LIKELY
            or (mention.ordered and (bool(members) or token.text != "25")),
            named_port=mention.sure is Sureness.NAMED,
        )

    def of_encryption(self, lone: Lone) -> Claim:
        """Return the claim of an encryption without a port."""
        word = lone.encryption
        return Claim(
            span=self._source.span(word.start, word.end),
            protocols=protocols_of(lone.members),
            protocol=self._protocol_part(lone.members),
            security=self._security(word),
            host=self._host_part(lone.host),
        )

    def of_login(self, word: LoginWord) -> Claim:
        """Return the claim of a user name form or a login method."""
        token = word.token
        span = self._source.span(token.start, token.end)
        if isinstance(word.value, UserName):
            return Claim(span, username=Part(word.value, span, token.text))
        return Claim(span, authentication=Part(frozenset({word.value}), span, token.text))

    def of_role(self, role: Member, name: Member) -> Claim:
        """Return the claim that a role is served by a protocol."""
        part = self._protocol_part((name,))
        span = part.span if part is not None else self._source.span(name.start, name.end)
        return Claim(span, protocols=name.protocols, role=role.role, protocol=part)

    def of_host(self, host: Token, members: tuple[Member, ...]) -> Claim:
        """Return the claim of a server name."""
        part = self._host_part(host)
        return Claim(
            span=self._source.span(host.start, host.end),
            protocols=protocols_of(members),
            protocol=self._protocol_part(members),
            host=part,
        )

    def _protocol_part(self, members: tuple[Member, ...]) -> Part[Protocol] | None:
        if len(members) != 1 or not members[0].named or len(members[0].protocols) != 1:
            return None
        member = members[0]
        span = self._source.span(member.start, member.end)
        return Part(
            next(iter(member.protocols)), span, self._source.original[member.start : member.end]
        )

    def _security(self, word: Encryption | None) -> Part[frozenset[Security]] | None:
        if word is None:
            return None
        span = self._source.span(word.start, word.end)
        return Part(word.value, span, self._source.original[word.start : word.end])

    def _host_part(self, host: Token | None) -> Part[str] | None:
        if host is None:
            return None
        return Part(host.text, self._source.span(host.start, host.end), host.text)
