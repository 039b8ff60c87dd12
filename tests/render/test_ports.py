"""The port tables say what the facts say, in the reader's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.facts import Facts
from helpdesk.render.ports import plan_names, port_rows, user_name
from helpdesk.strings import load_strings

OVERRIDES = Path(__file__).parents[2] / "overrides"


def facts(*servers, **mail) -> Facts:
    return Facts.model_validate({"mail": {"servers": list(servers), **mail}})


def entry(protocol="imap", port=993, security="tls", **more):
    return {"protocol": protocol, "port": port, "security": security, "host": "mail.a.be", **more}


TLS = entry()
PLAIN = entry(port=143, security="none")
POP = entry("pop3", 995, recommended=False)


def ports(some_facts, form, language="en"):
    return [row.port for row in port_rows(some_facts, form, load_strings(OVERRIDES, language))]


def test_the_full_table_shows_no_unencrypted_server():
    assert ports(facts(PLAIN, TLS, POP), "full") == [993, 995]


def test_the_short_table_shows_what_is_recommended():
    assert ports(facts(TLS, POP, PLAIN), "short") == [993]


def test_the_unencrypted_table_shows_the_rest():
    assert ports(facts(TLS, POP, PLAIN), "unencrypted") == [143]


def test_a_service_shows_its_own_servers_only():
    assert ports(facts(TLS, POP, PLAIN), "pop3") == [995]
    assert ports(facts(TLS), "pop3") == []


def test_a_host_without_any_encryption_still_gets_a_table():
    only_plain = facts(PLAIN)
    assert ports(only_plain, "full") == [143]
    assert ports(only_plain, "unencrypted") == []


def test_a_server_whose_encryption_is_not_stated_is_shown_without_one():
    unknown = entry()
    del unknown["security"]
    rows = port_rows(facts(unknown), "full", load_strings(OVERRIDES, "fr"))
    assert [row.security for row in rows] == [""]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "votre adresse e-mail complète"), ("en", "your full email address")],
)
def test_the_user_name_is_said_in_the_readers_language(language, words):
    rows = port_rows(facts(TLS), "full", load_strings(OVERRIDES, language))
    assert [row.username for row in rows] == [words]


def test_a_user_name_of_another_form_is_shown_as_it_is():
    assert user_name("%EMAILLOCALPART%.mail", load_strings(OVERRIDES, "en")) == (
        "%EMAILLOCALPART%.mail"
    )


def test_a_server_may_differ_from_the_common_login():
    own = entry(authentication=["OAuth2"], username="%EMAILLOCALPART%")
    (row,) = port_rows(facts(own), "full", load_strings(OVERRIDES, "en"))
    assert row.authentication == "OAuth2"
    assert row.username == "the part of your address before the @"


def test_a_plan_is_named_in_the_readers_language_and_an_unnamed_one_keeps_its_id():
    t = load_strings(OVERRIDES, "fr")
    assert plan_names(facts(entry(applies_to="shared-hosting")), t) == ("hébergement mutualisé",)
    assert plan_names(facts(entry(applies_to="gold")), t) == ("gold",)
