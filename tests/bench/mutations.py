"""The ways a right statement becomes a wrong one, one change at a time.

A change is made only where the facts then contradict the page: a port that is right for the
protocol without the encryption beside it, or an encryption that no labelled port decides, is left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar
from zlib import crc32

from corpus import Claim, Page
from helpdesk.facts.model import Security

WELL_KNOWN: Final = (25, 110, 143, 465, 587, 993, 995, 2525)
TWINS: Final = {993: 143, 143: 993, 995: 110, 110: 995, 465: 587, 587: 465, 25: 465, 2525: 465}
NO_ENCRYPTION: Final = {
    "fr": "aucun", "en": "none", "nl": "geen", "de": "keine", "az": "yoxdur",
    "tr": "yok", "it": "nessuna", "es": "ninguno", "pt": "nenhuma", "pl": "brak",
}  # fmt: skip
YES_NO: Final = {
    "fr": ("oui", "non"), "en": ("yes", "no"), "nl": ("ja", "nee"), "de": ("ja", "nein"),
    "az": ("bəli", "xeyr"), "tr": ("evet", "hayır"), "it": ("sì", "no"), "es": ("sí", "no"),
    "pt": ("sim", "não"), "pl": ("tak", "nie"),
}  # fmt: skip
_T = TypeVar("_T")
_ALONE: Final = ("table", "keyvalue", "keyvalue-context")
"""The forms where a word for "none" can replace "SSL/TLS" without breaking the sentence."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One changed page; a finding at one of `lines` (1-based) notices the change."""

    kind: str
    claim: Claim
    new: str
    text: str
    lines: frozenset[int]


def mutations(page: Page) -> Iterator[Mutation]:
    """Yield every change of every claim, always the same ones for the same page."""
    for claim in page.claims:
        for kind, change in _CHANGES[claim.kind]:
            new = change(page, claim)
            if new is not None and new != claim.text:
                yield _mutation(page, kind, claim, new)


def _mutation(page: Page, kind: str, claim: Claim, new: str) -> Mutation:
    lines = page.lines
    column, old = claim.column(lines), lines[claim.line - 1]
    lines[claim.line - 1] = old[:column] + new + old[column + len(claim.text) :]
    accepted = {claim.line}
    partner = page.partner(claim) if kind == "twin-port" else None
    if partner and int(new) in _ports(page, claim):
        # Port and encryption disagree and both are facts: nobody can tell which one was changed.
        accepted.add(partner.line)
    return Mutation(kind, claim, new, "\n".join(lines), frozenset(accepted))


def _other_port(page: Page, claim: Claim) -> str | None:
    wrong = [port for port in WELL_KNOWN if port not in _ports(page, claim)]
    return str(_pick(wrong, claim))


def _digit_slip(page: Page, claim: Claim) -> str | None:
    digits = claim.text
    swapped = {
        digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)
    } - {digits}
    right = _ports(page, claim)
    slips = [s for s in sorted(swapped) if s[0] != "0" and int(s) not in {*right, *WELL_KNOWN}]
    return _pick(slips, claim) if slips else None


def _twin_port(page: Page, claim: Claim) -> str | None:
    port, right = int(claim.text), _ports(page, claim)
    twin = TWINS.get(port) or next((other for other in sorted(right) if other != port), None)
    if twin is None:
        return None
    if twin not in right:
        return str(twin)
    return str(twin) if _decides(page, page.partner(claim), port, twin) else None


def _decides(page: Page, word: Claim | None, port: int, twin: int) -> bool:
    """Whether an encryption word fits the port and cannot fit the twin."""
    if word is None:
        return False
    own, other = _securities(page, word, port), _securities(page, word, twin)
    if None in own | other or own & other:
        return False
    if word.text.lower() in YES_NO[page.language]:
        return Security.NONE in own | other
    return not _means_both(word) or Security.NONE in own | other


def _means_both(word: Claim) -> bool:
    """Whether a word stands for either encryption: Outlook and others call STARTTLS "TLS"."""
    return word.text.upper() == "TLS"


def _swapped_security(page: Page, claim: Claim) -> str | None:
    partner = page.partner(claim)
    port = claim.port or (int(partner.text) if partner else None)
    true = _securities(page, claim, port) if port else set()
    if len(true) != 1 or None in true:
        return None
    yes, no = YES_NO[page.language]
    if claim.text.lower() in (yes, no):
        return _cased(no if claim.text.lower() == yes else yes, claim.text)
    if true == {Security.TLS}:
        words = ["STARTTLS"]
        words += [NO_ENCRYPTION[page.language]] if claim.form in _ALONE else []
        return _cased(_pick(words, claim), claim.text)
    return None if _means_both(claim) else _cased("SSL/TLS", claim.text)


def _misspelt_host(page: Page, claim: Claim) -> str | None:
    name, right = claim.text, {host.lower() for host in page.facts.hosts}
    places = [i for i, sign in enumerate(name[: name.rindex(".")]) if sign.isalnum()]
    slips = [name[:i] + name[i + 1 :] for i in places]
    wrong = [s for s in slips if s.lower() not in right and not s.startswith(".") and ".." not in s]
    return _pick(wrong, claim) if wrong else None


_Change = Callable[[Page, Claim], str | None]
_CHANGES: Final[dict[str, tuple[tuple[str, _Change], ...]]] = {
    "port": (
        ("other-port", _other_port),
        ("digit-slip", _digit_slip),
        ("twin-port", _twin_port),
    ),
    "security": (("security", _swapped_security),),
    "host": (("host", _misspelt_host),),
}
KINDS: Final = tuple(kind for changes in _CHANGES.values() for kind, _ in changes)


def _ports(page: Page, claim: Claim) -> set[int]:
    return {server.port for server in page.servers(claim.protocol)}


def _securities(page: Page, claim: Claim, port: int) -> set[Security | None]:
    return {server.security for server in page.servers(claim.protocol) if server.port == port}


def _pick(choices: list[_T], claim: Claim) -> _T:
    """Choose one by the claim itself, so that a run repeats and neighbours differ."""
    return choices[crc32(f"{claim.line}:{claim.text}:{claim.kind}".encode()) % len(choices)]


def _cased(word: str, like: str) -> str:
    """Write a word in the case of the text it replaces."""
    if like.islower() and (word.islower() or "tls" in like or "ssl" in like):
        return word.lower()
    return word[0].upper() + word[1:] if like[0].isupper() else word
