"""What the surroundings of a port make of it: shown and taken back, another's, or a trouble."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes, facts, ports


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The outgoing port is set to 25. Most providers block it at home.", "en"),
        ("Le port sortant est réglé sur 25. La plupart des opérateurs le bloquent.", "fr"),
        ("Als Postausgangs-Port ist noch die 25 da. Die Telekom sperrt diesen Port.", "de"),
        ("De uitgaande poort staat op 25. De meeste providers blokkeren die thuis.", "nl"),
        ("La porta in uscita è la 25. Quasi tutti gli operatori la bloccano.", "it"),
        ("El puerto de salida es el 25. La mayoría de los operadores lo bloquean.", "es"),
        ("A porta de saída está em 25. A maioria das operadoras bloqueia essa porta.", "pt"),
        ("W ustawieniach SMTP jest port 25. Większość dostawców go blokuje.", "pl"),
        ("Giden sunucu portu 25 görünüyor. Operatörlerin çoğu bunu engeller.", "tr"),
        ("Gedən server portu 25 görünür. Provayderlərin çoxu onu bloklayır.", "az"),
    ],
)
def test_the_next_sentence_calls_it_closed(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The sending port shows 25. Put 587.", "en"),
        ("Le port d'envoi est sur 25. Mettez 587.", "fr"),
        ("Beim Senden steht Port 25. Nehmen Sie 587.", "de"),
        ("De poort voor verzenden staat op 25. Vul 587 in.", "nl"),
        ("La porta di invio è 25. Metti 587.", "it"),
        ("El puerto de envío está en 25. Pon 587.", "es"),
        ("A porta de envio tá em 25. Bota 587.", "pt"),
        ("Port wysyłania to 25. Wpisz 587.", "pl"),
        ("Gönderme portu 25 duruyor. 587 yazın.", "tr"),
        ("Göndərmə portu 25 durur. 587 yazın.", "az"),
    ],
)
def test_the_next_sentence_says_what_to_use(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []
    assert codes(text.replace("587", "995"), TLS_ONLY, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You set SSL on port 587. Choose STARTTLS.", "en"),
        ("Le programme tente SSL sur le port 587. Choisissez STARTTLS.", "fr"),
        ("Das Programm versucht SSL auf Port 587. Wählen Sie STARTTLS.", "de"),
        ("Je programma probeert SSL op poort 587. Kies STARTTLS.", "nl"),
        ("Il programma prova SSL sulla porta 587. Scegli STARTTLS.", "it"),
        ("El programa intenta SSL en el puerto 587. Elija STARTTLS.", "es"),
        ("O programa tenta SSL na porta 587. Escolha STARTTLS.", "pt"),
        ("Program próbuje SSL na porcie 587. Wybierz STARTTLS.", "pl"),
        ("Program 587 portunda SSL deniyor. STARTTLS seçin.", "tr"),
        ("Proqram 587 portunda SSL sınayır. STARTTLS seçin.", "az"),
    ],
)
def test_the_next_sentence_corrects_the_encryption(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []
    assert codes(text.replace("STARTTLS", "SSL/TLS"), TLS_ONLY, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Port 25 only takes incoming mail from other servers.", "en"),
        ("Le port 25 ne reçoit que le courrier entrant d'autres serveurs.", "fr"),
        ("Port 25 nimmt eingehende Post nur von anderen Servern an.", "de"),
        ("Poort 25 neemt inkomende mail alleen van andere servers aan.", "nl"),
        ("La porta 25 accetta solo posta in arrivo da altri server.", "it"),
        ("El puerto 25 solo acepta correo entrante de otros servidores.", "es"),
        ("A porta 25 só aceita correio recebido de outros servidores.", "pt"),
        ("Port 25 przyjmuje pocztę przychodzącą tylko od innych serwerów.", "pl"),
        ("25 portu gelen postayı yalnızca diğer sunuculardan alır.", "tr"),
        ("25 portu gələn poçtu yalnız digər serverlərdən alır.", "az"),
    ],
)
def test_servers_hand_mail_to_each_other_on_25(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize("price", ["R$ 25", "$25", "25 €", "25\xa0₺", "£ 25", "₼25", "25 zł"])
def test_a_price_is_no_port(price: str) -> None:
    assert ports(f"SMTP: {price} por ano", "pt") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It has problems with STARTTLS, so 465 is safer for SMTP here.", "en"),
        ("Il a des problèmes avec STARTTLS, le 465 est plus sûr pour SMTP.", "fr"),
        ("Es hat Probleme mit STARTTLS, für SMTP ist 465 sicherer.", "de"),
        ("Het heeft problemen met STARTTLS, voor SMTP is 465 veiliger.", "nl"),
        ("Ha problemi con STARTTLS, per SMTP è più sicura la 465.", "it"),
        ("Tiene problemas con STARTTLS, para SMTP es más seguro el 465.", "es"),
        ("Tem problemas com STARTTLS, para SMTP a 465 é mais segura.", "pt"),
        ("Ma problemy ze STARTTLS, dla SMTP bezpieczniejszy jest 465.", "pl"),
        ("STARTTLS sorun çıkardığı için SMTP'de 465 daha güvenlidir.", "tr"),
        ("STARTTLS problem yaradır, SMTP üçün 465 daha etibarlıdır.", "az"),
    ],
)
def test_an_encryption_that_gives_trouble_is_not_the_ports(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SMTP port 587: no problem, it works, too.", "en"),
        ("SMTP port 587 : aucun problème, il marche aussi.", "fr"),
        ("SMTP-Port 587: kein Problem, er geht auch.", "de"),
        ("SMTP-poort 587: geen probleem, die werkt ook.", "nl"),
        ("Porta SMTP 587: nessun problema, funziona anche.", "it"),
        ("Puerto SMTP 587: ningún problema, también funciona.", "es"),
        ("Porta SMTP 587: nenhum problema, também funciona.", "pt"),
        ("Port SMTP 587: żaden problem, też działa.", "pl"),
        ("SMTP portu 587 ise sorun yok, o da çalışır.", "tr"),
        ("SMTP portu 587: problem yoxdur, o da işləyir.", "az"),
    ],
)
def test_no_problem_is_no_encryption(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []
    assert ports(text, language) == [("smtp", 587, "")]


@pytest.mark.parametrize(
    ("code", "cause", "cure", "language"),
    [
        ("Code", "Cause", "Solution", "en"),
        ("Programme", "Problème", "Remède", "fr"),
        ("Code", "Ursache", "Lösung", "de"),
        ("Code", "Oorzaak", "Oplossing", "nl"),
        ("Codice", "Causa", "Soluzione", "it"),
        ("Código", "Causa", "Solución", "es"),
        ("Código", "Causa", "Solução", "pt"),
        ("Kod", "Przyczyna", "Rozwiązanie", "pl"),
        ("Kod", "Neden", "Çözüm", "tr"),
        ("Kod", "Səbəb", "Həll", "az"),
    ],
)
def test_a_column_of_causes_states_nothing(code: str, cause: str, cure: str, language: str) -> None:
    table = f"| {code} | {cause} | {cure} |\n|---|---|---|\n"
    assert codes(table + "| 0x80 | SMTP STARTTLS 465 | SSL/TLS |\n", TLS_ONLY, language) == []
    assert codes(table + "| 0x80 | SMTP 25 | SMTP 995 |\n", TLS_ONLY, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Choose IMAP. Server mail.blue.net, port 993. Next page: port 465, SSL/TLS.", "en"),
        ("Choisissez IMAP. Port 993, SSL/TLS. Page suivante : port 465, SSL/TLS.", "fr"),
        ("Privat (IMAP) wählen. Port 993, SSL/TLS. Nächste Seite: Port 587, STARTTLS.", "de"),
        ("Kies IMAP. Poort 993, SSL/TLS. Volgende scherm: poort 587, STARTTLS.", "nl"),
        ("Scegli IMAP. Porta 993 nel primo; porta 465 e SSL/TLS nel secondo.", "it"),
        ("Elija IMAP. Puerto 993 en la primera; puerto 465 en la segunda.", "es"),
        ("Pessoal (IMAP). Porta 993 no primeiro; porta 465 e SSL/TLS no segundo.", "pt"),
        ("Wybierz IMAP. Port 993, SSL/TLS. Następny ekran: port 465, SSL/TLS.", "pl"),
        ("IMAP seçin. Port 993, SSL/TLS. Sonraki ekranda port 587, STARTTLS.", "tr"),
        ("IMAP seçin. Port 993, SSL/TLS. Növbəti ekranda port 587, STARTTLS.", "az"),
    ],
)
def test_the_next_screen_may_be_of_another_service(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []
    assert codes(text.replace("465", "645").replace("587", "857"), TLS_ONLY, language) != []


def test_a_bold_line_ends_what_the_label_above_it_said() -> None:
    page = "**Without encryption (not recommended)**\n\nIMAP port: 143\n\n**{}**\n\nSMTP port: 465"
    both = facts("imap 143 none -", "imap 993 tls -", "smtp 465 tls -", "smtp 25 none -")
    assert codes(page.format("Outlook in pictures"), both, "en") == []


def test_a_sentence_takes_no_encryption_from_a_label() -> None:
    page = "### Port numbers, unencrypted\n\nIMAP port: 143\n\nNote: {} 465, it is safer anyway."
    both = facts("imap 143 none -", "smtp 465 tls -", "smtp 25 none -")
    assert codes(page.format("for sending you had better use the port"), both, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "SMTP: from our web servers you may use `localhost` on port 25 without a password.",
        "On the web server itself the SMTP host is localhost:25.",
    ],
)
def test_localhost_is_another_host(text: str) -> None:
    assert codes(text, TLS_ONLY, "en") == []


def test_a_remark_about_localhost_silences_no_port() -> None:
    text = "You left `localhost` in the settings, but our SMTP server listens on port 995."
    assert codes(text, TLS_ONLY, "en") == [("PORT01", "995")]


@pytest.mark.parametrize("word", ["SSL TLS", "SSL: TLS"])
def test_a_field_and_its_value_are_either_kind(word: str) -> None:
    assert codes(f"SMTP: port 587, {word}", TLS_ONLY, "en") == []


def test_a_bracket_that_says_when_it_fails_is_no_encryption() -> None:
    text = "SMTP on 587 works with STARTTLS (it fails if SSL is ticked)."
    assert codes(text, TLS_ONLY, "en") == []


def test_what_needs_another_encryption_is_said_after_the_turn() -> None:
    text = "SMTP: many pair SSL with 587, which instead needs {}."
    assert codes(text.format("STARTTLS"), TLS_ONLY, "en") == []
    assert codes(text.format("SSL/TLS"), TLS_ONLY, "en") != []


def test_a_title_that_asks_states_nothing() -> None:
    assert codes("**Outlook uses SMTP port 25. Keep it?**\n\nNo.", TLS_ONLY, "en") == []


def test_pop_before_smtp_is_a_name() -> None:
    assert codes("The login is POP before SMTP, port 995.", TLS_ONLY, "en") == []


def test_a_refusal_reaches_the_end_of_its_list() -> None:
    text = "### IMAP\n\nThe cloud does not pass on our ports 993, 995, 465, 2525, 110 and 587."
    assert codes(text, TLS_ONLY, "en") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Your printer may insist on port 25 for sending. That does not work with us.", "en"),
        ("Le scanner insiste sur le port sortant 25. Cela ne marche pas chez nous.", "fr"),
        ("Der Drucker besteht beim Postausgang auf Port 25. Das geht bei uns nicht.", "de"),
        ("De printer wil voor uitgaande mail poort 25. Dat werkt bij ons niet.", "nl"),
        ("La stampante vuole in uscita la porta 25. Da noi non funziona.", "it"),
        ("La impresora insiste en el puerto de salida 25. Aquí no funciona.", "es"),
        ("A impressora insiste na porta de saída 25. Aqui não funciona.", "pt"),
        ("Drukarka upiera się przy porcie wychodzącym 25. U nas to nie działa.", "pl"),
        ("Yazıcı giden port olarak 25 ister. Bu bizde çalışmaz.", "tr"),
        ("Printer gedən port kimi 25 istəyir. Bu bizdə işləmir.", "az"),
    ],
)
def test_the_next_sentence_says_that_it_does_not_work(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []


def test_what_the_next_sentence_only_mentions_makes_the_pair_uncertain() -> None:
    text = "The error means that SSL is ticked beside port 587 for SMTP. With that goes {}."
    assert codes(text.format("STARTTLS"), TLS_ONLY, "en") == []
    assert codes(text.format("SSL/TLS"), TLS_ONLY, "en") != []


def test_si_with_a_noun_is_a_condition_in_spanish() -> None:
    text = "Si su programa pone el {} en el servidor de salida, cámbielo por el 465."
    assert codes(text.format(25), TLS_ONLY, "es") == []


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Email error messages", "en"),
        ("Comprendre les messages d'erreur", "fr"),
        ("Fehlermeldungen beim Senden", "de"),
        ("Foutmeldingen van uw mailprogramma", "nl"),
        ("Messaggi di errore", "it"),
        ("Mensajes de error", "es"),
        ("Mensagens de erro", "pt"),
        ("Komunikaty o błędach", "pl"),
        ("Hata mesajları", "tr"),
        ("Xəta mesajları", "az"),
    ],
)
def test_a_page_about_errors_states_the_right_settings(title: str, language: str) -> None:
    assert codes(f"# {title}\n\n- IMAP: `mail.blue.net`, port `143`\n", TLS_ONLY, language) != []
    assert codes(f"# {title}\n\n- IMAP: `mail.blue.net`, port `993`\n", TLS_ONLY, language) == []
