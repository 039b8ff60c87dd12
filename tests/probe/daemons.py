"""What the private mail servers of the tests have in common."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_SECONDS = 20


def program(name: str, package: str) -> str:
    """Where a server's program stands; it is often not on a plain user's PATH."""
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], "/usr/sbin"]))
    if found is None:
        pytest.fail(f"no {name} on this machine: sudo apt-get install {package}", pytrace=False)
    return found


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """A folder with a path short enough for sockets, open to the users that servers become."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port(address: str) -> int:
    with socket.socket() as one:
        one.bind((address, 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], log: Path, *waited_for: tuple[str, int]) -> Iterator[None]:
    """Run a server in the foreground until the block ends; go on when it listens."""
    with (
        log.open("ab") as output,
        subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True) as process,
    ):
        try:
            for address in waited_for:
                _wait_for(address, process, log)
            yield
        finally:
            process.terminate()


def _wait_for(address: tuple[str, int], process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(address).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(
        f"{process.args[0]} does not listen on {address}:\n{log.read_text()}", pytrace=False
    )
