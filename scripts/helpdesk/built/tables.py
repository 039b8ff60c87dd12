"""The port tables of the built pages against the facts, cell by cell.

What each form promises is written down here a second time, on purpose: this is the check of the
renderer, so it does not ask the renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import html

from helpdesk.built.site import BuiltPage
from helpdesk.facts import Facts, MailServer, Security, UserName
from helpdesk.findings import Finding
from helpdesk.rules.built_site import TABLE_ROWS, TABLE_VALUE
from helpdesk.strings import Strings

FULL: Final = "full"
SHORT: Final = "short"
UNENCRYPTED: Final = "unencrypted"

_GLANCE: Final = ("service", "host", "port", "security")
_ALL: Final = (*_GLANCE, "username", "authentication")
_NOTHING: Final = "–"


def promised(form: str, facts: Facts) -> tuple[MailServer, ...]:
    """Return the servers that a form of the table shows.

    Unencrypted ones only in the form of that name, unless the facts have no others.
    """
    plain = tuple(server for server in facts.mail.servers if server.security is Security.NONE)
    others = tuple(server for server in facts.mail.servers if server not in plain) or plain
    if form == UNENCRYPTED:
        return () if others == plain else plain
    if form == SHORT:
        return tuple(server for server in others if server.is_recommended) or others
    return tuple(server for server in others if form in (FULL, server.protocol.value))


def forms_on(page: BuiltPage) -> list[str]:
    """Return the forms of a page's port tables, in order."""
    return [str(table.get("data-ports")) for table in _tables(page)]


def check_tables(page: BuiltPage, facts: Facts, strings: Strings) -> Iterator[Finding]:
    """Yield where a page's port tables say something else than the facts."""
    for table in _tables(page):
        form = str(table.get("data-ports"))
        if form == UNENCRYPTED and not table.xpath("ancestor::details[not(@open)]"):
            message = "unencrypted servers stand in the open"
            yield page.finding(TABLE_ROWS, message, "put the table into <details>", table)
        yield from _check_rows(page, table, form, facts, strings)


def _tables(page: BuiltPage) -> list[html.HtmlElement]:
    tables = () if page.root is None else page.root.iter("table")
    return [table for table in tables if table.get("data-ports") is not None]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, as readers see it or as the facts want it (then without an element)."""

    protocol: str
    cells: Mapping[str, str]
    element: html.HtmlElement | None = None

    def __str__(self) -> str:
        return " / ".join(self.cells.get(field, "?") for field in _GLANCE)


def _check_rows(
    page: BuiltPage, table: html.HtmlElement, form: str, facts: Facts, strings: Strings
) -> Iterator[Finding]:
    fields = _GLANCE if form == SHORT else _ALL
    wanted = [_wanted(server, facts, strings, fields) for server in promised(form, facts)]
    shown = [_row(element) for element in table.xpath(".//tbody/tr")]
    for row, truth in _pairs(shown, wanted):
        if truth is None:
            message = f"the form {form} shows a row that the facts do not have: {row}"
            yield page.finding(
                TABLE_ROWS, message, "build the site again", row.element if row else table
            )
        elif row is None:
            message = f"the form {form} lacks a row of the facts: {truth}"
            yield page.finding(TABLE_ROWS, message, "build the site again", table)
        else:
            yield from _check_cells(page, row, truth)


def _check_cells(page: BuiltPage, row: _Row, truth: _Row) -> Iterator[Finding]:
    for field, value in truth.cells.items():
        shown = row.cells.get(field)
        if shown != value:
            said = f'"{shown}"' if shown is not None else "no cell"
            message = f'{row.protocol}, {field}: {said} instead of "{value}"'
            hint = "the facts and the words of the page's language say so"
            yield page.finding(TABLE_VALUE, message, hint, row.element)


def _row(element: html.HtmlElement) -> _Row:
    cells = {
        str(cell.get("data-field")): " ".join(str(cell.text_content()).split())
        for cell in element.xpath("./*[@data-field]")
    }
    return _Row(str(element.get("data-protocol")), cells, element)


def _wanted(server: MailServer, facts: Facts, t: Strings, fields: Sequence[str]) -> _Row:
    """Return what readers should see of a server, in their language."""
    methods = facts.authentication_of(server)
    flag = "" if server.is_recommended or fields is _GLANCE else t("ports.not_recommended")
    values: dict[str, Callable[[], str]] = {
        "service": lambda: f"{server.protocol.label} {t(f'role.{server.protocol.value}')} {flag}",
        "host": lambda: server.host or t("ports.any_host"),
        "port": lambda: str(server.port),
        "security": lambda: t(f"security.{server.security}") if server.security else _NOTHING,
        "username": lambda: _user_name(facts.username_of(server), t),
        "authentication": lambda: t(f"authentication.{methods[0]}") if methods else "",
    }
    cells = {field: " ".join(values[field]().split()) for field in fields}
    return _Row(server.protocol.value, cells)


def _user_name(form: str, t: Strings) -> str:
    if form == UserName.EMAIL_ADDRESS:
        return t("username.address")
    return t("username.local") if form == UserName.LOCAL_PART else t("username.pattern", form=form)


def _pairs(
    shown: Sequence[_Row], wanted: Sequence[_Row]
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Pair each row with what it should say: equal ones first, then the likest of its service.

    A row too many is paired with nothing, and so is a missing one.
    """
    rows, left = list(shown), list(wanted)
    for row in shown:
        equal = next((truth for truth in left if truth.cells == row.cells), None)
        if equal:
            left.remove(equal)
            rows.remove(row)
    for row in rows:
        same = (truth for truth in left if truth.protocol == row.protocol)
        likest = max(same, key=lambda truth: _likeness(row, truth), default=None)
        if likest:
            left.remove(likest)
        yield row, likest
    for truth in left:
        yield None, truth


def _likeness(row: _Row, truth: _Row) -> int:
    return sum(row.cells.get(field) == value for field, value in truth.cells.items())
