from __future__ import annotations

import os
import stat

import pytest

from helpdesk.ratings import files


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data.yml"


def test_a_reader_sees_the_old_file_or_the_new_one_and_never_a_part(file):
    files.write(file, b"old" * 1_000)
    with file.open("rb") as reader:
        files.write(file, b"new")
        assert reader.read() == b"old" * 1_000
    assert file.read_bytes() == b"new"


def test_a_file_is_on_disk_before_it_has_its_name(file, monkeypatch):
    seen = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(file.exists()), sync(handle)))
    files.write(file, b"new")
    assert seen == [False, True]  # the file, then the folder that has its name


def test_what_does_not_change_is_not_written(file):
    assert files.write(file, b"same")
    before = file.stat()
    assert not files.write(file, b"same")
    assert file.stat() == before


def test_a_file_keeps_its_mode_and_a_new_one_has_the_mode_it_is_given(file):
    files.write(file, b"1", 0o600)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o664)
    files.write(file, b"2", 0o600)
    assert stat.S_IMODE(file.stat().st_mode) == 0o664


def test_a_link_stays_a_link(file, tmp_path):
    link = tmp_path / "link.yml"
    file.write_bytes(b"old")
    link.symlink_to(file)
    files.write(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
