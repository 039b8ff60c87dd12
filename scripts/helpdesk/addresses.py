"""The address of every page, relative to the root of the site."""

from __future__ import annotations

from helpdesk.project import Project


def page_address(project: Project, language: str, key: str) -> str:
    """Return where a page stands: `` for home, `en/email/mailboxes/`, `de/404.html`."""
    prefix = project.prefix(language)
    if key == "404":
        return f"{prefix}404.html"
    folder, _, name = key.rpartition("/")
    if name == "index":
        return f"{prefix}{folder}/" if folder else prefix
    return f"{prefix}{key}/"
