"""Settings of programs: a switch, an option or an address tells how a connection begins."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes, facts


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        ("host mail.blue.net\nport {}\ntls on\ntls_starttls on", 587, 465),
        ("host mail.blue.net\nport {}\ntls on\ntls_starttls off", 465, 587),
        ("host mail.blue.net\nport {}\nTLSType STARTTLS", 587, 465),
        ("smtpmail-smtp-service {}\nsmtpmail-stream-type 'starttls)", 587, 465),
        ("define('SMTP_PORT', {});\ndefine('SMTP_SECURE', 'ssl');", 465, 587),
        ("mail.smtp.port={}\nmail.smtp.starttls.enable=true", 587, 465),
        ('set smtp_url = "smtps://me@mail.blue.net:{}/"', 465, 587),
    ],
)  # fmt: skip
def test_a_setting_says_which_port_goes_with_it(code: str, right: int, wrong: int) -> None:
    page = f"## msmtp\n\n```\n{code}\n```"
    assert codes(page.format(right), TLS_ONLY, "en") == []
    assert str(wrong) in {word for _, word in codes(page.format(wrong), TLS_ONLY, "en")}


def test_an_option_without_a_name_is_one_after_the_port() -> None:
    page = "```\npoll imap.bluemail.net proto imap service {}\n  ssl sslcertck keep\n```"
    assert codes(page.format(993), language="en") == []
    assert ("PORT01", "143") in codes(page.format(143), language="en")


def test_an_import_is_no_option() -> None:
    page = (
        "```python\nimport smtplib, ssl\ns = smtplib.SMTP('mail.blue.net', 587)\n"
        "s.starttls(context=ssl.create_default_context())\n```"
    )
    assert codes(page, TLS_ONLY, "en") == []


def test_a_key_that_names_ssl_is_not_the_value() -> None:
    page = "```php\ndefine('WPMS_SMTP_PORT', 587);\ndefine('WPMS_SSL', 'tls');\n```"
    assert codes(page, TLS_ONLY, "en") == []


def test_a_verb_that_ends_in_off_switches_nothing_off() -> None:
    page = "Ist Port 25 gesperrt, weichen Sie auf 587 (SMTP mit STARTTLS) aus."
    assert codes(page, TLS_ONLY, "de") == []


@pytest.mark.parametrize(("right", "wrong"), [("587", "993"), ("587", "578")])
def test_a_name_of_a_setting_with_dots_is_no_server(right: str, wrong: str) -> None:
    page = "```\ngit config --global sendemail.smtpserverport {}\n```"
    assert codes(page.format(right), TLS_ONLY, "en") == []
    assert [word for _, word in codes(page.format(wrong), TLS_ONLY, "en")] == [wrong]


def test_a_list_of_srv_records_in_a_sentence() -> None:
    page = "Records: `_imaps._tcp` ({}), `_submission._tcp` (587)."
    assert codes(page.format(993), language="en") == []
    assert codes(page.format(2525), language="en") == [("PORT01", "2525")]


PER_SERVER = facts("imap 993 tls box.blue.net", "smtp 465 tls out.blue.net")


@pytest.mark.parametrize(
    "text",
    [
        "```\nopenssl s_client -crlf -quiet -connect box.blue.net:{}\n```",
        "| Role | Host | Port |\n|--|--|--|\n| Target | `box.blue.net` | `{}` |",
    ],
)
def test_a_server_has_no_port_of_another_server(text: str) -> None:
    assert codes(text.format(993), PER_SERVER, "en") == []
    assert codes(text.format(465), PER_SERVER, "en") == [("PORT01", "465")]


def test_commands_for_two_servers_are_two_forms() -> None:
    page = (
        "```\n$ nc -vz relay.blue.net 25\nConnection to relay.blue.net 25 port [tcp/smtp] ok\n"
        "$ openssl s_client -starttls smtp -connect out.blue.net:587\nProtocol: TLSv1.3\n```"
    )
    truth = facts("smtp 25 none relay.blue.net", "smtp 587 starttls out.blue.net")
    assert codes(page, truth, "en") == []


@pytest.mark.parametrize("heading", ["## Common errors", "## Error messages"])
def test_a_whole_form_below_errors_says_what_is_right(heading: str) -> None:
    page = f"{heading}\n\n- IMAP: `imap.bluemail.net`, port `{{}}`, SSL/TLS\n"
    assert codes(page.format(993), language="en") == []
    assert codes(page.format(995), language="en") == [("PORT01", "995")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "encrypted from the start"),
        ("fr", "chiffrés dès le départ"),
        ("de", "von Anfang an verschlüsselt"),
        ("nl", "meteen versleuteld"),
        ("es", "cifrado desde el principio"),
        ("it", "cifrate dall'inizio"),
        ("pt", "criptografadas desde o início"),
        ("pl", "szyfrowane od początku"),
        ("tr", "baştan şifreli"),
        ("az", "əvvəldən şifrəli"),
    ],
)
def test_what_begins_encrypted_is_no_starttls_port(language: str, words: str) -> None:
    page = f"- {{}}, 995, 465: {words}"
    assert codes(page.format(993), language=language) == []
    assert codes(page.format(587), language=language) == [("PORT01", "587")]


def test_a_dedicated_port_is_a_word_for_encryption() -> None:
    page = "- IMAP: imap.bluemail.net\n- połączenie: *na port dedykowany ({})*\n- port: 993"
    assert codes(page.format("TLS"), language="pl") == []
    assert codes(page.format("STARTTLS"), language="pl")


@pytest.mark.parametrize("address", ["[out.blue.net]:{} me:secret", "smarthost = out.blue.net::{}"])
def test_a_relay_has_a_port_in_brackets_or_after_two_colons(address: str) -> None:
    page = f"## Postfix and Exim for sending (SMTP)\n\n```\n{address}\n```"
    assert codes(page.format(465), PER_SERVER, "en") == []
    assert codes(page.format(993), PER_SERVER, "en") == [("PORT01", "993")]


def test_the_other_ports_of_a_sentence_are_of_its_other_servers() -> None:
    page = "To send, open `out.blue.net` on 465 (and, to fetch mail, 993 for `box.blue.net`).\n"
    assert codes(page, PER_SERVER, "en") == []


def test_a_verb_beside_a_server_does_not_hide_its_service() -> None:
    page = (
        "- Invia posta / Server SMTP: smtps.blue.net\n- Connessione: TLS – Porta: 465\n"
        "- Ricevi posta / Server: imaps.blue.net\n- Connessione: {} – Porta: {}\n"
    )
    truth = facts("imap 993 tls imaps.blue.net", "smtp 465 tls smtps.blue.net")
    assert codes(page.format("TLS", 993), truth, "it") == []
    assert codes(page.format("TLS", 465), truth, "it") == [("PORT01", "465")]
    assert codes(page.format("STARTTLS", 993), truth, "it") == [("PORT03", "STARTTLS")]


def test_a_section_is_the_heading_of_its_settings() -> None:
    page = "```ini\n[smtp]\nenabled = true\nhost = mail.blue.net:{}\n```"
    assert codes(page.format(587), TLS_ONLY, "en") == []
    assert codes(page.format(995), TLS_ONLY, "en") == [("PORT01", "995")]


def test_a_call_of_two_words_is_no_server() -> None:
    page = '```java\nprops.put("mail.smtp.port", "{}");\n```'
    assert codes(page.format(587), TLS_ONLY, "en") == []
    assert codes(page.format(578), TLS_ONLY, "en") == [("PORT02", "578")]


def test_an_option_that_asks_for_any_encryption_names_none() -> None:
    page = "```\ncurl --ssl-reqd smtp://mail.blue.net:{}\n```"
    assert codes(page.format(587), TLS_ONLY, "en") == []
    assert codes(page.format(995), TLS_ONLY, "en") == [("PORT01", "995")]


@pytest.mark.parametrize("choice", ["Choose **IMAP**.", "Tap *Manual*, choose IMAP, then Next."])
def test_a_step_chooses_what_incoming_is_in_the_next_ones(choice: str) -> None:
    page = f"1. {choice}\n2. *Incoming server*: mail.blue.net, port {{}}, SSL/TLS.\n"
    assert codes(page.format(993), TLS_ONLY, "en") == []
    assert codes(page.format(995), TLS_ONLY, "en") == [("PORT01", "995")]
    later = f"1. {choice}\n\n## Another program\n\n- Incoming: mail.blue.net, port 995, SSL/TLS\n"
    assert codes(later, TLS_ONLY, "en") == []


def test_an_encryption_is_on_the_port_that_some_service_has_for_it() -> None:
    page = (
        "| | After the move |\n|---|---|\n| Outgoing server | mail.blue.net, port 465 |\n"
        "| Encryption | SSL/TLS on {}, 995 and 465 |\n"
    )
    assert codes(page.format(993), TLS_ONLY, "en") == []
    assert codes(page.format(143), TLS_ONLY, "en") == [("PORT01", "143")]


@pytest.mark.parametrize("port", ["Incoming port (IMAP)", "IMAP port"])
def test_a_role_goes_on_with_the_service_of_the_row_above(port: str) -> None:
    page = f"| Setting | Value |\n|---|---|\n| {port} | 993 |\n| Incoming encryption | {{}} |\n"
    assert codes(page.format("SSL/TLS"), language="en") == []
    assert codes(page.format("STARTTLS"), language="en") != []


def test_a_step_about_the_port_is_about_the_server_of_the_step_before() -> None:
    page = "1. En *Servidor entrante* escriba `imap.bluemail.net`.\n2. En *Puerto* ponga {}.\n"
    assert codes(page.format(993), language="es") == []
    assert codes(page.format(465), language="es") == [("PORT01", "465")]


def test_a_firewall_names_a_port() -> None:
    page = "```\niptables -p tcp -d imap.bluemail.net --dport {}\n```"
    assert codes(page.format(993), language="en") == []
    assert codes(page.format(939), language="en") == [("PORT02", "939")]


def test_the_way_through_a_firewall_is_no_service() -> None:
    page = "| Ziel | Port | Richtung |\n|--|--|--|\n| imap.bluemail.net | {} | ausgehend |\n"
    assert codes(page.format(993), language="de") == []
    assert codes(page.format(465), language="de") == [("PORT01", "465")]


def test_a_number_after_an_arrow_is_its_own_key() -> None:
    page = "```perl\nNet::SMTP->new('smtp.bluemail.net', Port => {}, SSL => 1);\n```"
    assert codes(page.format(465), language="en") == []
    assert codes(page.format(995), language="en") == [("PORT01", "995")]


def test_a_question_chooses_nothing() -> None:
    page = "1. **Can I use POP?** No.\n\n2. *Incoming server*: port {}, SSL/TLS.\n"
    truth = facts("imap 993 tls mail.blue.net", "smtp 465 tls mail.blue.net")
    assert codes(page.format(993), truth, "en") == []
    assert codes(page.format(939), truth, "en") == [("PORT02", "939")]
