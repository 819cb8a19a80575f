"""The ledger of a batch's folder: a line for each plan that was made, with the digest of each of its files.

A line is added when its plan lies in its place, so that whatever is in the ledger is there, and a batch that was killed
goes on where it stopped. A line that was cut short by a kill is left out when it is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from coprod_tools.files import write_atomic
from coprod_tools.problems import CannotWrite
from coprod_tools.words import say

NAME = "ledger.jsonl"
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One plan that was made.

    Attributes
    ----------
    files : dict of str to str
        SHA-256 by file name.
    stamps : dict of str to (int, int)
        Size and time of change in nanoseconds by file name, as they were when the digest was taken.
    """

    id: str
    key: str
    files: dict[str, str]
    stamps: dict[str, Stamp]
    facts: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, id: str, key: str, folder: Path, files: dict[str, str], facts: dict[str, Any]) -> Self:
        """Return the entry of a plan that lies in `folder`."""
        return cls(id, key, files, {name: stamp(folder / name) for name in files}, facts)

    def line(self) -> str:
        """Return it as a line of the ledger."""
        told = {"id": self.id, "key": self.key, "files": self.files, "stamps": self.stamps, "facts": self.facts}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


class Ledger:
    """What was made in one folder, by id; the last line of an id counts."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.entries: dict[str, Entry] = {entry.id: entry for entry in _read(self.path)}

    def add(self, entry: Entry) -> None:
        """Add a line and have it on disk before this returns.

        Raises
        ------
        CannotWrite
            When the disk or its permissions stop it.
        """
        try:
            with self.path.open("ab") as stream:
                stream.write(_apart(self.path) + entry.line().encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise CannotWrite(say("files.cannot_write", file=self.path, why=error.strerror or str(error))) from error
        self.entries[entry.id] = entry

    def keep(self, ids: Iterable[str]) -> None:
        """Write the ledger anew with one line for each of these ids, in their order."""
        wanted = [self.entries[each] for each in ids if each in self.entries]
        write_atomic(self.path, "".join(entry.line() for entry in wanted))


def stamp(path: Path) -> Stamp:
    """Return a file's size and its time of change."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _read(path: Path) -> Iterable[Entry]:
    if not path.is_file() or path.is_symlink():
        return
    with path.open("rb") as stream:
        for line in stream:
            entry = _entry(line)
            if entry is not None:
                yield entry


def _entry(line: bytes) -> Entry | None:
    try:
        told = json.loads(line)
        stamps = {str(name): (int(size), int(time)) for name, (size, time) in told["stamps"].items()}
        files = {str(name): str(digest) for name, digest in told["files"].items()}
        return Entry(str(told["id"]), str(told["key"]), files, stamps, dict(told["facts"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _apart(path: Path) -> bytes:
    """A line end, where a kill left the last line without one."""
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return b""
        stream.seek(-1, os.SEEK_END)
        return b"" if stream.read(1) == b"\n" else b"\n"
