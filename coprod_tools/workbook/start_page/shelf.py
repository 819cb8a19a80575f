"""The policies of a folder, read one by one and kept as long as their files stay as they are."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_tools.files.folder_scan import OWN_FILE, policies_in
from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.history import read_history
from coprod_tools.problems import CoprodError, Fault, InvalidInput
from coprod_tools.words import say
from coprod_tools.workbook.start_page.waiting import Waiting, waiting_in

_LOG = logging.getLogger("coprod_tools")
_Stamp = tuple[tuple[str, int, int], ...]
_BESIDE = ("joins.yaml", "review.yaml", "maps", "history")


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One policy as its card tells of it, or why it can't be read.

    Attributes
    ----------
    path : Path
        Its folder, or its file where it is one file alone.
    inside : str
        The folder below the served one that it lies in; empty where it lies in the served one itself.
    changed_on, changed_by : str
        The day and time of the last change, local; and who made it, empty where nobody wrote that down.
    faults : tuple of Fault
        Why it can't be read; none for a policy that can.
    """

    path: Path
    inside: str
    title: str
    standing: str = ""
    changed_on: str = ""
    changed_by: str = ""
    waiting: Waiting = Waiting()
    faults: tuple[Fault, ...] = ()


class Shelf:
    """The policies of a folder and below; each is read again only when something of it changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[Path, tuple[_Stamp, OnShelf]] = {}

    def look(self) -> tuple[Path, ...]:
        """Return the files of the policies that are there now.

        Raises
        ------
        InvalidInput
            When the folder can't be listed.
        """
        found = policies_in(self.folder)
        self._known = {path: self._known[path] for path in found if path in self._known}
        return found

    def known(self, file: Path) -> OnShelf | None:
        """Return a policy that was read before and has not changed since."""
        stamp, kept = self._known.get(file, ((), None))
        return kept if kept is not None and stamp == _stamp(file) else None

    def read(self, file: Path) -> OnShelf:
        """Return a policy, read again when it changed."""
        kept = self.known(file)
        if kept is not None:
            return kept
        stamp = _stamp(file)
        try:
            found = _read(file, self.folder)
        except Exception as fault:  # one policy never keeps the others from being shown
            _LOG.exception("a card failed")
            told = Fault(str(file), say("workbook.own-fault", kind=type(fault).__name__))
            found = OnShelf(file, "", file.name, faults=(told,))
        self._known[file] = stamp, found
        return self._known[file][1]


def _read(file: Path, folder: Path) -> OnShelf:
    own = file.parent if file.name == OWN_FILE else None
    path = own or file
    above = os.path.relpath(path.parent, folder)
    inside = "" if above == os.curdir else above
    changed_on, changed_by = _changed(file, own)
    try:
        loaded = load(path)
        waiting = waiting_in(loaded, read_beside(loaded))
    except InvalidInput as refused:
        return OnShelf(path, inside, path.name, changed_on=changed_on, faults=refused.faults)
    except (CoprodError, OSError) as stopped:
        return OnShelf(path, inside, path.name, changed_on=changed_on, faults=(Fault(str(file), str(stopped)),))
    standing = loaded.policy.standing.state if loaded.policy.standing else ""
    return OnShelf(path, inside, str(loaded.policy.title), standing, changed_on, changed_by, waiting)


def _changed(file: Path, own: Path | None) -> tuple[str, str]:
    try:
        last = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except (OSError, ValueError, OverflowError):  # gone, or dated beyond any calendar
        return "", ""
    versions = read_history(own).versions if own is not None and (own / "history").is_dir() else ()
    return f"{last:%Y-%m-%d %H:%M}", versions[-1].by if versions else ""


def _stamp(file: Path) -> _Stamp:
    """Return what changes whenever the policy or something beside it does."""
    return tuple(_stamps(file))


def _stamps(file: Path) -> Iterator[tuple[str, int, int]]:
    beside = [file.parent / name for name in _BESIDE] if file.name == OWN_FILE else []
    maps = [*(file.parent / "maps").glob("*.csv")] if beside else []
    for path in (file, *beside, *maps):
        try:
            state = path.stat()
        except OSError:
            continue
        yield str(path), state.st_mtime_ns, state.st_size
