"""What ordinary pages of hosts say: accounts that a step chooses, switches, firewalls, remarks."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes, facts, ports

HTML_COLUMNS = """\
<table><tr><th>Field</th><th>With SSL</th><th>With STARTTLS</th></tr>
<tr><td>Server</td><td>-</td><td>-</td></tr>
<tr><td>Port</td><td>465</td><td>{}</td></tr></table>"""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2. Account type: **IMAP**.\n3. Incoming mail: mail.blue.net, port 995.", "en"),
        ("2. Type de compte : IMAP.\n3. Courrier entrant : port 995.", "fr"),
        ("Schritt 2: IMAP wählen.\nSchritt 3: Eingehende E-Mail: Port 995.", "de"),
        ("## 1. Soort\n\nKies **IMAP**.\n\n## 2. Server\n\nInkomende mail: poort 995", "nl"),
        ("Pəncərədə IMAP seçin.\n\n**Gələn məktublar**\n\n- Port: 995", "az"),
        ("# IMAP o POP3\n\n1. Tipo di account: IMAP\n2. Server in entrata: porta 995", "it"),
    ],
)
def test_incoming_means_the_account_that_was_chosen(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == [("PORT01", "995")]
    assert codes(text.replace("995", "993"), TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Select IMAP. If you use POP3, enter 995 for incoming mail.", "en"),
        ("1. Wybierz IMAP.\n\n## POP3\n\nPoczta przychodząca: port 995", "pl"),
    ],
)
def test_another_account_is_spoken_of(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP port: 993\nUse SSL: No", "en"),
        ("- Port IMAP : 993\n- Utiliser SSL : non", "fr"),
        ("IMAP-Port: 993\nSSL verwenden: nein", "de"),
        ("IMAP-poort: 993\nSSL gebruiken: uit", "nl"),
        ("IMAP portu: 993\nSSL kullan: hayır", "tr"),
        ("IMAP portu: 993\nSSL istifadə et: xeyr", "az"),
    ],
)
def test_a_switch_that_is_off_says_so(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, TLS_ONLY, language)] == ["PORT03"]


def test_without_ssl_another_port_begins_in_clear() -> None:
    assert codes("SMTP port: 587\nUse SSL: No", TLS_ONLY, "en") == []


def test_a_form_is_stronger_than_the_title_above_it() -> None:
    text = "**Without encryption**\n\nPOP3 server: old\n\n**Outlook: new**\n\n"
    form = "IMAP server: mail.blue.net\nPort: 993\nSecurity: SSL/TLS\n"
    assert codes(text + form, TLS_ONLY, "en") == []
    assert codes(text + form.replace("993", "995"), TLS_ONLY, "en") == [("PORT01", "995")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ask them to open the outgoing ports 993 and 465.", "en"),
        ("Geben Sie in Ihrer Firewall ausgehend TCP 993 und 587 frei.", "de"),
        ("Peça que permitam a saída para as portas 993 e 465.", "pt"),
        ("Vraag of uitgaand 993 en 587 open mag.", "nl"),
    ],
)
def test_a_firewall_lets_both_ways_out(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('If it offers "SSL" but not "STARTTLS" for outgoing mail, use port 465.', "en"),
        ("Scegli TLS al posto di SSL: per l'invio la porta è 587.", "it"),
        ("Programınız STARTTLS desteklemiyorsa giden sunucu için 465 portunu SSL ile girin.", "tr"),
        ("Als Port schlägt die App beim Versand 143 vor, tragen Sie dann 587 ein.", "de"),
    ],
)
def test_what_is_refused_or_supposed_is_no_setting(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


def test_a_web_address_is_no_mail_server() -> None:
    text = "Log in at webmail.blue.net. If sending fails, try port {} with SSL/TLS."
    assert codes(text.format(465), TLS_ONLY, "en") == []
    assert codes(text.format(645), TLS_ONLY, "en") == [("PORT02", "645")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"Could not connect to the outgoing server" - change port 465 to 110.', "en"),
        ("«Não foi possível enviar a mensagem» – troque a porta 465 pela 110.", "pt"),
        ("Im Register tragen Sie dann bei IMAP 110 ein.", "de"),
        ("IMAP, incoming: port 465", "en"),
    ],
)
def test_an_order_counts_whatever_a_message_says(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, TLS_ONLY, language)] == ["PORT01"]


def test_an_outgoing_port_for_incoming_mail_is_wrong_without_that_service() -> None:
    only_imap = facts("imap 993 tls -", "smtp 465 tls -")
    text = "We have no POP3.\n\n1. Incoming mail uses port 465."
    assert codes(text, only_imap, "en") == [("PORT01", "465")]


def test_bold_words_may_name_an_old_port() -> None:
    assert codes("**PORT 25**\n\nOperators block it.", TLS_ONLY, "en") == []
    assert ports("**Port: 993**", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In the field for sending, delete 25 and type 465.", "en"),
        ("En *Servidor de salida (SMTP)* borre 25 y escriba 587.", "es"),
        ("The port for sending is 25. Operators close it since 2019. For sending enter 587.", "en"),
    ],
)
def test_a_line_shows_an_old_port_to_replace_it(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Untick the box and set the incoming port to 110 and the outgoing one to 587.", "en"),
        ("Décochez la case et indiquez 110 pour la réception.", "fr"),
        ("In old Outlook the incoming server (IMAP) is 110.", "en"),
        ("No Outlook antigo, o servidor de entrada (IMAP) é 110 com SSL.", "pt"),
        ("Hər iki halda gələn poçt üçün 110, gedən poçt üçün 587 yazın.", "az"),
    ],
)
def test_a_refusal_ends_where_an_order_begins(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, TLS_ONLY, language)] == ["PORT01"]


def test_a_question_as_a_title_says_nothing_of_the_form_below() -> None:
    text = "## Still on POP without encryption?\n\n1. Incoming mail: port 995, SSL/TLS."
    assert codes(text, TLS_ONLY, "en") == []


@pytest.mark.parametrize(
    "table",
    [
        "| | Shop | Forum |\n|---|---|---|\n| Encryption | SSL | STARTTLS |\n| Port | 465 | {} |",
        "| | With SSL | With STARTTLS |\n|---|---|---|\n| Server | - | - |\n| Port | 465 | {} |",
        HTML_COLUMNS,
    ],
)
def test_each_column_is_a_form_of_its_own(table: str) -> None:
    text = "# SMTP settings\n\n" + table + "\n"
    assert codes(text.format(587), TLS_ONLY, "en") == []
    assert ("PORT01", "465") in codes(text.format(465), TLS_ONLY, "en")


def test_a_column_that_counts_the_rows_says_nothing() -> None:
    head = "| Nr | Field | Incoming | Outgoing |\n|---|---|---|---|\n| 1 | Type | IMAP | SMTP |\n"
    rows = "| 2 | Port | {} | 587 |\n| 3 | Connection security | SSL/TLS | STARTTLS |\n"
    assert codes((head + rows).format(993), TLS_ONLY, "en") == []
    assert codes((head + rows).format(995), TLS_ONLY, "en") == [("PORT01", "995")]


def test_a_dated_column_may_be_of_the_past() -> None:
    rows = "<tr><th>Field</th><th>Old (until 5 May)</th><th>New (after 5 May)</th></tr>"
    rows += "<tr><td>POP3 port</td><td>110</td><td>{}</td></tr>"
    table = f"<table>{rows}</table>"
    assert codes(table.format(995), TLS_ONLY, "en") == []
    assert codes(table.format(993), TLS_ONLY, "en") == [("PORT01", "993")]


def test_a_title_names_a_port_that_its_text_does_not_offer() -> None:
    only = facts("smtp 587 starttls -", "imap 993 tls -")
    text = "# SMTP errors\n\n### Time-out, port 465\n\nWe do not offer that port."
    assert codes(text, only, "en") == []


def test_a_server_and_its_port_say_what_they_are_for() -> None:
    text = (
        "Hesap ister IMAP ister POP3 olsun, sunucu smtp.bluemail.net, port {}, güvenlik STARTTLS."
    )
    assert codes(text.format(587), language="tr") == []
    assert codes(text.format(465), language="tr") == [("PORT01", "465")]


def test_items_below_a_step_are_a_form_of_their_own() -> None:
    text = (
        "4. Outgoing server: mail.blue.net\n5. Then check in **Advanced**:\n   - Server port: 993\n"
    )
    assert codes(text, TLS_ONLY, "en") == []
