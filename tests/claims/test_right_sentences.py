"""Right sentences of real pages that were once taken for wrong ones, in any language."""
# ruff: noqa: E501 - a page is one string

from __future__ import annotations

import pytest

from claims.helpers import codes, facts

PLAIN = facts(
    "imap 993 tls mail.blue.net",
    "pop3 995 tls mail.blue.net",
    "smtp 465 tls mail.blue.net",
    "smtp 587 none mail.blue.net",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            '3. **Apple Mail:** Mail → Ayarlar → Hesaplar → Sunucu Ayarları. Giden sunucu bölümünde port 587, "TLS/SSL kullan" işaretli.',
            "tr",
        ),
        (
            "3. Nach dem Anlegen unter *Servereinstellungen* kontrollieren: eintreffend Port `993`, ausgehend Port `587`, jeweils *TLS/SSL verwenden*",
            "de",
        ),
        ('Outgoing port 587, "Use TLS/SSL" ticked.', "en"),
        (
            "Check under *Server Settings*: incoming port `993`, outgoing port `587`, each with *Use TLS/SSL*",
            "en",
        ),
        ("Outgoing server: port 587, Use SSL ticked.", "en"),
        ('SMTP port 587, tick "Use SSL".', "en"),
        ("Serveur d’envoi : port 587, « Utiliser TLS/SSL » coché.", "fr"),
        (
            "Contrôlez sous *Réglages du serveur* : réception port `993`, envoi port `587`, chaque fois *Utiliser TLS/SSL*",
            "fr",
        ),
        ("Activez « Utiliser SSL » et mettez 587 comme port du serveur sortant.", "fr"),
        ('Posta in uscita: porta 587, casella "Usa TLS/SSL" selezionata.', "it"),
        ("In uscita porta 587, *Usa SSL* attivo.", "it"),
        ("Correo saliente: puerto 587, «Usar TLS/SSL» marcado.", "es"),
        ("Saliente: puerto 587, activa «Usar SSL».", "es"),
        ('Envio: porta 587, "Usar TLS/SSL" marcado.', "pt"),
        ("Saída: porta 587, opção *Usar SSL* ligada.", "pt"),
        ('Uitgaande server: poort 587, "Gebruik TLS/SSL" aangevinkt.', "nl"),
        ("Uitgaand poort 587, *Gebruik SSL* aan.", "nl"),
        ("Serwer wychodzący: port 587, zaznaczone „Użyj TLS/SSL”.", "pl"),
        ("Poczta wychodząca: port 587, opcja „Używaj SSL” włączona.", "pl"),
        ("Giden sunucu: port 587, *SSL kullan* açık.", "tr"),
        ('Giden posta sunucusu portu 587, "SSL kullan" seçili.', "tr"),
        ('Gedən server: port 587, "TLS/SSL istifadə et" işarələnib.', "az"),
        ("Gedən poçt: port 587, *SSL istifadə et* aktivdir.", "az"),
        ("Ausgangsserver: Port 587, Haken bei „TLS/SSL verwenden“.", "de"),
        ("Postausgang: Port 587, „SSL verwenden“ angehakt.", "de"),
        ("Ausgehend Port 587, *SSL verwenden* aktiviert.", "de"),
    ],
)
def test_a_box_named_by_its_label_stands_for_either_encryption(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SMTP: port 587, encryption: SSL/TLS.", "en"),
        ("SMTP: Port 587, Verschlüsselung *SSL/TLS*.", "de"),
    ],
)
def test_an_encryption_without_a_box_is_what_it_says(text: str, language: str) -> None:
    assert codes(text, language=language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "- SMTP Host – mail.x.ie\n- Encryption – SSL\n- SMTP Port – 465\n- Auto TLS – off\n- Authentication – on",
            "en",
        ),
        ("SMTP Port: 465\nEncryption: SSL\nAuto TLS: off", "en"),
        ("| SMTP port | 465 |\n| Auto TLS | off |", "en"),
        ("- SMTP-Port – 465\n- Verschlüsselung – SSL\n- Auto-TLS – aus", "de"),
        ("SMTP-Port 465, SSL, Automatisches TLS: aus", "de"),
        ("- Port SMTP : 465\n- Chiffrement : SSL\n- Auto TLS : désactivé", "fr"),
        ("- Port SMTP : 465\n- TLS automatique : non", "fr"),
        ("- Porta SMTP: 465\n- Cifratura: SSL\n- Auto TLS: no", "it"),
        ("- Porta SMTP: 465\n- TLS automatico: no", "it"),
        ("- Puerto SMTP: 465\n- Cifrado: SSL\n- Auto TLS: no", "es"),
        ("- Puerto SMTP: 465\n- TLS automático: desactivado", "es"),
        ("- Porta SMTP: 465\n- Criptografia: SSL\n- TLS automático: não", "pt"),
        ("- SMTP-poort: 465\n- Versleuteling: SSL\n- Auto TLS: uit", "nl"),
        ("- Port SMTP: 465\n- Szyfrowanie: SSL\n- Auto TLS: wyłączone", "pl"),
        ("- SMTP portu: 465\n- Şifreleme: SSL\n- Otomatik TLS: kapalı", "tr"),
        ("- SMTP portu: 465\n- Şifrələmə: SSL\n- Auto TLS: yox", "az"),
    ],
)
def test_the_switch_of_a_library_is_no_encryption(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Urządzenia bez obsługi SSL: mail.blue.net, port 587, szyfrowanie brak, autoryzacja tak.",
            "pl",
        ),
        (
            "Devices without SSL: host mail.blue.net, port 587, encryption none, authentication yes.",
            "en",
        ),
        (
            "Geräte ohne SSL: Server mail.blue.net, Port 587, Verschlüsselung keine, Authentifizierung ja.",
            "de",
        ),
        (
            "Appareils sans SSL : serveur mail.blue.net, port 587, chiffrement aucun, authentification oui.",
            "fr",
        ),
        ("Apparecchi senza SSL: server mail.blue.net, porta 587, crittografia nessuna.", "it"),
        ("Equipos sin SSL: servidor mail.blue.net, puerto 587, cifrado ninguno.", "es"),
        ("Aparelhos sem SSL: servidor mail.blue.net, porta 587, criptografia nenhuma.", "pt"),
        ("Apparaten zonder SSL: server mail.blue.net, poort 587, versleuteling geen.", "nl"),
        ("SSL desteklemeyen cihazlar: mail.blue.net, port 587, şifreleme yok.", "tr"),
        ("SSL olmayan cihazlar: mail.blue.net, port 587, şifrələmə yoxdur.", "az"),
        ("Devices without support for SSL: host mail.blue.net, port 587, encryption none.", "en"),
        (
            "Geräte ohne Unterstützung für SSL: mail.blue.net, Port 587, Verschlüsselung keine.",
            "de",
        ),
        (
            "Apparecchi senza supporto per SSL: mail.blue.net, porta 587, crittografia nessuna.",
            "it",
        ),
        ("Equipos sin soporte para SSL: mail.blue.net, puerto 587, cifrado ninguno.", "es"),
        ("Aparelhos sem suporte a SSL: mail.blue.net, porta 587, criptografia nenhuma.", "pt"),
        (
            "Apparaten zonder ondersteuning voor SSL: mail.blue.net, poort 587, versleuteling geen.",
            "nl",
        ),
        ("SSL desteği olmayan cihazlar: mail.blue.net, port 587, şifreleme yok.", "tr"),
        ("SSL dəstəyi olmayan cihazlar: mail.blue.net, port 587, şifrələmə yoxdur.", "az"),
    ],
)
def test_devices_without_ssl_may_have_a_port_of_their_own(text: str, language: str) -> None:
    assert codes(text, PLAIN, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Almost always a client that speaks STARTTLS on 465. Either switch the port to 587 or switch the encryption to SSL/TLS.",
            "en",
        ),
        (
            "The reverse: the client speaks SSL from the start on 587. Switch the encryption to STARTTLS, or the port to 465.",
            "en",
        ),
        (
            "Das Programm spricht STARTTLS auf 465. Stellen Sie entweder den Port auf 587 oder die Verschlüsselung auf SSL/TLS um.",
            "de",
        ),
        (
            "Umgekehrt: Das Programm spricht von Anfang an SSL auf 587. Stellen Sie die Verschlüsselung auf STARTTLS oder den Port auf 465 um.",
            "de",
        ),
        (
            "Presque toujours un logiciel qui parle STARTTLS sur le 465. Passez soit le port à 587, soit le chiffrement à SSL/TLS.",
            "fr",
        ),
        (
            "L’inverse : le logiciel parle SSL dès le début sur le 587. Changez le chiffrement en STARTTLS, ou le port en 465.",
            "fr",
        ),
        (
            "Quasi sempre un programma che parla STARTTLS sulla 465. Cambiate la porta in 587 oppure la cifratura in SSL/TLS.",
            "it",
        ),
        (
            "Il contrario: il programma parla subito SSL sulla 587. Cambiate la cifratura in STARTTLS, o la porta in 465.",
            "it",
        ),
        (
            "Casi siempre un programa que habla STARTTLS en el 465. Cambia el puerto a 587 o el cifrado a SSL/TLS.",
            "es",
        ),
        (
            "Al revés: el programa habla SSL desde el principio en el 587. Cambia el cifrado a STARTTLS, o el puerto a 465.",
            "es",
        ),
        (
            "Quase sempre um programa que fala STARTTLS na 465. Mude a porta para 587 ou a criptografia para SSL/TLS.",
            "pt",
        ),
        (
            "O contrário: o programa fala SSL desde o início na 587. Mude a criptografia para STARTTLS, ou a porta para 465.",
            "pt",
        ),
        (
            "Bijna altijd een programma dat STARTTLS spreekt op 465. Wijzig de poort in 587 of de versleuteling in SSL/TLS.",
            "nl",
        ),
        (
            "Omgekeerd: het programma spreekt meteen SSL op 587. Wijzig de versleuteling in STARTTLS, of de poort in 465.",
            "nl",
        ),
        (
            "Prawie zawsze program, który mówi STARTTLS na 465. Zmień port na 587 albo szyfrowanie na SSL/TLS.",
            "pl",
        ),
        (
            "Odwrotnie: program od razu używa SSL na 587. Zmień szyfrowanie na STARTTLS albo port na 465.",
            "pl",
        ),
        (
            "Çoğunlukla program 465 üzerinde STARTTLS konuşuyor. Ya portu 587 yapın ya da şifrelemeyi SSL/TLS olarak değiştirin.",
            "tr",
        ),
        (
            "Tersi: program 587 üzerinde baştan SSL konuşuyor. Şifrelemeyi STARTTLS ya da portu 465 olarak değiştirin.",
            "tr",
        ),
        (
            "Çox vaxt proqram 465-də STARTTLS danışır. Ya portu 587-yə dəyişin, ya da şifrələməni SSL/TLS edin.",
            "az",
        ),
        (
            "Əksinə: proqram 587-də əvvəldən SSL danışır. Şifrələməni STARTTLS-ə, ya da portu 465-ə dəyişin.",
            "az",
        ),
    ],
)
def test_either_the_port_or_the_encryption_is_to_be_changed(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The program speaks STARTTLS on SMTP port 465.", "en"),
        ("SMTP: switch the port to 587 and the encryption to SSL/TLS.", "en"),
        ("SMTP: Stellen Sie den Port auf 587 und die Verschlüsselung auf SSL/TLS.", "de"),
    ],
)
def test_both_together_are_still_compared(text: str, language: str) -> None:
    assert codes(text, language=language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("- `wrong version number`: tienes SSL en el 587. Pon STARTTLS, o usa el 465.", "es"),
        (
            "- `wrong version number`: a ligação está em SSL na porta 587. Use STARTTLS, ou mude para a 465.",
            "pt",
        ),
        (
            "- `wrong version number`: hai scelto SSL con la 587. Metti STARTTLS oppure passa alla 465.",
            "it",
        ),
        (
            "- `wrong version number`: wybrano SSL na porcie 587. Wybierz STARTTLS albo port 465.",
            "pl",
        ),
        (
            "- `wrong version number`: 587 portunda SSL seçilmiş. STARTTLS seçin veya 465 kullanın.",
            "tr",
        ),
        (
            "- `wrong version number`: 587 portunda SSL seçilib. STARTTLS seçin və ya 465 istifadə edin.",
            "az",
        ),
    ],
)
def test_choose_the_other_encryption_or_the_other_port(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Scan-to-Mail: SMTP-Server, Port 587, SMTP über SSL: aus, STARTTLS: ein.", "de"),
        ("Copieur : serveur SMTP, port 587, SSL : désactivé, STARTTLS : activé.", "fr"),
        ("Impresora: servidor SMTP, puerto 587, SSL: no, STARTTLS: sí.", "es"),
        ("Stampante: server SMTP, porta 587, SSL: no, STARTTLS: sì.", "it"),
        ("Impressora: servidor SMTP, porta 587, SSL: não, STARTTLS: sim.", "pt"),
        ("Printer: SMTP-server, poort 587, SSL: uit, STARTTLS: aan.", "nl"),
        ("Drukarka: serwer SMTP, port 587, SSL: nie, STARTTLS: tak.", "pl"),
        ("Yazıcı: SMTP sunucusu, port 587, SSL: kapalı, STARTTLS: açık.", "tr"),
        ("Printer: SMTP server, port 587, SSL: yox, STARTTLS: hə.", "az"),
    ],
)
def test_two_switches_on_one_line(text: str, language: str) -> None:
    assert codes(text, language=language) == []
