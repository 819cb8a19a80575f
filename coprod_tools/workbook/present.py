"""The policy's file as it is on the disk now: looked at cheaply, read when it changed, told when it can't be read."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files import read_bytes
from coprod_tools.policyfile import Loaded, Source, find
from coprod_tools.policyfile.loading import load_from
from coprod_tools.problems import Fault, InvalidInput

Signature = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Present:
    """What stands in the file.

    Attributes
    ----------
    data : bytes or None
        Its bytes; None when there is no file, or it can't be opened.
    loaded : Loaded or None
        The policy, where it is one.
    faults : tuple of Fault
        Why it is none.
    """

    data: bytes | None
    loaded: Loaded | None
    faults: tuple[Fault, ...] = ()


def signature(path: Path) -> Signature:
    """Return what changes whenever a file is written anew; None when it can't be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def place_of(source: Source) -> Source:
    """Return where the policy lies now: in its own folder, if somebody gave it one meanwhile."""
    if source.folder is None and not source.path.exists():
        with suppress(InvalidInput, OSError):
            return find(Path(os.path.realpath(source.path)).with_suffix(""))
    return source


def present(source: Source, knowledge: Path | None) -> Present:
    """Read what stands in the file now."""
    try:
        data = read_bytes(source.path, file=source.file)
    except InvalidInput as refused:
        return Present(None, None, refused.faults)
    try:
        return Present(data, load_from(source, knowledge))
    except InvalidInput as refused:
        return Present(data, None, refused.faults)
