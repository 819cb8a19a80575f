"""Save changes to a policy: the text it was read from is patched, checked whole, and written in one step."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from coprod_tools.files import decode, one_writer, read_bytes, write_atomic
from coprod_tools.policy import Policy
from coprod_tools.policyfile.loading import Loaded, from_text, load_from
from coprod_tools.policyfile.patching import patched
from coprod_tools.problems import CannotWrite, UsageError
from coprod_tools.words import say

_SHOWN = 60


def save(loaded: Loaded, changes: Mapping[str, object], knowledge: Path | None = None) -> Loaded:
    """Write changes to the file a policy was read from, and return the policy as it is now.

    Comments, order and every line no change touches stay as they are.

    Parameters
    ----------
    changes : mapping of str to object
        Field path to new value, `REMOVE` or `Append(item)`; made one after the other. Parents that are absent are
        added. `activities[design].lead`, `problem.framings`, `activities[design].parts[parents.design].promise.level`.
    knowledge : Path, optional
        A folder whose lifecycles add to the shipped ones.

    Raises
    ------
    InvalidInput
        When the policy would not be sound any more; nothing is written.
    CannotWrite
        When the file changed since it was read (both sides are shown), or the disk stops the write.
    UsageError
        When a path leads nowhere, or the policy is a worked one.
    """
    return save_all(loaded, [changes], knowledge)


def save_all(loaded: Loaded, steps: Iterable[Mapping[str, object]], knowledge: Path | None = None) -> Loaded:
    """Save several sets of changes as one, so that a list may get more than one new item; see `save`."""
    if loaded.source.shipped:
        raise UsageError(say("policyfile.shipped"))
    text = loaded.text
    for changes in steps:
        text = with_changes(text, loaded.source.file, changes)
    if text == loaded.text:
        return loaded
    from_text(text, loaded.source.file, knowledge)
    _write(loaded, text)
    return load_from(loaded.source, knowledge)


def with_changes(text: str, file: str, changes: Mapping[str, object]) -> str:
    """Return the text of a policy with changes made; see `save`. The policy itself is not checked."""
    for path, change in changes.items():
        text = patched(Policy, text, file, path, change)
    return text


def _write(loaded: Loaded, text: str) -> None:
    # A link was named by the user, so the file it leads to is the one to write.
    path = loaded.path.resolve()
    with one_writer(path.parent):
        if not path.exists():
            raise CannotWrite(say("policyfile.gone_meanwhile", file=loaded.source.file))
        data = read_bytes(path, file=loaded.source.file)
        _refuse_if_changed(loaded, text, data)
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        write_atomic(path, mark + text.encode("utf-8"))


def _refuse_if_changed(loaded: Loaded, text: str, data: bytes) -> None:
    mark = codecs.BOM_UTF8
    if data.removeprefix(mark) == loaded.text.encode("utf-8"):
        return
    theirs = decode(data, loaded.source.file)
    message = say(
        "policyfile.changed_meanwhile",
        file=loaded.source.file,
        theirs=_difference(loaded.text, theirs),
        ours=_difference(loaded.text, text),
    )
    raise CannotWrite(message)


def _difference(old: str, new: str) -> str:
    """Return the lines that differ, each with + or -, at most 60 of them."""
    lines = [
        line.rstrip("\r\n")
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
        if not line.startswith(("---", "+++"))
    ]
    return "\n".join(lines[:_SHOWN])
