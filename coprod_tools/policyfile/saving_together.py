"""Save a text onto whatever stands in the file by now: what does not clash is merged, what does is handed back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coprod_tools.policyfile.history_lines import Note
from coprod_tools.policyfile.loading import Loaded, from_text
from coprod_tools.policyfile.saving import write_text
from coprod_tools.policyfile.sources import Source, source_sha256
from coprod_tools.policyfile.three_way import Difference, three_way
from coprod_tools.problems import InvalidInput, Stale

# Between reading what stands there and saving onto it, others may save again.
_TRIES = 20


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
    text, here, took_in = mine, base, None
    for _ in range(_TRIES):
        try:
            data = write_text(source, text, here, note)
        except Stale as stale:
            refusal, here = stale, stale.theirs
            took_in = _merged(stale, base, mine, source.file, knowledge)
            text = took_in.settled()
            policy, tree = from_text(text, source.file, knowledge)
            continue
        return Saved(Loaded(policy, source.path, tree, text, source_sha256(source, data), source), here, took_in)
    raise refusal


def _merged(stale: Stale, base: str, mine: str, file: str, knowledge: Path | None) -> Difference:
    try:
        from_text(stale.theirs, file, knowledge)
        difference = three_way(base, mine, stale.theirs, file)
    except InvalidInput:
        raise Stale(str(stale), base, mine, stale.theirs) from None
    if difference.clashes:
        raise Stale(str(stale), base, mine, stale.theirs)
    return difference
