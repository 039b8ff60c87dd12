"""The real site, built in parallel out of a cache: what `mkdocs build` makes, byte for byte."""

from __future__ import annotations

from pathlib import Path

from building.small_centre import contents
from click.testing import CliRunner

from helpdesk.cli import main

ROOT = Path(__file__).parents[2]


def test_a_parallel_build_and_one_from_the_cache_are_those_of_mkdocs(site, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SITE_URL", raising=False)
    for name in ("first", "again"):
        folder = tmp_path / name
        done = CliRunner().invoke(
            main, ["build", "--cache", str(tmp_path / "cache"), "--site-dir", str(folder)]
        )
        assert done.exit_code == 0, done.output
        assert contents(folder) == contents(site)
    assert " 0 of them made anew" in done.output
