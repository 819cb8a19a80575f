"""One writer at a time for a folder, on one computer and between computers that share it."""

from __future__ import annotations

import errno
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coprod_tools.problems import CannotWrite
from coprod_tools.words import say

LOCK = ".coprod-lock"
PATIENCE = 60.0
"""Seconds to wait for somebody else's save, which takes hundredths of one."""
_PAUSE = 0.008


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that comparing a file with what was read and replacing it are one step.

    Two locks are taken. The folder's own is fast and fair on one computer, but network shares do not know it, and
    Windows has none. So a lock file in the folder is locked as well, by a byte range, which the server of a share
    keeps for all its computers. Both end with their process, however that ends; a lock file left behind locks nobody
    out. The locks are advice between copies of this package: an editor knows nothing of them.

    Raises
    ------
    CannotWrite
        When somebody else has held the lock for a minute.
    """
    until = time.monotonic() + PATIENCE
    folder_handle = _opened(folder, os.O_RDONLY)
    lock_handle = None
    try:
        _wait_for(folder_handle, _folder_locked, folder, until)
        lock_handle = _lock_file(folder, until)
        yield
    finally:
        if lock_handle is not None:
            with suppress(OSError):
                (folder / LOCK).unlink()
            os.close(lock_handle)
        if folder_handle is not None:
            os.close(folder_handle)


def _lock_file(folder: Path, until: float) -> int | None:
    while True:
        handle = _opened(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0))
        # Where none can be made, nothing can be written either, and the write itself will say so.
        if handle is None:
            return None
        try:
            _wait_for(handle, _range_locked, folder, until)
        except CannotWrite:
            os.close(handle)
            raise
        if _is_still(folder / LOCK, handle):
            return handle
        os.close(handle)  # whoever held it has just removed the file


def _opened(path: Path, flags: int) -> int | None:
    try:
        return os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError:  # Windows opens no folder; a folder may be for reading only
        return None


def _wait_for(handle: int | None, locked: Callable[[int], bool], folder: Path, until: float) -> None:
    while handle is not None and not locked(handle):
        if time.monotonic() > until:
            raise CannotWrite(say("history.locked", folder=folder, seconds=int(PATIENCE)))
        # All ask equally often, however long they have waited: so each is as likely as any other to be the next.
        time.sleep(_PAUSE * (0.5 + random.random()))  # noqa: S311 - and not all at once


def _folder_locked(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    return _asked(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB))


def _range_locked(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    return _asked(lambda: fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB))


def _asked(lock: Callable[[], None]) -> bool:
    try:
        lock()
    except OSError as error:
        # With a file system that has no such locks: better unlocked than unusable.
        return error.errno not in (errno.EAGAIN, errno.EACCES)
    return True


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False
