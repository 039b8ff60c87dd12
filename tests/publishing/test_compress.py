"""Text files are packed once, the same way each time; nothing else is."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from helpdesk.publishing.compress import SMALLEST, compress

TEXT = "şifrə və istifadəçi adı " * 40


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "a.css", "a.js", "search/az.json", "a.svg", "sitemap.xml", "r.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
    (tmp_path / "og.png").write_bytes(TEXT.encode())
    (tmp_path / "small.html").write_bytes(b"x" * (SMALLEST - 1))
    return tmp_path


def test_every_text_file_gets_two_twins_with_the_same_content(site):
    assert compress(site) == 7
    packed = sorted(site.rglob("*.gz"))
    assert len(packed) == len(list(site.rglob("*.br"))) == 7
    for file in packed:
        assert gzip.decompress(file.read_bytes()).decode() == TEXT
        assert brotli.decompress(file.with_suffix(".br").read_bytes()).decode() == TEXT


def test_pictures_and_very_small_files_are_left_alone(site):
    compress(site)
    assert not (site / "og.png.gz").exists()
    assert not (site / "small.html.br").exists()


def test_packing_again_changes_no_byte_and_packs_no_twin(site):
    compress(site)
    first = {file: file.read_bytes() for file in site.rglob("*.*")}
    assert compress(site) == 7
    assert {file: file.read_bytes() for file in site.rglob("*.*")} == first
