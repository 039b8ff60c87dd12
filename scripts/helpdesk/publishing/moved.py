"""Old addresses for every kind of host: nginx, `_redirects`, and a page where no server redirects.

Sources: RFC 9110, section 15.4.2 (301); the `_redirects` of Netlify and Cloudflare Pages; HTML,
section 4.2.5.3 (`http-equiv="refresh"`). A content security policy does not stop a refresh.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from helpdesk.policy import meta_policy
from helpdesk.redirects import Redirect, redirects
from helpdesk.render.site import Site


def nginx_map(moved: Iterable[Redirect]) -> list[str]:
    """Return the lines of a map from the requested address to the new one; empty: it stays."""
    rows = [f'    "~{each.old.pattern}" "{each.target}";' for each in moved]
    return ["map $request_uri $helpdesk_moved {", '    default "";', *rows, "}"] if rows else []


def redirects_file(moved: Iterable[Redirect]) -> str:
    """Return `_redirects`; addresses with a query are comments: these hosts do not look at it.

    Each path stands there with and without its last slash: some hosts take them for two.
    """
    lines = []
    for each in moved:
        if each.old.query:
            lines.append(f"# only a server with a configuration: {each.old} {each.target}")
            continue
        lines.append(f"{each.old} {each.target} 301")
        if "." not in each.old.path.rpartition("/")[2]:
            lines.append(f"{each.old}/ {each.target} 301")
    return "".join(f"{line}\n" for line in lines)


def moved_pages(moved: Iterable[Redirect], site: Site, site_url: str, base: str) -> dict[str, str]:
    """Return the pages for hosts that read neither: the file of each old address -> HTML.

    Such a page is in no index, states the policy, has no script, and leads on by itself and by a
    link.
    """
    pages: dict[str, str] = {}
    for each in moved:
        name = each.old.file(base)
        if name is None:
            continue
        page = each.page
        html = site.templates.get_template("moved.html").render(
            t=site.strings[page.language],
            page=page,
            policy=meta_policy(),
            canonical=site_url + site.address(page),
            target=each.target,
        )
        pages.setdefault(name, html)
    return pages


def write_moved(folder: Path, site: Site, site_url: str) -> list[Redirect]:
    """Write `_redirects` and the pages at old addresses into a built site.

    Returns the redirects that no file can do, only a server: addresses with a query, outside the
    site, or of programs.

    Raises:
        FileExistsError: the site has a file of that name: a rule (REDIR01) should have said so.
    """
    base = urlsplit(site_url).path
    moved = redirects(site.library, base)
    for name, html in moved_pages(moved, site, site_url, base).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(html)
    if moved:
        (folder / "_redirects").write_text(redirects_file(moved), encoding="utf-8")
    return [each for each in moved if each.old.file(base) is None]
