"""Save changes to a policy: the text it was read from is patched, checked whole, and written in one step."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from coprod_tools.files import decode, one_writer, read_bytes, write_atomic
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.policy import Policy
from coprod_tools.policyfile.folders import as_folder
from coprod_tools.policyfile.history import append_version, note_found
from coprod_tools.policyfile.history_lines import Note
from coprod_tools.policyfile.loading import Loaded, from_text
from coprod_tools.policyfile.patching import patched
from coprod_tools.policyfile.sources import Source, find, source_sha256
from coprod_tools.problems import CannotWrite, InvalidInput, Stale, UsageError
from coprod_tools.words import say

_SHOWN = 60


def save(
    loaded: Loaded, changes: Mapping[str, object], knowledge: Path | None = None, note: Note | None = None
) -> Loaded:
    """Write changes to the file a policy was read from, and return the policy as it is now.

    Comments, order and every line no change touches stay as they are.

    Parameters
    ----------
    changes : mapping of str to object
        Field path to new value, `REMOVE` or `Append(item)`; made one after the other. Parents that are absent are
        added. `activities[design].lead`, `problem.framings`, `activities[design].parts[parents.design].promise.level`.
    knowledge : Path, optional
        A folder whose lifecycles add to the shipped ones.
    note : Note, optional
        When, by whom and what, for the history; a policy that is one file then moves into a folder of its own. Without
        a note no history is written, and the state is noted as found when the policy is next saved with one.

    Raises
    ------
    InvalidInput
        When the policy would not be sound any more; nothing is written.
    Stale
        When the file changed since it was read: both sides are shown and handed back.
    CannotWrite
        When the disk stops the write.
    UsageError
        When a path leads nowhere, or the policy is a worked one.
    """
    return save_all(loaded, [changes], knowledge, note)


def save_all(
    loaded: Loaded, steps: Iterable[Mapping[str, object]], knowledge: Path | None = None, note: Note | None = None
) -> Loaded:
    """Save several sets of changes as one, so that a list may get more than one new item; see `save`."""
    if loaded.source.shipped:
        raise UsageError(say("policyfile.shipped"))
    text = with_all(loaded.text, loaded.source.file, steps)
    return save_text(loaded, text, knowledge, note)


def save_text(loaded: Loaded, text: str, knowledge: Path | None = None, note: Note | None = None) -> Loaded:
    """Save a whole new text in place of the one that was read; see `save`."""
    if text == loaded.text:
        return loaded
    policy, tree = from_text(text, loaded.source.file, knowledge)
    try:
        source = loaded.source if note is None else in_own_folder(loaded.source)
        data = write_text(source, text, loaded.text, note)
    except CannotWrite as stopped:
        stopped.content = text
        raise
    return Loaded(policy, source.path, tree, text, source_sha256(source, data), source)


def with_all(text: str, file: str, steps: Iterable[Mapping[str, object]]) -> str:
    """Return the text of a policy with several sets of changes made, one after the other."""
    for changes in steps:
        text = with_changes(text, file, changes)
    return text


def with_changes(text: str, file: str, changes: Mapping[str, object]) -> str:
    """Return the text of a policy with changes made; see `save`. The policy itself is not checked."""
    for path, change in changes.items():
        text = patched(Policy, text, file, path, change)
    return text


def in_own_folder(source: Source) -> Source:
    """Return where the policy lies once it has a folder of its own, into which a single file is moved."""
    if source.folder is not None:
        return source
    try:
        return find(as_folder(source.path))
    except (CannotWrite, InvalidInput):
        # Somebody else moved it a moment ago.
        folder = source.path.resolve().with_suffix("")
        if not (folder / OWN_FILE).exists():
            raise
        return find(folder)


def write_text(source: Source, text: str, expected: str | bytes, note: Note | None = None) -> bytes:
    """Replace a policy's file and return its bytes; the text is not checked.

    Parameters
    ----------
    expected : str or bytes
        What must stand there now: the text (with or without a byte order mark), or the bytes.
    note : Note, optional
        Noted in the history before the file is replaced, together with what stood there if that was not known.

    Raises
    ------
    Stale
        When something else stands there.
    CannotWrite
        When there is no file any more, or the disk stops the write; the file is as it was.
    """
    # A link was named by the user, so the file it leads to is the one to write.
    with one_writer(source.path.resolve().parent):
        data = standing(source)
        refuse_if_changed(source.file, text, data, expected)
        return replaced(source, text, data, note)


def standing(source: Source) -> bytes:
    """Return the bytes that stand in a policy's file.

    Raises
    ------
    CannotWrite
        When it is gone: somebody took it away on purpose, so it is not made again.
    """
    path = source.path.resolve()
    if not path.exists():
        raise CannotWrite(say("policyfile.gone_meanwhile", file=source.file))
    return read_bytes(path, file=source.file)


def replaced(source: Source, text: str, data: bytes, note: Note | None = None) -> bytes:
    """Put a text in the place of the bytes that stand in the file, while nobody else may write; see `write_text`."""
    path = source.path.resolve()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    new = mark + text.removeprefix("\ufeff").encode("utf-8")
    if note is not None:
        append_version(path.parent, new, note, data, say("history.found"))
    write_atomic(path, new)
    return new


def note_seen(source: Source, data: bytes, note: Note, seen: str = "") -> None:
    """Note in the history a state that was seen in the file; one that is kept already is not noted again.

    Raises
    ------
    CannotWrite
        When the disk stops it.
    """
    folder = source.path.resolve().parent
    with one_writer(folder):
        note_found(folder, data, note, seen or say("history.found"))


def put_text(source: Source, text: str, note: Note) -> None:
    """Write a text in place of whatever stands in a policy's file, sound or broken, or of nothing.

    What stood there is noted in the history first, so that it can be brought back.

    Raises
    ------
    CannotWrite
        When the disk stops it; the file is as it was.
    """
    source = in_own_folder(source) if source.path.exists() else source
    path = source.path.resolve()
    with one_writer(path.parent):
        data = read_bytes(path, file=source.file) if path.exists() else None
        append_version(path.parent, text.encode("utf-8"), note, data, say("history.found"))
        write_atomic(path, text)


def refuse_if_changed(file: str, text: str, data: bytes, expected: str | bytes) -> None:
    """Raise `Stale` with all three texts unless the bytes in the file are those expected."""
    wanted = expected.encode("utf-8") if isinstance(expected, str) else expected
    if data.removeprefix(codecs.BOM_UTF8) == wanted.removeprefix(codecs.BOM_UTF8):
        return
    base, theirs = (decode(each, file) for each in (wanted, data))
    message = say(
        "policyfile.changed_meanwhile", file=file, theirs=_difference(base, theirs), ours=_difference(base, text)
    )
    raise Stale(message, base, text, theirs)


def _difference(old: str, new: str) -> str:
    """Return the lines that differ, each with + or -, at most 60 of them."""
    lines = [
        line.rstrip("\r\n")
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
        if not line.startswith(("---", "+++"))
    ]
    return "\n".join(lines[:_SHOWN])
