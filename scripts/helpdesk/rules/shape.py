"""LANG: lists, steps, tables and code of a translation have the shape of the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from helpdesk.findings import Finding
from helpdesk.library import Page
from helpdesk.rules.base import Rule, SiteCheck, SiteInput
from helpdesk.rules.parity import Kept, differences
from helpdesk.rules.places import line_span, section_pairs, translations

LISTS: Final = Rule(
    "LANG05",
    "A list has more or fewer items than in the source",
    """Each section has the same lists as its source, in the same order: numbered or not, with as
many items at the same depth.

**Why.** A step that got lost is a reader who is stuck, in one language only.

Before: seven steps in French, six in Dutch.

After: seven in both.""",
)

TABLES: Final = Rule(
    "LANG06",
    "A table has more or fewer rows than in the source",
    """Each section has as many tables as its source, with as many rows. Columns may differ: a table
of English labels with their translation needs one column less in English.

**Why.** A row that got lost is a case that readers of one language do not find.

Before: eight rows in French, seven in German.

After: eight in both.""",
)

CODE: Final = Rule(
    "LANG07",
    "Code differs from the source",
    """What stands between backquotes, or in a block of code, is the same in every language. Example
addresses may be translated: `maboite@mondomaine.tld`, `mymailbox@mydomain.tld`.

**Why.** Readers type or copy it: a translated file name or command does not work.

Before: French `wp-config.php`, German `wp-konfiguration.php`

After: `wp-config.php` in both.""",
)

_ITEM: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[*+-]|\d+[.)])[ \t]+\S")
_FENCE: Final = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_ROW: Final = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_CODE: Final = re.compile(
    r"^[ \t]*(?P<marks>`{3,}|~{3,})[^\n]*\n(?P<block>.*?)^[ \t]*(?P=marks)"
    r"|(?P<ticks>`+)(?!`)(?P<span>.+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


class Group(NamedTuple):
    """Lines that belong together, a list or a table: what it is, its first line, its length."""

    kind: str
    line: int
    length: int

    @property
    def words(self) -> str:
        """What it is, with its number of parts."""
        part = {"table": "row", "numbered list": "step"}.get(self.kind, "item")
        return f"a {self.kind} of {self.length} {part}{'' if self.length == 1 else 's'}"


def same_lists(site: SiteInput) -> Iterator[Finding]:
    """Compare the lists of every translated section with those of its source."""
    yield from _compared(site, LISTS, lists)


def same_tables(site: SiteInput) -> Iterator[Finding]:
    """Compare the tables of every translated section with those of its source."""
    yield from _compared(site, TABLES, tables)


def same_code(site: SiteInput) -> Iterator[Finding]:
    """Compare the code of every translated section with that of its source."""
    yield from differences(site, _code, CODE)


@lru_cache(maxsize=2048)  # each translation of a section is compared with the same source
def lists(text: str) -> tuple[Group, ...]:
    """Return the lists of a section, nested ones by themselves, in the order of their first items.

    Lines count from 0. A paragraph that is not indented ends a list, a marker between items does
    not.
    """
    groups: list[Group] = []
    open_at: dict[int, int] = {}
    after_blank = False
    for number, line in _outside_code(text):
        item = _ITEM.match(line)
        if item is None:
            if after_blank and line.strip() and not line.startswith((" ", "\t", "<!--")):
                open_at.clear()
            after_blank = not line.strip()
            continue
        after_blank = False
        depth = len(item["indent"].expandtabs(4))
        kind = "numbered list" if item["mark"][0].isdigit() else "list"
        open_at = {each: at for each, at in open_at.items() if each <= depth}
        at = open_at.get(depth)
        if at is not None and groups[at].kind == kind:
            groups[at] = groups[at]._replace(length=groups[at].length + 1)
        else:
            open_at[depth] = len(groups)
            groups.append(Group(kind, number, 1))
    return tuple(groups)


@lru_cache(maxsize=2048)
def tables(text: str) -> tuple[Group, ...]:
    """Return the tables of a section; the length counts the rows below the head."""
    if "|" not in text:
        return ()
    groups: list[Group] = []
    last = -2
    for number, line in _outside_code(text):
        if not _ROW.match(line):
            continue
        if number == last + 1:
            groups[-1] = groups[-1]._replace(length=groups[-1].length + 1)
        else:
            groups.append(Group("table", number, -1))  # the head and the line below it: no rows
        last = number
    return tuple(groups)


@lru_cache(maxsize=2048)
def _outside_code(text: str) -> tuple[tuple[int, str], ...]:
    """Return the lines of a section with their numbers, blocks of code left out."""
    if "```" not in text and "~~~" not in text:
        return tuple(enumerate(text.splitlines()))
    return tuple(_between_fences(text))


def _between_fences(text: str) -> Iterator[tuple[int, str]]:
    fence: str | None = None
    for number, line in enumerate(text.splitlines()):
        mark = _FENCE.match(line)
        if fence is not None:
            fence = None if line.strip().startswith(fence) else fence
        elif mark:
            fence = mark["marks"]
        else:
            yield number, line


def _compared(
    site: SiteInput, rule: Rule, read: Callable[[str], tuple[Group, ...]]
) -> Iterator[Finding]:
    """Report the first group of each section that differs: those after it are out of step."""
    for page, source in translations(site):
        for here, there in section_pairs(page, source):
            found = _first_difference(read(here.text), read(there.text))
            if found is None:
                continue
            ours, theirs = found
            line = here.line + (ours.line if ours else 0)
            told = f"{site.path(source)}:{there.line + (theirs.line if theirs else 0)}"
            message = (
                f"{ours.words if ours else 'nothing'}, "
                f"where the source has {theirs.words if theirs else 'none'}"
            )
            hint = f"see {told}: give both the same shape"
            yield Finding(site.path(page), line_span(page.text, line), rule.code, message, hint)


def _first_difference(
    here: Sequence[Group], there: Sequence[Group]
) -> tuple[Group | None, Group | None] | None:
    for ours, theirs in zip_longest(here, there):
        if ours is None or theirs is None or ours[::2] != theirs[::2]:  # kind and length
            return ours, theirs
    return None


def _code(text: str, page: Page) -> Iterator[Kept]:
    del page
    if "`" not in text and "~~~" not in text:
        return
    found = list(_CODE.finditer(text))
    written = [(each["block"] or each["span"]).strip() for each in found]
    local_parts = {code.partition("@")[0] for code in written if "@" in code}
    for each, code in zip(found, written, strict=True):
        is_example = "@" in code or code in local_parts
        what = "the block of code" if each["block"] else f"`{code}`"
        yield Kept("an example address" if is_example else code, what, each.start(), each.end())


CHECKS = (
    SiteCheck((LISTS,), same_lists),
    SiteCheck((TABLES,), same_tables),
    SiteCheck((CODE,), same_code),
)
