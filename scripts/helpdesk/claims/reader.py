"""The passes put together: a page to claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from helpdesk.claims.attach import Mention, Reading, read_sentence
from helpdesk.claims.blocks import Line, Table, read_blocks
from helpdesk.claims.clauses import sentences
from helpdesk.claims.context import Context, Frame, Lone
from helpdesk.claims.grid import TableReader
from helpdesk.claims.login import LoginWord, login_words, swapped_roles
from helpdesk.claims.model import Claim, Part
from helpdesk.claims.pieces import (
    EITHER,
    SUBJECT_KINDS,
    TLS,
    Encryption,
    Member,
    Piece,
    Subject,
    is_symbol,
    to_pieces,
)
from helpdesk.claims.ports import Sureness, looks_like_mail_port
from helpdesk.claims.source import Source
from helpdesk.claims.tokens import Shape, Token, tokenize
from helpdesk.facts import Protocol, Security, UserName
from helpdesk.findings import Span
from helpdesk.words import Kind, Lexicon

_KEY_VALUE: Final = re.compile(r"[^:=|.]{1,70}[:=]\s*\S")
_NUMBER: Final = re.compile(r"\b\d{2,5}\b")
_NAME: Final = re.compile(r"\w\.\w[\w-]*\.\w")
_FIRST_WORD: Final = re.compile(r"[^\W\d_][^\W_]*")
_RARE_PORTS: Final = frozenset({"25", "2525"})
_OLD_PORTS: Final = frozenset({"25", "110", "143", "2525"})
_RUNNING_WORDS: Final = 6
_LOGIN_KEYS: Final = frozenset({Kind.USERNAME, Kind.AUTHENTICATION})
_STATING: Final = re.compile(r"\d|\w\.\w|SSL|TLS|ssl|tls")
_LONG_SENTENCE: Final = 14
_WRAPPED: Final = 50
_SHORT_LINE: Final = 70
_LABEL_WORDS: Final = 8
_LEAD_IN: Final = 3
_KEY_WORDS: Final = 10
_LABEL_ENDS: Final = ":*_ \t\r\xa0"
_HOST_NAMES: Final = {
    "imap": Protocol.IMAP,
    "imaps": Protocol.IMAP,
    "imap4": Protocol.IMAP,
    "pop": Protocol.POP3,
    "pop3": Protocol.POP3,
    "pops": Protocol.POP3,
    "pop3s": Protocol.POP3,
    "smtp": Protocol.SMTP,
    "smtps": Protocol.SMTP,
}


class PageReader:
    """Reads one page; `claims` returns what it states."""

    def __init__(self, source: Source, words: Lexicon) -> None:
        self._source = source
        self._text = source.text
        self._words = words
        self._context = Context()
        self._hosts: list[tuple[Token, tuple[Member, ...]]] = []
        self._logins: list[Claim] = []
        self._port_key = False
        self._fence = 0

    def claims(self) -> tuple[Claim, ...]:
        """Return every claim of the page, in the order of their places."""
        for block in _with_introductions(self._joined(read_blocks(self._text))):
            if isinstance(block, Table):
                self._read_table(block)
            else:
                self._read_line(block)
        self._context.new_record()
        claims = [
            self._claim(mention)
            for mention in self._context.mentions
            if not mention.other_service and not (mention.idle and mention.token.text in _OLD_PORTS)
        ]
        claims += [self._lone_claim(lone) for lone in self._context.lones]
        claims += [self._host_claim(host, members) for host, members in self._hosts]
        claims += self._logins
        return tuple(sorted(set(claims), key=lambda claim: (claim.span, str(claim.port))))

    # --- lines ---------------------------------------------------------------------------------

    def _joined(self, blocks: Iterator[Line | Table]) -> Iterator[Line | Table]:
        """Join the lines of wrapped prose, so that a sentence is read as one."""
        waiting: Line | None = None
        defined = False
        for block in blocks:
            if waiting is not None:
                if isinstance(block, Line) and (
                    (self._text.startswith(":", block.start) and not defined)
                    or (block.continues and self._is_wrapped(waiting, block))
                ):
                    defined = self._text.startswith(":", block.start)
                    waiting = Line(
                        waiting.start, block.end, waiting.depth, bold=False, item=waiting.item
                    )
                    continue
                yield waiting
                waiting = None
            defined = False
            if isinstance(block, Line) and not block.heading and not block.code:
                waiting = block
            else:
                yield block
        if waiting is not None:
            yield waiting

    def _is_wrapped(self, first: Line, second: Line) -> bool:
        text = self._text
        last_line = text.rfind("\n", first.start, first.end) + 1 or first.start
        one, two = text[last_line : first.end], text[second.start : second.end]
        goes_on = two[0].islower() or two[0].isdigit()
        return (
            len(one) >= (_WRAPPED // 2 if goes_on else _WRAPPED) - 10 * (goes_on and one[-1] == ",")
            and one[-1] not in ".:!?"
            and not text[first.end : second.start].startswith(("  ", "\\"))
            and "\x1f" not in text[first.end : second.start]
            and not _KEY_VALUE.match(two)
            and not _KEY_VALUE.match(one)
            and not (_NAME.search(one) and _NAME.search(two))
            and not (_NUMBER.search(one) and _NUMBER.search(two) and self._begins_statement(two))
        )

    def _begins_statement(self, body: str) -> bool:
        """Tell whether a line begins with a protocol or a role: it is a statement of its own."""
        word = _FIRST_WORD.search(body)
        entry = self._words.look_up(word[0]) if word else None
        return entry is not None and any(kind in SUBJECT_KINDS for kind in entry.alone)

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Return the pieces of a range of the page."""
        return to_pieces(tokenize(self._text, self._words, start, end))

    def _says_nothing(self, line: Line) -> bool:
        """Tell, at little cost, whether a line can neither state nor explain a port.

        Long sentences without a number or an encryption are skipped, too: they may name a protocol,
        but only lines that stand as a heading say what others are about.
        """
        body = self._text[line.start : line.end]
        if _STATING.search(body) or line.heading:
            return False
        words = _FIRST_WORD.findall(body)
        if len(words) > _LONG_SENTENCE and not line.introduces and body[-1] not in ":*":
            return True
        return not self._words.matters(words)

    def _read_line(self, line: Line) -> None:
        if self._says_nothing(line):
            if not line.heading and not line.code:
                self._context.leave(line.depth * 2)
            self._port_key = False
            return
        pieces = self.pieces(line.start, line.end)
        body = self._text[line.start : line.end]
        ends_as_label = body.rstrip("*_ \t\r\xa0").endswith((":", "：")) or line.bold
        if line.introduces and not ends_as_label:
            ends_as_label = len(body) <= _SHORT_LINE and body[-1] not in ".!?"
        if line.code != self._fence:
            self._context.leave_code()
            self._fence = line.code
        if not line.heading:
            self._context.leave(line.depth * 2)
        for sentence in ([pieces] if pieces else []) if line.code else sentences(pieces):
            place = self._is_value(sentence)
            reading = read_sentence(sentence, self._text, in_port_place=place)
            if Kind.CHANGE in reading.kinds and reading.mentions:
                self._drop_what_is_changed(line)
            self.feed(sentence, reading, line, ends_as_label)
            self._port_key = (
                Kind.PORT in reading.kinds
                and not reading.mentions
                and (
                    ends_as_label
                    or self._text[sentence[-1].end : sentence[-1].end + 1] in ("?", ":", "")
                    or reading.words < 3
                )
            )

    def _drop_what_is_changed(self, line: Line) -> None:
        """Forget "it is on port 143" when the next sentence of the line says what to change it to."""
        for mention in self._context.record.mentions:
            if mention.token.start >= line.start and mention.token.text in _OLD_PORTS:
                mention.other_service = True

    def _is_value(self, sentence: Sequence[Piece]) -> bool:
        """Tell whether a port stands alone, below its key or in a form whose lines lost their keys."""
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

    def feed(self, sentence: Sequence[Piece], reading: Reading, line: Line, label: bool) -> None:
        """Take a sentence into the context."""
        context = self._context
        context.record.age += 1
        self._feed_login(sentence, reading)
        if line.heading:
            self._feed_heading(reading, line)
        else:
            self._feed_subject(sentence, reading, line, label)
        self._feed_hosts(sentence, reading, line)
        if len(reading.subjects) > 1 and reading.encryptions and not reading.mentions:
            self._pair_encryptions(reading)
            return
        if reading.mentions:
            if line.code:
                reading.mentions = [m for m in reading.mentions if m.sure > Sureness.MAYBE]
            for mention in reading.mentions:
                if mention.host is not None:
                    _narrow_by_host(mention, mention.host)
            context.add_mentions(reading)
            for mention in reading.mentions if line.code else ():
                told = mention.local or (self._code_frame() and self._is_setting(mention))
                mention.loose = mention.loose or not told
            if self._is_running_text(reading, line):
                for mention in reading.mentions:
                    near = (
                        len(reading.mentions) == 1
                        and self._context.frames
                        and self._context.frames[-1].place == line.start
                    )
                    step = (
                        line.item and Kind.USE in reading.kinds and mention.sure is Sureness.NAMED
                    )
                    if not mention.local and not near and not step and not self._has_key(mention):
                        mention.loose = True
                        mention.idle = Kind.USE not in reading.kinds
                    elif not self._has_key(mention) and mention.encryption is None:
                        mention.idle = mention.token.text in _RARE_PORTS and (
                            Kind.USE not in reading.kinds
                        )
        elif reading.encryptions and not line.heading and not label:
            self._feed_encryption(sentence, reading, line)

    def _is_assigned(self, word: Encryption) -> bool:
        """Tell the value in `security = "ssl"` from a part of a name such as `ssl_force_tls`."""
        before = self._text[max(0, word.start - 8) : word.start].rstrip(" \t\"'`")
        return before.endswith(("=", ":", ">"))

    def _pair_encryptions(self, reading: Reading) -> None:
        """Read "incoming SSL/TLS, outgoing STARTTLS"."""
        if len(reading.subjects) != len(reading.encryptions):
            return
        for subject, word in zip(reading.subjects, reading.encryptions, strict=True):
            members = self._context.resolve(subject.members)
            if subject.start < word.start and members:
                self._context.lones.append(Lone(members, word, self._context.section_host))

    def _is_running_text(self, reading: Reading, line: Line) -> bool:
        return not line.code and not line.heading and reading.words > _RUNNING_WORDS

    def _is_setting(self, mention: Mention) -> bool:
        """Tell a line of a configuration from a command or a remark."""
        start = self._text.rfind("\n", 0, mention.token.start) + 1
        before = self._text[start : mention.token.start]
        remark = "#" in before or "//" in before
        return not remark and not (mention.host is not None and mention.host.start >= start)

    def _has_key(self, mention: Mention) -> bool:
        """Tell whether a colon or an equals sign stands right before the port."""
        before = self._text[: mention.token.start][-6:].rstrip(" \t*`_\"'«„“")
        return before.endswith((":", "="))

    def _code_frame(self) -> bool:
        """Tell whether the innermost frame with a protocol was opened by code, too."""
        frames = [frame for frame in self._context.frames if frame.members or frame.other_service]
        return bool(frames) and frames[-1].code

    def _feed_login(self, sentence: Sequence[Piece], reading: Reading) -> None:
        if not _LOGIN_KEYS.isdisjoint(reading.kinds):
            for word in login_words(sentence):
                self._logins.append(self._login_claim(word))
        if reading.subjects:
            for role, name in swapped_roles(sentence):
                self._logins.append(self._role_claim(role, name))

    def _feed_heading(self, reading: Reading, line: Line) -> None:
        members = tuple(m for subject in reading.subjects for m in subject.members)
        other = bool(reading.subjects) and not members
        words = [w for w in reading.encryptions if not w.soft or Security.NONE in w.value]
        word = _loosened(words[0]) if len(words) == 1 else None
        short = reading.words <= _LABEL_WORDS // 2
        self._context.push(Frame(line.heading, members, word if short else None, other))
        self._context.section_host = None

    def _frame(
        self, line: Line, depth: int, members: tuple[Member, ...], word: Encryption | None = None
    ) -> None:
        self._context.push(
            Frame(depth, members, word, not members, code=bool(line.code), place=line.start)
        )

    def _feed_subject(
        self, sentence: Sequence[Piece], reading: Reading, line: Line, label: bool
    ) -> None:
        subjects = [
            subject for subject in reading.subjects if subject.strong or not subject.members
        ]
        subjects = _agreeing(subjects)
        depth = line.depth * 2 - (1 if label and not reading.mentions else 0)
        if not subjects and reading.subjects and label:
            subjects = reading.subjects
        if not subjects:
            if (
                label
                and not reading.mentions
                and len(reading.encryptions) == 1
                and reading.words <= _LABEL_WORDS
            ):
                self._context.push(Frame(depth, (), reading.encryptions[0]))
            return
        members = tuple(m for subject in subjects for m in subject.members)
        key_like = label or reading.words <= _KEY_WORDS and not self._is_prose(sentence)
        if reading.mentions:
            if key_like and len(subjects) == 1:
                self._frame(line, depth, members)
                self._context.frames[-1].stated = True
            elif len(subjects) == 1:
                self._frame(line, line.depth * 2 + 1, members)
            return
        if key_like:
            word = reading.encryptions[0] if label and len(reading.encryptions) == 1 else None
            self._frame(line, depth, members, word)
        elif members and len(subjects) == 1:
            frames = self._context.frames
            if not any(frame.members and not frame.weak for frame in frames):
                self._context.push(Frame(depth, members, weak=True))
            self._frame(line, line.depth * 2 + 1, members)

    def _is_prose(self, sentence: Sequence[Piece]) -> bool:
        last = sentence[-1].end
        if len(sentence) <= _LEAD_IN:
            return False
        return self._text[last : last + 1] in (".", "!", "?") and not any(
            is_symbol(piece, ":=") for piece in sentence
        )

    def _feed_hosts(self, sentence: Sequence[Piece], reading: Reading, line: Line) -> None:
        context = self._context
        for host in reading.hosts:
            name = host.text.lower()
            if name.count(".") < 2 and Kind.SERVER not in reading.kinds and not reading.mentions:
                continue
            protocol = _HOST_NAMES.get(name.split(".", 1)[0])
            told = protocol is not None and context.is_told(protocol)
            if protocol is not None and not told and not reading.subjects and not reading.mentions:
                member = Member(frozenset({protocol}), host.start, host.end)
                self._frame(line, line.depth * 2, (member,))
                context.frames[-1].by_host = True
            if not reading.mentions or context.record.host is None:
                context.add_host(host)
            members: tuple[Member, ...] = ()
            if len(reading.subjects) == 1 and len(reading.hosts) == 1:
                members = context.resolve(reading.subjects[0].members)
            elif not reading.subjects and len(reading.hosts) == 1 and reading.words <= _LABEL_WORDS:
                told, other, weak = context.members
                by_host = any(frame.by_host for frame in context.frames[-1:])
                foreign = line.code and not (self._code_frame() and Kind.SERVER in reading.kinds)
                members = () if other or weak or by_host or foreign else told
            if host not in reading.denied_hosts:
                self._hosts.append((host, members))

    def _feed_encryption(self, sentence: Sequence[Piece], reading: Reading, line: Line) -> None:
        if line.code and not self._is_assigned(reading.encryptions[-1]):
            return
        alone = len(sentence) == 1 and bool(
            self._context.record.host or self._context.record.mentions
        )
        keyed = Kind.ENCRYPTION in reading.kinds or alone
        words = [word for word in reading.encryptions if keyed or not word.soft]
        if words and (keyed or reading.words <= _KEY_WORDS // 2):
            named = [word for word in words if not word.soft] or words
            self._context.add_encryption(named[0])

    # --- tables --------------------------------------------------------------------------------

    def _read_table(self, table: Table) -> None:
        frames = list(self._context.frames)
        self._context.new_record()
        TableReader(self, self._context, self._text).read(table)
        self._context.new_record()
        self._context.frames = frames

    def note_host(self, host: Token, members: tuple[Member, ...]) -> None:
        """Remember a server name that a table states, for the check of its spelling."""
        self._hosts.append((host, members))

    # --- claims --------------------------------------------------------------------------------

    def _part(self, token: Token, value: object) -> Part[object]:
        return Part(value, self._source.span(token.start, token.end), token.text)

    def _claim(self, mention: Mention) -> Claim:
        token = mention.token
        port = Part(int(token.text), self._source.span(token.start, token.end), token.text)
        claim_members = mention.members
        return Claim(
            span=port.span,
            protocols=_protocols(claim_members),
            role=claim_members[0].role if len(claim_members) == 1 else None,
            protocol=self._protocol_part(claim_members) if mention.local else None,
            port=port,
            security=self._security(mention.encryption) or self._implied(claim_members),
            host=self._host_part(mention.host),
            shares=frozenset(int(other.text) for other in mention.shares),
            loose=mention.loose,
            sure=mention.sure >= Sureness.LIKELY,
            named_port=mention.sure is Sureness.NAMED,
        )

    def _protocol_part(self, members: tuple[Member, ...]) -> Part[Protocol] | None:
        if len(members) != 1 or not members[0].named or len(members[0].protocols) != 1:
            return None
        member = members[0]
        span = self._source.span(member.start, member.end)
        return Part(next(iter(member.protocols)), span, self._text[member.start : member.end])

    def _security(self, word: Encryption | None) -> Part[frozenset[object]] | None:
        if word is None:
            return None
        span = self._source.span(word.start, word.end)
        return Part(word.value, span, self._source.original[word.start : word.end])

    def _implied(self, members: tuple[Member, ...]) -> None:
        del members

    def _host_part(self, host: Token | None) -> Part[str] | None:
        if host is None:
            return None
        return Part(host.text, self._source.span(host.start, host.end), host.text)

    def _lone_claim(self, lone: Lone) -> Claim:
        security = self._security(lone.encryption)
        return Claim(
            span=security.span if security else Span(1, 1, 1, 1),
            protocols=_protocols(lone.members),
            protocol=self._protocol_part(lone.members),
            security=security,
            host=self._host_part(lone.host),
        )

    def _login_claim(self, word: LoginWord) -> Claim:
        token = word.token
        span = self._source.span(token.start, token.end)
        if isinstance(word.value, UserName):
            return Claim(span, username=Part(word.value, span, token.text))
        return Claim(span, authentication=Part(frozenset({word.value}), span, token.text))

    def _role_claim(self, role: Member, name: Member) -> Claim:
        part = self._protocol_part((name,))
        span = part.span if part is not None else self._source.span(name.start, name.end)
        return Claim(span, protocols=name.protocols, role=role.role, protocol=part)

    def _host_claim(self, host: Token, members: tuple[Member, ...]) -> Claim:
        part = self._host_part(host)
        return Claim(
            span=self._source.span(host.start, host.end),
            protocols=_protocols(members),
            protocol=self._protocol_part(members),
            host=part,
        )


def _with_introductions(blocks: Iterator[Line | Table]) -> Iterator[Line | Table]:
    """Mark the lines that stand above a list, a deeper item, a table or code: they speak of it."""
    waiting: Line | None = None
    for block in blocks:
        if waiting is not None:
            below = (
                isinstance(block, Table)
                or block.code
                or (block.item and block.depth > waiting.depth)
            )
            yield replace(waiting, introduces=True) if below else waiting
            waiting = None
        if isinstance(block, Line) and not block.heading and not block.code:
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def _loosened(word: Encryption) -> Encryption:
    """Return what the encryption in a heading promises: "SSL settings" may list STARTTLS as well."""
    return replace(word, value=EITHER) if word.value == TLS else word


def _agreeing(subjects: list[Subject]) -> list[Subject]:
    """Keep the most exact one of subjects that mean the same: "check the incoming server (IMAP)"."""
    if len(subjects) < 2:
        return subjects
    common = frozenset.intersection(*(subject.protocols for subject in subjects))
    exact = [subject for subject in subjects if subject.named and subject.protocols == common]
    return exact[:1] or subjects


def _narrow_by_host(mention: Mention, host: Token) -> None:
    """Let "imap.example.net:993" say which protocol it is, where the words leave it open."""
    protocol = _HOST_NAMES.get(host.text.split(".", 1)[0].lower())
    if protocol is None or any(member.named for member in mention.members):
        return
    if mention.host is host:
        mention.members = (Member(frozenset({protocol}), host.start, host.end),)
        mention.local = True


def _protocols(members: Sequence[Member]) -> frozenset[Protocol]:
    return frozenset().union(*(member.protocols for member in members))
