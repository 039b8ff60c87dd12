"""Reading logs as a stream: packed or plain, in blocks of whole lines, in bounded memory."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Final, cast

import zstandard

from helpdesk.ratings.formats import HEADERS, LONGEST, Format, formats, parse
from helpdesk.ratings.hits import Hit

BLOCK: Final = 1 << 20
"""Bytes that are looked at in one go."""

_GZIP: Final = b"\x1f\x8b"  # RFC 1952, section 2.3.1
_ZSTD: Final = b"\x28\xb5\x2f\xfd"  # RFC 8878, section 3.1.1
_WINDOW: Final = 1 << 27
"""Bytes that unpacking may hold: what `zstd --long` writes, and no more for hostile files."""


@dataclass
class Notes:
    """What was met on the way."""

    lines: int = 0
    malformed: int = 0
    incomplete: int = 0
    """Last lines without an end: the server may still be writing them. They count next time."""
    damaged: list[str] = field(default_factory=list)
    """Why a packed log could not be read to its end."""
    days: set[date] = field(default_factory=set)


@contextmanager
def unpacked(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Yield the plain bytes of a stream, whatever its name says: gzip, zstd or plain."""
    raw = cast("io.RawIOBase", stream)
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(raw)
    magic = buffered.peek(4)[:4]
    if magic.startswith(_GZIP):
        with gzip.GzipFile(fileobj=buffered) as plain:
            yield io.BufferedReader(plain, BLOCK)
    elif magic == _ZSTD:
        unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        with unpacker.stream_reader(buffered, read_across_frames=True) as plain:
            yield plain
    else:
        yield buffered


def hits(stream: BinaryIO, needles: Sequence[bytes], notes: Notes) -> Iterator[Hit]:
    """Yield the requests of the lines that contain one of the needles; note all the lines.

    Only these lines are taken apart: the others are counted, and checked for their shape, a block
    at a time.
    """
    known = formats()
    wanted = (*needles, *HEADERS)
    for block in _blocks(stream, notes):
        shaped = 0
        for one in known:
            for day, count in one.days(block):
                shaped += count if day else 0
                notes.days.update([day] if day else [])
        total = block.count(b"\n") - 1
        notes.lines += total
        notes.malformed += max(0, total - shaped - block.count(b"\n#"))
        for line in _with(block, wanted):
            hit = parse(line, known)
            if hit:
                yield hit
            elif not line.startswith(b"#") and _has_shape(line, known):
                notes.malformed += 1


def _has_shape(line: bytes, known: Sequence[Format]) -> bool:
    """Say whether a line that cannot be read was not yet counted as malformed."""
    return any(day for one in known for day, _ in one.days(b"\n" + line))


def _blocks(stream: BinaryIO, notes: Notes) -> Iterator[bytes]:
    r"""Yield whole lines, about a block of them at a time, with one `\n` before the first."""
    rest = b""
    for block in _read(stream, notes):
        lines, end, after = block.rpartition(b"\n")
        if end:
            yield b"\n" + rest + lines + end
            rest = after
        else:  # An endless line: enough of it is kept to see that it is one.
            rest = (rest + after)[: LONGEST + 1]
    notes.incomplete += bool(rest)


def _read(stream: BinaryIO, notes: Notes) -> Iterator[bytes]:
    try:
        with unpacked(stream) as plain:
            while block := plain.read(BLOCK):
                yield block
    except (EOFError, OSError, zlib.error, zstandard.ZstdError) as error:
        notes.damaged.append(str(error))


def _with(block: bytes, needles: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the lines that contain one of the needles, each once, in their order."""
    starts = set()
    for needle in needles:
        at = block.find(needle)
        while at >= 0:
            starts.add(block.rfind(b"\n", 0, at) + 1)
            at = block.find(needle, block.find(b"\n", at))
    for start in sorted(starts):
        yield block[start : block.find(b"\n", start)]
