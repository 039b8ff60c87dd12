"""The passes one by one: blanking, layout, tokens, pieces, clauses."""

from __future__ import annotations

import pytest

from helpdesk.claims.blocks import read_blocks
from helpdesk.claims.denials import denied_numbers
from helpdesk.claims.layout import Line, Table
from helpdesk.claims.mail_ports import is_slip, looks_like_mail_port
from helpdesk.claims.pieces import EITHER, NO_SSL, NONE, STARTTLS, TLS, Encryption, Subject
from helpdesk.claims.sentences import sentences
from helpdesk.claims.source import Source
from helpdesk.claims.subjects import to_pieces
from helpdesk.claims.tokens import Shape, tokenize
from helpdesk.facts import Protocol
from helpdesk.words import Kind, lexicon


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- 993 --> b",
        '![x](a.png "993"){.big width="25"} and [text](http://host:993/)',
        "---\ntitle: Ports\ntags: [993]\n---\nText",
        '<td class="c993">1</td>',
        "~~port 25~~ caf&eacute; https://example.net:993/x",
    ],
)
def test_blanking_keeps_every_place(text: str) -> None:
    source = Source(text)
    assert len(source.text) == len(text)
    assert source.text.count("\n") == text.count("\n")
    assert "993" not in source.text
    assert "25" not in source.text


def test_titles_and_descriptions_are_read_and_other_front_matter_is_not() -> None:
    text = Source("---\ntitle: IMAP 993\nslug: 465\nsearch_words:\n  - POP 995\n---\nBody 25").text
    assert "993" in text
    assert "995" in text
    assert "25" in text
    assert "465" not in text


def test_code_is_not_blanked() -> None:
    assert "<port>993</port>" in Source("```xml\n<port>993</port>\n```\n").text


def test_a_span_counts_lines_and_columns_from_one_with_crlf() -> None:
    source = Source("a\r\nport 993\r\n")
    span = source.span(8, 11)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 6, 2, 9)


def _lines(text: str) -> list[str]:
    return [text[b.start : b.end] for b in read_blocks(text) if isinstance(b, Line)]


def test_list_markers_quotes_and_heading_marks_are_not_part_of_a_line() -> None:
    assert _lines("## Ports\n> * IMAP\n> 2. POP\n\nText") == ["Ports", "IMAP", "POP", "Text"]


def test_a_bold_line_is_known_as_a_label() -> None:
    lines = [
        b for b in read_blocks("**Incoming server:**\n**a** and **b**\n") if isinstance(b, Line)
    ]
    assert [line.bold for line in lines] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "a | b\n--- | ---\n1 | 2\n",
        "| a | b |\n| 1 | 2 |\n",
        "> | a | b |\n> |---|---|\n> | 1 | 2 |\n",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        "<table>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>\n",
    ],
)
def test_tables_are_read_with_and_without_bars_separator_and_tags(text: str) -> None:
    source = Source(text).text
    (table,) = [block for block in read_blocks(source) if isinstance(block, Table)]
    assert [[source[a:b].strip() for a, b in row] for row in table.rows] == [["a", "b"], ["1", "2"]]


def test_a_cell_over_several_rows_is_repeated() -> None:
    text = Source(
        '<table><tr><td rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr></table>'
    ).text
    (table,) = [block for block in read_blocks(text) if isinstance(block, Table)]
    assert [[text[a:b].strip() for a, b in row] for row in table.rows] == [["a", "1"], ["a", "2"]]


def _kinds(text: str, language: str = "en") -> list[object]:
    return [token.kind for token in tokenize(text, lexicon(language))]


def test_names_versions_files_and_addresses_are_told_apart() -> None:
    assert _kinds("mail.example.net") == [Shape.HOST]
    assert _kinds("192.0.2.25") == [Shape.DOTTED]
    assert _kinds("me@example.net") == [Shape.EMAIL]
    assert Shape.HOST not in _kinds("setup.exe mail.smtp.port e.g. image.png")
    assert _kinds("smtp://me@mail.example.net")[-1] is Shape.HOST


@pytest.mark.parametrize(
    ("text", "language"),
    [("993'tür", "tr"), ("993-dür", "az"), ("**993**", "en"), ("`993`", "en"), ("“993”", "en")],
)
def test_a_number_is_read_without_its_ending_and_marks(text: str, language: str) -> None:
    assert _kinds(text, language) == [Shape.NUMBER]


def test_the_longest_phrase_wins_and_hyphens_are_spaces() -> None:
    assert _kinds("not encrypted") == [Kind.UNENCRYPTED]
    assert _kinds("bağlantı noktası", "tr") == [Kind.PORT]
    assert _kinds("IMAP-poort", "nl")[::2] == [Kind.IMAP, Kind.PORT]


def _encryptions(text: str, language: str = "en") -> list[Encryption]:
    pieces = to_pieces(tokenize(text, lexicon(language)))
    return [piece for piece in pieces if isinstance(piece, Encryption)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SSL/TLS", TLS),
        ("SSL / TLS", TLS),
        ("TLS/SSL", TLS),
        ("SSL", TLS),
        ("TLS", EITHER),
        ("STARTTLS", STARTTLS),
        ("StartTLS", STARTTLS),
        ("STARTTSL", STARTTLS),
        ("TLS (STARTTLS)", STARTTLS),
        ("SSL/STARTTLS", EITHER),
        ("without TLS", NONE),
        ("SSL: no", NO_SSL),
        ("SSL/TLS: no", NONE),
        ("Use SSL: no", NO_SSL),
        ("TLS (that is STARTTLS)", STARTTLS),
        ("PHPMailer::ENCRYPTION_SMTPS", TLS),
        ("SSL: yes", EITHER),
        ("SSL/TLS → STARTTLS", STARTTLS),
        ("none", NONE),
    ],
)
def test_encryption_words_are_one_piece_with_one_meaning(text: str, value: object) -> None:
    assert [word.value for word in _encryptions(text)] == [value]


def test_a_certificate_is_no_encryption() -> None:
    assert not _encryptions("the SSL certificate")


def test_alternatives_keep_their_places() -> None:
    (word,) = _encryptions("SSL/TLS or STARTTLS")
    assert [value for value, _, _ in word.parts] == [TLS, STARTTLS]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Incoming mail server (IMAP)", [{Protocol.IMAP}]),
        ("IMAP and POP3", [{Protocol.IMAP}, {Protocol.POP3}]),
        ("incoming server (IMAP or POP3)", [{Protocol.IMAP}, {Protocol.POP3}]),
        ("outgoing", [{Protocol.SMTP}]),
    ],
)
def test_subjects_that_are_named_together_are_one(text: str, members: list[set[Protocol]]) -> None:
    pieces = to_pieces(tokenize(text, lexicon("en")))
    (subject,) = [piece for piece in pieces if isinstance(piece, Subject)]
    assert [set(member.protocols) for member in subject.members] == members


def _denied(text: str, language: str = "en") -> list[str]:
    pieces = to_pieces(tokenize(text, lexicon(language)))
    result = []
    for sentence in sentences(pieces):
        indices = denied_numbers(sentence, text)
        result += [text[sentence[i].start : sentence[i].end] for i in sorted(indices)]
    return result


@pytest.mark.parametrize(
    ("text", "language", "denied"),
    [
        ("Do not use port 25.", "en", ["25"]),
        ("Use 587 instead of 25.", "en", ["25"]),
        ("Not 25 but 587.", "en", ["25"]),
        ("Port 25 is blocked, use port 587.", "en", ["25"]),
        ("587 (25 is blocked)", "en", ["25"]),
        ("Change port 25 to 587.", "en", ["25"]),
        ("Can I use port 25?", "en", ["25"]),
        ("RFC 8314 prefers 465.", "en", ["8314", "465"]),
        ("IMAP 143 (not recommended)", "en", []),
        ("POP (non recommandé) : 995", "fr", []),
        ("N'utilisez pas le port 25.", "fr", ["25"]),
        ("Port 25 ist gesperrt.", "de", ["25"]),
        ("Gebruik poort 587 in plaats van 25.", "nl", ["25"]),
        ("25 yerine 587 kullanın.", "tr", ["25"]),
        ("25 əvəzinə 587 yazın.", "az", ["25"]),
        ("No use el puerto 25.", "es", ["25"]),
        ("Zamiast 25 wpisz 587.", "pl", ["25"]),
        ("La porta 25 è bloccata.", "it", ["25"]),
        ("A porta 25 está bloqueada.", "pt", ["25"]),
    ],
)
def test_what_a_sentence_speaks_against_is_denied(
    text: str, language: str, denied: list[str]
) -> None:
    assert _denied(text, language) == denied


def test_a_full_stop_inside_names_and_leaders_ends_no_sentence() -> None:
    pieces = to_pieces(tokenize("port IMAP ...... 993 at mail.example.net", lexicon("en")))
    assert len(list(sentences(pieces))) == 1


@pytest.mark.parametrize("number", [939, 933, 99, 9993, 992, 953])
def test_one_wrong_missing_doubled_or_swapped_digit_is_a_slip(number: int) -> None:
    assert is_slip(number, 993)
    assert looks_like_mail_port(number)


@pytest.mark.parametrize("number", [993, 110, 399, 39, 99393])
def test_more_than_one_is_not(number: int) -> None:
    assert not is_slip(number, 993)
