"""What a preview adds to a page: the bar with findings, the script that shows the page anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpdesk.findings import Finding
from helpdesk.render import status

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
CLIENT: Final = (_HERE / "client.js").read_bytes()
"""The script."""

_END: Final = "</body>"
_MAIN: Final = ('<div class="help-main">', "</div>\n</main>")
"""Between these stands what an edit of a text changes, and no script looks for."""
_ADDED: Final = Markup(
    '<aside id="help-preview" lang="en" dir="ltr"></aside>\n'
    '<script src="/_preview/client.js" data-page="{page}" data-version="{version}"></script>\n'
)


def bar(findings: Sequence[Finding], warnings: Sequence[str]) -> str:
    """Return the bar: each finding with its place, what is wrong and what to do; else nothing."""
    if not (findings or warnings):
        return ""
    template = _TEMPLATES.get_template("bar.html")
    return template.render(findings=findings, warnings=warnings, status=status.ADDRESS)


def error_page(message: str, page: str, version: str) -> str:
    """Return what stands in the place of a page that cannot be made."""
    html = _TEMPLATES.get_template("error.html").render(message=message)
    return with_client(html, page, version)


def with_client(html: str, page: str, version: str) -> str:
    """Return a page that shows itself anew when the page at its address has another version."""
    text, end, rest = html.rpartition(_END)
    return f"{text}{added(page, version)}{end}{rest}" if end else f"{rest}{added(page, version)}"


def exchange(before: str, after: str) -> str | None:
    """Return the text of a page that may take the place of the one shown; None: load it anew."""
    old, new = _parts(before), _parts(after)
    return new[1] if len(new) == len(old) > 1 and new[::2] == old[::2] else None


def _parts(html: str) -> tuple[str, ...]:
    """Return what stands before, in and after the main part, where there is one."""
    start, end = _MAIN
    before, found, rest = html.partition(start)
    inside, closed, after = rest.rpartition(end)
    return (before, inside, after) if found and closed else (html,)


def added(page: str, version: str) -> str:
    """Return what `with_client` adds."""
    return str(_ADDED.format(page=page, version=version))
