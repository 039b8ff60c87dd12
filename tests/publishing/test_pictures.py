"""Every language has the picture that its pages name for shared links (scripts/pictures)."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from helpdesk.project import find_root, load_project

PROJECT = load_project(find_root(Path(__file__).resolve()))
SIZE = (1200, 630)
HEAVIEST = 40_000


@pytest.mark.parametrize("language", [language.code for language in PROJECT.languages])
def test_a_language_has_a_light_picture_of_the_right_size(language):
    picture = (PROJECT.overrides / "assets" / "og" / f"{language}.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == SIZE
    assert len(picture) < HEAVIEST
