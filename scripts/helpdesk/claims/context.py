"""Pass 5: what a sentence leaves out comes from what stands above it.

Two memories: a stack of frames (headings, bold lines, items, keys that name a protocol or a role),
and the record: the server form that is being filled line by line (host, port, encryption).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from helpdesk.claims.frames import Frame, Lone, Record, says_the_same
from helpdesk.claims.layout import Line
from helpdesk.claims.mentions import Mention, Reading
from helpdesk.claims.pieces import Encryption, Member, protocols_of
from helpdesk.claims.tokens import Token
from helpdesk.facts import Protocol

_DEEPEST_HEADING: Final = 6
_PATIENCE: Final = 4


class Context:
    """The frames and the record at one place of the page; collects what is finished."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.record = Record()
        self.mentions: list[Mention] = []
        self.lones: list[Lone] = []
        self.section_host: Token | None = None
        self.chosen: frozenset[Protocol] = frozenset()
        """What a step told to choose: "Select IMAP" says what "incoming" is in the next ones."""
        self._latest: Frame | None = None  # the last that was opened, though it may be over

    # --- frames --------------------------------------------------------------------------------

    def push(self, frame: Frame) -> None:
        """Open a frame; frames that are as deep or deeper end, and with them the record."""
        frame.members = self.resolve(frame.members)
        # In code each line ends the key above it, but not the form.
        last = self._latest if frame.code else self.frames[-1] if self.frames else None
        if last is None or not says_the_same(last, frame):
            self.new_record()
        while self.frames and self.frames[-1].depth >= frame.depth:
            self.frames.pop()
        if frame.depth <= _DEEPEST_HEADING and not frame.step:
            self.chosen = frozenset()
        self.frames.append(frame)
        self._latest = frame

    def leave(self, depth: int) -> None:
        """End the frames that are deeper than a line of this depth, for lists that are over."""
        while self.frames and self.frames[-1].depth > depth:
            self.frames.pop()

    def weaken(self, depth: int, *, goes_on: bool) -> None:
        """Trust labels above a bold line less, which begins another part: they said no more.

        It `goes_on` with the account that was chosen if it only names a direction.
        """
        if not goes_on:
            self.chosen = frozenset()
        for frame in self.frames:
            if frame.depth > depth:
                frame.weak, frame.encryption, frame.against = True, None, False

    def leave_code(self) -> None:
        """End the frames that a fenced block opened."""
        self.frames = [frame for frame in self.frames if not frame.code]
        self.new_record()

    @property
    def code_frame(self) -> bool:
        """Whether the innermost frame with a protocol was opened by code."""
        frames = [frame for frame in self.frames if frame.members or frame.other_service]
        return bool(frames) and frames[-1].code

    def is_under(self, line: Line) -> bool:
        """Tell whether what stands above as a heading or label says what the line is about."""
        frames = [frame for frame in self.frames if frame.members and not frame.weak]
        depth = line.depth * 2 - line.item  # the label of another item is no heading of this one
        return bool(frames) and frames[-1].depth < depth and not frames[-1].stated

    def end_forms(self, *, after_list: bool) -> None:
        """End the keys with a port of their own, and after a list what its label said of all."""
        self.frames = [
            frame
            for frame in self.frames
            if not (frame.stated or frame.said)
            and not (after_list and frame.against and frame.depth > _DEEPEST_HEADING)
            and not (
                after_list
                and frame.encryption
                and not frame.members
                and frame.depth > _DEEPEST_HEADING
            )
        ]

    def is_told(self, protocol: Protocol) -> bool:
        """Tell whether a key or label here names another protocol than a server's name does."""
        frame = self.frames[-1] if self.frames else None
        return (
            frame is not None
            and frame.depth > _DEEPEST_HEADING
            and not frame.stated
            and not frame.by_host
            and any(member.named for member in frame.members)
            and protocol not in protocols_of(frame.members)
        )

    def resolve(self, members: tuple[Member, ...]) -> tuple[Member, ...]:
        """Narrow a role down by the frames: "incoming" below a heading about IMAP is IMAP."""
        return tuple(member if member.named else self._narrowed(member) for member in members)

    def _narrowed(self, member: Member) -> Member:
        for frame in reversed(self.frames):
            common = protocols_of(frame.members) & member.protocols
            if common and not frame.weak and not frame.stated:
                if len(common) == 1 or not self.chosen & common:
                    return Member(common, member.start, member.end, member.role, named=False)
                break  # below "IMAP and POP3": a step says which of them
        return member._replace(protocols=self.chosen & member.protocols or member.protocols)

    @property
    def members(self) -> tuple[tuple[Member, ...], bool, bool]:
        """What the innermost telling frame says: members, another service, and if weakly."""
        for strength in (False, True):
            for frame in reversed(self.frames):
                if frame.weak == strength and (frame.members or frame.other_service):
                    return frame.members, frame.other_service, frame.weak
        return (), False, False

    @property
    def encryption(self) -> Encryption | None:
        """The encryption that the innermost frame with one names ("Ports with SSL:")."""
        for frame in reversed(self.frames):
            if frame.encryption is not None:
                return frame.encryption
        return None

    @property
    def against(self) -> Frame | None:
        """The innermost heading, or a label below it, if it is about closed or old ports."""
        for frame in reversed(self.frames):
            if frame.against or frame.depth <= _DEEPEST_HEADING:
                return frame if frame.against else None
        return None

    # --- record --------------------------------------------------------------------------------

    def new_record(self) -> None:
        """Close the form; an encryption without a port becomes a finding of its own."""
        record = self.record
        if record.encryption is not None and not record.mentions:
            members, other, weak = self.members
            if members and not other and not weak:
                self.lones.append(Lone(members, record.encryption, record.host))
        self.record = Record()

    def note_lone(self, members: tuple[Member, ...], word: Encryption) -> None:
        """Note an encryption that is stated for a protocol without a port."""
        self.lones.append(Lone(members, word, self.section_host))

    def add_host(self, host: Token, *, alone: bool) -> None:
        """Note the server of the form; a second server begins a new one, two on a line none."""
        if self.record.host is not None or self.record.mentions:
            self.new_record()
        self.record.host = host if alone else None
        self.section_host = host

    def record_is_of_others(self, members: tuple[Member, ...]) -> bool:
        """Tell whether the ports of the form serve other protocols than these."""
        own = [protocols_of(mention.members) for mention in self.record.mentions]
        return bool(own) and all(ports and not ports & protocols_of(members) for ports in own)

    def end_encryption(self) -> None:
        """Close a form that has only an encryption: running text does not fill it."""
        if self.record.encryption_first:
            host = self.record.host
            self.new_record()
            self.record.host = host

    def add_encryption(self, word: Encryption, members: tuple[Member, ...] = ()) -> None:
        """Give the encryption to the form's ports that have none, or keep it for the next port."""
        record = self.record
        if record.mentions and record.age > _PATIENCE:
            self.new_record()
            record = self.record
        inherited = self._inherited()
        waiting = [m for m in record.mentions if m.encryption in (None, inherited)]
        if waiting:
            tokens = tuple(mention.token for mention in waiting)
            if len(word.parts) == len(waiting) > 1:
                for mention, (value, start, end) in zip(waiting, word.parts, strict=True):
                    mention.encryption = Encryption(value, start, end)
                return
            for mention in waiting:
                mention.encryption = word
                mention.shares = tokens if len(tokens) > 1 else ()
            record.complete = True
            return
        if record.mentions:
            host = record.host
            self.new_record()
            self.record.host = host
        self.record.encryption = word
        self.record.encryption_for = members
        self.record.encryption_first = True
        self.record.age = 0

    def pair_encryptions(self, words: Sequence[Encryption]) -> bool:
        """Read "the first with SSL, the second with STARTTLS" below two ports; false if others."""
        waiting = [mention for mention in self.record.mentions if mention.encryption is None]
        if len(waiting) != len(words):
            return False
        for mention, word in zip(waiting, words, strict=True):
            mention.encryption = word
        self.record.complete = True
        return True

    def add_mentions(self, reading: Reading, *, running: bool) -> None:
        """Complete the mentions of a sentence from the frames and the record; `running`: a text."""
        if self.record.complete:
            host = self.record.host
            self.new_record()
            self.record.host = host
        members, other, weak = self.members
        for mention in reading.mentions:
            if mention.members:
                mention.members = self.resolve(mention.members)
            elif not mention.other_service:
                mention.members, mention.other_service = members, other
                verbs = bool(members) and not any(member.strong for member in members)
                mention.loose = mention.loose or weak or verbs
            own = any(not word.soft for word in reading.encryptions)
            if mention.encryption is None and not own and self._has_encryption_for(mention):
                mention.encryption = self.record.encryption
            if mention.encryption is None and not running:
                mention.encryption = self._inherited()
            if mention.host is None:
                mention.host = self.record.host or self.section_host
                mention.far_host = self.record.host is None
        given = [m for m in reading.mentions if m.encryption is self.record.encryption is not None]
        for mention in given if len(given) > 1 else ():
            mention.shares = tuple(other.token for other in given)
        self.record.age = 0
        self.record.mentions.extend(reading.mentions)
        self.mentions.extend(reading.mentions)

    def _has_encryption_for(self, mention: Mention) -> bool:
        """Tell whether the form's encryption, stated before, may be this port's."""
        served, own = protocols_of(self.record.encryption_for), protocols_of(mention.members)
        fits = not served or not own or bool(served & own)
        return self.record.encryption_first and self.record.age <= _PATIENCE and fits

    def _inherited(self) -> Encryption | None:
        """Return what "Without SSL:" says of the form below it, but not of sentences."""
        word = self.encryption
        return None if word is None or word.parts or len(word.value) > 1 else word
