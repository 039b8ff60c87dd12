"""What words do in sentences about mail servers."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a word does in a sentence about mail servers; the values are the keys of the files."""

    IMAP = "imap"
    POP3 = "pop3"
    SMTP = "smtp"
    SIEVE = "sieve"
    IMAP_TLS = "imap_tls"
    POP3_TLS = "pop3_tls"
    SMTP_TLS = "smtp_tls"
    OTHER_SERVICE = "other_service"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    RECEIVING = "receiving"
    SENDING = "sending"
    PORT = "port"
    SERVER = "server"
    ENCRYPTION = "encryption"
    SSL = "ssl"
    TLS = "tls"
    STARTTLS = "starttls"
    TLS_COMMAND = "tls_command"
    NONE = "none"
    ENCRYPTED = "encrypted"
    UNENCRYPTED = "unencrypted"
    WITHOUT_SSL = "without_ssl"
    WITHOUT = "without"
    YES = "yes"
    NO = "no"
    NOT = "not"
    USE = "use"
    RECOMMENDED = "recommended"
    BLOCKED = "blocked"
    HISTORY = "history"
    BEFORE = "before"
    MISTAKE = "mistake"
    PROBLEM = "problem"
    CHANGE = "change"
    OTHERS = "others"
    ADVANCED = "advanced"
    RIGHT = "right"
    DID = "did"
    ITSELF = "itself"
    USUALLY = "usually"
    IF = "if"
    IF_AFTER = "if_after"
    INSTEAD = "instead"
    INSTEAD_AFTER = "instead_after"
    CONTRAST = "contrast"
    OR = "or"
    AND = "and"
    FOR = "for"
    AFTER_FOR = "after_for"
    WITH = "with"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 - a kind of word
    AUTHENTICATION = "authentication"
    FULL_ADDRESS = "full_address"
    LOCAL_PART = "local_part"
    NORMAL_PASSWORD = "normal_password"  # noqa: S105
    ENCRYPTED_PASSWORD = "encrypted_password"  # noqa: S105
    CRAM = "cram"
    NTLM = "ntlm"
    OAUTH = "oauth"
    KERBEROS = "kerberos"
    LABEL = "label"
    UNIT = "unit"
    CERTIFICATE = "certificate"
    SRV = "srv"
    POP_UP = "pop_up"

    # Looked up millions of times: the string's own hash is computed once and in C.
    __hash__ = str.__hash__


TELLING: Final = frozenset(
    {
        Kind.IMAP,
        Kind.POP3,
        Kind.SMTP,
        Kind.SIEVE,
        Kind.IMAP_TLS,
        Kind.POP3_TLS,
        Kind.SMTP_TLS,
        Kind.OTHER_SERVICE,
        Kind.INCOMING,
        Kind.OUTGOING,
        Kind.PORT,
        Kind.ENCRYPTION,
        Kind.SSL,
        Kind.TLS,
        Kind.STARTTLS,
        Kind.NONE,
        Kind.UNENCRYPTED,
        Kind.WITHOUT_SSL,
        Kind.USERNAME,
        Kind.AUTHENTICATION,
    }
)
"""Kinds that may be part of a statement about a mail server."""
