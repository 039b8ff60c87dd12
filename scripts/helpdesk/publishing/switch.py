"""The switch from the old site to the new one: who asks gets one of them, whole.

Linux exchanges two folders in one step (renameat2(2), RENAME_EXCHANGE; glibc 2.28). Where it
cannot, the old folder is moved away first: for that moment there is no site, and `recover` mends it
if a run ends there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path
from typing import Final

_HERE: Final = -100  # AT_FDCWD: paths are from the current folder
_EXCHANGE: Final = 2
_CANNOT: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP})


def switch(new: Path, site: Path) -> None:
    """Put the folder `new` in the place of `site`, and remove what was there.

    Both stand on one file system. `site` may be missing; a link to a folder is replaced as such.

    Raises:
        OSError: the system refuses; then `site` is what it was.
    """
    if not new.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(new))
    recover(site)
    if not os.path.lexists(site):
        new.rename(site)
        return
    if not exchange(new, site):
        old = _aside(site)
        site.rename(old)
        new.rename(site)
        new = old
    remove(new)


def recover(site: Path) -> None:
    """Put back a site that was moved away by a switch that did not come to its end."""
    old = _aside(site)
    if not os.path.lexists(old):
        return
    if os.path.lexists(site):
        remove(old)
    else:
        old.rename(site)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system cannot.

    Raises:
        OSError: it can, and refuses.
    """
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    done = function(_HERE, os.fsencode(one), _HERE, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def remove(folder: Path) -> None:
    """Remove a folder, or a link to one."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
