"""The words of help pages, as data: a YAML file per language, and one for what all share.

A file has `language`, `function` (frequent little words: they tell the language of a text),
`letters` (that few languages have), `words` (a list of words or phrases per kind, see `Kind`),
`tails` (ends of compounds: "Postausgangsserver" is a word for outgoing with the tail "server"),
`endings` (inflections that tell what any longer word does: Turkish "-meyin", do not) and `ordinary`
(words of English, which every language is read with, that mean something else: French "plus").
In `words`, case and accents do not matter, hyphens, apostrophes and spaces are the same, and a `*`
at the end stands for any ending (inflection). A word is of the kind that lists it first.

To add a language: add a file and its code to `LANGUAGES`. No code knows a language.
"""

from helpdesk.words.detect import detect, likeness
from helpdesk.words.kinds import Kind
from helpdesk.words.lexicon import LANGUAGES, Entry, Lexicon, lexicon

__all__ = ["LANGUAGES", "Entry", "Kind", "Lexicon", "detect", "lexicon", "likeness"]
