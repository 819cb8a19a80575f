"""Save a text onto whatever stands in the file by now: what does not clash is merged, what does is handed back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files import decode, one_writer
from coprod_tools.policyfile.history import note_found
from coprod_tools.policyfile.history_lines import Note
from coprod_tools.policyfile.loading import Loaded, from_text
from coprod_tools.policyfile.saving import refuse_if_changed, replaced, standing, write_text
from coprod_tools.policyfile.sources import Source, source_sha256
from coprod_tools.policyfile.three_way import Difference, three_way
from coprod_tools.problems import InvalidInput, Stale
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Saved:
    """The end of a save.

    Attributes
    ----------
    loaded : Loaded
        The policy as it is now.
    before : str
        What stood in the file until then; it differs from what was read where others had saved.
    took_in : Difference or None
        What others had changed, merged with what was saved.
    """

    loaded: Loaded
    before: str
    took_in: Difference | None = None


def save_onto(source: Source, base: str, mine: str, knowledge: Path | None = None, note: Note | None = None) -> Saved:
    """Save `mine`, made from `base`; changes that others saved meanwhile are kept beside it where nothing clashes.

    Raises
    ------
    InvalidInput
        When `mine`, or both together, would not be sound; nothing is written.
    Stale
        When both changed the same, or what stands in the file is no policy; nothing is written.
    CannotWrite
        When there is no file any more, or the disk stops the write.
    """
    policy, tree = from_text(mine, source.file, knowledge)
    try:
        data = write_text(source, mine, base, note)
    except Stale:
        return _merged_in_turn(source, base, mine, knowledge, note)
    return Saved(Loaded(policy, source.path, tree, mine, source_sha256(source, data), source), base)


def _merged_in_turn(source: Source, base: str, mine: str, knowledge: Path | None, note: Note | None) -> Saved:
    """Merge while nobody else may write, so that however many save at once, each has its turn."""
    with one_writer(source.path.resolve().parent):
        data = standing(source)
        theirs = decode(data, source.file)
        difference = _difference(base, mine, theirs, source.file, knowledge)
        if difference is None or difference.clashes:
            refuse_if_changed(source.file, mine, data, base)
            theirs, text, difference = base, mine, None
        else:
            text = difference.settled()
        policy, tree = from_text(text, source.file, knowledge)
        if text != theirs:
            data = replaced(source, text, data, note)
        elif note is not None:
            note_found(source.path.resolve().parent, data, note, say("history.found"))
    return Saved(Loaded(policy, source.path, tree, text, source_sha256(source, data), source), theirs, difference)


def _difference(base: str, mine: str, theirs: str, file: str, knowledge: Path | None) -> Difference | None:
    """Return what differs, or None where what stands in the file is no policy."""
    try:
        from_text(theirs, file, knowledge)
        return three_way(base, mine, theirs, file)
    except InvalidInput:
        return None
