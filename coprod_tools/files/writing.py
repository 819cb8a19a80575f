"""Write a file so that it is always the old one or the new one, never half."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from coprod_tools.problems import CannotWrite
from coprod_tools.words import say

_TEMPORARY = re.compile(r"\.coprod-tmp\.(?P<host>[0-9a-f]{8})\.(?P<process>\d+)\.[0-9a-f]{8}")


@cache
def _host() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _temporary(folder: Path) -> Path:
    return folder / f".coprod-tmp.{_host()}.{os.getpid()}.{secrets.token_hex(4)}"


def write_atomic(path: Path | str, data: str | bytes | Iterator[bytes]) -> None:
    """Write `data` to `path`: a temporary file beside it, flushed to disk, takes its place in one step.

    Text is written as UTF-8 with its line ends as they are. The permissions of a file that is replaced are kept. Of
    what comes piece by piece no more than a piece is held.

    Raises
    ------
    CannotWrite
        When the disk or its permissions stop the write; what was there before is still there.
    """
    path = Path(path)
    whole = data.encode("utf-8") if isinstance(data, str) else data
    content = (whole,) if isinstance(whole, bytes) else whole
    _sweep_once(path.parent)
    temporary = _temporary(path.parent)
    try:
        _fill(temporary, content, _mode(path))
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite(say("files.cannot_write", file=path, why=error.strerror or str(error))) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _mode(path: Path) -> int | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else None


def _fill(temporary: Path, content: Iterable[bytes], mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(stream.fileno(), mode)
        stream.writelines(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's own entries to disk, so that a name that was given or taken stays so."""
    if os.name == "nt":  # Windows has no handle for a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@cache
def _sweep_once(folder: Path) -> None:
    sweep(folder)


def sweep(folder: Path) -> None:
    """Remove the temporary files that dead processes of this computer left in `folder`."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.fullmatch(entry.name)
            if found and found["host"] == _host() and not _alive(int(found["process"])):
                with suppress(OSError):
                    Path(entry.path).unlink()


def _alive(process: int) -> bool:
    if os.name == "nt":  # there os.kill would end the process instead of asking
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
