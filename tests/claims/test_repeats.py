"""A list that names a port twice is wrong, whatever it is about; an aside is no list."""

from __future__ import annotations

import pytest

from claims.helpers import TLS_ONLY, codes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please open 993, 995 and 465 in the firewall.", "en"),
        ("Ouvrez 993, 995 et 465 dans le pare-feu.", "fr"),
        ("Geben Sie in der Firewall 993, 995 und 465 frei.", "de"),
        ("Zet 993, 995 en 465 open in de firewall.", "nl"),
        ("Aprite 993, 995 e 465 nel firewall.", "it"),
        ("Abra 993, 995 y 465 en el cortafuegos.", "es"),
        ("Abra 993, 995 e 465 no firewall.", "pt"),
        ("Otwórz 993, 995 i 465 w zaporze.", "pl"),
        ("Güvenlik duvarında 993, 995 ve 465 açık olsun.", "tr"),
        ("Firewall-da 993, 995 və 465 açıq olsun.", "az"),
    ],
)
def test_a_list_does_not_name_a_port_twice(text: str, language: str) -> None:
    assert codes(text, TLS_ONLY, language) == []
    assert codes(text.replace("465", "993"), TLS_ONLY, language) == [("PORT01", "993")]
    assert codes(text.replace("995", "465"), TLS_ONLY, language) == [("PORT01", "465")]


@pytest.mark.parametrize(
    "text",
    [
        "Use 465 or 587, 587 with STARTTLS.",
        "Is it 465 or 587, 587 or 465?",
        "Outgoing: 465 or 587. 587 is for STARTTLS.",
        "Take 465 for SMTP with SSL/TLS and 587 for STARTTLS; 465 is the better one.",
        "Section 25 and section 25 of the contract.",
    ],
)
def test_an_aside_may_name_it_again(text: str) -> None:
    assert codes(text, TLS_ONLY, "en") == []
