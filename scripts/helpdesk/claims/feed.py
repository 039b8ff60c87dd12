"""Pass 6: a sentence and its mentions meet the context of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.agreement import (
    HOST_NAMES,
    agreeing,
    confirmed_by_port,
    is_web_name,
    loosened,
    narrow_by_host,
    part_from_hosts,
)
from helpdesk.claims.attach_subjects import follows_login_key
from helpdesk.claims.choices import chosen_by, still_chosen
from helpdesk.claims.context import Context
from helpdesk.claims.doubts import (
    AGAINST,
    doubt,
    doubt_below,
    doubt_code,
    doubt_heading,
    speaks_against,
    takes_away,
)
from helpdesk.claims.feed_encryption import feed_encryption, pair_encryptions
from helpdesk.claims.frames import Frame, is_step
from helpdesk.claims.layout import Line
from helpdesk.claims.login import LoginWord, login_words, swapped_roles
from helpdesk.claims.mentions import Reading, is_running
from helpdesk.claims.pairs import is_order_to_change, says_what_to_change_to
from helpdesk.claims.pieces import Encryption, Member, Piece, Subject
from helpdesk.claims.ports import Sureness
from helpdesk.claims.sentences import is_prose, is_question
from helpdesk.claims.strangers import doubt_next_screen
from helpdesk.claims.taking_back import drop_what_is_changed
from helpdesk.claims.tokens import Token
from helpdesk.facts import Protocol, Security
from helpdesk.words import Kind

_LABEL_WORDS: Final = 8
_KEY_WORDS: Final = 10
_SHORT_REFUSAL: Final = 3
_STEPS_BACK: Final = 2
_LOGIN_KEYS: Final = frozenset({Kind.USERNAME, Kind.AUTHENTICATION})


class Feeder:
    """Takes sentences into the context of a page, one after the other; keeps names and logins."""

    def __init__(self, context: Context, text: str) -> None:
        self._context = context
        self._text = text
        self.hosts: list[tuple[Token, tuple[Member, ...]]] = []
        self.logins: list[LoginWord] = []
        self.roles: list[tuple[Member, Member]] = []
        self.named: frozenset[Protocol] = frozenset()
        """The services that the line names, which is being read."""
        self.words = 0

    def feed(self, sentence: Sequence[Piece], reading: Reading, line: Line, *, label: bool) -> None:
        """Take a sentence into the context."""
        context = self._context
        context.record.age += 1
        context.chosen = still_chosen(context.chosen, reading)
        self._feed_login(sentence, reading)
        if line.heading:
            self._feed_heading(reading, line)
        elif label and not reading.mentions and (speaks_against(reading) or takes_away(reading)):
            context.push(Frame(line.depth * 2 - 1, against=True))
        else:
            self._feed_subject(sentence, reading, line, label=label)
        self._feed_hosts(reading, line)
        self._feed_choice(sentence, reading, line)
        if len(reading.subjects) > 1 and reading.encryptions and not reading.mentions:
            if not reading.denied:
                pair_encryptions(reading, context)
            return
        if is_order_to_change(sentence):
            drop_what_is_changed(context.mentions, line)
        if reading.mentions:
            if says_what_to_change_to(sentence, reading.mentions):
                drop_what_is_changed(context.record.mentions, line)
            if is_running(reading.words) and not (line.item or line.continues):
                context.end_encryption()
            self._feed_mentions(reading, line)
        elif reading.encryptions and not line.heading and not label:
            feed_encryption(sentence, reading, line, context, self._text)

    def _feed_mentions(self, reading: Reading, line: Line) -> None:
        context = self._context
        if line.code:
            reading.mentions = [m for m in reading.mentions if m.sure > Sureness.MAYBE]
            if context.record.mentions and any(host.start >= line.start for host in reading.hosts):
                context.new_record()  # another command: it names its own server
        for mention in reading.mentions:
            if mention.host is not None:
                narrow_by_host(mention, mention.host)
        earlier = [mention for mention in context.mentions if line.start <= mention.token.start]
        context.add_mentions(reading, running=is_running(max(self.words, reading.words)))
        part_from_hosts(reading.mentions, self._text)
        here = bool(context.frames) and context.frames[-1].place == line.start
        if line.item and (reading.hosts or Kind.SERVER in reading.kinds):
            steps = context.mentions[: -len(reading.mentions)][-_STEPS_BACK:]
            doubt_next_screen(reading.mentions, steps)
        elif here:
            doubt_next_screen(reading.mentions, earlier)
        title = line.bold and not line.item and len(reading.mentions) == reading.length == 1
        if line.heading or (title and not reading.encryptions):
            context.record.mentions.clear()  # what stands below is no form that it begins
            doubt_heading(reading)
        elif line.code:
            doubt_code(
                reading.mentions, self._text, framed=context.code_frame or context.is_under(line)
            )
        else:
            near = here or (any(m.ordered for m in reading.mentions) and context.is_under(line))
            doubt(reading, self._text, item=line.item, near=near, named=self.named)
        if context.against is not None:
            doubt_below(reading.mentions, mistaken=context.against.mistaken)

    def _feed_choice(self, sentence: Sequence[Piece], reading: Reading, line: Line) -> None:
        if not reading.mentions and not is_question(sentence, self._text):
            chosen = chosen_by(sentence, reading, line)
            self._context.chosen = chosen or self._context.chosen

    def _feed_login(self, sentence: Sequence[Piece], reading: Reading) -> None:
        if not _LOGIN_KEYS.isdisjoint(reading.kinds):
            for word in login_words(sentence):
                self.logins.append(word)
        if reading.subjects:
            for role, name in swapped_roles(sentence):
                self.roles.append((role, name))

    def _feed_heading(self, reading: Reading, line: Line) -> None:
        members = tuple(m for subject in reading.subjects for m in subject.members)
        other = bool(reading.subjects) and not members
        words = [w for w in reading.encryptions if not w.soft or Security.NONE in w.value]
        word = loosened(words[0]) if len(words) == 1 else None
        short = reading.words <= _LABEL_WORDS // 2
        # As in "Unencrypted mail ends in June" and "Do you still use POP without encryption?".
        over = reading.kinds & AGAINST or self._text[line.start : line.end].rstrip("* ")[-1:] == "?"
        frame = Frame(
            line.heading, members, word if short and not over and line.heading > 1 else None, other
        )
        frame.step = is_step(self._text[line.start : line.end])
        frame.mistaken = Kind.MISTAKE in reading.kinds
        # A page "Error messages" begins with the right settings, and helps at every message.
        is_title = line.heading == 1 and frame.mistaken
        frame.against = (speaks_against(reading) or takes_away(reading)) and not is_title
        self._context.push(frame)
        self._context.section_host = None

    def _frame(
        self, line: Line, depth: int, members: tuple[Member, ...], word: Encryption | None = None
    ) -> None:
        place, code = line.start, bool(line.code)
        self._context.push(Frame(depth, members, word, not members, code=code, place=place))

    def _feed_subject(
        self, sentence: Sequence[Piece], reading: Reading, line: Line, *, label: bool
    ) -> None:
        if Kind.NOT in reading.kinds and reading.length < _SHORT_REFUSAL:
            return  # "Not POP."
        subjects = [
            subject for subject in reading.subjects if subject.strong or not subject.members
        ]
        subjects = [s for s in agreeing(subjects) if not follows_login_key(sentence, s)]
        depth = line.depth * 2 - (1 if label and not reading.mentions else 0)
        if not subjects and reading.subjects and label:
            subjects = [s for s in reading.subjects if not follows_login_key(sentence, s)]
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
        key_like = label or (reading.words <= _KEY_WORDS and not is_prose(sentence, self._text))
        if reading.mentions:
            if len(subjects) == 1:
                self._frame(line, depth if key_like else line.depth * 2 + 1, members)
                frame = self._context.frames[-1]
                frame.stated, frame.said = key_like, not key_like
            return
        if key_like:
            word = reading.encryptions[0] if label and len(reading.encryptions) == 1 else None
            self._frame(line, depth, members, word)
        elif members and len(subjects) == 1:
            frames = self._context.frames
            if not any(frame.members and not frame.weak for frame in frames):
                self._context.push(Frame(depth, members, weak=True))
            self._frame(line, line.depth * 2 + 1, members)

    def feed_both(self, subjects: Sequence[Subject], line: Line) -> None:
        """Take an item about both directions as one: the next step may go on with either."""
        members = tuple(member for subject in subjects for member in subject.members)
        if len({member.role for member in members if member.role is not None}) > 1:
            self._frame(line, line.depth * 2, members)

    def _feed_hosts(self, reading: Reading, line: Line) -> None:
        context = self._context
        mistaken = context.against is not None and context.against.mistaken
        mistaken = mistaken and Kind.INSTEAD in reading.kinds  # "mial.x instead of mail.x"
        for host in reading.hosts:
            name = host.text.lower()
            if "." not in name:  # localhost
                continue
            if name.count(".") < 2 and Kind.SERVER not in reading.kinds and not reading.mentions:
                self.hosts.append((host, ()))  # a domain, or a name that lost its first dot
                continue
            protocol = HOST_NAMES.get(name.split(".", 1)[0])
            told = protocol is not None and context.is_told(protocol)
            strong = any(subject.strong for subject in reading.subjects)
            agrees = any(protocol in subject.protocols for subject in reading.subjects)
            told = told and not agrees  # "Receive mail / server: imap.example.net"
            if protocol is not None and not told and not strong and not reading.mentions:
                member = Member(frozenset({protocol}), host.start, host.end)
                self._frame(line, line.depth * 2, (member,))
                context.frames[-1].by_host = True
            if not (host in reading.denied_hosts or is_web_name(name)) and (
                not reading.mentions or context.record.host is None
            ):
                context.add_host(host, alone=len(reading.hosts) == 1)
            members: tuple[Member, ...] = ()
            if len(reading.subjects) == 1 and len(reading.hosts) == 1:
                members = context.resolve(reading.subjects[0].members)
            elif not reading.subjects and len(reading.hosts) == 1 and reading.words <= _LABEL_WORDS:
                outer, other, weak = context.members
                by_host = any(frame.by_host for frame in context.frames[-1:])
                foreign = line.code and not (context.code_frame and Kind.SERVER in reading.kinds)
                own = protocol is not None and confirmed_by_port(protocol, reading.mentions)
                members = () if other or weak or by_host or foreign or own else outer
            if host not in reading.denied_hosts and not mistaken:
                self.hosts.append((host, members))

    def note_host(self, host: Token, members: tuple[Member, ...]) -> None:
        """Remember a server name that a table states, for the check of its spelling."""
        self.hosts.append((host, members))
