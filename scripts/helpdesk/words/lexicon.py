"""Lexicons: compiled from the data files on first use, kept for the life of the process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from helpdesk.remembered import remembered
from helpdesk.words.fold import fold
from helpdesk.words.kinds import TELLING, Kind

LANGUAGES: Final = ("az", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "tr")

_DATA: Final = Path(__file__).parent
_WORD: Final = re.compile(r"[^\W_]+\*?|@")
_REMEMBERED_WORDS: Final = 50_000
_SHORTEST_STEM: Final = 3
_SHORTEST_INFLECTED: Final = 6
# A word may be a protocol or encryption name and a known word in one: "SMTPServer", "imapport".
_HEADS: Final = ("imap", "pop3", "pop", "smtp", "ssl", "tls", "starttls", "mail")


@dataclass(frozen=True, slots=True)
class Entry:
    """What begins with a word: the phrases that it opens, longest first, and what it is alone.

    `phrases` holds the words that must follow (a final `*` stands for any ending) and the kinds.
    `alone` is the kinds of the single word: two for a compound ("Postausgangsserver").
    """

    phrases: tuple[tuple[tuple[str, ...], Kind], ...] = ()
    alone: tuple[Kind, ...] = ()


class Lexicon:
    """The words of one or more languages; `look_up` is remembered per spelling."""

    def __init__(self, files: Iterable[dict[str, Any]]) -> None:
        self._exact: dict[str, Entry] = {}
        self._stems: dict[str, Entry] = {}
        self._tails: dict[str, Kind] = {}
        self._endings: dict[str, Entry] = {}
        self._known: dict[str, Entry | None] = {}
        self._matters: dict[str, bool] = {}
        phrases: dict[str, dict[tuple[str, ...], Kind]] = {}
        alone: dict[str, Kind] = {}
        ordinary: set[str] = set()
        for data in files:
            single, longer = _by_length(data["words"])
            alone.update(single)
            for first, rest, kind in longer:
                phrases.setdefault(first, {})[rest] = kind
            ordinary.update(map(fold, data.get("ordinary", ())))
            for kind_name, tails in data.get("tails", {}).items():
                self._tails.update((fold(tail), Kind(kind_name)) for tail in tails)
            for kind_name, endings in data.get("endings", {}).items():
                entry = Entry((), (Kind(kind_name),))
                self._endings.update((fold(ending), entry) for ending in endings)
        alone = {word: kind for word, kind in alone.items() if word not in ordinary}
        following = {word for rests in phrases.values() for rest in rests for word in rest}
        self._following = frozenset(word for word in following if not word.endswith("*"))
        self._following_stems = tuple(word[:-1] for word in following if word.endswith("*"))
        self._longest_stem = 0
        for first in {*phrases, *alone}:
            longest_first = sorted(phrases.get(first, {}).items(), key=lambda item: -len(item[0]))
            kinds = (alone[first],) if first in alone else ()
            entry = Entry(tuple(longest_first), kinds)
            if first.endswith("*"):
                self._stems[first[:-1]] = entry
                self._longest_stem = max(self._longest_stem, len(first) - 1)
            else:
                self._exact[first] = entry

    def matters(self, words: Iterable[str]) -> bool:
        """Tell whether any of the words could be part of a statement about a mail server."""
        known = self._matters
        for word in words:
            matter = known.get(word)
            if matter is None:
                if len(known) >= _REMEMBERED_WORDS:
                    known.clear()
                entry = self.look_up(word)
                kinds = (*entry.alone, *(kind for _, kind in entry.phrases)) if entry else ()
                matter = known[word] = not TELLING.isdisjoint(kinds)
            if matter:
                return True
        return False

    def follows(self, folded: str) -> bool:
        """Tell whether a folded word stands in a phrase, not as its first word."""
        return folded in self._following or folded.startswith(self._following_stems)

    def look_up(self, word: str) -> Entry | None:
        """Return what the word, as written, may mean; None for a word that says nothing here."""
        known = self._known
        if word in known:
            return known[word]
        if len(known) >= _REMEMBERED_WORDS:
            known.clear()
        entry = self._find(fold(word))
        known[word] = entry
        return entry

    def _find(self, word: str) -> Entry | None:
        exact = self._exact.get(word)
        if exact is not None and exact.alone:
            return exact
        stem = self._by_stem(word)
        if exact is not None:
            return Entry(exact.phrases, stem.alone) if stem is not None else exact
        return stem or self._compound(word) or self._by_ending(word)

    def _by_stem(self, word: str) -> Entry | None:
        for length in range(min(len(word), self._longest_stem), _SHORTEST_STEM - 1, -1):
            entry = self._stems.get(word[:length])
            if entry is not None:
                return self._with_tail(entry, word[length:])
        return None

    def _with_tail(self, entry: Entry, ending: str) -> Entry:
        for tail, kind in self._tails.items():
            if ending.endswith(tail):
                return Entry(entry.phrases, (*entry.alone, kind))
        return entry

    def _by_ending(self, word: str) -> Entry | None:
        """Return what the inflection says of a word that no list has: "denemeyin", do not try."""
        if len(word) < _SHORTEST_INFLECTED:
            return None
        return next((e for ending, e in self._endings.items() if word.endswith(ending)), None)

    def _compound(self, word: str) -> Entry | None:
        for head in _HEADS:
            if word.startswith(head) and len(word) > len(head):
                rest = self._exact.get(word[len(head) :])
                first = self._exact.get(head)
                if rest is not None and rest.alone:
                    return Entry((), (*(first.alone if first else ()), *rest.alone))
        return None


def _by_length(
    words: dict[str, list[str]],
) -> tuple[dict[str, Kind], list[tuple[str, tuple[str, ...], Kind]]]:
    """Sort a file's words into single ones and phrases; the first kind that lists one has it."""
    single: dict[str, Kind] = {}
    longer: dict[tuple[str, ...], Kind] = {}
    for kind_name, listed in words.items():
        for word in listed:
            parts = tuple(split(word))
            if len(parts) == 1:
                single.setdefault(parts[0], Kind(kind_name))
            else:
                longer.setdefault(parts, Kind(kind_name))
    return single, [(parts[0], parts[1:], kind) for parts, kind in longer.items()]


def split(phrase: str) -> list[str]:
    """Return the folded words of a phrase, as the data files and the pages are compared."""
    return [fold(word) for word in _WORD.findall(phrase)]


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return one data file; every value is a string, so `no` and `on` are words."""
    return _parsed((_DATA / f"{name}.yml").read_text("utf-8"))


@remembered
def _parsed(text: str) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - builds only strings
    return data


@cache
def lexicon(language: str | None) -> Lexicon:
    """Return the words of a page in this language: the shared ones, English, then its own.

    English is always among them, because dialogs of mail apps are quoted in English everywhere.
    A language without a file (or None) gets the words of all.
    """
    names: Sequence[str] = LANGUAGES
    if language in LANGUAGES:
        names = ("en",) if language == "en" else ("en", language)
    return Lexicon(read_data(name) for name in (*names, "common"))
