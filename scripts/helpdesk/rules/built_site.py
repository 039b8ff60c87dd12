"""SITE: what `helpdesk check-site` holds the built pages against. It reports them itself."""

from __future__ import annotations

from typing import Final

from helpdesk.rules.base import Rule

LANGUAGE: Final = Rule(
    "SITE01",
    "A built page does not say its language",
    """`<html lang>` is the language of the folder that the page stands in.

**Why.** A screen reader would pronounce French as English, a browser would offer to translate it.

Before: `site/nl/index.html` with `<html lang="fr">`

After: `<html lang="nl">`""",
)

HEADING: Final = Rule(
    "SITE02",
    "A built page has no title, or not exactly one h1",
    """Before: `<title></title>`, or a second `<h1>` from the page's own text

After: a title, and one `<h1>` with the words of the page.""",
)

SAME_ID: Final = Rule(
    "SITE03",
    "An id stands twice in a built page",
    """**Why.** A link, a label or a script finds one of them only, and which one is chance.

Before: `<h2 id="settings">` and `<div id="settings">`

After: two ids.""",
)

TABLE_VALUE: Final = Rule(
    "SITE04",
    "A cell of a port table says something else than the facts",
    """Before: `<td data-field="port">143</td>` in the row of a server whose port is 993

After: the table as `<!-- show: ports -->` makes it.""",
)

TABLE_ROWS: Final = Rule(
    "SITE05",
    "A port table lacks a row, has one too many, or shows unencrypted servers openly",
    """Each form of the table has the rows of the facts that it promises. Unencrypted servers stand
only in the folded form, unless there are no others.

Before: a full table without SMTP

After: one row for each server.""",
)

DEAD_LINK: Final = Rule(
    "SITE06",
    "A link of a built page leads to no file",
    """Links, forms, images, styles and scripts of the site lead to files of the site.

Before: `href="../mailbox/"`, and no such folder

After: `href="../mailboxes/"`""",
)

DEAD_ANCHOR: Final = Rule(
    "SITE07",
    "A link of a built page leads to an id that does not exist",
    """Before: `href="../mailboxes/#password"`, and no element with that id

After: `href="../mailboxes/#change-password"`""",
)

LEFT_OVER: Final = Rule(
    "SITE08",
    "Readers see what should have been replaced",
    """A marker comment, a heading's `{#id}` or a template's `{{ ... }}` is left in a built page.

Before: `<!-- show: ports -->` in the HTML

After: the table.""",
)

UNREADABLE: Final = Rule(
    "SITE09",
    "A built page cannot be read",
    """The file is not UTF-8, or holds no HTML element: a server would send readers an empty page.

Before: an HTML file of 0 bytes

After: a page.""",
)

RULES: Final = (
    LANGUAGE,
    HEADING,
    SAME_ID,
    TABLE_VALUE,
    TABLE_ROWS,
    DEAD_LINK,
    DEAD_ANCHOR,
    LEFT_OVER,
    UNREADABLE,
)
