"""What a page states, in a form that two languages can be compared in.

A claim's wording, order and grouping differ between languages; what is compared is its parts: each
port with the service it is for, each server name, each encryption word that stands without a port.
Ports count as often as they stand, the rest counts once. Port tables are markers, which have a rule
of their own (MARK09).

Whether a sentence is a claim at all can hang on its words ("port 25 is blocked" is none). So a
number that stands in the same section, claimed or not, is enough for a port not to be missed; the
same goes for SSL, TLS and STARTTLS. Words for no encryption differ between languages: without a
port beside them they are not compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from helpdesk.claims import Claim, Part
from helpdesk.facts import Protocol, Security
from helpdesk.findings import Span
from helpdesk.library import Page
from helpdesk.markdown import INTRODUCTION, headings
from helpdesk.rules.base import SiteInput


class Kind(StrEnum):
    """What a statement is about; the value is the word that findings use."""

    PORT = "port"
    HOST = "server name"
    ENCRYPTION = "encryption"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a page states, at its place."""

    kind: Kind
    value: str
    span: Span
    text: str
    protocols: frozenset[Protocol] = frozenset()
    encryption: Part[frozenset[Security]] | None = None

    @property
    def protocol(self) -> str | None:
        """The one protocol that it is for, None when it is for several or unknown."""
        return next(iter(self.protocols)).value if len(self.protocols) == 1 else None

    @property
    def words(self) -> str:
        """The statement as a finding names it."""
        service = f"{Protocol(self.protocol).label} " if self.protocol else ""
        return f'{service}{self.kind.value} "{self.text}"'

    @property
    def encryption_text(self) -> str:
        """The encryption as it is written beside a port."""
        return self.encryption.text if self.encryption else ""

    @property
    def encryption_span(self) -> Span:
        """Where the encryption stands, else where the statement stands."""
        return self.encryption.span if self.encryption else self.span


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a page by line: what makes places of two languages comparable."""

    lines: tuple[int, ...]
    ids: tuple[str, ...]

    @classmethod
    def of(cls, page: Page) -> Outline:
        """Return the outline of a page; what precedes the first heading is its introduction."""
        first = page.parsed.body_line
        found = [*headings(page.parsed.body, first_line=first)]
        return cls(
            (first, *(heading.line for heading in found)),
            (INTRODUCTION, *(heading.id or heading.text for heading in found)),
        )

    def section(self, line: int) -> str:
        """Return the id of the section that a line stands in."""
        return self.ids[max(0, bisect_right(self.lines, line) - 1)]

    def line(self, section: str) -> int:
        """Return where a section starts; of one that is not there, where the text starts."""
        return self.lines[self.ids.index(section)] if section in self.ids else self.lines[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it is compared: what it states, its sections, the text that readers get."""

    statements: tuple[Statement, ...]
    outline: Outline
    text: str

    @classmethod
    def of(cls, site: SiteInput, page: Page) -> Reading:
        """Read a page of a site."""
        return cls(statements(site.claims(page)), Outline.of(page), site.visible(page))

    def section(self, statement: Statement) -> str:
        """Return the id of the section that a statement stands in."""
        return self.outline.section(statement.span.line)

    def mentions(self, word: str, section: str) -> int:
        """Count how often a section writes a word or number without stating anything by it."""
        stated = {(each.span.line, each.span.column) for each in self.statements}
        return sum(
            self.outline.section(line) == section and (line, found.start() + 1) not in stated
            for line, words in enumerate(self.text.split("\n"), start=1)
            for found in re.finditer(
                rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", words, re.IGNORECASE
            )
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What a translation lost, added, and (ours, theirs) states with another encryption."""

    lost: tuple[Statement, ...]
    added: tuple[Statement, ...]
    changed: tuple[tuple[Statement, Statement], ...]


def statements(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Return the parts of claims that are compared, in the order of their places."""
    found = {
        (statement.kind, statement.span): statement
        for claim in claims
        for statement in _of_claim(claim)
    }
    return tuple(sorted(found.values(), key=lambda statement: statement.span))


def compare(source: Reading, translation: Reading) -> Difference:
    """Pair the statements of two pages, those of the same section first."""
    left, right = [*source.statements], [*translation.statements]
    pairs: list[tuple[Statement, Statement]] = []
    for same_section in (True, False):
        for statement in [*left]:
            section = source.section(statement)
            for other in right:
                if _agree(statement, other) and (
                    not same_section or translation.section(other) == section
                ):
                    left.remove(statement)
                    right.remove(other)
                    pairs.append((other, statement))
                    break
    told = [theirs for _, theirs in pairs]
    heard = [ours for ours, _ in pairs]
    return Difference(
        lost=tuple(_unmentioned(left, source, translation, told)),
        added=tuple(_unmentioned(right, translation, source, heard)),
        changed=tuple(pair for pair in pairs if _contradict(*pair)),
    )


def _of_claim(claim: Claim) -> Iterator[Statement]:
    protocols = claim.protocols | ({claim.protocol.value} if claim.protocol else set())
    if claim.port:
        port = claim.port
        yield Statement(Kind.PORT, str(port.value), port.span, port.text, protocols, claim.security)
    elif claim.security and protocols and claim.security.value != {Security.NONE}:
        word = claim.security
        value = ",".join(sorted(word.value))
        yield Statement(Kind.ENCRYPTION, value, word.span, word.text, protocols)
    if claim.host:
        yield Statement(Kind.HOST, claim.host.value.lower(), claim.host.span, claim.host.text)


def _agree(one: Statement, other: Statement) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.ENCRYPTION:
        # "TLS" may mean both kinds: readings that share one do not contradict each other.
        if not set(one.value.split(",")) & set(other.value.split(",")):
            return False
    elif one.value != other.value:
        return False
    return not one.protocols or not other.protocols or bool(one.protocols & other.protocols)


def _unmentioned(
    left: list[Statement], here: Reading, there: Reading, paired: list[Statement]
) -> Iterator[Statement]:
    """Yield the statements of one page that the other neither states nor mentions as often."""
    seen: Counter[tuple[str, str]] = Counter()
    for statement in left:
        if _repeats(statement, paired):
            continue
        word = statement.value if statement.kind is Kind.PORT else statement.text
        key = (word, here.section(statement))
        seen[key] += 1
        if statement.kind is Kind.HOST or seen[key] > there.mentions(*key):
            yield statement


def _repeats(statement: Statement, paired: list[Statement]) -> bool:
    """Say whether it only says again what counts once and has its counterpart."""
    return statement.kind in (Kind.HOST, Kind.ENCRYPTION) and any(
        _agree(statement, other) for other in paired
    )


def _contradict(ours: Statement, theirs: Statement) -> bool:
    if not ours.encryption or not theirs.encryption:
        return False
    return not ours.encryption.value & theirs.encryption.value
