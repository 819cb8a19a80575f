"""Files of a folder that hold somebody else's policies, maps, votes or projects, recognised by what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from coprod_tools.exchange import Format, recognise
from coprod_tools.files.folder_scan import OWN_FILE

_LOOKED_AT = 400
# Our own files, and what is never somebody else's data.
_NOT = (".yaml", ".yml", ".ipynb", ".html", ".md", ".py", ".svg", ".png", ".pdf", ".docx", ".graphml")


def offered_in(folder: Path) -> dict[str, tuple[Path, Format]]:
    """Return what can be brought in from the folder and below, by its name there; some hundreds are looked at."""
    found: dict[str, tuple[Path, Format]] = {}
    for path in islice(_candidates(folder), _LOOKED_AT):
        known = recognise(path)
        if known is not None:
            found[path.relative_to(folder).as_posix()] = path, known
    return found


def _candidates(folder: Path) -> Iterator[Path]:
    """Yield the files, and the folders that may be one export; a policy's own folder and links are left out."""
    for top, below, files in os.walk(folder):
        here = Path(top)
        below[:] = sorted(name for name in below if not name.startswith(".") and _may_hold(here / name))
        yield from (here / name for name in below)
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and not name.endswith(_NOT) and path.is_file() and not path.is_symlink():
                yield path


def _may_hold(folder: Path) -> bool:
    return not folder.is_symlink() and not (folder / OWN_FILE).exists()
