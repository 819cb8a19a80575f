"""The ledger of a batch's folder: a line for each plan that was made, with the digest of each of its files.

A line is added when its plan lies in its place, so that whatever is in the ledger is there, and a batch that was killed
goes on where it stopped. A line that was cut short by a kill is left out when it is read. Only where a line begins is
kept in memory, so that it does not grow with what is said of each plan.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
    settled : bool
        Whether a batch came to its end with it; a later line of the same id is what changed since.
    """

    id: str
    key: str
    files: dict[str, str]
    stamps: dict[str, Stamp]
    facts: dict[str, Any] = field(default_factory=dict)
    settled: bool = False

    @classmethod
    def of(cls, id: str, key: str, folder: Path, files: dict[str, str], facts: dict[str, Any]) -> Self:
        """Return the entry of a plan that lies in `folder`."""
        return cls(id, key, files, {name: stamp(folder / name) for name in files}, facts)

    def line(self) -> str:
        """Return it as a line of the ledger."""
        told: dict[str, Any] = {"id": self.id, "key": self.key, "files": self.files, "stamps": self.stamps}
        told |= {"facts": self.facts} | ({"settled": True} if self.settled else {})
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


class Ledger:
    """What was made in one folder, by id; the last line of an id counts."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._last: dict[str, int] = {}
        self._settled: dict[str, int] = {}
        self._find()

    def _find(self) -> None:
        """Find where the lines begin."""
        self._last.clear()
        self._settled.clear()
        for place, entry in _read(self.path):
            self._last[entry.id] = place
            if entry.settled:
                self._settled[entry.id] = place

    def get(self, id: str) -> Entry | None:
        """Return the entry of one plan, None where it was not made."""
        return self._at(self._last.get(id))

    def before(self, id: str) -> Entry | None:
        """Return the entry that the last batch to come to its end had of this id."""
        return self._at(self._settled.get(id))

    @property
    def settled(self) -> frozenset[str]:
        """The ids that the last batch to come to its end had."""
        return frozenset(self._settled)

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order in which they were first entered."""
        return tuple(self._last)

    def is_new(self, id: str) -> bool:
        """Tell whether a plan was made since a batch last came to its end."""
        return self._last.get(id) != self._settled.get(id)

    def add(self, entry: Entry) -> None:
        """Add a line and have it on disk before this returns.

        Raises
        ------
        CannotWrite
            When the disk or its permissions stop it.
        """
        try:
            with self.path.open("ab") as stream:
                start = _apart(self.path)
                place = stream.seek(0, os.SEEK_END) + len(start)
                stream.write(start + entry.line().encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise CannotWrite(say("files.cannot_write", file=self.path, why=error.strerror or str(error))) from error
        self._last[entry.id] = place

    def keep(self, ids: Iterable[str]) -> None:
        """Write the ledger anew with one settled line for each of these ids, in their order."""
        wanted = tuple(ids)
        lines = (replace(entry, settled=True).line() for entry in map(self.get, wanted) if entry is not None)
        write_atomic(self.path, (line.encode() for line in lines))
        self._find()

    def _at(self, place: int | None) -> Entry | None:
        if place is None:
            return None
        with self.path.open("rb") as stream:
            stream.seek(place)
            return _entry(stream.readline())


class KeptFacts(Mapping[str, dict[str, Any]]):
    """The facts of plans by id, read from the ledger one by one; nothing is held."""

    def __init__(self, ledger: Ledger, ids: Iterable[str]) -> None:
        self._ledger, self._ids = ledger, dict.fromkeys(ids)

    def __getitem__(self, id: str) -> dict[str, Any]:
        entry = self._ledger.get(id) if id in self._ids else None
        if entry is None:
            raise KeyError(id)
        return entry.facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def stamp(path: Path) -> Stamp:
    """Return a file's size and its time of change."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _read(path: Path) -> Iterator[tuple[int, Entry]]:
    """Yield each entry with where its line begins."""
    if not path.is_file() or path.is_symlink():
        return
    place = 0
    with path.open("rb") as stream:
        for line in stream:
            entry = _entry(line)
            if entry is not None:
                yield place, entry
            place += len(line)


def _entry(line: bytes) -> Entry | None:
    try:
        told = json.loads(line)
        stamps = {str(name): (int(size), int(time)) for name, (size, time) in told["stamps"].items()}
        files = {str(name): str(digest) for name, digest in told["files"].items()}
        settled = told.get("settled") is True
        return Entry(str(told["id"]), str(told["key"]), files, stamps, dict(told["facts"]), settled)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _apart(path: Path) -> bytes:
    """A line end, where a kill left the last line without one."""
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return b""
        stream.seek(-1, os.SEEK_END)
        return b"" if stream.read(1) == b"\n" else b"\n"
