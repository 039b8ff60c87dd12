"""Pass 1: text to typed tokens. Words are classified by the lexicon; nothing is interpreted yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from helpdesk.claims.shapes import Shape, Token, dotted, plain, with_at
from helpdesk.words import Entry, Kind, Lexicon
from helpdesk.words.fold import fold
from helpdesk.words.sieve import Sieve

_new = tuple.__new__
_IF: Final = Kind.IF
_Phrases = tuple[tuple[tuple[str, ...], Kind], ...]
_SCAN: Final = re.compile(
    r"0x[0-9A-Fa-f]+|[Nn]°"  # error codes; the sign for "number"
    r"|[^\W_][\w%+-]*+(?:[.@][\w%-]+)+"  # names with dots, mail addresses
    r"|\d+|[^\W\d_][^\W_]*"  # numbers, words
    r"|\n|\r(?!\n)|[\x1a-\x1f]|[^\w\s*`\"“”„«»]"  # line ends, symbols; decorations are skipped
)
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SUFFIX_SIGNS: Final = "'’‘-‑"
_LONGEST_SUFFIX: Final = 7
_SHORTEST_CAMEL: Final = 6
_REMEMBERED: Final = 20_000
_JOINTS: Final = " -'’‘`*_\u00a0\u202f\u2011\t"


def tokenize(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of text[start:end], in order, with offsets into the whole text."""
    memory = _memory(lexicon)
    raw, waiting = _scan(text, memory, start, len(text) if end is None else end)
    if not waiting:
        return raw
    tokens: list[Token] = []
    done = 0
    for index in waiting:
        if index < done:  # part of a phrase or of a number's ending
            continue
        if index > done:
            tokens += raw[done:index]
        token = raw[index]
        done = index + 1
        if token.kind is Shape.NUMBER:
            tokens.append(token)
            done += _suffix_length(raw, done, token.end, lexicon)
            continue
        entry = lexicon.look_up(token.text)
        used, kind = _longest_phrase(raw, index, entry, text, memory) if entry else (1, None)
        if kind is not None:
            done = index + used
            last = raw[done - 1].end
            tokens.append(Token(kind, token.start, last, text[token.start : last]))
        elif entry is not None and entry.alone == (_IF,) and _is_joined(raw[:index], token.start):
            tokens.append(token)
        elif entry is not None and entry.alone:
            tokens += [Token(k, token.start, token.end, token.text) for k in entry.alone]
        elif token.text.islower():
            tokens.append(token)
        else:
            tokens.extend(_camel(token, lexicon))
    tokens += raw[done:]
    return tokens


class _Memory:
    """What turned out about words in one lexicon; most words of a page were met before."""

    __slots__ = ("lexicon", "open", "phrases", "settled")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.settled: dict[str, Kind | Shape] = {}
        """The one kind of a word or symbol, whatever stands beside it."""
        self.open: dict[str, Shape] = {}
        """The shapes of numbers, and of words whose kind is not one, or not theirs alone."""
        self.phrases: dict[tuple[str, str], _Phrases] = {}
        """The phrases that two words may begin."""

    def learn(self, value: str) -> None:
        """Find out and remember the kind of what was scanned; names with dots are not kept."""
        head = value[0]
        if not (head.isalpha() or head.isdigit()):
            if value != ".":
                is_break = value in "\n\r" or "\x1a" <= value <= "\x1f"
                self.settled[value] = Shape.BREAK if is_break else Shape.SYMBOL
        elif "@" not in value and "." not in value:
            for known in (self.settled, self.open):
                if len(known) >= _REMEMBERED:
                    known.clear()
            kind = self._one_kind(value)
            if kind is None:
                self.open[value] = plain(value)
            else:
                self.settled[value] = kind

    def _one_kind(self, value: str) -> Kind | Shape | None:
        if value.isdigit():
            shape = plain(value)
            return None if shape is Shape.NUMBER else shape
        entry = self.lexicon.look_up(value)
        if entry is not None and (entry.phrases or entry.alone):
            return None if entry.phrases or len(entry.alone) > 1 else entry.alone[0]
        return None if _is_camel(value) else plain(value)

    def phrases_of(self, first: str, second: str, entry: Entry) -> _Phrases:
        """Return the phrases of an entry that go on with the second word."""
        found = self.phrases.get((first, second))
        if found is None:
            if len(self.phrases) >= _REMEMBERED:
                self.phrases.clear()
            folded = fold(second)
            found = tuple(each for each in entry.phrases if _is_word(folded, each[0][0]))
            self.phrases[first, second] = found
        return found


_memory = cache(_Memory)


def _suffix_length(raw: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> int:
    """Return how many tokens an ending such as the one of "993'tür" or "25-ci" takes."""
    if index + 1 >= len(raw):
        return 0
    sign, ending = raw[index], raw[index + 1]
    if sign.start != end or sign.text not in _SUFFIX_SIGNS or ending.start != sign.end:
        return 0
    if ending.kind is not Shape.WORD or len(ending.text) > _LONGEST_SUFFIX:
        return 0
    return 0 if lexicon.look_up(ending.text) else 2


def _camel(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Split `imapPort` or `incomingServer`; anything else is a word without a meaning."""
    word = token.text
    if not _is_camel(word):
        yield token
        return
    for part in _CAMEL.finditer(word):
        entry = lexicon.look_up(part[0])
        kind = entry.alone[0] if entry is not None and entry.alone else Shape.WORD
        yield Token(kind, token.start + part.start(), token.start + part.end(), part[0])


def _is_camel(word: str) -> bool:
    if len(word) < _SHORTEST_CAMEL or word[0] == "0" or not word.isascii():
        return False
    rest = word[1:]
    return not (word.islower() or word.isupper() or (rest.islower() and rest.isalpha()))


def telling(words: set[str], lexicon: Lexicon, kinds: frozenset[Kind | Shape]) -> list[str]:
    """Return the words that may be of one of these kinds, or begin a phrase that is."""
    return _telling(lexicon, kinds).found_in(words)


@cache
def _telling(lexicon: Lexicon, kinds: frozenset[Kind | Shape]) -> Sieve:
    return Sieve(lambda word: _may_be(word, lexicon, kinds))


def _may_be(word: str, lexicon: Lexicon, kinds: frozenset[Kind | Shape]) -> bool:
    if _is_camel(word):
        return True
    entry = lexicon.look_up(word)
    return entry is not None and not kinds.isdisjoint(
        (*entry.alone, *(kind for _, kind in entry.phrases))
    )


def _longest_phrase(
    raw: Sequence[Token], index: int, entry: Entry, text: str, memory: _Memory
) -> tuple[int, Kind | None]:
    following = index + 1
    while following < len(raw) and raw[following].text in _JOINTS:
        following += 1
    if following >= len(raw) or not entry.phrases:
        return 1, None
    for words, kind in memory.phrases_of(raw[index].text, raw[following].text, entry):
        used = _phrase_length(raw, index, words, text)
        if used:
            return used, kind
    return 1, None


def _phrase_length(raw: Sequence[Token], index: int, words: Sequence[str], text: str) -> int:
    """Return how many tokens the phrase takes from `index` on; 0 if it does not stand there."""
    before = raw[index]
    position = index + 1
    for word in words:
        while position < len(raw) and raw[position].text in _JOINTS:
            position += 1
        if position >= len(raw):
            return 0
        token = raw[position]
        if not _is_word(fold(token.text), word) or text[before.end : token.start].strip(_JOINTS):
            return 0
        before = token
        position += 1
    return position - index


def _is_word(folded: str, word: str) -> bool:
    return folded.startswith(word[:-1]) if word.endswith("*") else folded == word


def _scan(text: str, memory: _Memory, start: int, end: int) -> tuple[list[Token], list[int]]:
    """Return what the shapes tell, and the indices of what depends on its neighbours."""
    tokens: list[Token] = []
    waiting: list[int] = []
    settled, open_ = memory.settled, memory.open
    for match in _SCAN.finditer(text, start, end):
        value = match[0]
        if value not in settled and value not in open_:
            memory.learn(value)
        kind = settled.get(value)
        if kind is not None:
            if kind is _IF and _is_joined(tokens, match.start()):
                kind = Shape.WORD
            tokens.append(_new(Token, (kind, *match.span(), value)))
        elif value in open_:
            waiting.append(len(tokens))
            tokens.append(_new(Token, (open_[value], *match.span(), value)))
        elif value != ".":
            _add_parts(value, match, memory, tokens, waiting)
        elif not tokens or tokens[-1].text != ".":
            tokens.append(_new(Token, (Shape.SYMBOL, *match.span(), value)))
        elif tokens[-1].end == match.start():  # "Port ........ 993" has one long dot
            tokens[-1] = tokens[-1]._replace(end=match.end())
    return tokens, waiting


def _is_joined(before: Sequence[Token], start: int) -> bool:
    """Tell the pronoun of "destina-se" and "recomenda-se" from "se", which may mean "if"."""
    return len(before) > 1 and before[-1].text == "-" and before[-1].end == start


def _add_parts(
    value: str, match: re.Match[str], memory: _Memory, tokens: list[Token], waiting: list[int]
) -> None:
    """Add what stands in a name with dots or an `@`: the name, or the words that they join."""
    parts = with_at if "@" in value else dotted
    for token in parts(match.string, value, match.start()):
        kind, text = token.kind, token.text
        if text == "." and tokens and tokens[-1].text == ".":
            continue
        if kind is Shape.WORD or kind is Shape.NUMBER:
            if text not in memory.settled and text not in memory.open:
                memory.learn(text)
            if text in memory.open:
                waiting.append(len(tokens))
            else:
                kind = memory.settled[text]
        tokens.append(Token(kind, token.start, token.end, text))


__all__ = ["Shape", "Token", "telling", "tokenize"]
