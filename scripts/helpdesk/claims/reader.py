"""The passes put together: a page to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from helpdesk.claims.attach import read_sentence
from helpdesk.claims.blocks import read_blocks
from helpdesk.claims.context import Context
from helpdesk.claims.doubts import AGAINST, doubt_below, speaks_against
from helpdesk.claims.emit import ClaimMaker
from helpdesk.claims.feed import Feeder
from helpdesk.claims.frames import Frame, is_step
from helpdesk.claims.grid import TableReader
from helpdesk.claims.layout import LONGEST_LINE, Line, Table
from helpdesk.claims.mail_ports import OLD_PORTS, looks_like_mail_port
from helpdesk.claims.mentions import Reading
from helpdesk.claims.model import Claim
from helpdesk.claims.pieces import Piece, Subject, is_kind, moved
from helpdesk.claims.sentences import is_question, sentences
from helpdesk.claims.silence import FIRST_WORD, claims_nothing
from helpdesk.claims.source import Source
from helpdesk.claims.subjects import ROLE_KINDS, to_pieces
from helpdesk.claims.successors import drop_succeeded
from helpdesk.claims.taking_back import take_back
from helpdesk.claims.taking_up import take_up_previous
from helpdesk.claims.tokens import Shape, Token, telling, tokenize
from helpdesk.claims.wrapping import KEY_VALUE, join_wrapped, with_introductions
from helpdesk.words import Kind, Lexicon
from helpdesk.words.kinds import TELLING

_STATING: Final = re.compile(r"\d\d|\w\.\w|SSL|TLS|ssl|tls")
_NO_WORDS: Final = re.compile(r"[\d.@]")
_NAMING: Final = TELLING | AGAINST | {Kind.RECEIVING, Kind.SENDING, Kind.ENCRYPTED}
"""Kinds that a heading may hand down to what stands below it."""
_TAKING_AWAY: Final = frozenset({Kind.BLOCKED})
_LONG_SENTENCE: Final = 14
_SHORT_LINE: Final = 70
_REMEMBERED: Final = 4096
"""Lines whose pieces are kept."""
# An entry of a glossary: "**Port 25** – for servers only".
_TERM: Final = re.compile(r"[ \t]*(?:\*\*|__)[^*_\n]{2,40}(?:\*\*|__)[ \t]*[–—-][ \t]")
# As in "Mail (Mac) — Accounts, Add".
_APP: Final = re.compile(r"[^\n–—.:]{2,30}[ \t][–—][ \t]")
# `[smtp]` in a configuration is the heading of what follows.
_SECTION: Final = re.compile(r"\[[^\[\]=]+\]\Z")


@lru_cache(maxsize=_REMEMBERED)
def _pieces(body: str, words: Lexicon) -> tuple[Piece, ...]:
    return tuple(to_pieces(tokenize(body, words)))


class PageReader:
    """Reads one page; `claims` returns what it states."""

    def __init__(self, source: Source, words: Lexicon) -> None:
        self._source = source
        self._text = source.text
        self._words = words
        self._context = Context()
        self._feeder = Feeder(self._context, self._text)
        self._port_key = False
        self._in_list = False
        self._fence = 0

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim of the page, in the order of their places."""
        if claims_nothing(self._text, self._words):
            return ()
        blocks = join_wrapped(read_blocks(self._text), self._text, self._words)
        for block in with_introductions(blocks):
            if isinstance(block, Table):
                self._read_table(block)
            else:
                self._read_line(block)
        self._context.new_record()
        return self._made()

    def _made(self) -> tuple[Claim, ...]:
        make = ClaimMaker(self._source)
        claims = {
            make.of_port(mention)
            for mention in self._context.mentions
            if mention.repeated
            or not (mention.other_service or (mention.idle and mention.token.text in OLD_PORTS))
        }
        claims.update(make.of_encryption(lone) for lone in self._context.lones)
        claims.update(make.of_host(host, members) for host, members in self._feeder.hosts)
        claims.update(make.of_login(word) for word in self._feeder.logins)
        claims.update(make.of_role(role, name) for role, name in self._feeder.roles)
        return tuple(sorted(claims, key=lambda claim: (claim.span, str(claim.port))))

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Return the pieces of a range of the page; the same lines stand on many pages."""
        body = self._text[start:end]
        if "@" in body:  # of an address, what stands before it counts
            return to_pieces(tokenize(self._text, self._words, start, end))
        return moved(_pieces(body, self._words), start)

    def _says_nothing(self, line: Line) -> bool:
        """Tell, at little cost, whether a line can neither state nor explain a port.

        Long sentences without a number or an encryption are skipped, too: they may name a protocol,
        but only lines that stand as a heading say what others are about.
        """
        body = self._text[line.start : line.end]
        if _STATING.search(body) or line.heading:
            return False
        words = FIRST_WORD.findall(body)
        if line.bold and telling({*words}, self._words, _TAKING_AWAY):
            return False  # "**Removed**"
        if len(words) > _LONG_SENTENCE and not line.introduces and body[-1] not in ":*":
            return True
        return not self._words.matters(words)

    def _only_parts(self, line: Line) -> bool:
        """Tell whether a heading names nothing that lines below it could be about."""
        body = self._text[line.start : line.end]
        if _NO_WORDS.search(body):
            return False
        words = {*FIRST_WORD.findall(body)}
        return bool(words) and not telling(words, self._words, _NAMING)

    def _read_line(self, line: Line) -> None:
        if line.end - line.start > LONGEST_LINE or self._says_nothing(line):
            self._leave(line)
            self._port_key = False
            return
        body = self._text[line.start : line.end]
        if line.heading and self._only_parts(line):
            self._leave_code(line)
            self._context.push(Frame(line.heading, step=is_step(body)))
            self._context.section_host = None
            self._port_key = False
            return
        pieces = self.pieces(line.start, line.end)
        ends_as_label = body.rstrip("*_ \t\r\xa0").endswith((":", "：")) or line.bold
        ends_as_label = ends_as_label or (line.code > 0 and _SECTION.match(body) is not None)
        if line.introduces and not ends_as_label:
            states = KEY_VALUE.match(body.replace("*", "")) is not None
            ends_as_label = len(body) <= _SHORT_LINE and body[-1] not in ".!?" and not states
        self._leave_code(line)
        if not line.heading:
            self._leave(line)
            self._end_forms(line)
        parts = ([pieces] if pieces else []) if line.code else list(sentences(pieces))
        subjects: list[Subject] = []
        previous: Reading | None = None
        telling_one: Reading | None = None
        asked = False
        named = [piece.protocols for piece in pieces if isinstance(piece, Subject)]
        self._feeder.named = frozenset().union(*named)
        self._feeder.words = sum(is_kind(piece, Shape.WORD) for piece in pieces)
        for number, sentence in enumerate(parts, 1):
            label = ends_as_label and (number == len(parts) or line.bold)
            place = self._is_value(sentence)
            reading = read_sentence(sentence, self._text, in_port_place=place)
            take_up_previous(telling_one, reading)
            self._feeder.feed(sentence, reading, line, label=label)
            asks = is_question(sentence, self._text)
            if previous is not None:
                take_back(previous, reading, asked=asks and (line.bold or line.heading > 0))
            if asked and previous is not None and speaks_against(previous):
                doubt_below(reading.mentions, mistaken=False)  # "Which ports are closed? 25."
            if reading.mentions or reading.denied or reading.subjects or telling_one is None:
                telling_one = reading
            previous, asked = reading, asks
            subjects.extend(s for s in reading.subjects if s.strong and not reading.mentions)
            self._port_key = (
                Kind.PORT in reading.kinds
                and not reading.mentions
                and (
                    ends_as_label
                    or self._text[sentence[-1].end : sentence[-1].end + 1] in ("?", ":", "")
                    or reading.words < 3
                )
            )

        self._end_line(line, subjects if len(parts) > 1 else ())

    def _end_line(self, line: Line, subjects: Sequence[Subject]) -> None:
        if line.item and subjects:
            self._feeder.feed_both(subjects, line)
        if not line.code:
            here = [m for m in self._context.mentions if m.token.start >= line.start]
            drop_succeeded(here, self._text)

    def _leave(self, line: Line) -> None:
        if line.heading:
            return
        body = self._text[line.start : line.end]
        # The items below "5. In *Advanced*:" are a form of their own.
        heads = line.item and body.rstrip("*_ ")[-1:] == ":"
        self._context.leave(line.depth * 2 - heads)
        if heads:
            self._context.new_record()
        if not line.item and not line.continues:
            self._begin_entry(line, body)
        if _is_title(line, body):
            words = {*FIRST_WORD.findall(body)}
            self._context.weaken(
                line.depth * 2 - 2, goes_on=bool(telling(words, self._words, ROLE_KINDS))
            )

    def _begin_entry(self, line: Line, body: str) -> None:
        """Forget the entry before where a paragraph begins with a term, or an app, and a dash."""
        if _TERM.match(body) is not None:
            self._context.leave(line.depth * 2 - 2)
            self._context.new_record()
        elif _APP.match(body) is not None:
            self._context.chosen = frozenset()

    def _leave_code(self, line: Line) -> None:
        if line.code != self._fence:
            self._context.leave_code()
            self._fence = line.code

    def _end_forms(self, line: Line) -> None:
        """Forget keys with a port of their own ("SMTP port: 465") where the next block begins."""
        if not line.continues and not (line.item and self._in_list):
            self._context.end_forms(after_list=self._in_list)
        self._in_list = line.item

    def _is_value(self, sentence: Sequence[Piece]) -> bool:
        """Tell whether a port stands alone, below its key or in a form that lost its keys."""
        first = sentence[0]
        if not isinstance(first, Token) or first.kind is not Shape.NUMBER or len(first.text) > 5:
            return False
        if self._port_key:
            return (
                len(sentence) == 1
                or not isinstance(sentence[1], Token)
                or sentence[1].kind is not Shape.WORD
            )
        record = self._context.record
        alone = len(sentence) == 1 and looks_like_mail_port(int(first.text)) and int(first.text) > 9
        return alone and bool(record.host or record.encryption) and bool(self._context.members[0])

    def _read_table(self, table: Table) -> None:
        frames = list(self._context.frames)
        self._context.new_record()
        self._feeder.named, self._feeder.words = frozenset(), 0
        TableReader(self.pieces, self._feeder, self._context, self._text).read(table)
        self._context.new_record()
        self._context.frames = frames


def _is_title(line: Line, body: str) -> bool:
    """Tell whether a bold line stands for a heading: another part of the page begins with it.

    A question may go on with what the one before was about.
    """
    alone = line.bold and not line.item and not line.continues
    keyed = ":" in body and (_STATING.search(body) is not None or body.rstrip("*_ ")[-1:] == ":")
    return alone and not keyed
