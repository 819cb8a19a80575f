"""Put a finished folder in its place: whole, and without touching what somebody else keeps there."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from coprod_tools.problems import CannotWrite
from coprod_tools.words import say

_AT_CWD, _EXCHANGE = -100, 2


def put_in_place(finished: Path, target: Path) -> None:
    """Make the folder `finished` the folder `target`; both lie in the same folder.

    A target that holds nothing but files of the same names is exchanged whole. Where somebody keeps other things in
    it (a policy's own folder, notes), they stay where they are and each file takes its place by itself. A target that
    is a link is replaced; what it points to is not touched.

    Raises
    ------
    CannotWrite
        When the disk or its permissions stop it.
    """
    try:
        if target.is_symlink():
            target.unlink()
        if not target.exists():
            finished.rename(target)
        elif _holds_more(target, finished) or not _exchanged(finished, target):
            for path in sorted(finished.iterdir()):
                path.replace(target / path.name)
    except OSError as error:
        raise CannotWrite(say("run.cannot-write", why=error.strerror or str(error))) from error


@contextmanager
def working_folder(out: Path, name: str) -> Iterator[Path]:
    """A folder beside the target for a run's half-made files; it is gone afterwards, whatever happens."""
    folder = out / f".{name}.{token_hex(4)}.part"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise CannotWrite(say("run.cannot-write", why=error.strerror or str(error))) from error
    try:
        yield folder
    finally:
        _remove(folder)


def sweep(out: Path, name: str) -> None:
    """Remove what a killed run of the same plan left; the caller holds the plan's lock."""
    for left in out.glob(f".{name}.*.part"):
        _remove(left)


def _holds_more(target: Path, finished: Path) -> bool:
    """Whether somebody keeps other things in the target; what is no folder is left for the system to refuse."""
    names = {path.name for path in finished.iterdir()}
    return not target.is_dir() or any(path.name not in names for path in target.iterdir())


def _exchanged(finished: Path, target: Path) -> bool:
    """Swap both folders in one step, where the system can do that; the old one is then removed under the other name."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if rename is None or rename(_AT_CWD, os.fsencode(finished), _AT_CWD, os.fsencode(target), _EXCHANGE) != 0:
        return False
    _remove(finished)
    return True


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path, ignore_errors=True)
