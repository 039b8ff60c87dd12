"""Labelled help pages of invented mail hosts: what each claims, what it does not, what is wrong.

`tests/corpus/{tune,measure}/<host>/` holds one host: `facts.yml`, and per page `<lang>-<topic>.md`
with `<lang>-<topic>.labels.yml` beside it. The checker is tuned on one half and only measured on
the other; a host is wholly in one of them. Once somebody has read what was found in `measure`, its
hosts move to `tune`, and pages that nobody has read take their place. The labels:

- `claims`: a port, an encryption word or a server name that is right, with its protocol (`mail`: a
  name for several protocols) and the form of text it stands in. `port` names the port that an
  encryption word belongs to, where `partner` could not tell.
- `traps`: what looks like a claim and must never be reported.
- `mistakes`: what the page really has wrong, to be reported at its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from helpdesk.facts.model import Facts, MailServer

ROOT: Final = Path(__file__).parent
HALVES: Final = ("tune", "measure")
LANGUAGES: Final = ("fr", "en", "nl", "de", "az", "tr", "it", "es", "pt", "pl")
KINDS: Final = ("port", "security", "host")
PROTOCOLS: Final = ("imap", "pop3", "smtp", "mail")
FORMS: Final = (
    "table",
    "keyvalue",
    "keyvalue-context",
    "alternatives",
    "prose",
    "inflected",
    "decorated",
    "code",
)

_PARTNER_DISTANCE: Final = 6
"""How many lines apart a port and its encryption may stand: one settings list."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a 1-based line; `occurrence` counts when the line holds it more than once."""

    line: int
    text: str
    occurrence: int = 1

    def column(self, lines: list[str]) -> int:
        """Return the 0-based column of the text in its line, -1 if it is not there."""
        column = -1
        for _ in range(self.occurrence):
            column = lines[self.line - 1].find(self.text, column + 1)
            if column < 0:
                break
        return column


@dataclass(frozen=True, slots=True)
class Claim(Label):
    """A right statement; `kind`, `form` and `protocol` are among KINDS, FORMS and PROTOCOLS."""

    kind: str = ""
    protocol: str = ""
    form: str = ""
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Trap(Label):
    """Something that is no claim about the host, and why."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Mistake(Label):
    """A wrong statement of the page itself; `found` is what the checker should quote."""

    found: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its labels and its host's facts."""

    path: Path
    half: str
    language: str
    text: str
    facts: Facts
    claims: tuple[Claim, ...]
    traps: tuple[Trap, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def name(self) -> str:
        """The path below the corpus, for people."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> list[str]:
        """The lines, split at line feeds only, as the labels count them."""
        return self.text.split("\n")

    def servers(self, protocol: str) -> list[MailServer]:
        """Return the facts of one protocol, or all of them for `mail`."""
        return [s for s in self.facts.mail.servers if protocol in ("mail", s.protocol.value)]

    def partner(self, claim: Claim) -> Claim | None:
        """Return the encryption of a port claim, or the port of an encryption claim, if it is sure.

        On one line the two pair by order; else each must be the other's only nearest, so that no
        other pair is torn apart.
        """
        ports, words = self._of(claim, "port"), self._of(claim, "security")
        own, others = (ports, words) if claim.kind == "port" else (words, ports)
        if named := [other for other in others if _names(claim, other)]:
            return _mutual(claim, named, [one for one in own if _names(one, named[0])])
        if claim.port:
            return None
        others = [other for other in others if not other.port]
        here = [other for other in others if other.line == claim.line]
        beside = [one for one in own if one.line == claim.line]
        if here:
            return here[beside.index(claim)] if len(here) == len(beside) else None
        return _mutual(claim, others, own)

    def _of(self, claim: Claim, kind: str) -> list[Claim]:
        chosen = [c for c in self.claims if c.kind == kind and c.protocol == claim.protocol]
        return sorted(chosen, key=lambda c: (c.line, c.column(self.lines)))


def _names(one: Claim, other: Claim) -> bool:
    """Whether the encryption word of the two names the other as its port."""
    return str(one.port) == other.text or str(other.port) == one.text


def _mutual(claim: Claim, others: list[Claim], own: list[Claim]) -> Claim | None:
    partner = _nearest(claim, others)
    return partner if partner and _nearest(partner, own) is claim else None


def _nearest(claim: Claim, others: list[Claim]) -> Claim | None:
    distances = [abs(other.line - claim.line) for other in others]
    nearest = min(distances, default=_PARTNER_DISTANCE + 1)
    if nearest > _PARTNER_DISTANCE or distances.count(nearest) > 1:
        return None
    return others[distances.index(nearest)]


def load(path: Path) -> Page:
    """Read one page and its labels; raise what YAML, the facts model or a misspelt label raise."""
    labels = _yaml(path.with_suffix(".labels.yml")) or {}
    return Page(
        path=path,
        half=path.parent.parent.name,
        language=path.name.partition("-")[0],
        text=path.read_bytes().decode("utf-8"),
        facts=Facts.model_validate(_yaml(path.parent / "facts.yml")),
        claims=tuple(Claim(**entry) for entry in labels.get("claims") or ()),
        traps=tuple(Trap(**entry) for entry in labels.get("traps") or ()),
        mistakes=tuple(Mistake(**entry) for entry in labels.get("mistakes") or ()),
    )


def pages(half: str | None = None, language: str | None = None) -> Iterator[Page]:
    """Yield the labelled pages in a stable order, all or those of one half or one language."""
    for path in sorted(ROOT.glob(f"{half or '*'}/*/{language or '*'}-*.md")):
        yield load(path)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
