"""Debian's nginx as a private instance: own folder, own port, the configuration we print."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_SECONDS = 10

BODY = """
daemon off;
worker_processes 1;
pid "{folder}/nginx.pid";
error_log "{folder}/error.log";
{top}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
    include "{folder}/site.conf";
}}
"""


def program() -> str:
    """Where nginx stands; it is often not on a plain user's PATH."""
    found = shutil.which("nginx", path=os.pathsep.join([os.environ["PATH"], "/usr/sbin"]))
    if found is None:
        pytest.fail("no nginx on this machine: sudo apt-get install nginx-light", pytrace=False)
    return found


def brotli_module() -> Path | None:
    """The module that sends .br files, where it is installed."""
    said = subprocess.run([program(), "-V"], check=True, capture_output=True, text=True).stderr
    options = dict(word.partition("=")[::2] for word in said.split())
    module = Path(options["--modules-path"], "ngx_http_brotli_static_module.so")
    return module if module.is_file() else None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(folder: Path, site_conf: str, port: int, *, brotli: bool = False) -> Iterator[str]:
    """Run nginx with a site in an empty folder of its own; yield its address, slash at the end."""
    top = []
    if os.geteuid() == 0:  # the files of tests belong to whoever runs them
        top.append(f"user {pwd.getpwuid(0).pw_name};")
    if brotli:
        top.append(f'load_module "{brotli_module()}";')
    (folder / "site.conf").write_text(site_conf, encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(BODY.format(folder=folder, top="\n".join(top)), encoding="utf-8")
    command = [program(), "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"nginx did not start: {process.stderr and process.stderr.read()}")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nginx does not answer on port {port}")
