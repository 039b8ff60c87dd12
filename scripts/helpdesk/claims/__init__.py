"""Reads what help pages claim about mail servers, in any of the languages that `words` knows.

`read_claims` takes a page and returns claims: (protocol, role, port, encryption, server, login),
each part with its exact place. It knows no facts; `rules.port` compares. How it decides:

0. `source` blanks what readers do not see (comments, tags, link targets, most front matter) and
   keeps every place. `blocks` and `tables` read the layout: headings, items, cells, code;
   `wrapping` joins wrapped prose. Pages (`silence`) and lines that cannot state anything are
   skipped at once.
1. `tokens` makes numbers, server names and words of a line; the lexicon says what a word does.
2. `encryption` and `subjects` merge tokens that mean one thing: "SSL / TLS", "without TLS",
   "incoming server (IMAP)", "IMAP and POP".
3. `sentences` and `clauses` part the text; `denials` finds the numbers and names that a sentence
   speaks against: forbidden, blocked, replaced, asked about, in the past, only supposed ("if it
   shows 25"), or in a quoted message. `denial_reach` and `refusals` say how far: to the end of
   the clause.
   `orders` finds what it tells to use, which is claimed whatever was said before.
4. `ports` says which numbers are ports. `attach` gives each its protocol and its encryption: the
   nearer of the words before and after it, where commas and "and" part, brackets and "for" join,
   and the order in which the sentence begins breaks ties. Listed ports share, or pair off. A port
   beside the name of a service that never had it is a claim in any sentence (`port_names`), and
   so is one that replaces, or may be used for, a port of another service (`replacements`).
   A port that its list has named before is wrong whatever it is for (`repeats`).
   `taking_back` hears what the next sentence says of it: closed, corrected, asked about.
   `encryption_words` says which words of encryption count, `encryption_switches` reads "SSL: no".
   `hedges` marks what may be named because it is not offered, is usual elsewhere, or was set by
   mistake: a port that the facts do not have is silent then, but a slip is not.
5. `context` adds what a sentence leaves out: frames (headings, labels, keys) name the protocol, a
   role is narrowed by them, and the record collects a form line by line (server, port, encryption).
   `grid` does the same for tables: columns, rows, keys, cells that repeat what stands above.
   `doubts` says how far a port is trusted that only the context explains, and what a heading such
   as "Closed ports" speaks against; `strangers`, which ports do not fit the service they share;
   `successors`, which old ports a line shows only to replace them. `choices`: what a step chose.
6. `feed` is where sentence and context meet (`feed_encryption`: without a port), `emit` makes the
   claims.

To add a language, add a data file: nothing here knows one. To add a shape, find the pass that
should see it, and add a test of that pass.
"""

from helpdesk.claims.model import Claim, Part, Role
from helpdesk.words import detect, lexicon


def read_claims(text: str, *, language: str | None = None) -> tuple[Claim, ...]:
    """Return every claim of a whole file, in order; the same text gives the same claims.

    `language` is a two-letter code; None finds it out. Places are 1-based lines and columns, in
    code points of `text` as it is (front matter, CRLF and a byte order mark included).
    """
    # Twenty modules that a build has no use for, as long as no page has changed.
    from helpdesk.claims.reader import PageReader  # noqa: PLC0415
    from helpdesk.claims.source import Source  # noqa: PLC0415

    source = Source(text)
    return PageReader(source, lexicon(language or detect(source.text))).claims()


__all__ = ["Claim", "Part", "Role", "read_claims"]
