"""A file that somebody sends, under a name that any computer can keep it by."""

from __future__ import annotations

from pathlib import PurePosixPath

from coprod_tools.workbook.elements.sendable import sendable

# Disks take 255 bytes at least; a name of 130 letters with macrons is longer, and sound where it was given.
_LONGEST = 200


def keepable(name: str) -> str:
    """Return a file's name without folders, cut where it is too long for a disk; its ending stays.

    The ending tells what kind of file it is, so it is the beginning that is cut.
    """
    last = sendable(PurePosixPath(name.replace("\\", "/")).name.replace("\0", ""))
    if not last.strip(". "):
        return "file"
    return str(last.encode("utf-8")[-_LONGEST:].decode("utf-8", "ignore"))
