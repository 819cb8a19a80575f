"""The beginning of a policy: from a starter, or as a copy of a worked example; nothing is ever written over."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from coprod_tools.files import one_writer, read_text, write_atomic
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.files.resources import shipped
from coprod_tools.policy.ids import is_id
from coprod_tools.policyfile.loading import from_text
from coprod_tools.policyfile.saving import with_changes
from coprod_tools.policyfile.sources import WORKED, find
from coprod_tools.problems import CannotWrite, UsageError
from coprod_tools.words import say

STARTERS = ("service", "regulation", "grant-or-fund", "prevention", "digital")
_LONGEST = 48
# Written as an id, these would be read as no answer.
_NO_ANSWER = ("null", "unknown")


def starter_text(starter: str, id: str, title: str = "") -> str:
    """Return the text of a starter as the beginning of the policy `id`; without a title it keeps its own.

    Raises
    ------
    InvalidInput
        When the title can't be one.
    """
    text = read_text(shipped(f"templates/starters/{starter}.yaml"))
    text = re.sub(r"(?m)^id: .*$", f"id: {id}", text, count=1)
    return _titled(text, title) if title else text


def copy_text(name: str, id: str, title: str) -> str:
    """Return the text of a worked example as the beginning of another policy: a desk draft that nobody has seen.

    Raises
    ------
    UsageError
        When no worked example has that name.
    InvalidInput
        When the title can't be one.
    """
    text = read_text(find(f"{WORKED}{name}").path)
    return _titled(with_changes(text, OWN_FILE, {"id": id, "standing": "desk-draft"}), title)


def _titled(text: str, title: str) -> str:
    changed = with_changes(text, OWN_FILE, {"title": title})
    from_text(changed, OWN_FILE)
    return changed


def begin_in(folder: Path, id: str, text: str) -> Path:
    """Write the beginning of a policy as `folder/id/policy.yaml` and return that folder.

    Raises
    ------
    UsageError
        When something of that name is there already.
    CannotWrite
        When the disk or its permissions stop it; then nothing is there.
    """
    own = folder / id
    try:
        with one_writer(folder):
            if taken(folder, id):
                raise UsageError(say("lab.taken", name=id))
            own.mkdir()
            write_atomic(own / OWN_FILE, text)
    except OSError as error:
        raise CannotWrite(say("files.cannot_write", file=own, why=error.strerror or str(error))) from error
    return own


def taken(folder: Path, id: str) -> bool:
    """Tell whether a policy of that id would meet another one in the folder."""
    return any(os.path.lexists(folder / name) for name in (id, f"{id}.yaml", f"{id}.yml"))


def id_from_title(title: str, folder: Path) -> str:
    """Return an id made of a title that nothing in the folder bears; where one does, a number follows.

    Letters lose their marks (`whānau` gives `whanau`); a title in another script gives `policy`.
    """
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    stem = stem if is_id(stem) and stem not in _NO_ANSWER else "policy"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1_000_000))
    return next(name for name in numbered if not taken(folder, name))
