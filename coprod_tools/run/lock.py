"""One writer at a time for a folder: a lock that ends with its process and says who holds it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coprod_tools.problems import CannotWrite, OutputInUse
from coprod_tools.words import say

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@contextmanager
def held(folder: Path, name: str) -> Iterator[None]:
    """Hold the lock `.name.lock` in `folder`.

    The system lets go of it when the process ends, however that happens; a file left behind locks nobody out.

    Raises
    ------
    OutputInUse
        When another process holds it, with its number and computer.
    CannotWrite
        When the lock can't be made.
    """
    path = folder / f".{name}.lock"
    handle = _taken(path, folder)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _taken(path: Path, folder: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise CannotWrite(say("run.cannot-write", why=error.strerror or str(error))) from error
        if not _locked(handle):
            holder = _holder(handle)
            os.close(handle)
            raise OutputInUse(say("run.in-use", folder=folder, **holder))
        if _is_still(path, handle):
            break
        os.close(handle)  # whoever held it has just removed the file: take a new one
    os.truncate(handle, 0)
    os.write(handle, json.dumps({"process": os.getpid(), "computer": platform.node(), "boot": _boot()}).encode())
    return handle


def _locked(handle: int) -> bool:
    """Take the system's lock on an open file; False when another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: better unlocked than unusable
        return True
    return True


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False


def _holder(handle: int) -> dict[str, object]:
    try:
        held_by = json.loads(os.pread(handle, 4096, 0))
        return {"process": held_by["process"], "computer": held_by["computer"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"process": "?", "computer": "?"}


def _boot() -> str | None:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return None
