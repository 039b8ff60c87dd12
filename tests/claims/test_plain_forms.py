"""Forms that nearly every page has are read whatever the mood of the page around them."""

from __future__ import annotations

import pytest

from claims.helpers import codes, facts, ports

HOST = facts(
    "imap 993 tls mail.blue.net",
    "imap 143 none mail.blue.net",
    "pop3 995 tls mail.blue.net",
    "pop3 110 none mail.blue.net",
    "smtp 465 tls mail.blue.net",
    "smtp 587 starttls mail.blue.net",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("POP3: {}, tick “This server requires an encrypted connection ({}).”", "en"),
        ("POP3 : {}, cochez « Ce serveur nécessite une connexion chiffrée ({}) ».", "fr"),
        ("POP3: {}, vink aan: “Deze server vereist een versleutelde verbinding ({})”.", "nl"),
        ("POP3: {}, Häkchen bei „Server erfordert eine verschlüsselte Verbindung ({})“.", "de"),
        ("POP3: {}, spuntare «Il server richiede una connessione crittografata ({})».", "it"),
        ("POP3: {}, marque «Este servidor precisa una conexión cifrada ({})».", "es"),
        ("POP3: {}, marcar «Este servidor requer uma ligação encriptada ({})».", "pt"),
        ("POP3: {}, zaznacz „Serwer wymaga szyfrowanego połączenia ({})”.", "pl"),
        ('POP3: {}, "Bu sunucu şifreli bir bağlantı ({}) gerektirir" işaretli.', "tr"),
        ('POP3: {}, "Bu server şifrələnmiş bağlantı ({}) tələb edir" qeyd olunsun.', "az"),
    ],
)
def test_the_label_of_a_box_says_which_encryption(text: str, language: str) -> None:
    assert codes(text.format(995, "SSL/TLS"), HOST, language) == []
    assert codes(text.format(110, "SSL/TLS"), HOST, language) == [("PORT01", "110")]
    assert codes(text.format(995, "STARTTLS"), HOST, language) == [("PORT03", "STARTTLS")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Outgoing (SMTP): 587, “This server supports a secure connection (SSL/TLS)” on.", "en"),
        ("SMTP : port 587. « Impossible de se connecter avec SSL » : touchez Non.", "fr"),
        ("SMTP: porta 587. «Impossibile connettersi usando SSL»: toccate No.", "it"),
        ("SMTP: poort 587. “Kan geen verbinding maken via SSL”: tik op Nee.", "nl"),
        ("SMTP: Port 587. „Es kann nicht verbunden werden mit SSL“ erscheint.", "de"),
        ("SMTP: porta 587. Se der «Não é possível conectar usando SSL», toque em Não.", "pt"),
        ("SMTP: puerto 587. Si sale «No se puede conectar usando SSL», toca No.", "es"),
    ],
)
def test_a_box_may_mean_either_and_a_message_says_nothing(text: str, language: str) -> None:
    assert codes(text, HOST, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("| IMAP port | 993 (SSL none) |", "en"),
        ("IMAP: mail.blue.net, port 993, SSL none.", "en"),
        ("IMAP: mail.blue.net, poort 993, SSL geen.", "nl"),
        ("**Réception IMAP** : mail.blue.net — 993 — aucun", "fr"),
        ("**IMAP:** mail.blue.net — 993 — ninguno", "es"),
        ("**IMAP:** mail.blue.net — 993 — keine", "de"),
        ("**IMAP:** mail.blue.net — 993 — brak", "pl"),
        ("**IMAP:** mail.blue.net — 993 — nessuna", "it"),
        ("**IMAP:** mail.blue.net — 993 — nenhuma", "pt"),
        ("| IMAP | mail.blue.net<br>port 993<br>yok |", "tr"),
        ("| IMAP | mail.blue.net<br>port 993<br>yoxdur |", "az"),
    ],
)
def test_none_where_an_encryption_stands(text: str, language: str) -> None:
    assert [code for code, _ in codes(text, HOST, language)] == ["PORT01"]


def test_a_name_behind_the_key_ssl_is_its_value() -> None:
    assert ports("SMTP: mail.blue.net, poort 465, SSL STARTTLS.", "nl") == [
        ("smtp", 465, "starttls")
    ]


def test_a_first_row_that_denies_one_service_is_no_old_column() -> None:
    page = (
        "<table>\n<tr><td>Kontotyp</td><td>IMAP (POP gibt es nicht)</td></tr>\n"
        "<tr><td>Posteingangsserver</td><td>mail.blue.net</td></tr>\n"
        "<tr><td>Port</td><td>{}</td></tr>\n</table>"
    )
    assert codes(page.format(993), HOST, "de") == []
    assert codes(page.format(939), HOST, "de") == [("PORT02", "939")]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Outlook 2019 bis 2024", "de"),
        ("Outlook 2016 and previous versions", "en"),
        ("Outlook jusqu'à la version 2019", "fr"),
        ("Outlook tot en met 2019", "nl"),
        ("Outlook fino al 2019", "it"),
    ],
)
def test_old_programs_have_no_old_settings(heading: str, language: str) -> None:
    page = f"## {heading}\n\n1. IMAP: mail.blue.net, port 143, SSL/TLS."
    assert codes(page, HOST, language) == [("PORT01", "143")]


@pytest.mark.parametrize(
    ("row", "language"),
    [
        ("| Verzenden mislukt | poort 25 ingesteld | wijzigen in {} |", "nl"),
        ("| Sending fails | port 25 is set | change it to {} |", "en"),
        ("| Versand schlägt fehl | Port 25 eingestellt | auf {} ändern |", "de"),
        ("| L'envoi échoue | port 25 configuré | mettre {} |", "fr"),
    ],
)
def test_the_remedy_in_a_table_of_errors_is_told(row: str, language: str) -> None:
    table = "| A | B | C |\n|--|--|--|\n" + row
    assert codes(table.format(587), HOST, language) == []
    assert codes(table.format(143), HOST, language) == [("PORT01", "143")]


@pytest.mark.parametrize("heading", ["| Error | Problem | Remedy |", "| Error | Cause | Remedy |"])
def test_a_remedy_is_about_the_port_that_makes_trouble(heading: str) -> None:
    table = heading + "\n|--|--|--|\n| 10060 | wrong port (often 25) | set {} |"
    assert codes(table.format(587), HOST, "en") == []
    assert codes(table.format(143), HOST, "en") == [("PORT01", "143")]


@pytest.mark.parametrize(
    ("headings", "language"),
    [("Antes | Ahora", "es"), ("Vorher | Jetzt", "de"), ("Before | Now", "en")],
)
def test_a_column_of_ports_needs_no_heading_of_its_own(headings: str, language: str) -> None:
    table = f"|  | {headings} |\n|--|--|--|\n| IMAP | 143 | 993 |\n| SMTP | 25 | {{}} |"
    assert codes(table.format(587), HOST, language) == []
    assert codes(table.format(110), HOST, language) == [("PORT01", "110")]


def test_a_table_of_old_and_new_is_read_below_a_heading_about_old_settings() -> None:
    page = (
        "## Alte und neue Server\n\n|  | bisher | ab 12.09. |\n|--|--|--|\n"
        "| Posteingang (IMAP) | mx.old.example, Port 143 | mail.blue.net, Port {}, SSL/TLS |"
    )
    assert codes(page.format(993), HOST, "de") == []
    assert codes(page.format(25), HOST, "de") == [("PORT01", "25")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("For old programs {} (SSL/TLS) is open for IMAP, too.", "en"),
        ("Pour les anciens logiciels, le port IMAP {} (SSL/TLS) reste ouvert.", "fr"),
        ("Voor oude programma's is IMAP-poort {} (SSL/TLS) ook open.", "nl"),
        ("Für alte Programme ist auch IMAP-Port {} (SSL/TLS) offen.", "de"),
        ("Köhnə proqramlar üçün IMAP {} (SSL/TLS) də açıqdır.", "az"),
        ("Eski programlar için IMAP {} (SSL/TLS) de açıktır.", "tr"),
        ("Per i vecchi programmi c'è anche IMAP {} (SSL/TLS).", "it"),
        ("Para programas antiguos hay también IMAP {} (SSL/TLS).", "es"),
        ("Para programas antigos há também IMAP {} (SSL/TLS).", "pt"),
        ("Dla starych programów jest też IMAP {} (SSL/TLS).", "pl"),
    ],
)
def test_old_programs_are_no_old_ports(text: str, language: str) -> None:
    assert codes(text.format(993), HOST, language) == []
    assert codes(text.format(143), HOST, language) == [("PORT01", "143")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It shows port 25. That is blocked at home. Change it to {}.", "en"),
        ("C'est le port 25. Il est bloqué. Remplacez-le par {}.", "fr"),
        ("Er staat poort 25. Die is geblokkeerd. Verander dat in {}.", "nl"),
        ("Dort steht Port 25. Er ist gesperrt. Ändern Sie ihn auf {}.", "de"),
        ("Xanada 25 portu yazılıb. Bu port bağlıdır. Onu silib {} yazın.", "az"),
        ("Orada 25 portu yazar. O port kapalıdır. Bunu {} olarak değiştirin.", "tr"),
        ("C'è la porta 25. È bloccata. Cambiatela in {}.", "it"),
        ("Aparece el puerto 25. Está bloqueado. Cámbielo por {}.", "es"),
        ("Está na porta 25. É bloqueada. Bota {}.", "pt"),
        ("Jest tam port 25. Jest zablokowany. Zmień go na {}.", "pl"),
    ],
)
def test_an_order_two_sentences_later_is_about_the_same_port(text: str, language: str) -> None:
    assert codes(text.format(465), HOST, language) == []
    assert codes(text.format(993), HOST, language) == [("PORT01", "993")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Outlook fills in ports 143 and 25. Change them to {} and {}.", "en"),
        ("Outlook rellena los puertos 143 y 25; sustitúyalos por {} y {}.", "es"),
        ("Outlook met les ports 143 et 25. Remplacez-les par {} et {}.", "fr"),
        ("Outlook trägt die Ports 143 und 25 ein. Ändern Sie sie auf {} und {}.", "de"),
    ],
)
def test_two_ports_are_replaced_in_turn(text: str, language: str) -> None:
    assert codes(text.format(993, 587), HOST, language) == []
    assert codes(text.format(993, 995), HOST, language) == [("PORT01", "995")]
    assert codes(text.format(465, 587), HOST, language) == [("PORT01", "465")]


@pytest.mark.parametrize(
    "line",
    [
        "smtpserverport = 993",
        'cfg.Item(sch & "smtpserverport") = 993',
        "with smtplib.SMTP_SSL('mail.blue.net', 993, timeout=20) as s:",
    ],
)
def test_ports_of_smtp_in_code(line: str) -> None:
    assert codes(f"```\n{line}\n```", HOST, "en") == [("PORT01", "993")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP also listens on 143 with SSL/TLS for apps set up like that before.", "en"),
        ("IMAP también escucha en el 143 con SSL/TLS, por los clientes de antes.", "es"),
        ("W programie: Plik → Zmień → Więcej, serwer IMAP 143, SSL/TLS.", "pl"),
    ],
)
def test_a_port_with_its_own_service_is_read_in_any_mood(text: str, language: str) -> None:
    assert [found for _, found in codes(text, HOST, language)] == ["143"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Roaming lets through only 80, 443, {} (IMAP) and 587 (SMTP).", "en"),
        ("Le roaming ne laisse passer que 80, 443, {} (IMAP) et 587 (SMTP).", "fr"),
        ("Roaming laat alleen 80, 443, {} (IMAP) en 587 (SMTP) door.", "nl"),
        ("Im Ausland sind nur 80, 443, {} (IMAP) und 587 (SMTP) offen.", "de"),
        ("Roaming costuma liberar só 80, 443, {} (IMAP) e 587 (SMTP).", "pt"),
        ("El roaming solo deja pasar 80, 443, {} (IMAP) y 587 (SMTP).", "es"),
        ("In roaming passano solo 80, 443, {} (IMAP) e 587 (SMTP).", "it"),
        ("W roamingu działają tylko 80, 443, {} (IMAP) i 587 (SMTP).", "pl"),
        ("Dolaşımda yalnız 80, 443, {} (IMAP) ve 587 (SMTP) açıktır.", "tr"),
        ("Rouminqdə yalnız 80, 443, {} (IMAP) və 587 (SMTP) açıqdır.", "az"),
    ],
)
def test_a_name_in_brackets_behind_a_port_leaves_no_doubt(text: str, language: str) -> None:
    assert codes(text.format(993), HOST, language) == []
    assert codes(text.format(465), HOST, language) == [("PORT01", "465")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Devices outside the old network reach mail.blue.net, port {}, with an account.", "en"),
        ("Les appareils hors du réseau passent par mail.blue.net, port {}, avec un compte.", "fr"),
        ("Apparaten daarbuiten gebruiken voortaan mail.blue.net, poort {}, met een account.", "nl"),
        ("Los equipos fuera de ella van a mail.blue.net, puerto {}, con cuenta propia.", "es"),
        ("Nową skrzynkę dodajesz potem z serwerem mail.blue.net i portem {}.", "pl"),
    ],
)
def test_a_port_behind_its_server_is_no_remark(text: str, language: str) -> None:
    assert codes(text.format(587), HOST, language) == []
    assert codes(text.format(25), HOST, language) == [("PORT01", "25")]


def test_a_test_of_a_port_is_no_setting() -> None:
    assert codes("1. `telnet mail.blue.net 25` should *not* connect.", HOST, "en") == []


def test_rows_of_a_zone_and_tables_drawn_in_code() -> None:
    heading = "| Name | Typ | TTL | Wert |\n|--|--|--|--|\n"
    zone = heading + "| _imaps._tcp | SRV | 60 | 1 {} mail.blue.net |"
    assert codes(zone.format(993), HOST, "de") == []
    assert codes(zone.format(939), HOST, "de") == [("PORT02", "939")]
    drawn = "```\n| IMAP | mail.blue.net | {} | SSL |\n```"
    assert codes(drawn.format(993), HOST, "de") == []
    assert codes(drawn.format(587), HOST, "de") == [("PORT01", "587")]


@pytest.mark.parametrize(
    "page",
    [
        "PHPMailer 6.9:\n\n```php\n$mail->Port = {};\n$mail->SMTPSecure = 'tls';\n```",
        "```php\n$mail = new PHPMailer(true);\n$mail->isSMTP();\n$mail->Port = {};\n```",
        "### nodemailer\n\n```js\nhost: 'mail.blue.net',\nport: {},\n```",
    ],
)
def test_a_library_that_only_sends_names_smtp(page: str) -> None:
    assert codes(page.format(587), HOST, "en") == []
    assert codes(page.format(993), HOST, "en") == [("PORT01", "993")]
