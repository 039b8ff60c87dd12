"""PORT06 to PORT08: user name, login method, and roles with the wrong protocol."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from helpdesk.claims import Claim, Role
from helpdesk.facts import Authentication, Facts, UserName
from helpdesk.findings import Finding

_USER_NAMES: Final = {
    UserName.EMAIL_ADDRESS.value: "the full mail address",
    UserName.LOCAL_PART.value: "the part before the @",
}
_METHODS: Final = {
    Authentication.PASSWORD_CLEARTEXT: "normal password",
    Authentication.PASSWORD_ENCRYPTED: "encrypted password",
}
_OPPOSITE: Final = {Role.INCOMING: "IMAP or POP3", Role.OUTGOING: "SMTP"}


def check_login(claim: Claim, path: str, facts: Facts) -> Iterator[Finding]:
    """Compare a login setting with the facts; nothing is said where the facts are silent."""
    if claim.username is not None:
        forms = _user_names(facts)
        word = claim.username
        if forms and word.value.value not in forms and forms <= _USER_NAMES.keys():
            expected = " or ".join(_USER_NAMES[form] for form in sorted(forms))
            yield Finding(
                path, word.span, "PORT06", f"the user name here is {expected}",
                f"Write {expected}.", found=word.text, expected=expected,
            )  # fmt: skip
    if claim.authentication is not None:
        methods = _methods(facts)
        said = claim.authentication
        if methods and not methods & said.value:
            expected = " or ".join(sorted(_METHODS.get(method, method.value) for method in methods))
            yield Finding(
                path, said.span, "PORT07", f"the login method here is {expected}",
                f"Write {expected}.", found=said.text, expected=expected,
            )  # fmt: skip


def check_role(claim: Claim, path: str) -> Iterator[Finding]:
    """Report "incoming server (SMTP)": mail is fetched with IMAP or POP3 and sent with SMTP."""
    if claim.role is None or claim.protocol is None:
        return
    expected = _OPPOSITE[claim.role]
    yield Finding(
        path, claim.protocol.span, "PORT08",
        f"{claim.protocol.text} is not for {claim.role.value} mail: {expected} is",
        f"Write {expected}, or the other direction.",
        protocol=claim.protocol.value.value, found=claim.protocol.text, expected=expected,
    )  # fmt: skip


def _user_names(facts: Facts) -> frozenset[str]:
    """Return every form that the facts name; a default that nobody wrote is not a fact."""
    forms = {server.username for server in facts.mail.servers if server.username}
    if "login" in facts.mail.model_fields_set and "username" in facts.mail.login.model_fields_set:
        forms.add(facts.mail.login.username)
    return frozenset(forms)


def _methods(facts: Facts) -> frozenset[Authentication]:
    methods = {method for server in facts.mail.servers for method in server.authentication or ()}
    login = facts.mail.login
    if "login" in facts.mail.model_fields_set and "authentication" in login.model_fields_set:
        methods.update(login.authentication)
    return frozenset(methods)
