"""The nine shapes of a claim, each in several ways and languages."""
# ruff: noqa: E501, ISC004 - a page is one string, and a table is easier to read on one line

from __future__ import annotations

import pytest

from claims.helpers import ports

I993, P995, S465 = ("imap", 993, "tls"), ("pop3", 995, "tls"), ("smtp", 465, "tls")
I143, S587 = ("imap", 143, "starttls"), ("smtp", 587, "starttls")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("| Protocol | Server | Port | Security |\n|--|--|--|--|\n| IMAP | a.b.net | 993 | SSL/TLS |\n"
         "| SMTP | a.b.net | 587 | STARTTLS |", [I993, S587]),
        ("| Dienst | STARTTLS | SSL/TLS |\n|--|--|--|\n| IMAP | 143 | 993 |", [I143, I993]),
        ("| Protocol | Port with SSL | Port with STARTTLS |\n|--|--|--|\n| IMAP | 993 | 143 |", [I993, I143]),
        ("|  | IMAP | SMTP |\n|--|--|--|\n| Port | 993 | 465 |\n| Encryption | SSL | SSL |", [I993, S465]),
        ("### IMAP\n\n| Setting | Value |\n|--|--|\n| Port | 993 |\n| Encryption | SSL/TLS |", [I993]),
        ("**IMAP**\n\n|Incoming server|a.b.net|SSL/TLS|993|\n|Outgoing server|a.b.net|SSL/TLS|465|", [I993, S465]),
        ("Protocol | Port | Encryption\n--- | --- | ---\nSMTP | 465 | SSL/TLS\n | 587 | STARTTLS", [S465, S587]),
        ("| Server |\n|--|\n| IMAP (993) |\n", [("imap", 993, "")]),
        ("| x | y |\n|--|--|\n| ![a](b.png) | Enter the **incoming** server:<br>- Server **a.b.net**"
         "<br>- Port **993**<br>- Method **SSL/TLS**<br>Enter the **outgoing** server:<br>- Port **465**"
         "<br>- Method **SSL/TLS** |", [("imap+pop3", 993, "tls"), S465]),
        ("<table><tr><td>IMAP</td><td>993</td><td>SSL</td></tr><tr><td>SMTP</td><td>465</td><td>SSL</td></tr></table>",
         [I993, S465]),
        ("| Screen | Field | Value |\n|--|--|--|\n| Incoming (IMAP) | Port | 993 |\n| | Encryption | SSL |\n"
         "| Outgoing | Port | 465 |\n| | Encryption | SSL |", [I993, S465]),
        ("| Service | Port | SSL |\n|--|--|--|\n| IMAP | 993 | yes |\n", [I993]),
        ("| Service | Port | SSL |\n|--|--|--|\n| IMAP | 993 | no |\n", [("imap", 993, "none")]),
    ],
)  # fmt: skip
def test_tables(text: str, claims: list[object]) -> None:
    assert ports(text, "en") == claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IMAP port: 993 (SSL/TLS)", "en"),
        ("Port IMAP : **993** avec SSL/TLS", "fr"),
        ("IMAP-poort: 993 met SSL/TLS", "nl"),
        ("IMAP-Portnummer: 993, SSL/TLS", "de"),
        ("IMAP bağlantı noktası: 993 (SSL/TLS)", "tr"),
        ("IMAP portu: 993, şifrələmə: SSL/TLS", "az"),
        ("Puerto IMAP: 993 con SSL/TLS", "es"),
        ("Porta IMAP: 993 con SSL/TLS", "it"),
        ("Porta IMAP: 993 com SSL/TLS", "pt"),
        ("Port IMAP: 993, szyfrowanie SSL/TLS", "pl"),
        ("Port IMAP\u00a0: `993`, SSL/TLS", "fr"),
        ("SSL/TLS IMAP port = 993", "en"),
    ],
)
def test_keys_with_the_protocol(text: str, language: str) -> None:
    assert ports(text, language) == [I993]


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        ("## IMAP\n\nServer: a.b.net\nPort: 993\nEncryption: SSL/TLS", "en", [I993]),
        ("**Serveur entrant (IMAP)**\n- Port : 993\n- Sécurité : SSL/TLS\n\n"
         "**Serveur sortant**\n- Port : 587\n- Sécurité : STARTTLS", "fr", [I993, S587]),
        ("Server: imap.b.net\nPort: 993\nSSL: yes\nServer: smtp.b.net\nPort: 465\nSSL: yes", "en", [("imap", 993, "starttls+tls"), ("smtp", 465, "starttls+tls")]),
        ("- Uitgaande server\n  - SSL poort: 465\n  - STARTTLS poort: 587", "nl", [S465, S587]),
        ("Postausgangsserver\n\n* Verschlüsselung: STARTTLS\n* Port: 587", "de", [S587]),
        ("## SMTP\n\nPort\n:   465\n\nEncryption\n:   SSL/TLS", "en", [S465]),
        ("SSL ports:\n* IMAP: 993\n* SMTP: 465", "en", [I993, S465]),
        ("### Giden sunucu\n1. Port: 587\n2. Güvenlik: STARTTLS", "tr", [S587]),
        ("> **SMTP**\n>\n> Port: 587\n> Encryption: STARTTLS", "en", [S587]),
    ],
)  # fmt: skip
def test_the_protocol_comes_from_the_context(
    text: str, language: str, claims: list[object]
) -> None:
    assert ports(text, language) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("SMTP: 465 (SSL) or 587 (STARTTLS)", [S465, S587]),
        ("SMTP: SSL on 465 or STARTTLS on 587", [S465, S587]),
        ("SMTP 465/587", [("smtp", 465, ""), ("smtp", 587, "")]),
        ("IMAP: 143 or 993 with STARTTLS/SSL", [I143, I993]),
        ("SMTP ports: 25, 587 and 2525", [("smtp", 25, ""), ("smtp", 587, ""), ("smtp", 2525, "")]),
        ("SMTP: use 587 instead of 25", [("smtp", 587, "")]),
    ],
)
def test_alternatives(text: str, claims: list[object]) -> None:
    assert ports(text, "en") == claims


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        ("Use port 993 for IMAP and 465 for SMTP.", "en", [("imap", 993, ""), ("smtp", 465, "")]),
        ("For IMAP use 993, for SMTP 465.", "en", [("imap", 993, ""), ("smtp", 465, "")]),
        ("The ports are 993 (IMAP), 995 (POP3) and 465 (SMTP).", "en",
         [("imap", 993, ""), ("pop3", 995, ""), ("smtp", 465, "")]),
        ("The ports of IMAP and POP3 are 993 and 995.", "en", [("imap", 993, ""), ("pop3", 995, "")]),
        ("Le port 465 pour l'envoi, le port 993 pour l'IMAP.", "fr", [("smtp", 465, ""), ("imap", 993, "")]),
        ("IMAP için 993, SMTP için 465 kullanın.", "tr", [("imap", 993, ""), ("smtp", 465, "")]),
        ("IMAP üçün 993-cü portu yazın.", "az", [("imap", 993, "")]),
        ("Submission runs on port 587 with STARTTLS.", "en", [S587]),
        ("Set the port of the incoming IMAP server in the dialogue\nto 993 and the encryption to SSL/TLS.", "en", [I993]),
    ],
)  # fmt: skip
def test_prose(text: str, language: str, claims: list[object]) -> None:
    assert ports(text, language) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("```\nSMTP_PORT=587\n```", [("smtp", 587, "")]),
        ("```\nmail.smtp.port=587\n```", [("smtp", 587, "")]),
        ("```\nopenssl s_client -connect imap.b.net:993\n```", [("imap", 993, "tls")]),
        ("```\n_imaps._tcp.b.net. 3600 IN SRV 0 1 993 imap.b.net.\n```", [("imap", 993, "")]),
        ('```json\n"smtp": {\n  "port": 465,\n  "encryption": "ssl"\n}\n```', [S465]),
        (
            '```xml\n<incomingServer type="imap">\n<port>993</port>\n<socketType>SSL</socketType>\n```',
            [I993],
        ),
        ("Mutt: `imaps://me@mail.b.net:993/`", [("imap", 993, "tls")]),
    ],
)
def test_code(text: str, claims: list[object]) -> None:
    assert ports(text, "en") == claims


@pytest.mark.parametrize(
    "text",
    [
        "Attachments may have 25 MB.",
        "Port 25 is blocked by most providers.",
        "Since 1993 we host IMAP mail.",
        "The error 550 comes from the other server.",
        "Call us: +32 2 110 25 25.",
        "IMAP is described in RFC 3501.",
        "25. Open the IMAP settings.",
        "SMTP answered 535 5.7.8.",
        "The server 192.0.2.143 serves IMAP.",
        "On 25/11/2026 we change IMAP.",
        "It costs 9.93 € a month, IMAP included.",
        "<!-- IMAP: 939 -->",
        "[IMAP](https://b.net:993/imap-939.html)",
        "---\nslug: imap-port-939\n---\n",
        "FTP: port 21, SSH: port 22",
        "~~IMAP: port 143~~",
        "IMAP mailboxes: 110",
        '"The IMAP server timed out on port 143" is what Outlook says.',
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert ports(text, "en") == []
