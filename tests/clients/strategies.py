"""Random valid facts: any host's, not only this one's."""

from __future__ import annotations

from hypothesis import strategies as st

from helpdesk.facts import Authentication, Facts, MailServer, Protocol, Security

LABELS = st.sampled_from(["a", "0", "mail", "imap-2", "pop3", "x9", "xn--bcher-kva", "z" * 63])
NAMES = st.lists(LABELS, min_size=2, max_size=3).map(".".join)
HOSTS = st.one_of(NAMES, NAMES, LABELS.map(lambda label: f"{label}.%EMAILDOMAIN%"))
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Z"]), min_size=1, max_size=80
)
USER_NAMES = st.one_of(
    st.sampled_from(["%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILLOCALPART%.%EMAILDOMAIN%"]), TEXTS
)
METHODS = st.lists(st.sampled_from(Authentication), min_size=1, max_size=3, unique=True)

SERVERS = st.builds(
    MailServer,
    protocol=st.sampled_from(Protocol),
    host=st.one_of(HOSTS, HOSTS, st.none()),
    port=st.integers(1, 65535),
    security=st.sampled_from([*Security, Security.TLS, None]),
    recommended=st.sampled_from([True, False, None]),
    username=st.one_of(st.none(), st.none(), st.just(""), USER_NAMES),
    authentication=st.one_of(st.none(), st.none(), st.just(()), METHODS.map(tuple)),
)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    servers = draw(st.lists(SERVERS, min_size=1, max_size=8, unique_by=lambda server: server.key))
    provider = {
        "name": draw(TEXTS),
        "id": draw(NAMES),
        "short_name": draw(st.one_of(st.none(), TEXTS)),
        "domains": draw(st.lists(NAMES, max_size=3, unique=True)),
    }
    login = {"username": draw(USER_NAMES), "authentication": draw(METHODS)}
    return Facts.model_validate(
        {"provider": provider, "mail": {"servers": servers, "login": login}}
    )
