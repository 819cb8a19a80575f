"""The place somebody was at, so that the same page comes back after a restart."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from coprod_tools.files import write_atomic
from coprod_tools.problems import CannotWrite
from coprod_tools.workbook.lab.setting import from_environment
from coprod_tools.workbook.lab.state import state_folder

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the workbook: a policy's path and a room of its desk; both empty at the start page."""

    policy: str = ""
    room: str = ""


def remember(place: Place, folder: Path | None = None) -> None:
    """Keep the place for this folder of policies; where that can't be written, nothing is remembered."""
    path = _file(folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, json.dumps(asdict(place), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (OSError, CannotWrite):
        return


def remembered(folder: Path | None = None) -> Place | None:
    """Return the place kept for this folder of policies; None where there is none that can be used."""
    try:
        with _file(folder).open("rb") as stream:
            found = json.loads(stream.read(_LONGEST))
        return Place(str(found["policy"]), str(found["room"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(folder: Path | None) -> Path:
    where = os.path.realpath(folder or from_environment().folder)
    return state_folder() / "places" / f"{hashlib.sha256(os.fsencode(where)).hexdigest()[:24]}.json"
