"""Who works at this computer: the name that stands in the history, suggested once and kept when given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from coprod_tools.files import write_atomic
from coprod_tools.problems import CannotWrite
from coprod_tools.workbook.lab.state import state_folder

_LONGEST = 200


def suggested_name() -> str:
    """Return the name given here before, else the full name of the computer's account; empty when there is none."""
    return _kept() or _of_account()


def keep_name(name: str) -> None:
    """Keep a name for the next time; where that can't be written, it is asked for again."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_atomic(_file(), name[:_LONGEST])
    except (OSError, CannotWrite):
        return


def _file() -> Path:
    return state_folder() / "name.txt"


def _kept() -> str:
    try:
        with _file().open(encoding="utf-8") as stream:
            return " ".join(stream.read(_LONGEST).split())
    except (OSError, ValueError):
        return ""


def _of_account() -> str:
    if sys.platform == "win32":
        return ""
    import pwd

    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return ""
    name = account.pw_gecos.split(",")[0].strip()
    return "" if name == account.pw_name else name
