"""The facts of one mail host, typed: what `facts.yml` may say and what it means.

Shape only. What is odd but possible (POP3 on 993, an unencrypted server marked as recommended) is
`oddities.py`; where in the file something stands is `load.py`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

DEFAULT_SITE_URL: Final = "https://help.example.org/"
"""Stands in `site.url` until the operator names the real address; publishing warns about it."""

_HOST_LABEL = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?|%EMAILDOMAIN%)"
HOST_PATTERN: Final = rf"^{_HOST_LABEL}(?:\.{_HOST_LABEL})*$"
"""Host names as RFC 1123 §2.1 writes them, with autoconfig's `%EMAILDOMAIN%` as a label."""

_LAST_PORT: Final = 65535
_WEB_ADDRESS: Final = re.compile(
    rf"(?i:https?)://{_HOST_LABEL}(?:\.{_HOST_LABEL})*(?::(?P<port>\d{{1,5}}))?(?P<path>/\S*)?\Z"
)


class Protocol(StrEnum):
    """A service that a mail app talks to; the value is what `facts.yml` writes."""

    IMAP = "imap"
    POP3 = "pop3"
    SMTP = "smtp"
    SIEVE = "sieve"
    JMAP = "jmap"
    CALDAV = "caldav"
    CARDDAV = "carddav"

    @property
    def label(self) -> str:
        """The name as mail apps write it, the same in every language."""
        return {"caldav": "CalDAV", "carddav": "CardDAV", "sieve": "ManageSieve"}.get(
            self.value, self.value.upper()
        )


class Security(StrEnum):
    """How a connection is encrypted (RFC 8314 §3): from the first byte, by upgrade, not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Authentication(StrEnum):
    """How the password is sent; the values are those of autoconfig's `authentication` element."""

    PASSWORD_CLEARTEXT = "password-cleartext"  # noqa: S105 - a method's name, not a password
    PASSWORD_ENCRYPTED = "password-encrypted"  # noqa: S105
    OAUTH2 = "OAuth2"
    NTLM = "NTLM"
    GSSAPI = "GSSAPI"
    TLS_CLIENT_CERT = "TLS-client-cert"
    CLIENT_IP_ADDRESS = "client-IP-address"
    NONE = "none"


class UserName(StrEnum):
    """What goes into a mail app's user name field; the values are autoconfig's placeholders."""

    EMAIL_ADDRESS = "%EMAILADDRESS%"
    LOCAL_PART = "%EMAILLOCALPART%"


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _web_address(value: str) -> str:
    """Check an address and give it at least the path "/" (RFC 3986 §6.2.3).

    pydantic's own HttpUrl would do, but importing it takes a tenth of the time of a check.
    """
    match = _WEB_ADDRESS.match(value)
    if match is None or not 1 <= int(match["port"] or 1) <= _LAST_PORT:
        raise ValueError(value)
    return value if match["path"] else f"{value}/"


Host = Annotated[
    str,
    StringConstraints(pattern=HOST_PATTERN, max_length=253),
    Field(description="A host name without scheme or port; %EMAILDOMAIN% may stand for a label."),
]
WebAddress = Annotated[
    str, AfterValidator(_web_address), Field(json_schema_extra={"format": "uri"})
]
Port = Annotated[
    int, Field(ge=1, le=_LAST_PORT, strict=True, description="A TCP port, 1 to 65535.")
]
Plan = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Fact(BaseModel):
    # Deferred: one schema is built, when the first file is read, instead of one per class.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class MailServer(_Fact):
    """One way to reach one mail service: protocol, host, port and encryption."""

    protocol: Annotated[Protocol, BeforeValidator(_lower)]
    port: Port
    host: Host | None = Field(
        None, description="Left out: no server name is checked for this entry."
    )
    security: Security | None = Field(
        None, description="tls (from the first byte), starttls or none. Left out: not checked."
    )
    recommended: bool | None = Field(
        None, description="Whether readers are told to use it. Left out: yes, if it is encrypted."
    )
    reason: Text | None = Field(None, description="Why it is recommended or not, for editors.")
    applies_to: Plan | None = Field(
        None, description="The hosting plan that it is for, such as shared-hosting."
    )
    odd: Text | None = Field(
        None, description="Why an unusual combination is meant: silences the warning about it."
    )
    aliases: tuple[Host, ...] = Field((), description="Other names of the same server.")
    username: Annotated[str, StringConstraints(strip_whitespace=True)] | None = Field(
        None,
        description="The form of the user name, when it differs from login.username; empty: none.",
    )
    authentication: tuple[Authentication, ...] | None = Field(
        None, description="Login methods, best first, when they differ from login.authentication."
    )

    @property
    def encrypted(self) -> bool:
        """Whether the password is protected on the way, by TLS or by STARTTLS."""
        return self.security in (Security.TLS, Security.STARTTLS)

    @property
    def unencrypted(self) -> bool:
        """Whether the facts say that nothing protects the password on the way."""
        return self.security is Security.NONE

    @property
    def is_recommended(self) -> bool:
        """Whether readers are told to use it: what the entry says, else whether it is encrypted."""
        return self.encrypted if self.recommended is None else self.recommended

    @property
    def key(self) -> tuple[Protocol, str | None, int, Security | None]:
        """What makes an entry unique."""
        return (self.protocol, self.host.lower() if self.host else None, self.port, self.security)


class Login(_Fact):
    """How a mail app logs in, on every server that does not say otherwise."""

    username: Text = Field(
        UserName.EMAIL_ADDRESS.value,
        description="%EMAILADDRESS% (the full address), %EMAILLOCALPART%, or a form with them.",
    )
    authentication: tuple[Authentication, ...] = Field(
        (Authentication.PASSWORD_CLEARTEXT,),
        description="Best first; password-cleartext is what mail apps call a normal password.",
    )


class Mail(_Fact):
    """The mail service: its servers in order of preference, and how to log in."""

    servers: tuple[MailServer, ...] = Field(
        min_length=1, description="In order of preference; several per protocol are usual."
    )
    login: Login = Login()


class Provider(_Fact):
    """Who the host is."""

    name: Text = Field(description="As readers know it, such as BeHostings.")
    id: Host | None = Field(None, description="The main domain, such as behostings.net.")
    short_name: Text | None = Field(None, description="For narrow places; left out: the name.")
    domains: tuple[Host, ...] = Field((), description="Mail domains that the host itself owns.")
    url: WebAddress | None = Field(None, description="The host's own web site.")
    support_url: WebAddress | None = Field(
        None, description="Where customers reach support. Left out: no link is shown."
    )


class Service(_Fact):
    """A port of something that is not mail, such as the control panel."""

    port: Port
    scheme: Annotated[str, StringConstraints(pattern=r"^https?$")] | None = Field(
        None, description="http or https, when it is opened in a browser."
    )
    host: Host | None = Field(None, description="Its server name; left out: the customer's own.")
    name: Text | None = Field(None, description="Its product name, such as DirectAdmin.")


class SiteFacts(_Fact):
    """Where the help centre is published."""

    url: WebAddress = Field(
        DEFAULT_SITE_URL,
        description="The public address, a sub-path is fine. The variable SITE_URL wins over it.",
    )
    remember_voters: int = Field(
        14, ge=1, le=400, description="Days until who voted is forgotten; the privacy page says so."
    )


class Facts(_Fact):
    """Everything that is true about the host; pages, client files and checks come from it."""

    mail: Mail
    provider: Provider | None = Field(None, description="Who the host is.")
    services: dict[Plan, Service] = Field(
        default_factory=dict, description="Other services by name; `panel` is the control panel."
    )
    site: SiteFacts = SiteFacts()

    def username_of(self, server: MailServer) -> str:
        """Return the form of a server's user name, with autoconfig's placeholders; may be empty."""
        return self.mail.login.username if server.username is None else server.username

    def authentication_of(self, server: MailServer) -> tuple[Authentication, ...]:
        """Return a server's login methods, best first; may be empty."""
        own = server.authentication
        return self.mail.login.authentication if own is None else own

    def servers(self, protocol: Protocol) -> tuple[MailServer, ...]:
        """Return the servers of one protocol, in the order of the file."""
        return tuple(server for server in self.mail.servers if server.protocol is protocol)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every server name that the facts own, aliases included, once each, in file order."""
        names = (
            name for server in self.mail.servers for name in (server.host, *server.aliases) if name
        )
        return tuple(dict.fromkeys(names))
