"""A policy that is one file gets a folder of its own when the first file is to lie beside it."""

from __future__ import annotations

import os
from pathlib import Path

from coprod_tools.files import one_writer
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.files.writing import sync_folder
from coprod_tools.policyfile.sources import Source, find
from coprod_tools.problems import CannotWrite, UsageError
from coprod_tools.words import say


def folder_for(path: Path | str) -> Path:
    """Return the folder that a policy has, or would get; nothing is changed."""
    source = find(path)
    return source.folder or _beside(source)


def as_folder(path: Path | str) -> Path:
    """Return the folder of the policy at `path`; a single file `X.yaml` is first moved to `X/policy.yaml`.

    The file is renamed in one step: whenever it is stopped, the policy is whole in the old place or the new one, and
    a folder left empty is used the next time.

    Raises
    ------
    UsageError
        When the policy comes with the package, or something else lies where the folder should be.
    CannotWrite
        When the disk stops it; the policy is where it was.
    """
    source = find(path)
    if source.shipped:
        raise UsageError(say("maps.shipped"))
    if source.folder is not None:
        return source.folder
    # A link was named by the user, so the file it leads to is the one to move.
    file = source.path.resolve()
    folder = _beside(source)
    with one_writer(file.parent):
        _move(file, file.with_suffix(""), source.file)
    return folder


def _beside(source: Source) -> Path:
    """Return the folder as the user would name it; behind a link, where the file really lies."""
    return (source.path.resolve() if source.path.is_symlink() else source.path).with_suffix("")


def _move(file: Path, folder: Path, shown: str) -> None:
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(say("maps.folder_taken", folder=folder, file=shown))
    try:
        folder.mkdir(exist_ok=True)
        sync_folder(file.parent)
        file.replace(folder / OWN_FILE)
        sync_folder(folder)
        sync_folder(file.parent)
    except OSError as error:
        raise CannotWrite(say("files.cannot_write", file=folder, why=error.strerror or str(error))) from error
