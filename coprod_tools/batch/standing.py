"""Whether a plan that the ledger knows still lies there, byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from coprod_tools.batch.ledger import Entry, stamp


def stands(entry: Entry, out: Path) -> bool:
    """Tell whether every file of the plan is what the ledger says.

    A file of the same size that was not changed since is taken as it was; any other is read and compared by digest.
    """
    folder = out / entry.id
    if folder.is_symlink():
        return False
    return all(_same(folder / name, entry, name) for name in entry.files)


def _same(path: Path, entry: Entry, name: str) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if stamp(path) == entry.stamps.get(name):
        return True
    return hashlib.sha256(path.read_bytes()).hexdigest() == entry.files[name]
