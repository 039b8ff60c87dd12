"""A certificate authority of the tests' own, and the certificates that servers show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme


class Authority:
    """Writes its own certificate and those it issues into a folder, as PEM files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "authority.pem"
        self._authority = trustme.CA()
        self._authority.cert_pem.write_to_path(str(self.file))

    def issue(self, name: str, *hosts: str, days: int = 90) -> Path:
        """Write key and certificate for hosts into one file; it expires in `days` (or did)."""
        expires = datetime.now(UTC) + timedelta(days=days)
        issued = self._authority.issue_cert(
            *hosts, not_before=expires - timedelta(days=365), not_after=expires
        )
        file = self.folder / f"{name}.pem"
        file.write_bytes(issued.private_key_and_cert_chain_pem.bytes())
        return file


def self_signed(folder: Path, host: str) -> Path:
    """Write a certificate for a host that nobody vouches for."""
    stranger = folder / "stranger"
    stranger.mkdir()
    return Authority(stranger).issue("self-signed", host)
