"""A published site has one style sheet, and names that change with what they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from helpdesk.publishing.assets import AssetsError, hashed_assets, write_assets

PAGE = """<!doctype html><html lang="fr"><head><title>T</title>
<link rel="stylesheet" href="../assets/site.css">
<link rel="stylesheet" href="../assets/print.css" media="print">
</head><body><form data-script="../assets/search.js"></form>
<p class="help">text</p></body></html>"""
NAMES = ("print.css", "search.js", "site.css")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    theme = tmp_path / "assets" / "stylesheets"
    theme.mkdir(parents=True)
    (theme / "main.1234.min.css").write_text("p{top:0}.gone{top:0}@media print{p{top:1px}}")
    (theme / "palette.1234.min.css").write_text("p{color:red}")
    (tmp_path / "assets" / "help.css").write_text(".help{left:0}.lost{left:0}")
    (tmp_path / "assets" / "search.js").write_text("// search")
    (tmp_path / "a-z").mkdir()
    (tmp_path / "a-z" / "index.html").write_text(PAGE)
    return tmp_path


def test_one_sheet_is_left_cut_to_what_pages_use(site):
    write_assets(site)
    (sheet,) = (site / "assets").glob("site.*.css")
    assert sheet.read_text() == "p{top:0}.help{left:0}"
    (printed,) = (site / "assets").glob("print.*.css")
    assert printed.read_text() == "@media print{p{top:1px}}"
    assert not (site / "assets" / "stylesheets").exists()
    assert not (site / "assets" / "help.css").exists()


def test_every_name_holds_a_digest_of_the_content_and_pages_ask_for_it(site):
    write_assets(site)
    addresses = hashed_assets(site)
    page = (site / "a-z" / "index.html").read_text()
    assert [f"{Path(one).stem.split('.')[0]}{Path(one).suffix}" for one in addresses] == [*NAMES]
    for address in addresses:
        digest = hashlib.sha256((site / address).read_bytes()).hexdigest()
        assert address.split(".")[-2] == digest[:8]
        assert f'"../{address}"' in page
    assert not any(f"assets/{name}" in page for name in NAMES)


def test_a_theme_without_its_sheet_stops_the_build(site):
    (site / "assets" / "stylesheets" / "main.1234.min.css").unlink()
    with pytest.raises(AssetsError, match=r"main\.\*\.min\.css is missing"):
        write_assets(site)
