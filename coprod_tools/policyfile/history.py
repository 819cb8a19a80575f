"""Every saved version of a policy, kept in its `history/` folder and never changed again.

A file holds some hundreds of versions, one JSON object a line (`jq` and any editor read it): number, when, who, what
changed, digest, and the text, whole in the first line and as edits of lines from then on. Each edit says what it took
away as well as what it put, so it leads back as well as forward: a version whose line was damaged is found again from
the one after it, and those after it from the next whole text or from the policy as it stands.

The line is appended and flushed before the policy itself is replaced. Whenever a save is stopped, the history then
holds every state the policy ever had; the other way round, a state could stand in the file, be overwritten by an
editor and be lost. A line whose policy was never replaced costs nothing: the next save finds the policy unlike the last
line and notes again what stands there.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from coprod_tools.files.writing import sync_folder
from coprod_tools.policyfile.history_lines import (
    Line,
    Note,
    Version,
    VersionKind,
    line_for,
    read_line,
    sha256_of,
)
from coprod_tools.policyfile.history_trail import Way, found_along
from coprod_tools.problems import CannotWrite, UsageError
from coprod_tools.words import say

NAME = "history"
_FILE = re.compile(r"(\d{6,})\.jsonl")
# A file is closed when it holds this many bytes beyond four times its policy: small to share, and a quarter overhead.
_FULL = 60_000


@dataclass(frozen=True, slots=True)
class History:
    """What is kept of a policy.

    Attributes
    ----------
    versions : tuple of Version
        Earliest first.
    damaged : tuple of (str, int)
        File and line of what can't be read.
    """

    folder: Path
    lines: tuple[Line, ...]
    damaged: tuple[tuple[str, int], ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions, earliest first."""
        return tuple(line.version for line in self.lines)

    def content(self, number: int, present: bytes = b"") -> bytes:
        """Return the bytes of a version as they were.

        Parameters
        ----------
        present : bytes
            The policy as it stands, from which versions behind a damaged line are found.

        Raises
        ------
        UsageError
            When there is no such version, or it can't be put together.
        """
        wanted = next((line for line in self.lines if line.version.number == number), None)
        if wanted is None:
            raise UsageError(say("history.no_version", number=number))
        found = _sought(self.lines, wanted.version.sha256, present)
        if found is None:
            raise UsageError(say("history.unreadable_version", number=number, folder=self.folder))
        return found


def read_history(folder: Path) -> History:
    """Return what the `history` folder of a policy's folder holds; damaged lines are named and passed over."""
    lines: list[Line] = []
    damaged = []
    for path in _files(folder / NAME):
        for number, raw in enumerate(_content(path).split(b"\n"), 1):
            line = read_line(raw) if raw.strip() else None
            if line is not None:
                lines.append(line)
            elif raw.strip():
                damaged.append((path.name, number))
    return History(folder / NAME, tuple(_numbered(lines)), tuple(damaged))


def append_version(folder: Path, data: bytes, note: Note, found: bytes | None = None, seen: str = "") -> Version | None:
    """Note a version at the end of a policy's history; called while nobody else may write there.

    Parameters
    ----------
    folder : Path
        The policy's own folder.
    data : bytes
        What is about to be saved. The same as the last version is not noted again.
    found : bytes, optional
        What stands in the file now. It is noted first where it is not the last version: somebody wrote it by hand.
    seen : str
        How such a state is labelled.

    Returns
    -------
    Version or None
        None when nothing had to be noted.

    Raises
    ------
    CannotWrite
        When the disk stops it; the history is as it was.
    """
    home = folder / NAME
    files = _files(home)
    last = next((each for path in reversed(files) if (each := _last(path))), None)
    made = b""
    if found is not None and (last is None or last.version.sha256 != sha256_of(found)):
        before = None if last is None else _sought(_lines_in(files[-1]), last.version.sha256, b"")
        last, made = _made(last, found, replace(note, by="", label=seen), "found", before)
    if last is not None and last.version.sha256 == sha256_of(data):
        if made:
            _append(home, files, made, folder)
        return last.version if made else None
    full = bool(files) and not made and files[-1].stat().st_size > _FULL + 4 * len(data)
    known = found if found is not None and not full else None
    new, line = _made(last, data, note, "saved", known)
    _append(home, [] if full else files, made + line, folder, number=int(files[-1].stem) + 1 if files else 1)
    return new.version


def note_found(folder: Path, data: bytes, note: Note, seen: str) -> Version | None:
    """Note a state that somebody else wrote, unless it is kept already; see `append_version`."""
    digest = sha256_of(data)
    if any(line.version.sha256 == digest for path in _files(folder / NAME)[-2:] for line in _lines_in(path)):
        return None
    return append_version(folder, data, note, data, seen)


def _made(last: Line | None, data: bytes, note: Note, kind: VersionKind, before: bytes | None) -> tuple[Line, bytes]:
    number = 1 if last is None else last.version.number + 1
    version = Version(number, note.on, note.by, note.label, kind, sha256_of(data))
    return Line(version), line_for(version, data, before)


def _append(home: Path, files: list[Path], line: bytes, folder: Path, number: int = 1) -> None:
    path = files[-1] if files else home / f"{number:06}.jsonl"
    try:
        _make_home(home, folder)
        _write_end(path, line, stat.S_IMODE(folder.stat().st_mode) & 0o666)
        if not files:
            sync_folder(home)
    except OSError as error:
        raise CannotWrite(say("files.cannot_write", file=path, why=error.strerror or str(error))) from error


def _make_home(home: Path, folder: Path) -> None:
    if home.is_symlink():
        raise OSError(say("maps.map_is_link"))
    if not home.is_dir():
        home.mkdir()
        home.chmod(stat.S_IMODE(folder.stat().st_mode))
        sync_folder(folder)


def _write_end(path: Path, line: bytes, mode: int) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, mode)
    try:
        size = os.fstat(handle).st_size
        if size and _byte_before(handle, size) != b"\n":
            line = b"\n" + line  # behind a line that was cut short
        try:
            _write_all(handle, line)
            os.fsync(handle)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _byte_before(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _files(home: Path) -> list[Path]:
    """Return the files of a history in order; links, and copies that a sharing program made, are left out."""
    try:
        inside = [] if home.is_symlink() else list(home.iterdir())
        found = [path for path in inside if _FILE.fullmatch(path.name) and path.is_file() and not path.is_symlink()]
    except OSError:
        return []
    return sorted(found, key=lambda path: int(path.stem))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _lines_in(path: Path) -> list[Line]:
    return [line for raw in _content(path).split(b"\n") if raw.strip() and (line := read_line(raw)) is not None]


def _last(path: Path) -> Line | None:
    for raw in reversed(_content(path).split(b"\n")):
        if raw.strip() and (line := read_line(raw)) is not None:
            return line
    return None


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with a number each of its own, whatever two computers wrote at once."""
    last = 0
    for line in lines:
        last = max(last + 1, line.version.number)
        yield line if line.version.number == last else replace(line, version=replace(line.version, number=last))


def _sought(lines: Iterable[Line], sha256: str, present: bytes) -> bytes | None:
    """Return the content with this digest: from a whole text along edits, forwards or backwards."""
    known, ways = {sha256_of(present): present}, defaultdict(list)
    for line in lines:
        if line.whole is not None:
            known[sha256_of(line.whole)] = line.whole
        else:
            ways[line.version.sha256].append(Way(line.before, line.edits, back=False))
            ways[line.before].append(Way(line.version.sha256, line.edits, back=True))
    return found_along(ways, known, sha256)
