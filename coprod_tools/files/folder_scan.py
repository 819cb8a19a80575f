"""Find the policies in a folder: files whose first key, comments aside, is `coprod`."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

_ENDINGS = (".yaml", ".yml")
_HEAD = 65_536
_FIRST_KEY = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\r\n]*)?(?:---[ \t]*)?(?:\r\n|\n|\r))*(['\"]?)coprod\1[ \t]*:"
)
OWN_FILE = "policy.yaml"


def is_policy(path: Path) -> bool:
    """Tell whether the first key of a regular file, comments aside, is `coprod`; links are not followed."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as stream:
            return _FIRST_KEY.match(stream.read(_HEAD)) is not None
    except OSError:
        return False


def policies_in(folder: Path | str) -> tuple[Path, ...]:
    """Return the policy files in `folder` and below, sorted.

    Symbolic links, hidden folders and everything that is no regular file are left out. A folder with its own
    `policy.yaml` is one policy and is not entered further.

    Raises
    ------
    InvalidInput
        When `folder` can't be listed.
    """
    try:
        with os.scandir(folder):
            pass
    except OSError:
        raise InvalidInput([Fault(str(folder), say("files.unlistable"))]) from None
    return tuple(sorted(_walk(Path(folder))))


def _walk(top: Path) -> Iterator[Path]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        own = folder / OWN_FILE
        if is_policy(own):
            yield own
            continue
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    waiting.append(Path(entry.path))
            elif entry.name.lower().endswith(_ENDINGS) and is_policy(Path(entry.path)):
                yield Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
