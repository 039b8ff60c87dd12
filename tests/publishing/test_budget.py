"""A page that one network flight does not carry stops the build, and says what grew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from helpdesk.publishing.budget import (
    ASSET_HEADERS,
    FIRST_FLIGHT,
    PAGE_HEADERS,
    SHARES,
    packed_at_most,
    packed_size,
    too_heavy,
)

PAGE = """<!doctype html><html lang="fr"><head><title>T</title>
<link rel="stylesheet" href="../assets/site.0123abcd.css">
<link rel="stylesheet" href="../assets/print.0123abcd.css" media="print">
<link rel="icon" href="../assets/favicon.svg">
<script src="../assets/theme.0123abcd.js"></script>
<script src="../assets/search.0123abcd.js" defer></script>
</head><body><article><h2 id="short">S</h2><p>a</p><h2 id="long">L</h2><p>{text}</p></article>
<h2 id="footer">{footer}</h2></body></html>"""


def noise(size: int) -> str:
    """Text of which gzip makes a little more than `size` bytes."""
    return random.Random(4).randbytes(size).hex()  # noqa: S311 - the same each time


@pytest.fixture
def build(tmp_path: Path):
    def write(text="", *, css=100, theme=100, footer=""):
        (tmp_path / "assets").mkdir()
        (tmp_path / "page").mkdir()
        sizes = {"site": css, "print": 20_000}
        for name, size in sizes.items():
            (tmp_path / "assets" / f"{name}.0123abcd.css").write_text(noise(size))
        for name, size in {"theme": theme, "search": 20_000}.items():
            (tmp_path / "assets" / f"{name}.0123abcd.js").write_text(noise(size))
        page = PAGE.format(text=text, footer=footer)
        (tmp_path / "page" / "index.html").write_text(page)
        return too_heavy(tmp_path)

    return write


def test_the_shares_are_the_whole_flight():
    assert sum(SHARES.values()) + PAGE_HEADERS + ASSET_HEADERS == FIRST_FLIGHT


def test_a_page_within_its_share_is_well_whatever_is_put_off(build):
    assert build(noise(5_000), css=5_000, theme=400) == []


def test_the_quick_size_is_never_less_and_that_of_a_heavy_page_is_exact():
    for page in (*(Path(__file__).parents[2] / "docs").rglob("*.md"), Path(__file__)):
        content = page.read_bytes()
        assert packed_at_most(content) >= packed_size(content)
    heavy = noise(14_000).encode()
    assert packed_at_most(heavy) == packed_size(heavy) > FIRST_FLIGHT


def test_a_page_that_grew_is_named_with_its_heaviest_section(build):
    (complaint,) = build(noise(14_000), footer=noise(2_000))
    assert complaint.startswith("page/index.html: 1")
    assert "the page is" in complaint
    assert "over its share of 6,700" in complaint
    assert "#long" in complaint


def test_a_style_sheet_that_grew_is_named(build):
    (complaint,) = build(noise(2_000), css=14_000)
    assert "site.css is" in complaint
    assert "take away from site.css" in complaint


def test_a_script_that_grew_is_named(build):
    (complaint,) = build(noise(6_000), css=5_000, theme=3_000)
    assert "theme.js is" in complaint
