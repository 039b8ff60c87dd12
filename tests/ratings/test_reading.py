from __future__ import annotations

import gzip

import pytest
import zstandard

from helpdesk.ratings import reading
from helpdesk.ratings.reading import Notes, hits
from ratings.lines import CLOUDFRONT_HEADER, caddy, cloudfront, combined, common, stream

NEEDLE = [b"/thanks/"]
OTHER = combined("/en/email/mailboxes/", referer="-")


def read(*parts: bytes) -> tuple[list, Notes]:
    notes = Notes()
    return list(hits(stream(*parts), NEEDLE, notes)), notes


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress],
                         ids=["plain", "gzip", "zstd"])  # fmt: skip
def test_a_packed_log_reads_like_a_plain_one(pack):
    log = combined() + OTHER + caddy()
    found, notes = read(pack(log), pack(log)) if pack is not bytes else read(log, log)
    assert (len(found), notes.lines, notes.malformed) == (4, 6, 0)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_a_packed_log_that_is_cut_or_damaged_gives_what_it_can_and_says_so(pack):
    packed = pack(b"".join(combined(address=f"192.0.{n % 256}.{n % 199}") for n in range(12_000)))
    for broken in (packed[: len(packed) // 2], packed[: len(packed) // 2] + bytes(999)):
        found, notes = read(broken)
        assert 0 < len(found) < 12_000
        assert notes.malformed == 0
        assert notes.damaged or notes.incomplete


def test_formats_may_be_mixed_and_headers_are_no_lines_to_complain_about():
    found, notes = read(CLOUDFRONT_HEADER, cloudfront(), combined(), common(), caddy())
    assert (len(found), notes.lines, notes.malformed) == (4, 6, 0)


@pytest.mark.parametrize(
    "line",
    [b"nonsense\n", b"\n", b"\xff\xfe\x00\n", b"/thanks/\n", b"{}\n", b'{"ts":1,"x":"/thanks/"\n',
     combined()[:60] + b"\n", combined().replace(b"Nov", b"Nev"), b"\x1b]0;/thanks/\x07\n",
     combined(agent="x" * (1 << 20)), combined().replace(b'"GET', b"GET")],
)  # fmt: skip
def test_a_malformed_line_is_counted_once_and_harms_nothing(line):
    found, notes = read(OTHER, line, combined())
    assert (len(found), notes.lines, notes.malformed) == (1, 3, 1)


def test_a_last_line_without_its_end_waits_for_the_next_time():
    found, notes = read(combined(), combined()[:-1])
    assert (len(found), notes.incomplete, notes.malformed) == (1, 1, 0)


@pytest.mark.parametrize("size", [1, 7, 100, 199, 200, 201])
def test_lines_are_whole_whatever_the_size_of_a_block(monkeypatch, size):
    monkeypatch.setattr(reading, "BLOCK", size)
    found, notes = read(*[combined(), OTHER, caddy()] * 5)
    assert (len(found), notes.lines, notes.malformed, notes.incomplete) == (10, 15, 0, 0)


def test_an_endless_line_takes_no_memory(monkeypatch):
    monkeypatch.setattr(reading, "BLOCK", 1 << 12)
    kept = []
    longest = reading.LONGEST
    blocks = reading._blocks(stream(b"x" * (8 * longest), b"\n", combined()), Notes())
    kept = [len(block) for block in blocks]
    assert max(kept) < 2 * longest
    found, notes = read(b"x" * (8 * longest), b"\n", combined())
    assert (len(found), notes.malformed) == (1, 1)


@pytest.mark.parametrize(
    "line",
    [b'{"a":"' + b'"ts":1,' * 100_000, b"x " * 300_000, b"a b [" * 100_000, b"\n#" * 300_000,
     b'1 [01/Jan/2026:00:00:00 +0000] "' + b"\\x" * 300_000, b"2026-01-01\t" * 50_000],
    ids=["json", "words", "brackets", "notes", "escapes", "tabs"],
)  # fmt: skip
def test_a_line_made_to_be_slow_is_read_once(line):
    """Were it read again from each of its places, this would take minutes."""
    found, notes = read(line, b"\n", combined())
    assert len(found) == 1
    assert notes.malformed


def test_the_days_of_all_lines_are_noted_not_only_of_votes():
    _, notes = read(OTHER)
    assert [day.isoformat() for day in notes.days] == ["2026-11-23"]
