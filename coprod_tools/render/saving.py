"""The last step of a notebook: write its files when it was given a folder, and say that it came to its end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coprod_tools.files import write_atomic
from coprod_tools.problems import CannotWrite
from coprod_tools.words import say

# The runner looks for this word at the start of the last cell's output: only then did every cell run.
DONE = "Done:"


def save(files: Mapping[str, str | bytes], out_dir: str, name: str) -> str:
    """Write `files` into the folder `name` within `out_dir`; with no `out_dir`, write nothing.

    Returns
    -------
    str
        One line that says what was written; printed as a notebook's last act it is the mark of a finished run.

    Raises
    ------
    CannotWrite
        When the disk or its permissions stop a write.
    """
    if not out_dir:
        return f"{DONE} {say('render.nothing-written')}"
    folder = Path(out_dir) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(say("render.no-folder", folder=name, why=error.strerror or str(error))) from error
    for file, data in files.items():
        write_atomic(folder / file, data)
    return f"{DONE} {say('render.written', files=', '.join(files), folder=name)}"
